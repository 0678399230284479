"""How waiting work is ordered. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from panah.core.work import WorkItem

ALARM = "alarm"


class Urgency(StrEnum):
    """When something must be done."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"
    NO_DATE = "no_date"


def urgency(due_at: datetime | None, *, now: datetime, home: tzinfo) -> Urgency:
    """Return the group of a deadline; the week is the next seven days."""
    if due_at is None:
        return Urgency.NO_DATE
    if due_at < now:
        return Urgency.OVERDUE
    today = now.astimezone(home).date()
    day: date = due_at.astimezone(home).date()
    if day == today:
        return Urgency.TODAY
    return Urgency.THIS_WEEK if day <= today + timedelta(days=7) else Urgency.LATER


def in_order(items: Iterable[WorkItem]) -> list[WorkItem]:
    """Return the items: an alarm before everything, then the nearest deadline; what has none stands last."""

    def place(item: WorkItem) -> tuple[bool, bool, float, str]:
        return item.kind != ALARM, item.due_at is None, item.due_at.timestamp() if item.due_at else 0, item.title

    return sorted(items, key=place)
