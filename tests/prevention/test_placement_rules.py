"""When a material may be placed, and what may be said of it when somebody looked."""

from datetime import date

import pytest

from panah.core.errors import InvalidInput, WrongState
from panah.core.seen import see
from panah.prevention.rules.placement import (
    check_approved,
    check_day,
    check_hangs,
    code_typed,
    look_again,
    near_codes,
    state_found,
    taken_photo,
)
from panah.prevention.states import PlacementState

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


@pytest.mark.parametrize(
    ("now", "found", "then", "next_on"),
    [
        ("up", "up", "up", date(2026, 3, 23)),
        ("up", "damaged", "damaged", TODAY),
        ("up", "gone", "down", None),
        ("damaged", "damaged", "damaged", TODAY),
        ("damaged", "up", "up", date(2026, 3, 23)),
        ("damaged", "gone", "down", None),
    ],
)
def test_what_is_found_says_what_it_is_and_when_to_look_again(
    now: str, found: str, then: str, next_on: date | None
) -> None:
    state = state_found(PlacementState(now), found)
    assert (state, look_again(state, seen_on=TODAY, every_days=14)) == (then, next_on)


@pytest.mark.parametrize("typed", ["K7M2QX", " k7m2qx ", "K7M 2QX", "k7m-2qx", "https://panah.example/p/K7M2QX/"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert code_typed(typed) == "K7M2QX"


@pytest.mark.parametrize("typed", ["", " / ", "ŞŞŞ", "---"])
def test_what_is_no_code_is_nothing(typed: str) -> None:
    assert code_typed(typed) == ""


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("K7M2QY", ["K7M2QX"]),  # another letter
        ("K7MQX", ["K7M2QX"]),  # one is missing
        ("K7M22QX", ["K7M2QX"]),  # one too many
        ("K7M2QX", ["K7M2QZ"]),  # the code itself is no neighbour
        ("7KM2QX", []),
        ("KMQX", []),
        ("", []),
    ],
)
def test_a_mistyped_code_offers_those_one_letter_away(typed: str, near: list[str]) -> None:
    codes = ("K7M2QX", "K7M2QZ", "ABCDEF") if typed == "K7M2QX" else ("K7M2QX", "ABCDEF")
    assert near_codes(typed, codes) == near


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 ", b"GIF89a", b"RIFF....WEBP"])
def test_only_a_photograph_is_a_proof(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="JPEG and PNG") as refused:
        taken_photo(content, seen=see(content))
    assert refused.value.field == "file"
