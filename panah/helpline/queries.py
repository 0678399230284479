"""Reading the helpline: calls, written concerns, signals. Lists never open a seal; only one concern or signal does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.accounts import queries as accounts
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.concerns import queries as concerns_door
from panah.core import clock
from panah.core.errors import NotVisible, gettext_noop
from panah.core.paging import Page, page
from panah.core.work import Found, WorkItem
from panah.country import places
from panah.country.parameters import number
from panah.crypto.fields import unseal
from panah.helpline.models import Call, Concern, Signal
from panah.helpline.rules import concern_answer_due
from panah.helpline.states import ConcernState, SignalState

Row = TypeVar("Row", Call, Concern, Signal)
WORK_SHOWN = 20
ABOUT_TRAFFICKING = ("tip_victim", "forced_labour")


@dataclass(frozen=True)
class Waiting:
    """A report that nobody opened yet: an address, a day, a topic and a clock. Its words are sealed."""

    report_id: UUID
    topic: str
    language: str
    is_urgent: bool
    due_at: datetime


@dataclass(frozen=True)
class Today:
    """The numbers over the helpline's desk."""

    calls: int
    about_trafficking: int
    unopened: int
    unanswered: int
    open_signals: int


def waiting(*, actor: Actor, after: str | None = None, size: int = 50) -> Page:
    """Return one page of reports that nobody opened yet, the oldest day first."""
    found = concerns_door.waiting_page(actor=actor, after=after, size=size)
    return Page(_waiting(found.rows), found.next_cursor)


def urgent(*, actor: Actor) -> list[Waiting]:
    """Return unopened reports that say that somebody is in danger now."""
    return _waiting(
        concerns_door.waiting_reports(actor=actor).filter(is_urgent=True).order_by("received_on", "id")[:50]
    )


def concerns(*, actor: Actor) -> QuerySet[Concern]:
    """Return the concerns that the actor's desk has opened."""
    rows: QuerySet[Concern] = Concern.objects.own(actor)
    return rows


def concern_page(*, actor: Actor, state: str = "", after: str | None = None) -> Page:
    """Return one page of opened concerns, of one state where asked for, the next deadline first."""
    found = concerns(actor=actor).filter(state=state) if state else concerns(actor=actor)
    return page(found, order=("answer_due_at", "id"), after=after)


def concerns_with_news(*, actor: Actor) -> QuerySet[Concern]:
    """Return concerns whose reporter wrote again."""
    reports = concerns_door.waiting_reports(actor=actor, is_opened=True).values_list("id", flat=True)
    return concerns(actor=actor).filter(report_id__in=list(reports[:200])).order_by("answer_due_at")


def concern(*, actor: Actor, concern_id: UUID) -> Concern:
    """
    Return one concern.

    :raises NotVisible: if the actor's desk has no such concern
    """
    found: Concern = _one(Concern.objects.own(actor), concern_id)
    return found


def concern_to_change(*, actor: Actor, concern_id: UUID) -> Concern:
    """
    Return one concern, locked until the transaction ends.

    :raises NotVisible: if the actor's desk has no such concern
    """
    found: Concern = _one(Concern.objects.own(actor).select_for_update(), concern_id)
    return found


def concern_of_report(*, actor: Actor, report_id: UUID) -> Concern | None:
    """Return the concern that was made of a report, if it was opened."""
    found: Concern | None = Concern.objects.own(actor).filter(report_id=report_id).first()
    return found


def calls(*, actor: Actor) -> QuerySet[Call]:
    """Return the calls of the actor's line."""
    rows: QuerySet[Call] = Call.objects.own(actor).defer("note")
    return rows


def call_page(*, actor: Actor, topic: str = "", after: str | None = None, size: int = 50) -> Page:
    """Return one page of calls, the newest first."""
    found = calls(actor=actor).filter(topic=topic) if topic else calls(actor=actor)
    return page(found, order=("-logged_at", "-id"), after=after, size=size)


def call(*, actor: Actor, call_id: UUID) -> Call:
    """
    Return one call.

    :raises NotVisible: if the actor's line has no such call
    """
    found: Call = _one(Call.objects.own(actor), call_id)
    return found


def signals(*, actor: Actor) -> QuerySet[Signal]:
    """Return the signals that the actor's desk made."""
    rows: QuerySet[Signal] = Signal.objects.own(actor).defer("summary")
    return rows


def signal_page(*, actor: Actor, state: str = "", after: str | None = None) -> Page:
    """Return one page of signals, of one state where asked for, the next deadline first."""
    found = signals(actor=actor).filter(state=state) if state else signals(actor=actor)
    return page(found, order=("due_at", "id"), after=after)


def signal(*, actor: Actor, signal_id: UUID) -> Signal:
    """
    Return one signal: of the actor's own desk, or opened to the actor by a grant.

    :raises NotVisible: if there is no such signal for this actor
    """
    found: Signal = _one(Signal.objects.visible_to(actor), signal_id)
    return found


def signal_to_change(*, actor: Actor, signal_id: UUID) -> Signal:
    """
    Return one signal of the actor's own desk, locked until the transaction ends.

    :raises NotVisible: if the actor's desk has no such signal
    """
    found: Signal = _one(Signal.objects.own(actor).select_for_update(), signal_id)
    return found


def summary(*, actor: Actor, signal_id: UUID) -> str:
    """
    Return the words of a signal. The caller has logged that they are read.

    :raises NotVisible: if there is no such signal for this actor
    """
    return unseal(signal(actor=actor, signal_id=signal_id), "summary")["summary"]


def note(*, actor: Actor, call_id: UUID) -> str:
    """
    Return the note of a call. The caller has logged that it is read.

    :raises NotVisible: if the actor's line has no such call
    """
    return unseal(call(actor=actor, call_id=call_id), "note")["note"]


def today(*, actor: Actor) -> Today:
    """Return the numbers over the helpline's desk."""
    since = datetime.combine(clock.today(), time.min, tzinfo=clock.HOME)
    counted = Call.objects.own(actor).filter(logged_at__gte=since)
    of_today = counted.aggregate(all=Count("id"), about=Count("id", filter=Q(topic__in=ABOUT_TRAFFICKING)))
    return Today(
        calls=of_today["all"],
        about_trafficking=of_today["about"],
        unopened=_at_most(concerns_door.waiting_reports(actor=actor)),
        unanswered=_at_most(concerns(actor=actor).filter(state=ConcernState.OPENED, answered_on=None)),
        open_signals=_at_most(signals(actor=actor).filter(state=SignalState.OPEN)),
    )


def district(code: str) -> str:
    """Return the name of a division in the language of the page, or nothing for none."""
    return places.division(code).name(language()) if code else ""


def people(*, actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of those who took calls and opened concerns."""
    return accounts.names(actor=actor, ids=ids)


def work(*, actor: Actor) -> list[WorkItem]:
    """Return what waits for the actor at the helpline."""
    if not actor.may(Permission.HELPLINE_CONCERN_READ):
        return []
    line = gettext("Written concern")
    unopened = [*urgent(actor=actor), *waiting(actor=actor, size=WORK_SHOWN).rows]
    seen = {row.report_id: row for row in unopened}.values()
    items = [_report_item(row, line) for row in list(seen)[:WORK_SHOWN]]
    open_concerns = concerns(actor=actor).filter(state=ConcernState.OPENED, answered_on=None)
    items += [_concern_item(row) for row in open_concerns.order_by("answer_due_at", "id")[:WORK_SHOWN]]
    items += [_concern_item(row) for row in concerns_with_news(actor=actor)[:WORK_SHOWN] if row.answered_on]
    if actor.may(Permission.HELPLINE_SIGNAL_READ):
        open_signals = signals(actor=actor).filter(state=SignalState.OPEN).order_by("due_at", "id")
        items += [_signal_item(row) for row in open_signals[:WORK_SHOWN]]
    return items


def found(*, actor: Actor, text: str) -> list[Found]:
    """Return concerns and signals of the actor's desk whose reference begins with the text."""
    wanted = text.strip().upper()
    if len(wanted) < 3 or not actor.may(Permission.HELPLINE_CONCERN_READ):
        return []
    # Greater and smaller instead of LIKE: row security lets the index be used for these only.
    span = {"reference__gte": wanted, "reference__lt": f"{wanted}\uffff"}
    answers = [
        Found(row.reference, gettext("Written concern"), reverse("helpline:concern_read", args=[row.id]))
        for row in concerns(actor=actor).filter(**span)[:10]
    ]
    answers += [
        Found(row.reference, gettext("Signal"), reverse("helpline:signal_read", args=[row.id]))
        for row in signals(actor=actor).filter(**span)[:10]
    ]
    return answers


def _waiting(rows: Iterable[dict[str, Any]]) -> list[Waiting]:
    hours = _answer_hours()
    return [
        Waiting(
            row["id"],
            row["topic"],
            row["language"],
            row["is_urgent"],
            concern_answer_due(received_on=row["received_on"], is_urgent=row["is_urgent"], answer_hours=hours),
        )
        for row in rows
    ]


def _answer_hours() -> int:
    return number("concern_answer_hours", on=clock.today())


def _one(queryset: QuerySet[Row], key: UUID) -> Row:
    row = queryset.filter(pk=key).first()
    if row is None:
        raise NotVisible(gettext_noop("There is no such record."))
    return row


def _at_most(queryset: QuerySet[Any, Any], most: int = 1000) -> int:
    return len(queryset.values_list("pk", flat=True).order_by()[:most])


def _report_item(row: Waiting, line: str) -> WorkItem:
    topic = code_list("concern_topic").label(row.topic, language())
    url = reverse("helpline:concern_list")
    return WorkItem("concern", f"{line}: {topic}", "", "", row.due_at, url, gettext("Open it"))


def _concern_item(row: Concern) -> WorkItem:
    title = code_list("concern_topic").label(row.topic, language())
    url = reverse("helpline:concern_read", args=[row.id])
    return WorkItem("concern", title, row.reference, "", row.answer_due_at, url, gettext("Answer"))


def _signal_item(row: Signal) -> WorkItem:
    title = code_list("referral_source").label(row.source, language())
    url = reverse("helpline:signal_read", args=[row.id])
    return WorkItem("signal", title, row.reference, "", row.due_at, url, gettext("Hand over"))
