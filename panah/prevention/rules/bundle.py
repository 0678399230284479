"""How many sheets are made at once for the places of a material, and how long they are kept. Pure: times are given."""

from datetime import date, datetime, timedelta

from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.country.parameters import number

PART = 50  # sheets that one job makes: a page that waits sees them come, and a job that dies loses no more
MOST = 5_000
STUCK = timedelta(minutes=10)  # the most take less: whoever should make them has died


def check_count(count: int) -> None:
    """
    Allow so many sheets to be made at once.

    :raises WrongState: if there is no place to make one for
    :raises InvalidInput: if there are too many
    """
    if not count:
        raise WrongState(gettext_noop("No place is planned or hangs in this language. Place the material first."))
    if count > MOST:
        raise InvalidInput(gettext_noop("At most %(most)s sheets are made at once."), most=MOST)


def kept_for(on: date) -> timedelta:
    """Return how long the sheets of a bundle are kept, by the country pack."""
    return timedelta(hours=number("list_kept_hours", on=on))


def is_over(*, asked_at: datetime, kept: timedelta, now: datetime) -> bool:
    """Test if the day on which the sheets could be fetched is over."""
    return asked_at + kept <= now


def is_stuck(*, asked_at: datetime, now: datetime) -> bool:
    """Test if sheets that are not ready should long have been."""
    return asked_at + STUCK <= now


def percent(*, made: int, total: int) -> int:
    """Return how far it is, rounded down: a hundred is said only of all."""
    return 100 * made // total
