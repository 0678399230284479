"""Danger now, told by a first responder: the line reads it, and one person takes it."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.crypto.fields import unseal_kept
from panah.helpline import queries
from panah.helpline.actions._ring import ring
from panah.helpline.actions.alarm import take_alarm
from panah.helpline.models import Alarm, DangerNotice


@transaction.atomic
def read_notice(*, actor: Actor, notice_id: UUID) -> tuple[DangerNotice, str | None]:
    """
    Return what a first responder told the line, and log that it was read. Without a passkey the words are None.

    :raises NotPermitted: if the actor may not take alarms
    :raises NotVisible: if no such notice came to the actor's line
    """
    check(actor, Permission.HELPLINE_ALARM_TAKE)
    notice = queries.notice(actor=actor, notice_id=notice_id)
    words = unseal_kept(notice, "words")["words"] if actor.may(Permission.HELPLINE_WORDS_READ) else None
    log.record(actor=actor, event=Event.HELPLINE_DANGER_READ, subject=notice, groups=("identity",) if words else ())
    return notice, words


@transaction.atomic
def take_notice(*, actor: Actor, notice_id: UUID) -> Alarm:
    """
    Take the alarm about a notice; it is made now if the minute's job has not made it yet.

    :raises NotPermitted: if the actor may not take alarms
    :raises NotVisible: if no such notice came to the actor's line
    :raises WrongState: if somebody took it before, or it has ended
    """
    check(actor, Permission.HELPLINE_ALARM_TAKE)
    notice = queries.notice(actor=actor, notice_id=notice_id)
    alarm = queries.alarm_of_notice(actor=actor, notice_id=notice_id)
    if alarm is None:
        ring(actor, notice=notice)
        alarm = queries.alarm_of_notice(actor=actor, notice_id=notice_id) or Alarm(notice=notice)
    log.record(actor=actor, event=Event.HELPLINE_DANGER_READ, subject=notice)
    return take_alarm(actor=actor, alarm_id=alarm.pk)
