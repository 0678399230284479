"""Rules of a suspended inquiry: why, when to look again, and how its clock stands still. Pure."""

from datetime import date, timedelta

from panah.core.errors import InvalidInput, gettext_noop
from panah.protection.states import Outcome

LOOK_AGAIN = timedelta(days=90)


def check_suspension(*, outcome: Outcome, reason: str, look_again_on: date | None, decided_on: date) -> None:
    """
    Allow an inquiry to be suspended: with a coded reason, and with the day on which it is looked at again.

    :raises InvalidInput: if either is missing, or the day comes before the decision or more than 90 days after it
    """
    if outcome != Outcome.SUSPENDED:
        return
    if not reason:
        raise InvalidInput(gettext_noop("Choose why the inquiry is suspended."), field="suspension_reason")
    if look_again_on is None or not decided_on < look_again_on <= decided_on + LOOK_AGAIN:
        raise InvalidInput(
            gettext_noop("Write the day on which you look again: within 90 days."), field="look_again_on"
        )


def paused_days(*, suspended_on: date, resumed_on: date) -> int:
    """Return for how many days the clock stood still."""
    return max((resumed_on - suspended_on).days, 0)


def due_after_pause(due_on: date | None, *, days: int) -> date | None:
    """Return when an inquiry is due that stood still for so many days; None where no clock runs."""
    return None if due_on is None else due_on + timedelta(days=days)
