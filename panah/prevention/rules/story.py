"""When a story may be told, shown, and for how long. Pure: the clock is given."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol

from panah.core.errors import InvalidInput, WrongState, gettext_noop

FACTS_ALTERED = 3  # non-essential facts of a story that must be changed at least
LEAST_REASON = 10  # letters: "no" is no reason

# The text is final, and a signature waits: nothing but the age of an answer stands between.
ASKED_ANEW = frozenset({"de_identified", "read", "consented"})

# What could name the person: every item is looked at and ticked (standards of shelters and survivor networks).
STORY_CHECKS = (
    "name",
    "age",
    "place",
    "dates",
    "occupation",
    "nationality",
    "family",
    "injuries",
    "trial",
    "employer",
    "picture",
    "voice",
    "marks",
    "press",
)


class Written(Protocol):
    """A text, as far as these rules look at it."""

    @property
    def language(self) -> str: ...


def release_ends(given_on: date, *, asked: date | None, years: int) -> date:
    """Return the day on which a consent to tell a story ends: as asked, at the latest after `years`."""
    latest = _plus_years(given_on, years)
    return min(asked, latest) if asked else latest


def check_may_ask(*, left_on: date | None, today: date, years: int) -> None:
    """
    Allow a person's story to be told: never while help goes on, and not soon after it.

    :raises WrongState: if the person is still helped, or left too short a time ago
    """
    if left_on is None or today < _plus_years(left_on, years):
        raise WrongState(
            gettext_noop("A story is told at the earliest %(years)s year after help has ended."), years=years
        )


def check_de_identified(*, ticked: Collection[str], altered: int) -> None:
    """
    Allow a text to be called de-identified.

    :raises WrongState: if a point of the list was not looked at, or too few facts were altered
    """
    missing = [item for item in STORY_CHECKS if item not in ticked]
    if missing:
        raise WrongState(gettext_noop("Look at every point of the list first."), missing=missing)
    if altered < FACTS_ALTERED:
        raise WrongState(
            gettext_noop("Change at least %(count)s facts that do not matter to the story."), count=FACTS_ALTERED
        )


def check_answered(*, found: Collection[str], reasons: Mapping[str, str]) -> None:
    """
    Allow a text although something in it was found, where a reader said of each finding why it leads to nobody.

    :raises InvalidInput: if a finding was not answered; names the first
    """
    for key in found:
        if len(reasons.get(key, "").strip()) < LEAST_REASON:
            raise InvalidInput(
                gettext_noop("Say why this leads to nobody, or have the passage changed."),
                field=key,
            )


def is_safe_still(safe_on: date | None, *, today: date, days: int) -> bool:
    """Test if the answer of the body that helped still holds."""
    return safe_on is not None and today <= safe_on + timedelta(days=days)


def is_asked_anew(*, state: str, safe_on: date | None, today: date, days: int) -> bool:
    """Test if the body that helped is asked again while the story stays where it is: only its answer is too old."""
    return state in ASKED_ANEW and safe_on is not None and not is_safe_still(safe_on, today=today, days=days)


def check_still_safe(safe_on: date | None, *, today: date, days: int) -> None:
    """
    Allow a signature while the answer of the body that helped still holds: the person may be helped again by now.

    :raises WrongState: if nobody answered, or too long ago
    """
    if not is_safe_still(safe_on, today=today, days=days):
        raise WrongState(
            gettext_noop(
                "The answer that the story is safe is over %(days)s days old. Ask the body that helped again."
            ),
            days=days,
        )


def check_has_text(language: str, texts: Iterable[Written]) -> None:
    """
    Allow a step in a language in which the story is written.

    :raises InvalidInput: if it is not
    """
    if language not in {text.language for text in texts}:
        raise InvalidInput(gettext_noop("Write the story in the language of the person first."), field="language")


def check_agreed(*, given_on: date, expires_on: date, read_on: date, today: date) -> None:
    """
    Allow the days of a consent to a story.

    :raises InvalidInput: if it was given before the final text was read, in the future, or has ended already
    """
    if given_on > today:
        raise InvalidInput(gettext_noop("This day has not come yet."), field="given_on")
    if given_on < read_on:
        raise InvalidInput(
            gettext_noop("The person reads the final text first, and agrees after it."), field="given_on"
        )
    if expires_on < today:
        raise InvalidInput(gettext_noop("A consent that has ended shows nothing."), field="expires_on")


def is_open_use(*, expires_on: date, is_withdrawn: bool, today: date) -> bool:
    """Test if a consent to one use in one language holds today."""
    return not is_withdrawn and today <= expires_on


def ends_soon(expires_on: date, *, today: date, days: int) -> bool:
    """Test if a consent ends so soon that it has to be talked about now."""
    return today <= expires_on <= today + timedelta(days=days)


def next_story_review(day: date) -> date:
    """Return the day on which a story that is shown is read again: a year later."""
    return _plus_years(day, 1)


def _plus_years(day: date, years: int) -> date:
    # 29 February becomes 28 February.
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)
