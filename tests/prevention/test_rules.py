from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.core.errors import InvalidInput, WrongState
from panah.prevention import rules
from panah.prevention.rules import story

DAY = date(2026, 7, 30)


def test_a_wilson_interval_is_that_of_the_books() -> None:
    share = rules.wilson(81, 263)
    assert share is not None
    assert (round(share.low, 4), round(share.high, 4)) == (0.2553, 0.3662)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(count: int, more: int) -> None:
    share = rules.wilson(count, count + more)
    assert share is not None
    assert 0 <= share.low <= share.value <= share.high <= 1


def test_nobody_counted_gives_no_share() -> None:
    assert rules.wilson(0, 0) is None
    with pytest.raises(ValueError, match="3 of 2"):
        rules.wilson(3, 2)


@pytest.mark.parametrize(
    ("reports", "scans", "shown"), [(10, 900, False), (11, 900, True), (None, 900, False), (12, 5, False)]
)
def test_response_is_shown_from_the_floor_on(reports: int | None, scans: int, shown: bool) -> None:
    assert (rules.response(reports=reports, scans=scans, floor=11) is not None) is shown


def test_a_small_round_is_not_compared() -> None:
    assert rules.is_enough([rules.wilson(20, 40), rules.wilson(30, 40)], 30)
    assert not rules.is_enough([rules.wilson(2, 4), rules.wilson(30, 40)], 30)
    assert not rules.is_enough([None], 30)


def test_a_part_is_never_larger_than_its_whole() -> None:
    rules.check_answers(right=3, answered=4, respondents=4)
    for counts in ({"right": 5, "answered": 4, "respondents": 4}, {"right": 1, "answered": 5, "respondents": 4}):
        with pytest.raises(InvalidInput):
            rules.check_answers(**counts)


@pytest.mark.parametrize(
    ("reviews", "reviewer", "violence"),
    [
        ({}, "b", ()),
        ({"dignity": False}, "b", ()),
        ({"dignity": True}, "a", ()),
        ({"dignity": True}, "b", ("confinement",)),
        ({"dignity": True, "pre_test": False}, "b", ("physical",)),
    ],
)
def test_a_material_hangs_only_after_its_reviews(
    reviews: dict[str, bool], reviewer: str, violence: tuple[str, ...]
) -> None:
    with pytest.raises(WrongState):
        rules.check_may_hang(reviews=reviews, maker="a", reviewer=reviewer, violence=violence)


def test_a_reviewed_material_may_hang() -> None:
    rules.check_may_hang(reviews={"dignity": True}, maker="a", reviewer="b", violence=("none",))
    rules.check_may_hang(
        reviews={"dignity": True, "pre_test": True}, maker="a", reviewer="b", violence=("confinement",)
    )


def test_a_check_is_due_on_its_day_while_it_hangs() -> None:
    assert rules.is_check_due(state="up", due_on=DAY, today=DAY)
    assert not rules.is_check_due(state="up", due_on=DAY + timedelta(1), today=DAY)
    assert not rules.is_check_due(state="down", due_on=DAY, today=DAY)
    assert not rules.is_check_due(state="up", due_on=None, today=DAY)


def test_a_release_ends_after_three_years_at_the_latest() -> None:
    assert story.release_ends(DAY, asked=None, years=3) == date(2029, 7, 30)
    assert story.release_ends(DAY, asked=date(2027, 1, 1), years=3) == date(2027, 1, 1)
    assert story.release_ends(DAY, asked=date(2040, 1, 1), years=3) == date(2029, 7, 30)
    assert story.release_ends(date(2028, 2, 29), asked=None, years=3) == date(2031, 2, 28)


def test_that_a_story_is_safe_holds_for_some_days_only() -> None:
    story.check_still_safe(DAY - timedelta(90), today=DAY, days=90)
    for safe_on in (None, DAY - timedelta(91)):
        with pytest.raises(WrongState):
            story.check_still_safe(safe_on, today=DAY, days=90)


@pytest.mark.parametrize("left_on", [None, DAY, DAY - timedelta(364)])
def test_nobody_is_asked_while_helped_or_soon_after(left_on: date | None) -> None:
    with pytest.raises(WrongState):
        story.check_may_ask(left_on=left_on, today=DAY, years=1)


def test_somebody_may_be_asked_a_year_after() -> None:
    story.check_may_ask(left_on=date(2025, 7, 30), today=DAY, years=1)


def test_every_point_is_looked_at_and_three_facts_are_altered() -> None:
    story.check_de_identified(ticked=story.STORY_CHECKS, altered=3)
    with pytest.raises(WrongState):
        story.check_de_identified(ticked=story.STORY_CHECKS[1:], altered=3)
    with pytest.raises(WrongState):
        story.check_de_identified(ticked=story.STORY_CHECKS, altered=2)


def test_a_use_is_open_until_its_day_or_its_withdrawal() -> None:
    assert story.is_open_use(expires_on=DAY, is_withdrawn=False, today=DAY)
    assert not story.is_open_use(expires_on=DAY, is_withdrawn=False, today=DAY + timedelta(1))
    assert not story.is_open_use(expires_on=DAY, is_withdrawn=True, today=DAY)
