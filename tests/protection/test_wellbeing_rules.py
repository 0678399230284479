"""The rules of screening, of needs and risks, of the child's path and of conversations."""

from datetime import date

import pytest

from panah.codes.catalogue import code_list, indicator_list
from panah.core.errors import InvalidInput
from panah.protection.rules import (
    ADULT_LISTS,
    CHILD_LISTS,
    FIRST_LISTS,
    NEED_RANK,
    RISK_RANK,
    SCREENING_LISTS,
    CaseDates,
    Lengths,
    age_result,
    cautions,
    changes,
    check_age_range,
    check_answers,
    check_assessment,
    check_family_answered,
    check_guardian_end,
    check_interview,
    deadlines,
    dimension_is_positive,
    highest_risk,
    is_begging,
    is_treated_as_child,
    needs_family_answer,
    reading,
    suggested_lists,
    treated_band,
)
from panah.protection.states import CaseStatus

LABOUR = "ilo_delphi_adult_labour"
EXPLOITED = {"exploitation_01": "yes", "exploitation_04": "yes"}
RECRUITED = {"deceptive_recruitment_01": "yes", "deceptive_recruitment_08": "yes"}
COERCED = {"coercion_destination_01": "yes", "coercion_destination_02": "yes"}


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "is_positive"),
    [
        (2, 0, 0, True), (1, 1, 0, True), (1, 0, 1, True), (0, 3, 0, True), (0, 2, 1, True),
        (1, 0, 0, False), (0, 2, 0, False), (0, 1, 2, False), (0, 0, 9, False), (0, 0, 0, False),
    ],
)  # fmt: skip
def test_a_dimension_is_positive_as_the_published_rule_says(strong, medium, weak, is_positive):
    assert dimension_is_positive(strong=strong, medium=medium, weak=weak) is is_positive


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        (EXPLOITED | RECRUITED | COERCED, "points_to"),
        (EXPLOITED | RECRUITED, "not_enough"),
        (EXPLOITED | COERCED, "not_enough"),
        (RECRUITED | COERCED, "not_enough"),
        (EXPLOITED | RECRUITED | dict.fromkeys(COERCED, "unknown"), "not_enough"),
        ({}, "not_enough"),
    ],
)
def test_an_adult_needs_exploitation_recruitment_and_destination(answers, result):
    assert reading(LABOUR, answers).result == result


@pytest.mark.parametrize("name", CHILD_LISTS)
def test_of_a_child_exploitation_alone_is_enough(name):
    codes = [code.code for code in indicator_list(name) if code.group == "exploitation" and code.strength == "strong"]
    assert reading(name, dict.fromkeys(codes, "yes")).result == "points_to"
    others = [code.code for code in indicator_list(name) if code.group != "exploitation"]
    assert reading(name, dict.fromkeys(others, "yes")).result == "not_enough"


def test_a_first_list_says_only_whether_there_are_signs():
    assert reading("practical", {"freedom_phone": "yes"}).result == "signs"
    assert reading("practical", {"freedom_phone": "no", "freedom_movement": "unknown"}).result == "no_signs"


def test_every_list_can_be_screened_with_and_has_its_name():
    assert set(SCREENING_LISTS) == set(code_list("indicator_list").codes)
    for name in SCREENING_LISTS:
        strengths = {code.strength for code in indicator_list(name)}
        assert strengths == ({""} if name in FIRST_LISTS else {"strong", "medium", "weak"})


@pytest.mark.parametrize("name", [*ADULT_LISTS, *CHILD_LISTS])
def test_a_list_with_strengths_has_all_six_dimensions(name):
    assert len(indicator_list(name).by_group()) == 6


def test_the_lists_that_fit_come_first():
    assert suggested_lists(is_child=False, forms=("sexual",))[0] == "ilo_delphi_adult_sexual"
    assert suggested_lists(is_child=True, forms=("forced_begging",))[0] == "ilo_delphi_child_labour"


def test_a_screening_without_an_answer_is_refused():
    with pytest.raises(InvalidInput, match="at least one"):
        check_answers({})


# --- needs and risks


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ("high", "low", "better"), ("low", "immediate", "worse"), ("low", "low", "same"), ("", "low", "new"),
        ("unknown", "low", "new"), ("low", "unknown", "unclear"), ("low", "", "unclear"), ("", "unknown", "unclear"),
    ],
)  # fmt: skip
def test_what_changed_is_said_line_by_line(before, now, change):
    earlier, later = ({"found": level} if level else {} for level in (before, now))
    (line,) = changes(before=earlier, now=later, ranks=RISK_RANK, order=["found", "debt"])
    assert (line.domain, line.change) == ("found", change)


def test_the_ranks_are_the_code_lists():
    assert {*NEED_RANK, "unknown"} == set(code_list("need_level").codes)
    assert {*RISK_RANK, "unknown"} == set(code_list("risk_level").codes)


def test_the_highest_risk_counts_only_what_is_known():
    assert highest_risk({"found": "medium", "debt": "unknown", "online": "high"}) == "high"
    assert highest_risk({"debt": "unknown"}) == "unknown"


def test_an_assessment_has_an_answer_and_a_later_review():
    on = date(2026, 11, 2)
    check_assessment({"housing": "unknown"}, {}, assessed_on=on, next_review_on=None)
    with pytest.raises(InvalidInput, match="at least one"):
        check_assessment({}, {}, assessed_on=on, next_review_on=None)
    with pytest.raises(InvalidInput) as caught:
        check_assessment({"housing": "none"}, {}, assessed_on=on, next_review_on=on)
    assert caught.value.field == "next_review_on"


# --- the child's path


@pytest.mark.parametrize(
    ("age_from", "age_until", "margin", "result"),
    [
        (18, 22, 0, "adult"), (18, 22, 1, "in_doubt"), (20, None, 2, "adult"), (14, 16, 1, "child"),
        (14, 17, 1, "in_doubt"), (None, 17, 0, "child"), (None, None, 0, "in_doubt"),
    ],
)  # fmt: skip
def test_the_margin_counts_for_the_child(age_from, age_until, margin, result):
    assert age_result(age_from=age_from, age_until=age_until, margin=margin) == result


@pytest.mark.parametrize(
    ("band", "result", "is_child"),
    [
        ("9_17", "", True), ("18_20", "", False), ("", "", False), ("18_20", "in_doubt", True),
        ("9_17", "adult", False), ("", "child", True),
    ],
)  # fmt: skip
def test_whoever_may_be_a_child_is_treated_as_one(band, result, is_child):
    assert is_treated_as_child(band=band, age_result=result) is is_child


@pytest.mark.parametrize(
    ("band", "result", "treated"),
    [("24_26", "in_doubt", "9_17"), ("0_8", "child", "0_8"), ("9_17", "adult", "18_20"), ("24_26", "", "24_26")],
)
def test_rules_about_children_go_by_how_the_person_is_treated(band, result, treated):
    assert treated_band(band=band, age_result=result) == treated


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"age_from": 17, "age_until": 15, "method": "social", "consent": "yes"}, "age_until"),
        ({"age_from": 17, "age_until": None, "method": "none", "consent": "unknown"}, "method"),
        ({"age_from": 17, "age_until": 19, "method": "medical", "consent": "unknown"}, "consent"),
    ],
)
def test_an_age_that_cannot_be_is_refused(given, field):
    with pytest.raises(InvalidInput) as caught:
        check_age_range(**given)
    assert caught.value.field == field


def test_a_guardianship_cannot_end_before_it_began():
    with pytest.raises(InvalidInput):
        check_guardian_end(appointed_on=date(2026, 5, 2), ended_on=date(2026, 5, 1))


def test_only_of_a_child_who_was_made_to_beg_the_family_is_asked_about():
    assert needs_family_answer(made_to_beg=is_begging(["sexual", "forced_begging"]), treated_as_child=True)
    assert not needs_family_answer(made_to_beg=True, treated_as_child=False)
    assert not needs_family_answer(made_to_beg=is_begging(["sexual"]), treated_as_child=True)


@pytest.mark.parametrize("to", [CaseStatus.RETURN, CaseStatus.CLOSED])
def test_such_a_child_does_not_leave_care_before_the_answer(to):
    check_family_answered(is_asked=False, to=to, field="to")
    with pytest.raises(InvalidInput, match="section “Child”"):
        check_family_answered(is_asked=True, to=to, field="to")


def test_every_other_step_stays_open_for_the_child():
    for to in set(CaseStatus) - {CaseStatus.RETURN, CaseStatus.REINTEGRATION, CaseStatus.CLOSED}:
        check_family_answered(is_asked=True, to=to, field="to")


def dates(**known) -> CaseDates:
    day = date(2026, 11, 2)
    return CaseDates(status=CaseStatus.ASSISTANCE, status_on=day, opened_on=day, **known)


def test_no_clock_for_a_guardian_runs_as_long_as_nobody_knows_its_length():
    waits = dates(guardian_wanted_on=date(2026, 11, 2))
    assert deadlines(waits, Lengths()) == ()
    assert [each.kind for each in deadlines(waits, Lengths(guardian_days=3))] == ["guardian"]


def test_the_next_look_at_needs_and_risks_is_a_deadline():
    (deadline,) = deadlines(dates(assessment_due_on=date(2026, 12, 2)), Lengths())
    assert (deadline.kind, deadline.due_at.date()) == ("assessment_review", date(2026, 12, 2))


# --- conversations


def test_without_consent_no_word_is_written():
    check_interview(consent="no", narrative=" ", interpreter="not_needed", interpreter_vetted="")
    with pytest.raises(InvalidInput) as caught:
        check_interview(consent="unknown", narrative="She said", interpreter="not_needed", interpreter_vetted="")
    assert caught.value.field == "narrative"


def test_an_interpreter_who_was_not_there_was_not_checked():
    with pytest.raises(InvalidInput) as caught:
        check_interview(consent="yes", narrative="", interpreter="missing", interpreter_vetted="yes")
    assert caught.value.field == "interpreter_vetted"


def test_a_reader_is_told_how_a_conversation_came_about():
    good = {"safe_place": "yes", "interpreter": "remote", "interpreter_vetted": "yes"}
    assert cautions(**good, is_child=True, present=("guardian",)) == []
    bad = {"safe_place": "unknown", "interpreter": "present", "interpreter_vetted": ""}
    assert len(cautions(**bad, is_child=True, present=("police",))) == 4
