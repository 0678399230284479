"""Written concerns: opened, read, answered, judged."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.concerns import actions as concerns_door
from panah.concerns import queries as reports
from panah.core import clock
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.ids import reference
from panah.country.parameters import number
from panah.helpline import queries
from panah.helpline.actions._ring import ring
from panah.helpline.actions._triage import move_on
from panah.helpline.models import Concern, TranslationNote
from panah.helpline.rules import answer_clock, check_translation, concern_answer_due
from panah.helpline.states import ConcernState


@transaction.atomic
def open_concern(*, actor: Actor, report_id: UUID) -> Concern:
    """
    Open a report: from now on it is a concern of this desk, with a reference and a clock.

    Opened by two at the same moment it is one concern, and it rings once: an alarm that ended stays ended. The kind
    of material they scanned is kept beside it, to be counted, where the reporter ticked that it may be known; the
    district stays sealed.

    :raises NotPermitted: if the actor may not read concerns
    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    check(actor, Permission.HELPLINE_CONCERN_READ)
    report = reports.report(actor=actor, report_id=report_id)
    hours = number(answer_clock(report.topic), on=clock.today())
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
    first = concerns_door.open_report(actor=actor, report_id=report.id).first or {}
    if first.get("material") in code_list("campaign_material"):
        kept.material = first["material"]
        kept.save(update_fields=["material"])
    log.record(actor=actor, event=Event.HELPLINE_CONCERN_OPENED, subject=kept)
    if kept.is_urgent and kept.pk == concern.pk:
        ring(actor, report_id=report.id)
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
def answer_concern(
    *, actor: Actor, concern_id: UUID, words: str, translation: str = "", checked_by_id: UUID | None = None
) -> Concern:
    """
    Answer the reporter, whoever it is; the first answer stops the clock. A translation leaves a note of its own.

    :raises NotPermitted: if the actor may not answer concerns
    :raises NotVisible: if the actor's desk has no such concern
    :raises InvalidInput: if a receipt code stands in the answer, or a machine translated it and nobody checked it
    """
    check(actor, Permission.HELPLINE_CONCERN_ANSWER)
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id)
    if checked_by_id and checked_by_id not in {person.id for person in queries.checkers(actor=actor)}:
        raise InvalidInput(gettext_noop("Choose somebody of your desk."), field="checked_by_id")
    check_translation(how=translation, is_checked=checked_by_id is not None)
    concerns_door.answer_report(actor=actor, report_id=concern.report_id, words=words)
    if translation:
        _keep_translation(actor, concern, translation, checked_by_id)
    if concern.answered_on is None:
        concern.answered_on = clock.today()
        concern.save(update_fields=["answered_on"])
    return concern


@transaction.atomic
def triage_concern(*, actor: Actor, concern_id: UUID, state: str) -> Concern:
    """
    Say what a concern is: information, not about trafficking, already known; or take it up again.

    Abuse by staff is inquired into instead, and gets the outcome of the inquiry. The reporter hears of every end.

    :raises NotPermitted: if the actor may not answer concerns
    :raises NotVisible: if the actor's desk has no such concern
    :raises WrongState: if the concern cannot go there from its state; a signal is made by `make_signal`
    """
    check(actor, Permission.HELPLINE_CONCERN_ANSWER)
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id)
    if state not in set(ConcernState):
        raise WrongState(gettext_noop("This concern cannot be moved there from its present state."))
    if state == ConcernState.REFERRED:
        raise WrongState(gettext_noop("Hand it over: the hand-over keeps what was passed on, and the consent."))
    if state == ConcernState.SIGNAL:
        raise WrongState(gettext_noop("Make a signal of it: the signal keeps what you found."))
    move_on(concern, ConcernState(state))
    if concern.closed_on:
        concerns_door.tell_outcome(actor=actor, report_id=concern.report_id)
    log.record(actor=actor, event=Event.HELPLINE_CONCERN_TRIAGED, subject=concern, state=concern.state)
    return concern


@transaction.atomic
def mark_concern_urgent(*, actor: Actor, concern_id: UUID) -> Concern:
    """
    Say that a concern is urgent: it is due at once, and its alarm rings, again if an earlier one has ended.

    What was late stays late, and what was answered keeps its clock.

    :raises NotPermitted: if the actor may not answer concerns
    :raises NotVisible: if the actor's desk has no such concern
    :raises WrongState: if it is urgent already, or set aside
    """
    check(actor, Permission.HELPLINE_CONCERN_ANSWER)
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id)
    if not queries.may_hurry(actor=actor, concern=concern):
        raise WrongState(gettext_noop("This concern is urgent already, or it was set aside."))
    if not concern.is_urgent:
        concern.is_urgent = True
        if concern.answered_on is None:
            concern.answer_due_at = min(concern.answer_due_at, clock.now())
        concern.save(update_fields=["is_urgent", "answer_due_at"])
    ring(actor, report_id=concern.report_id)
    log.record(actor=actor, event=Event.HELPLINE_CONCERN_TRIAGED, subject=concern, state="urgent")
    return concern


def _keep_translation(actor: Actor, concern: Concern, how: str, checked_by_id: UUID | None) -> None:
    note = TranslationNote(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        concern=concern,
        how=how,
        translated_by_id=actor.id,
        checked_by_id=checked_by_id,
        on=clock.today(),
    )
    TranslationNote.objects.bulk_create([note])
