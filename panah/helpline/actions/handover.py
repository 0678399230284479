"""A warm hand-over from one line to another: sent with consent, taken or not, the answer seen."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.concerns import actions as concerns_actions
from panah.concerns import queries as concerns_door
from panah.core import clock
from panah.core.db import wait_for
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.helpline import queries
from panah.helpline.actions._reply import reply_to
from panah.helpline.actions._ring import ring
from panah.helpline.actions._triage import move_on
from panah.helpline.actions.alarm import take_alarm
from panah.helpline.models import Concern, Handover, HandoverAnswer
from panah.helpline.rules import TOPIC_OF_CALL, check_consented, check_not_concerned, check_taken
from panah.helpline.states import ConcernState
from panah.organisations import queries as organisations


@transaction.atomic
def send_handover(
    *,
    actor: Actor,
    to_organisation_id: UUID,
    words: str,
    is_consented: bool,
    call_id: UUID | None = None,
    concern_id: UUID | None = None,
) -> Handover:
    """
    Hand a caller or a reporter over to another line, and pass on what they agreed to.

    :raises NotPermitted: if the actor may not hand anything over
    :raises NotVisible: if the actor's line has no such call or concern, or there is no such other line
    :raises InvalidInput: if they did not consent, or the report is about staff of that body
    :raises WrongState: if the concern is no longer open
    """
    check(actor, Permission.HELPLINE_HANDOVER_SEND)
    call = queries.call(actor=actor, call_id=call_id) if call_id else None
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id) if concern_id else None
    found = call or concern
    if found is None or to_organisation_id not in {line.id for line in queries.other_lines(actor=actor)}:
        raise NotVisible(gettext_noop("There is no such record."))
    check_consented(is_consented)
    about = queries.staff_concerned(actor=actor, call_id=call_id, concern_id=concern_id)
    check_not_concerned(to_organisation_id, concerns_door.line_of_command(about.pk) if about else set())
    is_danger = queries.is_in_danger(actor=actor, call=call, concern=concern)
    if concern is not None:
        _hand_on(actor, concern)
    handover = Handover(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.HELPLINE,
        sent_by_id=actor.id,
        call_id=call_id,
        concern_id=concern_id,
        topic=call.topic if call else TOPIC_OF_CALL.get(concern.topic if concern else "", "other"),
        language=found.language,
        about_organisation=about,
        is_danger=is_danger,
        is_consented=True,
        key_id=new_record_key(organisation_id=to_organisation_id, wall=Wall.HELPLINE),
    )
    seal(handover, words=words)
    handover.save(force_insert=True)
    log.record(actor=actor, event=Event.HELPLINE_HANDOVER_SENT, subject=handover)
    return handover


def _hand_on(actor: Actor, concern: Concern) -> None:
    """Move a written concern on, and tell whoever wrote it that another line has it."""
    move_on(concern, ConcernState.REFERRED)
    concerns_actions.tell_handed_over(actor=actor, report_id=concern.report_id)
    log.record(actor=actor, event=Event.HELPLINE_CONCERN_TRIAGED, subject=concern, state=concern.state)


@transaction.atomic
def read_handover(*, actor: Actor, handover_id: UUID) -> tuple[Handover, str | None]:
    """
    Return a hand-over with what was passed, and log that it was read. Without a passkey the words are None.

    :raises NotPermitted: if the actor may not hand anything over
    :raises NotVisible: if neither end of such a hand-over is the actor's line
    """
    check(actor, Permission.HELPLINE_HANDOVER_SEND)
    handover = queries.handover(actor=actor, handover_id=handover_id)
    words = unseal(handover, "words")["words"] if actor.may(Permission.HELPLINE_WORDS_READ) else None
    log.record(actor=actor, event=Event.HELPLINE_HANDOVER_READ, subject=handover, groups=("identity",) if words else ())
    return handover, words


@transaction.atomic
def answer_handover(*, actor: Actor, handover_id: UUID, answer: str, reason: str = "") -> HandoverAnswer:
    """
    Take a caller over, which makes a call of the own line, or say why not.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if no such hand-over came to the actor's line
    :raises WrongState: if it was answered before
    :raises InvalidInput: if there is no such answer, not taken and no reason, or not taken in danger now
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    wait_for(f"helpline.handover {handover_id}")  # two who answer at the same moment: the second is told so
    handover = queries.handover_for_us(actor=actor, handover_id=handover_id)
    if hasattr(handover, "reply"):
        raise WrongState(gettext_noop("This hand-over was answered before."))
    if answer not in code_list("handover_answer"):
        raise InvalidInput(gettext_noop("Say whether you take it over."), field="answer")
    if answer == "not_taken" and reason not in code_list("handover_refusal"):
        raise InvalidInput(gettext_noop("Say why you cannot take it over."), field="reason")
    if handover.is_danger:
        check_taken(answer, line=_to_whom(actor))
        ring(actor, handover=handover)
        alarm = queries.alarms(actor=actor).get(handover=handover)
        take_alarm(actor=actor, alarm_id=alarm.pk)
        return queries.handover_for_us(actor=actor, handover_id=handover_id).reply
    reply = reply_to(actor, handover, answer=answer, reason=reason)
    log.record(actor=actor, event=Event.HELPLINE_HANDOVER_ANSWERED, subject=reply, answer=answer)
    return reply


def _to_whom(actor: Actor) -> str:
    """Return the name of the line that answers at any hour, unless it is the actor's own."""
    desk = queries.danger_desk(actor=actor)
    if desk is None or desk == actor.organisation_id:
        return ""
    return organisations.organisations(on=clock.today()).get(pk=desk).name(actor.language)


@transaction.atomic
def note_handover(*, actor: Actor, handover_id: UUID) -> Handover:
    """
    Say that the sending line has seen the answer; a concern that was not taken is open again.

    :raises NotPermitted: if the actor may not hand anything over
    :raises NotVisible: if the actor's line sent no such hand-over
    :raises WrongState: if it has no answer yet
    """
    check(actor, Permission.HELPLINE_HANDOVER_SEND)
    handover = queries.handover_by_us(actor=actor, handover_id=handover_id)
    if not hasattr(handover, "reply"):
        raise WrongState(gettext_noop("The other line has not answered yet."))
    handover.noted_at = clock.now()
    handover.save(update_fields=["noted_at"])
    log.record(actor=actor, event=Event.HELPLINE_HANDOVER_NOTED, subject=handover)
    if handover.reply.answer == "not_taken" and handover.concern_id is not None:
        _take_back(actor, handover.concern_id)
    return handover


def _take_back(actor: Actor, concern_id: UUID) -> None:
    concern = queries.concern_to_change(actor=actor, concern_id=concern_id)
    if concern.state == ConcernState.REFERRED:
        move_on(concern, ConcernState.OPENED)
        log.record(actor=actor, event=Event.HELPLINE_CONCERN_TRIAGED, subject=concern, state=concern.state)
