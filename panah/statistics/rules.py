"""Rules of statistics: periods, what a date has made known, thresholds. Pure; the date of asking is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from panah.core.errors import InvalidInput, NotPermitted, WrongState, gettext_noop

LONGEST_PERIOD = 50
# The Law on Combating Trafficking is of 2005: nothing was counted under it before.
FIRST_YEAR = 2005


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both counted."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year inside a period; `is_part` when the period does not hold all of it."""

    year: int
    is_part: bool


def period(*, first: date, last: date, as_of: date) -> Period:
    """
    Return the part of a period that can be known on `as_of`: nothing after that date counts.

    :raises InvalidInput: if the period ends before it begins, is too long, or begins after `as_of`
    """
    if last < first:
        raise InvalidInput(gettext_noop("The period must end on or after the day it begins."), field="last")
    if first > as_of:
        raise InvalidInput(gettext_noop("The period begins after the date on which it is to be known."), field="as_of")
    if last.year - first.year > LONGEST_PERIOD:
        raise InvalidInput(gettext_noop("The period is too long."), field="first")
    return Period(first, min(last, as_of))


def report_year(year: int, *, as_of: date) -> int:
    """
    Return the year of a report, if anything of it can be known on `as_of`.

    :raises InvalidInput: if the year lies ahead, or before anything was recorded
    """
    if year > as_of.year:
        raise InvalidInput(gettext_noop("This year has not begun on the day of the newest snapshot."), field="year")
    if year < FIRST_YEAR:
        raise InvalidInput(gettext_noop("Nothing was recorded in this year."), field="year")
    return year


def years(period: Period) -> Iterator[Year]:
    """Yield each calendar year of a period."""
    for year in range(period.first.year, period.last.year + 1):
        yield Year(year, period.first > date(year, 1, 1) or period.last < date(year, 12, 31))


def whole_years(period: Period) -> int | None:
    """Return how many full years a period lasts, or None when it is not a number of full years."""
    after = period.last + timedelta(days=1)
    begins = (period.first.month, period.first.day)
    if begins != (after.month, after.day):
        return None
    return after.year - period.first.year


def is_just_past(period: Period, *, as_of: date) -> bool:
    """Answer whether "the past years" is true of a period: it ends with the date of asking."""
    return period.last <= as_of <= period.last + timedelta(days=1)


def past_years(count: int, *, as_of: date) -> Period:
    """Return the full years that ended the day before `as_of`."""
    # Counted from the first of March where there is no 29 February.
    leap = (as_of.month, as_of.day) == (2, 29)
    first = date(as_of.year - count, 3, 1) if leap else as_of.replace(year=as_of.year - count)
    return Period(first, as_of - timedelta(days=1))


def check_release(*, year: int, as_of: date, is_public: bool, is_own: bool) -> None:
    """
    Allow a year's figures to go before the public.

    :raises NotPermitted: if whoever drew them would release them
    :raises WrongState: if the year was not over when they were counted, or is public already
    """
    if is_own:
        raise NotPermitted(gettext_noop("Somebody else releases the figures that you have drawn."))
    if as_of.year <= year:
        raise WrongState(gettext_noop("The year was not over when these figures were counted. Draw them again."))
    if is_public:
        raise WrongState(gettext_noop("This year is public already. From two versions small numbers can be told."))
