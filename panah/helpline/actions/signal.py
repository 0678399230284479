"""Signals: made, read, moved on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import FALLBACK, code_list
from panah.concerns import actions as concerns_door
from panah.core import clock
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.ids import random_id, reference
from panah.country.parameters import number
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.helpline import queries
from panah.helpline.actions._paper import copy_paper
from panah.helpline.actions._signal import owe_investigation, warn
from panah.helpline.actions._triage import move_on
from panah.helpline.models import Call, Signal
from panah.helpline.rules import DANGER_NOW, Answer, rejection, signal_due
from panah.helpline.states import BY_RECEIVER, SIGNAL_BY_HAND, ConcernState, SignalState, move_signal
from panah.organisations.queries import organisation_by_id
from panah.printing.sheets import OfficePaper


@transaction.atomic
def make_signal(
    *,
    actor: Actor,
    source: str,
    summary: str,
    danger: str = "unknown",
    is_child: str = "unknown",
    family_involved: str = "",
    foreign_workers: str = "unknown",
    workers_count: int | None = None,
    exploitation_form: str = "",
    division: str = "",
    language: str = "",
    indicators: Mapping[str, str] | None = None,
    concern_id: UUID | None = None,
    call_id: UUID | None = None,
) -> Signal:
    """
    Make a signal of a concern, a call, or of what was seen at work.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such concern or call
    :raises WrongState: if the concern or call became a signal before, or the concern was set aside
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id) if concern_id else None
    if concern is not None:
        move_on(concern, ConcernState.SIGNAL)
        log.record(actor=actor, event=Event.HELPLINE_CONCERN_TRIAGED, subject=concern, state=concern.state)
    call = _call(actor, call_id) if call_id else None
    signal = Signal(
        **_new(actor),
        source=source,
        concern=concern,
        call=call,
        danger=danger,
        is_child=is_child,
        family_involved=family_involved,
        workers_count=workers_count,
        foreign_workers=foreign_workers,
        exploitation_form=exploitation_form,
        division=division,
        language=language,
        indicators={code: Answer(answer).value for code, answer in (indicators or {}).items()},
    )
    seal(signal, summary=summary)
    Signal.objects.bulk_create([signal])
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_MADE, subject=signal, source=source, danger=danger)
    if foreign_workers == Answer.YES:
        owe_investigation(actor, signal, since=signal.detected_at)
    if danger == DANGER_NOW:
        warn(actor, signal, words=summary)
    return signal


@transaction.atomic
def read_signal(*, actor: Actor, signal_id: UUID) -> tuple[Signal, str | None]:
    """
    Return a signal with its words, and log that it was read. Words may name somebody: without a passkey they are None.

    :raises NotPermitted: if the actor may not read signals
    :raises NotVisible: if there is no such signal for this actor
    """
    check(actor, Permission.HELPLINE_SIGNAL_READ)
    signal = queries.signal(actor=actor, signal_id=signal_id)
    words = queries.summary(actor=actor, signal_id=signal_id) if actor.may(Permission.HELPLINE_WORDS_READ) else None
    groups = ("case",) if words is None else ("identity",)
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_READ, subject=signal, groups=groups)
    return signal, words


@transaction.atomic
def copy_signal(*, actor: Actor, signal_id: UUID, language: str) -> OfficePaper:
    """
    Return the own desk's copy of a signal as a paper that tells nobody what it is about; without a passkey no words.

    :raises NotPermitted: if the actor may not read signals
    :raises NotVisible: if the actor's desk has no such signal
    """
    check(actor, Permission.HELPLINE_SIGNAL_READ)
    signal = queries.signal_to_change(actor=actor, signal_id=signal_id)
    may_read = actor.may(Permission.HELPLINE_WORDS_READ)
    said = queries.summary(actor=actor, signal_id=signal_id) if may_read else ""
    groups = ("identity",) if may_read else ("case",)
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_READ, subject=signal, groups=groups)
    office = organisation_by_id(organisation_id=signal.organisation_id).name(language)
    return copy_paper(
        office=office, reference=signal.reference, sent_at=signal.detected_at, said=said, language=language
    )


@transaction.atomic
def judge_signal(*, actor: Actor, signal_id: UUID, state: str, reason: str = "") -> Signal:
    """
    Say what a desk may say of its own signal by hand: not confirmed and why, information only, or open again.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such signal
    :raises InvalidInput: if there is no such state, or it is not confirmed and nobody says why
    :raises WrongState: if a person does not move it there, or not from its state
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    signal = queries.signal_to_change(actor=actor, signal_id=signal_id)
    if state in set(SignalState) and state not in SIGNAL_BY_HAND[SignalState(signal.state)]:
        raise WrongState(gettext_noop("This signal cannot be moved there by hand from its present state."))
    chosen = dict(code_list("signal_rejection").choices(FALLBACK, clock.today()))
    reason = rejection(state=state, reason=reason, known=chosen.keys() - {BY_RECEIVER})
    moved = _move(actor, signal, state, reason)
    because = moved.rejected_because or None
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_MOVED, subject=moved, state=moved.state, because=because)
    return moved


@transaction.atomic
def move_signal_on(*, actor: Actor, signal_id: UUID, state: str) -> Signal:
    """
    Record what became of a signal: handed over, presumed, not confirmed, information only, or open again.

    Referrals move it so, and not confirmed is then said by the receiver; a person says it with `judge_signal`. Whoever
    wrote the concern it was made of hears that the work has ended, and nothing of what came of it.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such signal
    :raises InvalidInput: if there is no such state
    :raises WrongState: if the signal cannot go there from its state
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    signal = queries.signal_to_change(actor=actor, signal_id=signal_id)
    moved = _move(actor, signal, state, BY_RECEIVER if state == SignalState.REJECTED else "")
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_MOVED, subject=moved, state=moved.state)
    return moved


def _new(actor: Actor) -> dict[str, Any]:
    now = clock.now()
    return {
        "id": random_id(),
        "organisation_id": actor.organisation_id,
        "wall": actor.wall,
        "key_id": new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        "reference": reference("S", year=clock.today().year),
        "made_by_id": actor.id,
        "detected_at": now,
        "due_at": signal_due(detected_at=now, handover_hours=number("referral_hours", on=clock.today())),
    }


def _move(actor: Actor, signal: Signal, state: str, reason: str) -> Signal:
    if state not in set(SignalState):
        raise InvalidInput(gettext_noop("Choose what became of the signal."), field="state")
    signal.state = move_signal(SignalState(signal.state), SignalState(state))
    signal.ended_on = None if signal.state in (SignalState.OPEN, SignalState.HANDED_OVER) else clock.today()
    signal.rejected_because = reason
    signal.save(update_fields=["state", "ended_on", "rejected_because"])
    if signal.ended_on and signal.concern and actor.may(Permission.HELPLINE_CONCERN_ANSWER):
        concerns_door.tell_outcome(actor=actor, report_id=signal.concern.report_id)
    return signal


def _call(actor: Actor, call_id: UUID) -> Call:
    call = queries.call(actor=actor, call_id=call_id)
    if queries.signal_of_call(actor=actor, call_id=call_id):
        raise WrongState(gettext_noop("This call became a signal before."))
    return call
