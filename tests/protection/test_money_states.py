import pytest

from panah.codes.catalogue import code_list
from panah.core.errors import WrongState
from panah.protection.states import (
    AWARD_MOVES,
    CAN_BE_PAID,
    COMPENSATION_MOVES,
    EXCHANGE_MOVES,
    EXPORT_MOVES,
    OVER,
    PAID,
    PAYMENT_MOVES,
    AwardState,
    CompensationState,
    ExchangeState,
    ExportState,
    PaymentState,
    move_award,
    move_compensation,
    move_exchange,
    move_export,
    move_payment,
)
from tests.protection.test_states import reachable

TABLES = [
    (PAYMENT_MOVES, PaymentState, move_payment, "payment_state"),
    (AWARD_MOVES, AwardState, move_award, "award_state"),
    (EXCHANGE_MOVES, ExchangeState, move_exchange, "exchange_state"),
    (EXPORT_MOVES, ExportState, move_export, "export_state"),
    (COMPENSATION_MOVES, CompensationState, move_compensation, "compensation_state"),
]
# What ends a payment or a claim for good; from everywhere else there is a way on.
ENDS = {
    PaymentState: OVER,
    AwardState: {AwardState.REJECTED},
    ExchangeState: {ExchangeState.REJECTED, ExchangeState.REVERSED},
    ExportState: {ExportState.READY, ExportState.REFUSED, ExportState.STOPPED},
    # A receipt that was mistyped is taken back.
    CompensationState: set(),
}


@pytest.mark.parametrize(("moves", "states", "move", "codes"), TABLES)
def test_every_move_of_money_is_as_its_table_says(moves, states, move, codes):
    assert set(moves) == set(states) == set(code_list(codes).codes)
    for now in states:
        for to in states:
            if to in moves[now]:
                assert move(now, to) is to
            else:
                with pytest.raises(WrongState):
                    move(now, to)


@pytest.mark.parametrize(("moves", "states", "move", "codes"), TABLES)
def test_every_state_of_money_is_reached_and_only_the_ends_are_ends(moves, states, move, codes):
    assert reachable(moves, next(iter(states))) == set(states)
    assert {state for state in states if not moves[state]} == ENDS[states]


def test_only_what_was_approved_can_be_paid_and_only_what_was_paid_comes_back():
    assert {now for now, to in PAYMENT_MOVES.items() if PaymentState.PAID in to} == CAN_BE_PAID
    back = {PaymentState.RETURNED, PaymentState.REVERSED}
    assert {now for now, to in PAYMENT_MOVES.items() if to & back} == PAID


def test_who_missed_or_refused_money_can_still_be_paid():
    for state in (PaymentState.MISSED, PaymentState.REFUSED):
        assert PaymentState.PAID in PAYMENT_MOVES[state]


def test_nobody_needs_a_lawyer_to_claim_and_a_refusal_can_be_appealed():
    assert CompensationState.CLAIMED in COMPENSATION_MOVES[CompensationState.INFORMED]
    assert CompensationState.CLAIMED in COMPENSATION_MOVES[CompensationState.REFUSED]
