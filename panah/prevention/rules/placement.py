"""When a material may be placed, and what may be said of it when somebody looked. Pure: the day is given."""

from collections.abc import Collection
from datetime import date

from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.prevention.rules.ledger import check_not_ahead
from panah.prevention.states import PlacementState


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
