"""
When each line is staffed, and whether it is now. No Django here.

The table is `az/line_hours.csv`: for each line the hours of each day of the week (1 is Monday), with their source.
Hours whose source is not confirmed are shown in a demonstration only: nobody shall call a line in vain because of us.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from panah.core.clock import HOME
from panah.country import tables

DAYS_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Staffed:
    """A line at a moment: open until then, closed until then, or open day and night (`until` is None)."""

    channel: str
    is_open: bool
    until: datetime | None


def lines(*, confirmed_only: bool) -> tuple[str, ...]:
    """Return the lines whose hours are known, in the order of the table."""
    return tuple(dict.fromkeys(row[0] for row in _table() if row[4] == "confirmed" or not confirmed_only))


def staffed(channel: str, *, at: datetime) -> Staffed | None:
    """Return whether a line is staffed at a moment and until when that stays so; None where no hours are known."""
    spans = _spans(channel, at)
    if not spans:
        return None
    for opens, closes in spans:
        if at < opens:
            return Staffed(channel, False, opens)
        if at < closes:
            return Staffed(channel, True, None if closes - at > timedelta(days=DAYS_AHEAD - 2) else closes)
    return Staffed(channel, False, None)


def week(channel: str) -> list[tuple[int, int, int, int]]:
    """Return the hours of a line as (first day, last day, opens, closes); days in a row with the same hours are one."""
    found: list[tuple[int, int, int, int]] = []
    for line, day, opens, closes, _certainty in sorted(_table(), key=lambda row: row[1:4]):
        if line != channel:
            continue
        if found and (found[-1][1] + 1, *found[-1][2:]) == (day, opens, closes):
            found[-1] = (found[-1][0], day, opens, closes)
        else:
            found.append((day, day, opens, closes))
    return found


def _spans(channel: str, at: datetime) -> list[tuple[datetime, datetime]]:
    """Return the staffed spans from the day before on; one that ends where the next begins is one with it."""
    midnight = datetime.combine(at.astimezone(HOME).date(), time.min, tzinfo=HOME) - timedelta(days=1)
    found: list[tuple[datetime, datetime]] = []
    for ahead in range(DAYS_AHEAD + 1):
        day = midnight + timedelta(days=ahead)
        for line, weekday, first, last, _certainty in _table():
            if (line, weekday) != (channel, day.isoweekday()):
                continue
            opens, closes = day + timedelta(hours=first), day + timedelta(hours=last)
            if found and found[-1][1] == opens:
                found[-1] = (found[-1][0], closes)
            else:
                found.append((opens, closes))
    return found


@cache
def _table() -> tuple[tuple[str, int, int, int, str], ...]:
    return tuple(
        (row["channel"], int(row["weekday"]), int(row["opens"]), int(row["closes"]), row["certainty"])
        for row in tables.read("line_hours.csv")
    )
