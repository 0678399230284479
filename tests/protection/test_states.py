from collections import deque

import pytest

from panah.codes.catalogue import code_list
from panah.core.errors import WrongState
from panah.protection.states import (
    BEFORE_PRESUMPTION,
    CASE_MOVES,
    ENDED,
    HELPED,
    INCIDENT_MOVES,
    INQUIRY_MOVES,
    JOURNEY_MOVES,
    ORDER_MOVES,
    PLACE_MOVES,
    PLACE_OPEN,
    PRESENCE_MOVES,
    STAGE_AFTER,
    STATUS_AFTER,
    STEPS_BY_HAND,
    TRANSFER_MOVES,
    TRANSPORT_MOVES,
    WISH_MOVES,
    CaseStatus,
    IncidentState,
    InquiryStage,
    JourneyState,
    OrderState,
    Outcome,
    PlaceState,
    PresenceState,
    TransferState,
    TransportState,
    WishState,
    move_case,
    move_incident,
    move_inquiry,
    move_journey,
    move_order,
    move_place,
    move_presence,
    move_transfer,
    move_transport,
    move_wish,
)

# Every table of the shelter and of transfers: its states, its code list, and what moves by it.
TABLES = (
    (PlaceState, PLACE_MOVES, "place_state", move_place),
    (PresenceState, PRESENCE_MOVES, "presence_state", move_presence),
    (IncidentState, INCIDENT_MOVES, "incident_state", move_incident),
    (TransportState, TRANSPORT_MOVES, "transport_state", move_transport),
    (TransferState, TRANSFER_MOVES, "transfer_state", move_transfer),
    (WishState, WISH_MOVES, "wish_state", move_wish),
    (OrderState, ORDER_MOVES, "order_state", move_order),
    (JourneyState, JOURNEY_MOVES, "journey_state", move_journey),
)
PAIRS = [(move, moves, now, to) for states, moves, _, move in TABLES for now in states for to in states]


def reachable(moves, first):
    seen, waiting = {first}, deque([first])
    while waiting:
        new = moves[waiting.popleft()] - seen
        seen |= new
        waiting.extend(new)
    return seen


def test_every_state_is_in_its_table_and_in_its_code_list():
    assert set(CASE_MOVES) == set(CaseStatus) == set(code_list("case_status").codes)
    assert set(INQUIRY_MOVES) == set(InquiryStage) == set(code_list("inquiry_stage").codes)
    assert set(STATUS_AFTER) == set(STAGE_AFTER) == set(Outcome) == set(code_list("identification_outcome").codes)


@pytest.mark.parametrize("now", CaseStatus)
@pytest.mark.parametrize("to", CaseStatus)
def test_a_case_moves_only_as_the_table_says(now, to):
    if to in CASE_MOVES[now]:
        assert move_case(now, to) is to
    else:
        with pytest.raises(WrongState):
            move_case(now, to)


@pytest.mark.parametrize("now", InquiryStage)
@pytest.mark.parametrize("to", InquiryStage)
def test_an_inquiry_moves_only_as_the_table_says(now, to):
    if to in INQUIRY_MOVES[now]:
        assert move_inquiry(now, to) is to
    else:
        with pytest.raises(WrongState):
            move_inquiry(now, to)


def test_every_state_is_reached_and_none_is_a_dead_end():
    assert reachable(CASE_MOVES, CaseStatus.SIGNAL) == set(CaseStatus)
    assert reachable(INQUIRY_MOVES, InquiryStage.INITIAL_ASSISTANCE) == set(InquiryStage)
    assert all(CASE_MOVES.values())
    assert all(INQUIRY_MOVES.values())


def test_a_way_to_assistance_leads_past_the_police():
    police = {CaseStatus.REFERRED, CaseStatus.INQUIRY, CaseStatus.DECISION}
    without = {status: moves - police for status, moves in CASE_MOVES.items()}
    assert CaseStatus.ASSISTANCE in reachable(without, CaseStatus.SIGNAL)
    assert CaseStatus.REINTEGRATION in reachable(without, CaseStatus.SIGNAL)


def test_help_is_open_in_every_state_from_the_presumption_to_the_end():
    assert {CaseStatus.PRESUMED, CaseStatus.NOT_IDENTIFIED, CaseStatus.SUSPENDED} <= HELPED
    assert not HELPED & (ENDED | BEFORE_PRESUMPTION)


def test_a_decision_and_a_closure_are_never_a_step_by_hand():
    assert not STEPS_BY_HAND & {*STATUS_AFTER.values(), CaseStatus.DECISION, CaseStatus.CLOSED, CaseStatus.PRESUMED}


@pytest.mark.parametrize(
    ("states", "moves", "codes", "_move"), TABLES, ids=lambda value: getattr(value, "__name__", "")
)
def test_the_states_of_a_shelter_are_in_their_tables_and_all_are_reached(states, moves, codes, _move):
    assert set(moves) == set(states) == set(code_list(codes).codes)
    assert reachable(moves, next(iter(states))) == set(states)


@pytest.mark.parametrize(("move", "moves", "now", "to"), PAIRS)
def test_what_belongs_to_a_shelter_moves_only_as_its_table_says(move, moves, now, to):
    if to in moves[now]:
        assert move(now, to) is to
    else:
        with pytest.raises(WrongState):
            move(now, to)


def test_a_request_is_open_as_long_as_a_place_may_come_of_it():
    assert {state for state in PlaceState if PlaceState.ACCEPTED in PLACE_MOVES[state]} == PLACE_OPEN
