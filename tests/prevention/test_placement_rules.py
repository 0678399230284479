"""When a material may be placed, and what may be said of it when somebody looked."""

from datetime import date

import pytest

from panah.core.errors import InvalidInput, WrongState
from panah.prevention.rules.placement import check_approved, check_day, check_hangs

UP, TODAY = date(2026, 3, 2), date(2026, 3, 9)


@pytest.mark.parametrize(("approved", "language"), [({"az"}, "az"), ({"az", "en"}, ""), ({"en"}, "en")])
def test_an_approved_version_may_be_placed(approved: set[str], language: str) -> None:
    check_approved(approved=approved, language=language)


@pytest.mark.parametrize(
    ("approved", "language", "said"),
    [(set(), "", "No version"), (set(), "az", "No version"), ({"az"}, "ru", "in this language")],
)
def test_what_nobody_approved_is_not_placed(approved: set[str], language: str, said: str) -> None:
    with pytest.raises(WrongState, match=said):
        check_approved(approved=approved, language=language)


@pytest.mark.parametrize(("state", "said"), [("planned", "only planned"), ("down", "taken down")])
def test_nobody_checks_what_does_not_hang(state: str, said: str) -> None:
    check_hangs("up")
    with pytest.raises(WrongState, match=said):
        check_hangs(state)


@pytest.mark.parametrize("day", [UP, TODAY])
def test_a_day_between_hanging_and_today_is_taken(day: date) -> None:
    check_day(day, up_on=UP, today=TODAY, field="checked_on")
    check_day(date(2020, 1, 1), up_on=None, today=TODAY, field="checked_on")


@pytest.mark.parametrize(("day", "said"), [(date(2026, 3, 1), "later day"), (date(2026, 3, 10), "not come yet")])
def test_a_day_before_hanging_or_after_today_is_refused(day: date, said: str) -> None:
    with pytest.raises(InvalidInput, match=said) as refused:
        check_day(day, up_on=UP, today=TODAY, field="down_on")
    assert refused.value.field == "down_on"
