"""What is done at the helpline. Each function: permission, record, rule, write and audit."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.concerns import actions as concerns_door
from panah.concerns import queries as reports
from panah.core import clock
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.ids import random_id, reference
from panah.country.parameters import number
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.helpline import queries
from panah.helpline.models import Call, Concern, Signal
from panah.helpline.rules import Answer, check_call_length, concern_answer_due, signal_due
from panah.helpline.states import ConcernState, SignalState, move_concern, move_signal


@transaction.atomic
def log_call(
    *,
    actor: Actor,
    topic: str,
    disposition: str,
    heard_from: str = "not_asked",
    language: str = "",
    country: str = "",
    division: str = "",
    seconds: int | None = None,
    note: str = "",
) -> Call:
    """
    Log a call.

    :raises NotPermitted: if the actor may not log calls
    :raises InvalidInput: if no call lasts like that
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    call = Call(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        logged_by_id=actor.id,
        logged_at=clock.now(),
        topic=topic,
        disposition=disposition,
        heard_from=heard_from or "not_asked",
        language=language,
        country=country,
        division=division,
        seconds=None if seconds is None else check_call_length(seconds),
    )
    if note:
        call.key_id = new_record_key(organisation_id=actor.organisation_id, wall=actor.wall)
        seal(call, note=note)
    Call.objects.bulk_create([call])
    log.record(actor=actor, event=Event.HELPLINE_CALL_LOGGED, subject=call, topic=topic)
    return call


@transaction.atomic
def read_call(*, actor: Actor, call_id: UUID) -> tuple[Call, str | None]:
    """
    Return a call with its note, and log that it was read. The note may name somebody: without a passkey it is None.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if the actor's line has no such call
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    call = queries.call(actor=actor, call_id=call_id)
    words = queries.note(actor=actor, call_id=call_id) if actor.may(Permission.HELPLINE_WORDS_READ) else None
    log.record(actor=actor, event=Event.HELPLINE_CALL_READ, subject=call, groups=("identity",) if words else ())
    return call, words


@transaction.atomic
def open_concern(*, actor: Actor, report_id: UUID) -> Concern:
    """
    Open a report: from now on it is a concern of this desk, with a reference and a clock.

    Opened by two at the same moment it is one concern.

    :raises NotPermitted: if the actor may not read concerns
    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    check(actor, Permission.HELPLINE_CONCERN_READ)
    report = reports.report(actor=actor, report_id=report_id)
    hours = number("concern_answer_hours", on=clock.today())
    concern = Concern(
        organisation_id=report.organisation_id,
        wall=report.wall,
        reference=reference("W", year=report.received_on.year),
        report_id=report.id,
        topic=report.topic,
        language=report.language,
        is_urgent=report.is_urgent,
        received_on=report.received_on,
        opened_on=clock.today(),
        opened_by_id=actor.id,
        answer_due_at=concern_answer_due(
            received_on=report.received_on, is_urgent=report.is_urgent, answer_hours=hours
        ),
    )
    Concern.objects.bulk_create([concern], ignore_conflicts=True)
    kept: Concern = Concern.objects.own(actor).get(report_id=report.id)
    concerns_door.open_report(actor=actor, report_id=report.id)
    log.record(actor=actor, event=Event.HELPLINE_CONCERN_OPENED, subject=kept)
    return kept


@transaction.atomic
def read_concern(*, actor: Actor, concern_id: UUID) -> tuple[Concern, reports.Conversation]:
    """
    Return a concern with its conversation, and log that it was read.

    :raises NotPermitted: if the actor may not read concerns
    :raises NotVisible: if the actor's desk has no such concern, or it is about the actor's own body
    """
    check(actor, Permission.HELPLINE_CONCERN_READ)
    concern = queries.concern(actor=actor, concern_id=concern_id)
    return concern, concerns_door.open_report(actor=actor, report_id=concern.report_id)


@transaction.atomic
def answer_concern(*, actor: Actor, concern_id: UUID, words: str) -> Concern:
    """
    Answer the reporter, whoever it is; the first answer stops the clock.

    :raises NotPermitted: if the actor may not answer concerns
    :raises NotVisible: if the actor's desk has no such concern
    :raises InvalidInput: if a receipt code stands in the answer
    """
    check(actor, Permission.HELPLINE_CONCERN_ANSWER)
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id)
    concerns_door.answer_report(actor=actor, report_id=concern.report_id, words=words)
    if concern.answered_on is None:
        concern.answered_on = clock.today()
        concern.save(update_fields=["answered_on"])
    return concern


@transaction.atomic
def triage_concern(*, actor: Actor, concern_id: UUID, state: str) -> Concern:
    """
    Say what a concern is: information, not about trafficking, already known; or take it up again.

    :raises NotPermitted: if the actor may not answer concerns
    :raises NotVisible: if the actor's desk has no such concern
    :raises WrongState: if the concern cannot go there from its state; a signal is made by `make_signal`
    """
    check(actor, Permission.HELPLINE_CONCERN_ANSWER)
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id)
    if state == ConcernState.SIGNAL:
        raise WrongState(gettext_noop("Make a signal of it: the signal keeps what you found."))
    return _move_concern(actor, concern, ConcernState(state))


@transaction.atomic
def make_signal(
    *,
    actor: Actor,
    source: str,
    summary: str,
    danger: str = "unknown",
    is_child: str = "unknown",
    exploitation_form: str = "",
    division: str = "",
    language: str = "",
    indicators: Mapping[str, str] | None = None,
    concern_id: UUID | None = None,
) -> Signal:
    """
    Make a signal of a concern, a call, or of what was seen at work.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such concern
    :raises WrongState: if the concern became a signal before, or was set aside
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id) if concern_id else None
    if concern is not None:
        _move_concern(actor, concern, ConcernState.SIGNAL)
    now = clock.now()
    signal = Signal(
        id=random_id(),
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=reference("S", year=clock.today().year),
        source=source,
        concern=concern,
        danger=danger,
        is_child=is_child,
        exploitation_form=exploitation_form,
        division=division,
        language=language,
        indicators={code: Answer(answer).value for code, answer in (indicators or {}).items()},
        made_by_id=actor.id,
        detected_at=now,
        due_at=signal_due(detected_at=now, handover_hours=number("referral_hours", on=clock.today())),
    )
    seal(signal, summary=summary)
    Signal.objects.bulk_create([signal])
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_MADE, subject=signal, source=source, danger=danger)
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
def move_signal_on(*, actor: Actor, signal_id: UUID, state: str) -> Signal:
    """
    Record what became of a signal: handed over, presumed, not confirmed, information only, or open again.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such signal
    :raises InvalidInput: if there is no such state
    :raises WrongState: if the signal cannot go there from its state
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    signal = queries.signal_to_change(actor=actor, signal_id=signal_id)
    if state not in set(SignalState):
        raise InvalidInput(gettext_noop("Choose what became of the signal."), field="state")
    signal.state = move_signal(SignalState(signal.state), SignalState(state))
    signal.ended_on = None if signal.state in (SignalState.OPEN, SignalState.HANDED_OVER) else clock.today()
    signal.save(update_fields=["state", "ended_on"])
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_MOVED, subject=signal, state=signal.state)
    return signal


def _move_concern(actor: Actor, concern: Concern, to: ConcernState) -> Concern:
    concern.state = move_concern(ConcernState(concern.state), to)
    concern.closed_on = None if to is ConcernState.OPENED else clock.today()
    concern.save(update_fields=["state", "closed_on"])
    log.record(actor=actor, event=Event.HELPLINE_CONCERN_TRIAGED, subject=concern, state=to)
    return concern
