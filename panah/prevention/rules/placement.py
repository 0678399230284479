"""When a material may be placed, and what may be said of it when somebody looked. Pure: the day is given."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.files import JPEG, PNG, FileKind
from panah.core.seen import Seen
from panah.prevention.rules.ledger import check_not_ahead
from panah.prevention.rules.material import taken
from panah.prevention.states import PlacementState, move_placement

# What somebody finds who goes and looks (code list `placement_found`).
FOUND = {"up": PlacementState.UP, "damaged": PlacementState.DAMAGED, "gone": PlacementState.DOWN}


def check_approved(*, approved: Collection[str], language: str) -> None:
    """
    Allow a material to be placed in a language, or in any where none is named.

    :param approved: the languages in which a version is approved
    :raises WrongState: if there is none in it
    """
    if not approved:
        raise WrongState(gettext_noop("No version of this material is approved yet. Have one approved first."))
    if language and language not in approved:
        raise WrongState(gettext_noop("The version in this language is not approved yet. Have it approved first."))


def check_hangs(state: str) -> None:
    """
    Allow somebody to say what became of a placement.

    :raises WrongState: if it does not hang by what we know
    """
    if state == PlacementState.PLANNED:
        raise WrongState(gettext_noop("It is only planned here. Record first that it hangs."))
    if state == PlacementState.DOWN:
        raise WrongState(gettext_noop("It was taken down. If it hangs again, record that it hangs."))


def check_day(day: date, *, up_on: date | None, today: date, field: str) -> None:
    """
    Allow a day on which a placement was looked at or taken down.

    :raises InvalidInput: if the day has not come yet, or lies before it was hung up
    """
    check_not_ahead(day, today=today, field=field)
    if up_on is not None and day < up_on:
        raise InvalidInput(gettext_noop("It was hung up on a later day. Mend this day, or the other."), field=field)


def state_found(now: PlacementState, found: str) -> PlacementState:
    """
    Return what a placement is after somebody looked.

    :raises WrongState: if it does not hang by what we know
    """
    check_hangs(now)
    return now if FOUND[found] == now else move_placement(now, FOUND[found])


def look_again(state: PlacementState, *, seen_on: date, every_days: int) -> date | None:
    """Return when somebody looks next: what is damaged waits from that day on, what is gone is looked at no more."""
    if state == PlacementState.UP:
        return seen_on + timedelta(days=every_days)
    return seen_on if state == PlacementState.DAMAGED else None


def taken_photo(content: bytes, *, seen: Seen) -> tuple[FileKind, bytes]:
    """
    Return what a photograph is, and what of it is kept: nothing of place, time and device.

    :raises InvalidInput: if it is no photograph, or too large
    """
    if seen.kind not in (JPEG, PNG):
        raise InvalidInput(
            gettext_noop("Only JPEG and PNG pictures are taken. The content counts, not the name."), field="file"
        )
    return taken(content, seen=seen)


def code_typed(typed: str) -> str:
    """Return the code in what was typed: alone, with spaces between, or at the end of the address of a QR code."""
    last = typed.strip().rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in last.upper() if letter.isascii() and letter.isalnum())


def near_codes(typed: str, codes: Iterable[str]) -> list[str]:
    """Return the codes that differ from what was typed in one letter: another one, one missing, or one too many."""
    return sorted(code for code in codes if _is_near(typed, code))


def _is_near(typed: str, code: str) -> bool:
    if len(typed) == len(code):
        return sum(one != other for one, other in zip(typed, code, strict=True)) == 1
    short, long = sorted((typed, code), key=len)
    return len(long) - len(short) == 1 and any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
