"""Who may be asked for what, and where something exchanged stands: pure."""

from datetime import UTC, date, datetime

import pytest

from panah.access.walls import FieldGroup, Wall
from panah.codes.catalogue import code_list
from panah.coordination import rules
from panah.coordination.states import (
    REFERRAL_MOVES,
    REQUEST_MOVES,
    ReferralState,
    RequestState,
    move_referral,
    move_request,
)
from panah.core.errors import InvalidInput, WrongState
from panah.protection.rules.consent import FOREIGN_KINDS, OVERRIDES, check_basis


@pytest.mark.parametrize(
    ("moves", "states", "labels"),
    [(REFERRAL_MOVES, ReferralState, "referral_state"), (REQUEST_MOVES, RequestState, "request_state")],
)
def test_every_state_is_in_the_table_and_has_a_label(moves, states, labels):
    assert set(moves) == set(states)
    assert set(states) <= set(code_list(labels).codes)


def test_what_has_ended_goes_nowhere():
    for ended in (ReferralState.DECLINED, ReferralState.WITHDRAWN, ReferralState.COMPLETED):
        with pytest.raises(WrongState):
            move_referral(ended, ReferralState.ACCEPTED)
    with pytest.raises(WrongState):
        move_request(RequestState.REFUSED, RequestState.ANSWERED)


def test_nothing_is_referred_to_the_prosecution():
    assert Wall.PROSECUTION not in rules.REFERRAL_WALLS.values()
    assert set(rules.REFERRAL_WALLS) == set(code_list("referral_purpose").codes)
    assert set(rules.REFERRAL_WALLS) <= set(code_list("grant_purpose").codes)


def test_only_the_special_unit_identifies():
    rules.check_body(purpose="identification", kind="special_police_unit")
    with pytest.raises(InvalidInput):
        rules.check_body(purpose="identification", kind="ngo")


@pytest.mark.parametrize("purpose", sorted(rules.REFERRAL_WALLS))
@pytest.mark.parametrize("kind", sorted(FOREIGN_KINDS))
def test_nobody_is_referred_to_a_foreign_state(purpose, kind):
    with pytest.raises(InvalidInput):
        rules.check_body(purpose=purpose, kind=kind)


def test_consular_help_is_a_matter_of_own_missions():
    rules.check_body(purpose="consular", kind="own_consulate")
    with pytest.raises(InvalidInput):
        rules.check_body(purpose="consular", kind="ngo")


@pytest.mark.parametrize("purpose", ["assistance", "referral"])
def test_a_body_is_asked_only_for_what_it_does(purpose):
    rules.check_body(purpose=purpose, kind="ngo")
    with pytest.raises(InvalidInput):
        rules.check_body(purpose=purpose, kind="metro")


def test_only_identification_or_the_wish_for_help_alone_stops_the_clock_of_a_signal():
    assert rules.meets_clock(purpose="identification", agreed="agreed", has_unit=True)
    assert rules.meets_clock(purpose="assistance", agreed="help_only", has_unit=True)
    assert not rules.meets_clock(purpose="assistance", agreed="agreed", has_unit=True)
    assert rules.meets_clock(purpose="referral", agreed="agreed", has_unit=False)


def test_what_concerns_no_case_rests_on_no_consent():
    rules.check_without_case(basis="handover_rules")
    with pytest.raises(InvalidInput):
        rules.check_without_case(basis="consent")


def test_a_case_is_told_of_with_consent_or_by_a_recorded_duty_and_by_nothing_else():
    check_basis(basis="consent", is_consented=True, is_overridden=False)
    for basis in code_list("legal_basis").codes:
        with pytest.raises(InvalidInput) as refused:
            check_basis(basis=basis, is_consented=basis != "consent", is_overridden=False)
        assert refused.value.field == ("consent_id" if basis == "consent" else "basis")
        if basis in OVERRIDES:
            check_basis(basis=basis, is_consented=False, is_overridden=True)


def test_no_referral_opens_the_location():
    rules.check_groups({FieldGroup.IDENTITY})
    with pytest.raises(InvalidInput):
        rules.check_groups({FieldGroup.CASE, FieldGroup.LOCATION})


@pytest.mark.parametrize(
    ("own", "to", "may"),
    [
        (Wall.COORDINATION, Wall.COORDINATION, True),
        (Wall.PROSECUTION, Wall.COORDINATION, True),
        (Wall.PROSECUTION, Wall.PROTECTION, False),
        (Wall.PROTECTION, Wall.PROSECUTION, False),
        (Wall.CONSULAR, Wall.PROSECUTION, False),
        (Wall.SYSTEM, Wall.COORDINATION, False),
    ],
)
def test_no_request_crosses_between_protection_and_prosecution(own, to, may):
    if may:
        rules.check_request_wall(own=own, to=to)
    else:
        with pytest.raises(InvalidInput):
            rules.check_request_wall(own=own, to=to)


def test_what_is_asked_is_one_thing_a_line():
    assert rules.asked_lines(" Entry date \n\n Visa kind ") == ["Entry date", "Visa kind"]
    for text in ("  \n ", "\n".join(["x"] * 13), "x" * 301):
        with pytest.raises(InvalidInput):
            rules.asked_lines(text)


def test_an_answer_gives_what_was_asked_and_no_more():
    assert rules.answer_kind(["yes", "no"], asked=2) is RequestState.ANSWERED
    assert rules.answer_kind(["yes", ""], asked=2) is RequestState.PARTLY_ANSWERED
    for answers in (["", ""], ["a"], ["a", "b", "c"]):
        with pytest.raises(InvalidInput):
            rules.answer_kind(answers, asked=2)


def test_the_clock_runs_from_the_sending():
    sent = datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert rules.referral_due(sent_at=sent, hours=24) == datetime(2026, 3, 2, 10, tzinfo=UTC)
    rules.check_due(date(2026, 3, 1), today=date(2026, 3, 1))
    with pytest.raises(InvalidInput):
        rules.check_due(date(2026, 2, 28), today=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ((False, False, "", False), ReferralState.SENT),
        ((False, True, "", False), ReferralState.RECEIVED),
        ((False, True, "accepted", False), ReferralState.ACCEPTED),
        ((False, True, "declined", False), ReferralState.DECLINED),
        ((False, True, "accepted", True), ReferralState.COMPLETED),
        ((True, True, "accepted", False), ReferralState.WITHDRAWN),
    ],
)
def test_where_a_referral_stands_follows_from_both_ends(given, state):
    names = ("is_withdrawn", "is_received", "answer", "is_completed")
    assert rules.referral_state(**dict(zip(names, given, strict=True))) is state
