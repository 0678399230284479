"""A conversation with the person: recorded so that a reader sees how it was held. What was said may stay unwritten."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.crypto.fields import seal, unseal
from panah.protection import queries
from panah.protection.models import Interview
from panah.protection.rules import check_day, check_interview


@transaction.atomic
def record_interview(
    *,
    actor: Actor,
    case_id: UUID,
    held_on: date,
    language: str,
    interpreter: str,
    safe_place: str,
    consent: str,
    interpreter_vetted: str = "",
    present: Collection[str] = (),
    explained: Collection[str] = (),
    was_stopped: bool = False,
    narrative: str = "",
) -> Interview:
    """
    Record a conversation. If the person wished to stop, that is all: no reason is asked.

    :raises NotPermitted: if the actor may not record conversations
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if words are written without consent, or the day has not come yet
    """
    check(actor, Permission.PROTECTION_INTERVIEW_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_day(held_on, today=today(), field="held_on")
    check_interview(
        consent=consent, narrative=narrative, interpreter=interpreter, interpreter_vetted=interpreter_vetted
    )
    interview = Interview(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        held_on=held_on,
        language=language,
        interpreter=interpreter,
        interpreter_vetted=interpreter_vetted,
        present=sorted(present),
        safe_place=safe_place,
        consent=consent,
        explained=sorted(explained),
        was_stopped=was_stopped,
        recorded_by_id=actor.id,
    )
    seal(interview, narrative=narrative.strip())
    interview.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_INTERVIEW_RECORDED,
        subject=interview,
        case_id=case.id,
        consent=consent,
        held_on=held_on,
    )
    return interview


@transaction.atomic
def look_at_interview(*, actor: Actor, interview_id: UUID) -> tuple[Interview, str]:
    """
    Open a conversation, and return it with what was said. Every look is logged.

    :raises NotPermitted: if the actor may not record conversations
    :raises NotVisible: if the actor's organisation has no such record
    """
    check(actor, Permission.PROTECTION_INTERVIEW_RECORD)
    interview = queries.interview(actor=actor, interview_id=interview_id)
    log.record(actor=actor, event=Event.PROTECTION_INTERVIEW_READ, subject=interview, case_id=interview.case_id)
    return interview, unseal(interview, "narrative")["narrative"]
