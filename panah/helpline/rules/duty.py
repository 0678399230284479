"""Who must investigate, how it stands with them, and what they may say. Pure: values in, answer out."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from panah.core.errors import InvalidInput, gettext_noop

# Who investigates, with the kinds of bodies: Zoletic and Others v. Azerbaijan, 2021; Criminal Procedure Code.
INVESTIGATING_KINDS = frozenset({"special_police_unit", "prosecution"})
PASSED_ON = "passed_on"  # of the list `duty_outcome`


class Standing(StrEnum):
    """How a duty stands with the body that was told of it."""

    WAITS = "waits"
    ACCEPTED = "accepted"
    PASSED_ON = "passed_on"
    DONE = "done"


def standing(outcomes: Collection[str]) -> Standing:
    """Return how a duty stands by its answers: the one that takes it has no outcome, the other says what was done."""
    done = next((outcome for outcome in outcomes if outcome), "")
    if done:
        return Standing.PASSED_ON if done == PASSED_ON else Standing.DONE
    return Standing.ACCEPTED if outcomes else Standing.WAITS


def is_owed(told: Collection[Standing]) -> bool:
    """Test if a duty must be told to a body (again): nobody was told, or who was told passed it on."""
    return all(each is Standing.PASSED_ON for each in told)


def check_done(*, outcome: str, done_on: date | None, known: Collection[str], today: date) -> None:
    """
    Let a body say what it did about a duty to investigate.

    :raises InvalidInput: if there is no such outcome, no day, or the day lies ahead
    """
    if outcome not in known:
        raise InvalidInput(gettext_noop("Say what was done."), field="outcome")
    if done_on is None:
        raise InvalidInput(gettext_noop("Write the day on which it was done."), field="done_on")
    if done_on > today:
        raise InvalidInput(gettext_noop("This day lies ahead."), field="done_on")
