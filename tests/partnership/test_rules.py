from datetime import date
from decimal import Decimal

import pytest

from panah.core.errors import InvalidInput, WrongState
from panah.partnership import rules
from panah.partnership.states import MEASURE_MOVES, MeasureStatus, move_measure


def test_shares_may_reach_the_whole_but_not_pass_it():
    rules.check_shares([Decimal(80), Decimal(20), None])
    with pytest.raises(InvalidInput):
        rules.check_shares([Decimal(80), Decimal("20.01")])


@pytest.mark.parametrize(("value", "expected"), [(None, None), (20, 0), (50, 50), (80, 100), (95, 125), (5, -25)])
def test_progress_runs_from_baseline_to_target(value, expected):
    newest = None if value is None else Decimal(value)
    assert rules.progress(baseline=Decimal(20), target=Decimal(80), value=newest) == expected


def test_progress_cannot_be_said_where_target_equals_baseline():
    assert rules.progress(baseline=Decimal(5), target=Decimal(5), value=Decimal(5)) is None


@pytest.mark.parametrize(
    ("done_on", "on", "expected"),
    [(None, date(2026, 5, 5), True), (None, date(2026, 5, 4), False), (date(2026, 5, 5), date(2026, 6, 1), False)],
)
def test_what_is_due_today_is_not_overdue(done_on, on, expected):
    assert rules.is_overdue(due_on=date(2026, 5, 4), done_on=done_on, on=on) is expected


@pytest.mark.parametrize(
    ("is_done", "done_on", "evidence", "field"),
    [
        (True, None, "report", "done_on"),
        (True, date(2026, 1, 1), " ", "evidence"),
        (False, date(2026, 1, 1), "", "done_on"),
    ],
)
def test_a_measure_is_done_with_a_date_and_evidence_or_not_at_all(is_done, done_on, evidence, field):
    with pytest.raises(InvalidInput) as caught:
        rules.check_done(is_done=is_done, done_on=done_on, evidence=evidence)
    assert caught.value.field == field


@pytest.mark.parametrize(("body", "group"), [("", ""), ("mia", "state_bodies")])
def test_a_participant_is_one_organisation_or_one_group(body, group):
    with pytest.raises(InvalidInput):
        rules.check_participant(body=body, group=group)


def test_a_follow_up_has_an_owner_and_a_date():
    with pytest.raises(InvalidInput):
        rules.check_follow_up(kind="follow_up", owner="", due_on=date(2026, 1, 1))
    with pytest.raises(InvalidInput):
        rules.check_follow_up(kind="follow_up", owner="mia", due_on=None)
    rules.check_follow_up(kind="challenge", owner="", due_on=None)


@pytest.mark.parametrize("now", MeasureStatus)
@pytest.mark.parametrize("to", MeasureStatus)
def test_a_measure_moves_only_along_the_table(now, to):
    if to == now or to in MEASURE_MOVES[now]:
        assert move_measure(now, to) == to
    else:
        with pytest.raises(WrongState):
            move_measure(now, to)
