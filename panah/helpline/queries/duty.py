"""Duties to investigate: of the desk that owes them, of the body that must, and of oversight, which sees the clock."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.core.clock import now, today
from panah.helpline.models import DutyAnswer, DutyNotice, DutyToInvestigate
from panah.helpline.queries._one import one
from panah.helpline.rules import INVESTIGATING_KINDS
from panah.organisations import queries as organisations
from panah.organisations.models import Organisation


@dataclass(frozen=True)
class Watched:
    """What oversight sees of a duty: that it is there, its clock, who has it and what came of it."""

    opened_at: datetime
    due_at: datetime
    desk: Organisation
    body: Organisation | None
    is_accepted: bool
    outcome: str
    done_on: date | None

    @property
    def is_overdue(self) -> bool:
        return not self.outcome and self.due_at < now()


def duties(*, actor: Actor) -> QuerySet[DutyToInvestigate]:
    """Return the duties to investigate that have not ended, the first deadline first."""
    rows: QuerySet[DutyToInvestigate] = DutyToInvestigate.objects.own(actor).filter(ended_on=None)
    return rows.select_related("signal").defer("signal__summary").order_by("due_at", "id")


def duty_of(*, actor: Actor, signal_id: UUID) -> DutyToInvestigate | None:
    """Return the duty to investigate that a signal of the actor's desk opened, if it did."""
    found: DutyToInvestigate | None = DutyToInvestigate.objects.own(actor).filter(signal_id=signal_id).first()
    return found


def duty_to_change(*, actor: Actor, duty_id: UUID) -> DutyToInvestigate:
    """
    Return one duty to investigate, locked until the transaction ends.

    :raises NotVisible: if the actor's desk has no such duty
    """
    found: DutyToInvestigate = one(DutyToInvestigate.objects.own(actor).select_for_update(), duty_id)
    return found


def investigating(*, actor: Actor) -> list[Organisation]:
    """Return the bodies that investigate."""
    return list(organisations.organisations(kinds=INVESTIGATING_KINDS, on=today()))


def notices_of(*, actor: Actor, duty_id: UUID) -> list[DutyNotice]:
    """Return whom the actor's desk told of a duty, with what they answered, the first told first."""
    rows = DutyNotice.objects.sent_by_us(actor).filter(duty_id=duty_id).order_by("sent_at", "id")
    return _told(rows)


def duties_told(*, actor: Actor) -> QuerySet[DutyNotice]:
    """Return the duties that the actor's body was told of, the first deadline first."""
    rows: QuerySet[DutyNotice] = DutyNotice.objects.for_us(actor).order_by("due_at", "id")
    return rows


def duties_to_answer(*, actor: Actor) -> QuerySet[DutyNotice]:
    """Return the duties about which the actor's body has not said what it did."""
    done = DutyAnswer.objects.sent_by_us(actor).exclude(outcome="")
    return duties_told(actor=actor).exclude(pk__in=done.values("notice_id")).select_related("from_organisation")


def duty_board(*, actor: Actor, size: int) -> list[DutyNotice]:
    """Return the duties that the actor's body was told of, with its own answers."""
    return _told(duties_told(actor=actor)[:size])


def notice_for_us(*, actor: Actor, notice_id: UUID) -> DutyNotice:
    """
    Return one duty that the actor's body was told of, with its own answers.

    :raises NotVisible: if none such came
    """
    found: DutyNotice = one(DutyNotice.objects.for_us(actor).select_related("from_organisation"), notice_id)
    return found


def duties_answered(*, actor: Actor) -> set[UUID]:
    """Return which duties of the actor's desk were answered with what was done."""
    done = DutyAnswer.objects.for_us(actor).exclude(outcome="")
    return set(done.filter(notice__duty__ended_on=None).values_list("notice__duty_id", flat=True))


def duties_watched(*, actor: Actor) -> list[Watched]:
    """Return what oversight sees of every duty, the open ones first; of none that is about its own line of command."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM helpline_duties_watched()")
        rows = cursor.fetchall()
    bodies = {body.id: body for body in organisations.organisations()}
    return [
        Watched(opened, due, bodies[desk], bodies.get(body), accepted, outcome, done_on)
        for opened, due, desk, body, accepted, outcome, done_on in rows
    ]


def _told(rows: QuerySet[DutyNotice]) -> list[DutyNotice]:
    return list(rows.select_related("from_organisation", "to_organisation").prefetch_related("answers"))
