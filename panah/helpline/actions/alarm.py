"""Alarms: opened for a signal at hand, taken by one person, ended with what came of it."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core import clock
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.helpline import queries
from panah.helpline.actions._reply import reply_to
from panah.helpline.actions._ring import add_steps, ring
from panah.helpline.models import Alarm, Signal
from panah.helpline.rules import DANGER_NOW
from panah.helpline.states import SignalState


@transaction.atomic
def open_alarm(*, actor: Actor, signal_id: UUID) -> Signal:
    """
    Say that somebody is in danger now, of a signal that is open already.

    :raises NotPermitted: if the actor may not take alarms
    :raises NotVisible: if the actor's desk has no such signal
    :raises WrongState: if the signal is closed, or an alarm about it rings already
    """
    check(actor, Permission.HELPLINE_ALARM_TAKE)
    signal = queries.signal_to_change(actor=actor, signal_id=signal_id)
    if signal.state not in (SignalState.OPEN, SignalState.HANDED_OVER):
        raise WrongState(gettext_noop("This signal is closed. Open it again first."))
    if queries.alarms(actor=actor).filter(signal=signal, ended_at=None).exists():
        raise WrongState(gettext_noop("An alarm about this signal rings already."))
    signal.danger = DANGER_NOW
    signal.save(update_fields=["danger"])
    ring(actor, signal=signal)
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_MOVED, subject=signal, danger=signal.danger)
    return signal


@transaction.atomic
def take_alarm(*, actor: Actor, alarm_id: UUID, is_over: bool = False) -> Alarm:
    """
    Take an alarm: one person goes on with it. Not ended in time it rings for everybody again, and another may take it.

    Taking the alarm of a hand-over answers it.

    `is_over` takes it over from whoever has it, at any time: they may not be able to go on.

    :raises NotPermitted: if the actor may not take alarms
    :raises NotVisible: if the actor's desk has no such alarm
    :raises WrongState: if it has ended, or somebody took it before and it is not said that it is taken over
    """
    check(actor, Permission.HELPLINE_ALARM_TAKE)
    alarm = queries.alarm_to_change(actor=actor, alarm_id=alarm_id)
    if alarm.ended_at is not None:
        raise WrongState(gettext_noop("This alarm has ended already."))
    if alarm.taken_by_id is not None and not is_over and not queries.rings_anew(actor=actor, alarm=alarm):
        people = queries.people(actor=actor, ids=[alarm.taken_by_id])
        words = gettext_noop("%(name)s took it before you. You need do nothing more.")
        raise WrongState(words, name=people.get(alarm.taken_by_id, ""))
    alarm.taken_at, alarm.taken_by_id = clock.now(), actor.id
    alarm.save(update_fields=["taken_at", "taken_by_id"])
    add_steps(actor, alarm, step="taken", people=[actor.id])
    log.record(actor=actor, event=Event.HELPLINE_ALARM_TAKEN, subject=alarm)
    if alarm.handover_id is not None:
        handover = queries.handover_for_us(actor=actor, handover_id=alarm.handover_id)
        if not hasattr(handover, "reply"):
            reply = reply_to(actor, handover, answer="taken")
            log.record(actor=actor, event=Event.HELPLINE_HANDOVER_ANSWERED, subject=reply, answer=reply.answer)
    return alarm


@transaction.atomic
def end_alarm(*, actor: Actor, alarm_id: UUID, outcome: str) -> Alarm:
    """
    End an alarm with what came of it.

    :raises NotPermitted: if the actor may not take alarms
    :raises NotVisible: if the actor's desk has no such alarm
    :raises WrongState: if nobody took it yet, or it has ended
    :raises InvalidInput: if there is no such outcome
    """
    check(actor, Permission.HELPLINE_ALARM_TAKE)
    alarm = queries.alarm_to_change(actor=actor, alarm_id=alarm_id)
    if alarm.taken_at is None:
        raise WrongState(gettext_noop("Take the alarm first: then everybody knows who acts."))
    if alarm.ended_at is not None:
        raise WrongState(gettext_noop("This alarm has ended already."))
    if outcome not in code_list("alarm_outcome"):
        raise InvalidInput(gettext_noop("Say what came of it."), field="outcome")
    alarm.outcome, alarm.ended_at, alarm.ended_by_id = outcome, clock.now(), actor.id
    alarm.save(update_fields=["outcome", "ended_at", "ended_by_id"])
    add_steps(actor, alarm, step="ended", people=[actor.id])
    log.record(actor=actor, event=Event.HELPLINE_ALARM_ENDED, subject=alarm, outcome=outcome)
    return alarm
