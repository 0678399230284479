"""What the supervisor of a line sees, and what one shift leaves to the next."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour

from panah.access.policy import Actor
from panah.concerns import queries as concerns_door
from panah.core import clock
from panah.helpline.models import Call, ShiftNote
from panah.helpline.queries._one import at_most, one
from panah.helpline.queries.alarm import alarms
from panah.helpline.queries.callback import callbacks
from panah.helpline.queries.concern import Waiting, owed_or_answered, unanswered, urgent, waiting
from panah.helpline.queries.signal import signals
from panah.helpline.rules import answers_in_time, share
from panah.helpline.states import SignalState

WEEK = timedelta(days=7)
MOST_NAMED = 20
MOST_COUNTED = 2000


@dataclass(frozen=True)
class Counted:
    """How many calls had something in common, today and in seven days."""

    code: str
    today: int
    week: int


@dataclass(frozen=True)
class Overview:
    """The line at a glance."""

    unopened: int
    unanswered: int
    due_first: Waiting | None
    fell_due: int
    in_time: int | None
    calls: Counted
    topics: tuple[Counted, ...]
    languages: tuple[Counted, ...]
    hours: tuple[tuple[int, int, int], ...]


def overview(*, actor: Actor) -> Overview:
    """Return the supervisor's view: what waits, what was answered in time, what people call about, and when."""
    midnight = datetime.combine(clock.today(), time.min, tzinfo=clock.HOME)
    in_time, fell_due = answers_in_time(_clocks(actor, midnight), today=clock.today(), days=WEEK)
    calls = Call.objects.own(actor).filter(logged_at__gte=midnight - WEEK + timedelta(days=1), taken_from=None)
    return Overview(
        unopened=at_most(concerns_door.waiting_reports(actor=actor)),
        unanswered=at_most(unanswered(actor=actor)),
        due_first=_due_first(actor),
        fell_due=fell_due,
        in_time=share(in_time, fell_due),
        calls=next(iter(_counted(calls, None, midnight)), Counted("", 0, 0)),
        topics=_counted(calls, "topic", midnight),
        languages=_counted(calls, "language", midnight),
        hours=_hours(calls, midnight),
    )


def left_open(*, actor: Actor) -> dict[str, Any]:
    """Return what is open at the line: counts, and references of the signals whose clock ends first."""
    open_signals = signals(actor=actor).filter(state=SignalState.OPEN).order_by("due_at", "id")
    return {
        "alarms": at_most(alarms(actor=actor).filter(ended_at=None)),
        "unopened": at_most(concerns_door.waiting_reports(actor=actor)),
        "unanswered": at_most(unanswered(actor=actor)),
        "callbacks": at_most(callbacks(actor=actor)),
        "signals": list(open_signals.values_list("reference", flat=True)[:MOST_NAMED]),
    }


def shiftnotes(*, actor: Actor) -> QuerySet[ShiftNote]:
    """Return the notes of the line's shifts, still sealed."""
    rows: QuerySet[ShiftNote] = ShiftNote.objects.own(actor).defer("words")
    return rows


def shiftnotes_to_acknowledge(*, actor: Actor) -> QuerySet[ShiftNote]:
    """Return the notes of others that nobody acknowledged yet, the oldest first."""
    waiting_notes = shiftnotes(actor=actor).filter(acknowledged_at=None)
    return waiting_notes.exclude(written_by_id=actor.id).order_by("written_at", "id")


def shiftnote(*, actor: Actor, shiftnote_id: UUID) -> ShiftNote:
    """
    Return one note.

    :raises NotVisible: if the actor's line has no such note
    """
    found: ShiftNote = one(ShiftNote.objects.own(actor), shiftnote_id)
    return found


def shiftnote_to_change(*, actor: Actor, shiftnote_id: UUID) -> ShiftNote:
    """
    Return one note, locked until the transaction ends.

    :raises NotVisible: if the actor's line has no such note
    """
    found: ShiftNote = one(ShiftNote.objects.own(actor).select_for_update(), shiftnote_id)
    return found


def _clocks(actor: Actor, midnight: datetime) -> list[tuple[date | None, datetime, bool]]:
    """Return the clocks of first answers that may have fallen due in seven days, of unopened reports too."""
    since = midnight - WEEK - timedelta(days=1)
    opened = owed_or_answered(actor=actor).filter(answer_due_at__range=(since, midnight + timedelta(days=1)))
    rows = list(opened.values_list("answered_on", "answer_due_at", "is_urgent")[:MOST_COUNTED])
    closed = [*urgent(actor=actor), *waiting(actor=actor, size=MOST_COUNTED).rows]
    return [*rows, *((None, row.due_at, row.is_urgent) for row in {each.report_id: each for each in closed}.values())]


def _due_first(actor: Actor) -> Waiting | None:
    opened = unanswered(actor=actor).order_by("answer_due_at")[:1]
    rows = [*urgent(actor=actor), *waiting(actor=actor).rows]
    rows += [Waiting(row.report_id, row.topic, row.language, row.is_urgent, row.answer_due_at) for row in opened]
    return min(rows, key=lambda row: row.due_at, default=None)


def _counted(calls: QuerySet[Call], column: str | None, midnight: datetime) -> tuple[Counted, ...]:
    by = column or "organisation"
    rows = (
        calls.order_by()
        .values_list(by)
        .annotate(today=Count("id", filter=Q(logged_at__gte=midnight)), week=Count("id"))
    )
    found = [Counted(str(code) if column else "", today, week) for code, today, week in rows]
    return tuple(sorted(found, key=lambda each: (-each.week, each.code)))


def _hours(calls: QuerySet[Call], midnight: datetime) -> tuple[tuple[int, int, int], ...]:
    rows = calls.order_by().annotate(hour=ExtractHour("logged_at", tzinfo=clock.HOME)).values("hour")
    rows = rows.annotate(today=Count("id", filter=Q(logged_at__gte=midnight)), week=Count("id"))
    today = Counter({row["hour"]: row["today"] for row in rows})
    week = Counter({row["hour"]: row["week"] for row in rows})
    return tuple((hour, today[hour], week[hour]) for hour in range(24))
