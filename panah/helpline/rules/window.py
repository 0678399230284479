"""The hours in which calling somebody back is safe. Pure: values in, answer out, clock given."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from panah.core.clock import HOME
from panah.core.errors import InvalidInput, gettext_noop


@dataclass(frozen=True)
class Wish:
    """A caller wants to be called back: on which way, between which hours of the day."""

    way: str
    from_hour: int
    until_hour: int


@dataclass(frozen=True)
class Window:
    """The safe hours that are open now, or the next ones."""

    opens_at: datetime
    closes_at: datetime
    is_open: bool


def check_wish(wish: Wish) -> Wish:
    """
    Return the wish.

    :raises InvalidInput: if these are no two hours of the day; they may pass midnight
    """
    if not (0 <= wish.from_hour <= 23 and 1 <= wish.until_hour <= 24) or wish.from_hour == wish.until_hour:
        raise InvalidInput(gettext_noop("Write two different hours of the day, from 0 to 24."), field="until_hour")
    return wish


def safe_window(*, from_hour: int, until_hour: int, now: datetime) -> Window:
    """Return the safe hours that last now, else the next; those that pass midnight may have begun yesterday."""
    midnight = datetime.combine(now.astimezone(HOME).date(), time.min, tzinfo=HOME)
    lasts = timedelta(hours=until_hour - from_hour + (24 if until_hour < from_hour else 0))
    opens = midnight + timedelta(days=-1, hours=from_hour)
    while opens + lasts <= now:
        opens += timedelta(days=1)
    closes = opens + lasts
    return Window(opens.astimezone(UTC), closes.astimezone(UTC), opens <= now < closes)


def check_attempt(*, window: Window, outside_reason: str) -> str:
    """
    Return the reason that is kept: none inside the safe hours.

    :raises InvalidInput: if it is outside the safe hours and no reason is given
    """
    if window.is_open:
        return ""
    if not outside_reason:
        raise InvalidInput(
            gettext_noop("These are not the safe hours. Say why you call all the same."), field="outside_reason"
        )
    return outside_reason
