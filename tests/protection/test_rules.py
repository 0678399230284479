from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from panah.codes.catalogue import code_list
from panah.core.errors import InvalidInput
from panah.protection.rules import (
    BANDS,
    LAST_BAND,
    CaseDates,
    Lengths,
    Ruling,
    age_band,
    age_on,
    answered,
    check_birth_date,
    check_consent_dates,
    check_consent_giver,
    check_day,
    check_grounds,
    check_ruling,
    deadlines,
    is_child,
    lengths,
    months_after,
    next_deadline,
    reflection_ends,
)
from panah.protection.states import CaseStatus, Outcome

DAY = date(2026, 11, 2)
HERE = ZoneInfo("Asia/Baku")
USUAL = Lengths(screening_hours=24, referral_hours=24, plan_days=7, plan_review_days=30, follow_up_months=(1, 3, 6, 12))
OPENED = CaseDates(status=CaseStatus.SCREENING, status_on=DAY, opened_on=DAY)
PRESUMED = replace(OPENED, status=CaseStatus.PRESUMED, presumed_on=DAY)


def kinds(dates, given=USUAL):
    return [deadline.kind for deadline in deadlines(dates, given)]


def test_screening_is_due_a_day_after_the_case_was_opened():
    due = next_deadline(OPENED, USUAL)
    assert due is not None
    assert (due.kind, due.due_at) == ("screening", datetime(2026, 11, 3, 23, 59, 59, tzinfo=HERE))


def test_help_is_due_on_the_very_day_of_the_presumption():
    due = next_deadline(PRESUMED, USUAL)
    assert due is not None
    assert (due.kind, due.due_at) == ("first_help", datetime(2026, 11, 2, 23, 59, 59, tzinfo=HERE))
    assert kinds(PRESUMED) == ["first_help", "referral", "plan"]


def test_hours_run_from_the_hour_where_it_is_known():
    at = datetime(2026, 11, 2, 10, tzinfo=HERE)
    known = next_deadline(replace(OPENED, opened_at=at), USUAL)
    assert known is not None and known.due_at == datetime(2026, 11, 3, 10, tzinfo=HERE)
    told = replace(PRESUMED, presumed_at=at, helped_on=DAY)
    due = next_deadline(told, USUAL)
    assert due is not None and (due.kind, due.due_at) == ("referral", datetime(2026, 11, 3, 10, tzinfo=HERE))


def test_whoever_does_not_want_the_police_has_no_clock_of_a_referral():
    assert kinds(replace(PRESUMED, unwilling_on=DAY)) == ["first_help", "plan"]


def test_once_helped_the_referral_is_next():
    assert kinds(replace(PRESUMED, helped_on=DAY)) == ["referral", "plan"]


def test_no_clock_runs_whose_length_nobody_knows():
    referred = replace(PRESUMED, status=CaseStatus.REFERRED, referred_on=DAY, helped_on=DAY, plan_on=DAY)
    assert "decision" not in kinds(referred)
    assert kinds(referred, replace(USUAL, identification_days=10)) == ["decision", "plan_review"]


def test_a_decision_ends_the_wait_for_it():
    decided = replace(PRESUMED, referred_on=DAY, decided_on=DAY, helped_on=DAY, status=CaseStatus.IDENTIFIED)
    assert kinds(decided, replace(USUAL, identification_days=10)) == ["plan"]


def test_a_negative_decision_can_be_appealed_and_help_goes_on():
    refused = replace(
        PRESUMED, status=CaseStatus.NOT_IDENTIFIED, outcome=Outcome.NOT_IDENTIFIED, decided_on=DAY, helped_on=DAY
    )
    assert kinds(refused, replace(USUAL, appeal_days=5)) == ["appeal", "plan"]


def test_a_plan_is_reviewed_from_its_last_review():
    seen = date(2026, 12, 2)
    helped = {"helped_on": DAY, "referred_on": DAY, "plan_on": DAY, "plan_reviewed_on": seen}
    planned = replace(PRESUMED, status=CaseStatus.ASSISTANCE, **helped)
    due = next_deadline(planned, USUAL)
    assert due is not None
    assert (due.kind, due.due_at.date()) == ("plan_review", date(2027, 1, 1))


def test_follow_ups_are_due_until_they_were_asked_whatever_else_happens():
    home = replace(PRESUMED, status=CaseStatus.REINTEGRATION, helped_on=DAY, plan_on=DAY, reintegrated_on=DAY)
    # A review of the plan is no follow-up, one a day early counts, and one that was left out stays due.
    reviewed = replace(home, plan_reviewed_on=date(2027, 6, 1), status_on=date(2027, 6, 1))
    asked = ((), (1,), (1, 3), (3,), (1, 3, 6), (1, 3, 6, 12))
    due = [next_deadline(replace(reviewed, months_asked=months), USUAL) for months in asked]
    assert [deadline and deadline.due_at.date() for deadline in due] == [
        date(2026, 12, 2), date(2027, 2, 2), date(2027, 5, 2), date(2026, 12, 2), date(2027, 11, 2), None,
    ]  # fmt: skip


def test_follow_ups_live_on_after_the_closing_unless_the_person_wants_none():
    closed = replace(PRESUMED, status=CaseStatus.CLOSED, reintegrated_on=DAY, closure_reason="goals_met")
    assert kinds(closed, USUAL) == ["follow_up"]
    for silent in (
        replace(closed, wants_no_contact=True),
        replace(closed, closure_reason="declined"),
        replace(closed, closure_reason="deceased"),
        replace(closed, reintegrated_on=None),
        replace(closed, months_asked=(1, 3, 6, 12)),
        replace(closed, status=CaseStatus.REJECTED),
    ):
        assert kinds(silent, USUAL) == []


def test_parallel_clocks_run_in_every_state_until_their_dates_end_them():
    given = replace(USUAL, appeal_days=10)
    tracks = replace(
        PRESUMED, helped_on=DAY, plan_on=DAY, reflection_until=date(2026, 11, 20), status=CaseStatus.ASSISTANCE
    )
    assert kinds(tracks, given) == ["referral", "reflection", "plan_review"]
    refused = replace(tracks, referred_on=DAY, decided_on=DAY, outcome=Outcome.NOT_IDENTIFIED)
    assert kinds(refused, given) == ["appeal", "reflection", "plan_review"]
    assert kinds(replace(refused, status=CaseStatus.REVIEW), given) == ["reflection", "plan_review"]
    assert "appeal" not in kinds(replace(refused, outcome=Outcome.IDENTIFIED), given)
    # Somebody looked at the plan with the person after the days had passed: nothing is late any more.
    assert kinds(replace(refused, plan_reviewed_on=date(2026, 11, 21)), given) == ["plan_review"]
    assert kinds(replace(tracks, reintegrated_on=DAY), given) == ["reflection", "follow_up"]


def test_the_reflection_period_has_a_clock_while_it_runs():
    quiet = replace(
        PRESUMED, status=CaseStatus.REFLECTION, helped_on=DAY, plan_on=DAY, reflection_until=date(2026, 11, 20)
    )
    assert kinds(quiet) == ["referral", "reflection", "plan_review"]


@pytest.mark.parametrize("status", [CaseStatus.CLOSED, CaseStatus.REJECTED, CaseStatus.INFORMATION])
def test_no_clock_runs_in_a_case_that_has_ended(status):
    assert deadlines(replace(PRESUMED, status=status), USUAL) == ()


def test_every_clock_has_a_name():
    later = {"assessment_due_on": DAY, "guardian_wanted_on": DAY}
    everything = replace(USUAL, identification_days=1, appeal_days=1, guardian_days=1)
    seen = {
        kind
        for status in CaseStatus
        for dates in (
            replace(PRESUMED, status=status, referred_on=DAY, reflection_until=DAY, outcome="not_identified"),
            replace(PRESUMED, status=status, reintegrated_on=DAY),
            replace(OPENED, status=status),
            PRESUMED,
        )
        for planned in (None, DAY)
        for kind in kinds(replace(dates, plan_on=planned, decided_on=planned, **later), everything)
    }
    assert seen == set(code_list("case_clock").codes)


def test_the_country_says_how_long_things_take():
    found = lengths(on=DAY)
    assert (found.screening_hours, found.referral_hours, found.follow_up_months) == (24, 24, (1, 3, 6, 12))
    assert found.identification_days is None, "no source was obtained, so nobody may invent one"


def test_the_reflection_period_ends_after_so_many_days():
    assert reflection_ends(began_on=DAY, days=30) == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one(start, months, end):
    assert months_after(start, months) == end


@pytest.mark.parametrize(
    ("age", "band"), [(0, "0_8"), (8, "0_8"), (17, "9_17"), (18, "18_20"), (47, "39_47"), (48, "48p")]
)
def test_an_age_falls_into_its_band(age, band):
    assert age_band(age) == band


def test_every_band_is_in_the_code_list():
    assert [code for _, code in BANDS] + [LAST_BAND] == list(code_list("age_band").codes)


def test_a_person_is_a_child_until_the_eighteenth_birthday():
    born = date(2008, 11, 3)
    assert is_child(age_band(age_on(born, DAY)))
    assert not is_child(age_band(age_on(born, date(2026, 11, 3))))


@pytest.mark.parametrize("born", [date(2026, 11, 3), date(1900, 1, 1)])
def test_nobody_is_born_tomorrow_or_two_lives_ago(born):
    with pytest.raises(InvalidInput):
        check_birth_date(born, today=DAY)


def test_a_day_is_not_in_the_future_and_follows_what_it_follows():
    assert check_day(DAY, today=DAY, field="on") == DAY
    with pytest.raises(InvalidInput, match="not come yet"):
        check_day(date(2026, 11, 3), today=DAY, field="on")
    with pytest.raises(InvalidInput, match="before what it follows"):
        check_day(DAY, today=DAY, not_before=date(2026, 11, 3), field="on")


def test_a_child_does_not_consent_alone():
    with pytest.raises(InvalidInput) as caught:
        check_consent_giver(band="9_17", giver="person", guardian_name="")
    assert caught.value.field == "giver"
    check_consent_giver(band="9_17", giver="guardian", guardian_name="A guardian")


def test_whoever_consents_for_another_has_a_name():
    with pytest.raises(InvalidInput) as caught:
        check_consent_giver(band="18_20", giver="guardian", guardian_name=" ")
    assert caught.value.field == "guardian_name"


def test_a_consent_ends_after_it_begins():
    check_consent_dates(given_on=DAY, expires_on=None, today=DAY)
    with pytest.raises(InvalidInput):
        check_consent_dates(given_on=DAY, expires_on=date(2026, 11, 1), today=DAY)


RULING = Ruling(
    outcome=Outcome.IDENTIFIED,
    decided_on=DAY,
    legal_basis="law_trafficking",
    form="sexual",
    sex="female",
    reasons="Because.",
    indicator_list="ilo11",
    indicators_met=("vulnerability",),
)


def test_a_decision_always_has_its_reasons():
    check_ruling(RULING)
    for changes, field in (
        ({"reasons": " "}, "reasons"),
        ({"indicators_met": ()}, "indicators_met"),
        ({"outcome": Outcome.NOT_IDENTIFIED}, "negative_reasons"),
    ):
        with pytest.raises(InvalidInput) as caught:
            check_ruling(replace(RULING, **changes))
        assert caught.value.field == field


def test_one_sign_is_enough_to_presume_and_so_are_words():
    check_grounds({"debt": "yes"}, grounds="")
    check_grounds({}, grounds="She said that she may not leave the house.")
    with pytest.raises(InvalidInput):
        check_grounds({"debt": "unknown", "violence": "no"}, grounds=" ")


def test_an_untouched_question_is_no_answer():
    assert answered({"a": "yes", "b": "", "c": "unknown"}) == {"a": "yes", "c": "unknown"}
