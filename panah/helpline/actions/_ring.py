"""Ringing: an alarm is opened, and whoever must hear it at once is paged."""

from typing import Any

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.helpline import queries
from panah.helpline.models import Alarm, AlarmStep, DangerNotice, Signal
from panah.helpline.rules import Reach

# What crosses of a signal beside its words: what somebody needs who sends help now.
TOLD = ("reference", "source", "division", "language", "is_child")


def tell_desk(actor: Actor, signal: Signal, *, words: str) -> bool:
    """Tell the line that answers at any hour of danger which the actor's own desk cannot hear; whether it was told."""
    desk = queries.danger_desk(actor=actor)
    if desk is None or desk in queries.bodies_concerned(actor=actor, signal_id=signal.pk):
        return False
    notice = DangerNotice(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=desk,
        to_wall=Wall.HELPLINE,
        sent_by_id=actor.id,
        sent_at=clock.now(),
        signal_id=signal.pk,
        key_id=new_record_key(organisation_id=desk, wall=Wall.HELPLINE),
        **{name: getattr(signal, name) for name in TOLD},
    )
    seal(notice, words=words)
    notice.save(force_insert=True)
    log.record(actor=actor, event=Event.HELPLINE_DANGER_SENT, subject=notice)
    return True


def ring(actor: Actor, **about: Any) -> None:
    """Open an alarm about a call, a signal or a report, once; only at a desk whose people can take one."""
    if not actor.may(Permission.HELPLINE_ALARM_TAKE):
        return
    now = clock.now()
    alarm = Alarm(organisation_id=actor.organisation_id, wall=actor.wall, opened_at=now, opened_by_id=actor.id, **about)
    Alarm.objects.bulk_create([alarm], ignore_conflicts=True)
    if not Alarm.objects.own(actor).filter(pk=alarm.pk).exists():
        return
    first = queries.line_now(actor=actor).get(1)
    paged = [first] if first else [person.id for person in queries.line_people(actor=actor)]
    step = Reach.FIRST if first else Reach.EVERYONE
    add_steps(actor, alarm, step=step, people=paged)
    log.record(actor=actor, event=Event.HELPLINE_ALARM_OPENED, subject=alarm, reach=step, paged=len(paged))


def add_steps(actor: Actor, alarm: Alarm, *, step: str, people: list[Any]) -> None:
    """Write down whom a step concerns, and when."""
    held: dict[str, Any] = {
        "organisation_id": actor.organisation_id,
        "wall": actor.wall,
        "alarm": alarm,
        "at": clock.now(),
    }
    AlarmStep.objects.bulk_create([AlarmStep(**held, step=step, account_id=person) for person in people])
