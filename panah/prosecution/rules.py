"""Rules of prosecution. Pure: values in, answer out; the day is given."""

from collections.abc import Iterable
from datetime import date
from math import cos, pi, sin
from typing import NamedTuple

from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.prosecution.states import CLEARED, NOT_OPENED, InvestigationState

# Stages of a case on which a group counts as dealt with. An acquittal or a terminated case never does.
TRIGGERS = frozenset({"operation", "arrest", "charge", "indictment", "judgment"})
CORRECTIONS = frozenset({"acquittal", "termination", "entry_error"})


def check_day(day: date, *, today: date, not_before: date | None = None, field: str) -> None:
    """
    Accept a day on which something happened.

    :raises InvalidInput: if it lies in the future, or before what it follows
    """
    if day > today:
        raise InvalidInput(gettext_noop("This day lies in the future."), field=field)
    if not_before is not None and day < not_before:
        raise InvalidInput(gettext_noop("This day lies before the step that it follows."), field=field)


def check_trigger(stage: str) -> None:
    """
    Accept the stage that triggered a disposition.

    :raises InvalidInput: if a group cannot be counted from it
    """
    if stage not in TRIGGERS:
        raise InvalidInput(gettext_noop("A group is not counted from this stage."), field="stage")


def check_ends(one: object, other: object) -> None:
    """
    Accept the two ends of a link.

    :raises InvalidInput: if they are the same member
    """
    if one == other:
        raise InvalidInput(gettext_noop("A link joins two different members."), field="to_suspect")


def needs_correction(states: Iterable[InvestigationState]) -> bool:
    """Test if every case that a disposition could rest on ended without anybody being found guilty."""
    found = list(states)
    return bool(found) and all(state in CLEARED for state in found)


def has_open_case(states: Iterable[InvestigationState]) -> bool:
    """Test if a criminal case was opened against the group; what is only reported or registered is not yet one."""
    return any(state not in NOT_OPENED for state in states)


def check_has_open_case(states: Iterable[InvestigationState]) -> None:
    """
    Accept that a group was dealt with.

    :raises WrongState: if no criminal case against it has been opened
    """
    if not has_open_case(states):
        raise WrongState(
            gettext_noop("Record first that the criminal case was opened. What is only reported is not counted.")
        )


def check_not_disposed(*, is_disposed: bool) -> None:
    """
    Accept a first disposition.

    :raises WrongState: if the group has one that stands
    """
    if is_disposed:
        raise WrongState(gettext_noop("This group has a disposition already. Correct that one first."))


class Place(NamedTuple):
    """Where a member is drawn: the middle of its box."""

    x: float
    y: float


WIDTH, HEIGHT = 840, 460
BOX_WIDTH, BOX_HEIGHT = 168, 54
MOST_DRAWN = 12


def places(count: int) -> list[Place]:
    """Return where `count` members stand: the first in the middle when there are many, the others around it."""
    middle = Place(WIDTH / 2, HEIGHT / 2)
    if count == 1:
        return [middle]
    inner = [middle] if count > 4 else []
    around = count - len(inner)
    wide, high = WIDTH / 2 - BOX_WIDTH / 2 - 12, HEIGHT / 2 - BOX_HEIGHT / 2 - 12
    turns = (2 * pi * number / around - pi / 2 for number in range(around))
    return [*inner, *(Place(round(middle.x + wide * cos(turn)), round(middle.y + high * sin(turn))) for turn in turns)]
