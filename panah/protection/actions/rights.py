"""A person's request about their own record: prepared by one, decided by the officer, handed over in safety."""

import json
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.actions import put_restriction
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.audit.queries import is_done_since
from panah.core.clock import now, today
from panah.core.ids import reference
from panah.country.parameters import number
from panah.crypto.fields import seal, unseal
from panah.protection import queries
from panah.protection.actions.pausing import pause_sharing
from panah.protection.models import RightsRequest
from panah.protection.queries import rights as rights_queries
from panah.protection.queries.rights_record import record_of
from panah.protection.rules import check_day
from panah.protection.rules.consent import check_officer
from panah.protection.rules.rights import (
    CORRECTIONS,
    Document,
    check_answer,
    check_channel,
    check_corrected,
    check_decider,
    check_hand_over,
    check_to_correct,
    concerned,
    rights_due,
    select,
    without,
)
from panah.protection.states import RightsState, move_rights


@transaction.atomic
def ask_rights(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    asked_on: date,
    asked_by: str,
    language: str,
    words: str = "",
    concerns: str = "",
) -> RightsRequest:
    """
    Record that the person asks what is held about them, or that it be corrected or restricted. The clock starts.

    :raises NotPermitted: if the actor may not record requests
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if the day has not come yet, or a correction does not say of what
    """
    check(actor, Permission.PROTECTION_RIGHTS_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_day(asked_on, today=today(), field="asked_on")
    request = RightsRequest(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        reference=reference("S", year=asked_on.year),
        kind=kind,
        concerns=concerned(kind=kind, concerns=concerns),
        asked_on=asked_on,
        asked_by=asked_by,
        language=language,
        due_on=rights_due(asked_on=asked_on, days=number("person_request_days", on=asked_on)),
        recorded_by_id=actor.id,
    )
    seal(request, words=words)
    request.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_RIGHTS_ASKED, subject=request, case_id=case.pk, kind=kind)
    return request


@transaction.atomic
def prepare_rights(*, actor: Actor, rights_request_id: UUID, proposal: str = "") -> RightsRequest:
    """
    Put together from the record all that the person may have, and lay it before the data-protection officer.

    Whoever prepares it leaves nothing out: only the officer does, on a named ground that the person is told.

    :raises NotPermitted: if the actor may not record requests, or see who somebody is
    :raises NotVisible: if the actor's organisation holds no such request
    :raises WrongState: if it was prepared before
    """
    check(actor, Permission.PROTECTION_RIGHTS_RECORD)
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    request = rights_queries.rights_request_to_change(actor=actor, rights_request_id=rights_request_id)
    request.state = move_rights(RightsState(request.state), RightsState.PREPARED)
    is_copy = request.kind == "access"
    held = select(record_of(actor=actor, case_id=request.case_id)) if is_copy else {}
    request.prepared_by_id, request.prepared_at = actor.id, now()
    seal(request, document=json.dumps(held, default=str), proposal=proposal)
    request.save(update_fields=["state", "prepared_by_id", "prepared_at", "document", "proposal"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_RIGHTS_PREPARED,
        subject=request,
        case_id=request.case_id,
        groups=(FieldGroup.CASE, FieldGroup.IDENTITY),
    )
    return request


@transaction.atomic
def decide_rights(
    *,
    actor: Actor,
    rights_request_id: UUID,
    to: RightsState,
    grounds: Collection[str] = (),
    withheld: Collection[str] = (),
) -> RightsRequest:
    """
    Decide as data-protection officer: grant, refuse, or send back. What is left out is left out on a named ground.

    A granted restriction stops at once that the case is shared.

    :raises NotPermitted: if the actor is not the data-protection officer, or prepared it
    :raises NotVisible: if the actor's organisation holds no such request
    :raises WrongState: if it is not prepared
    :raises InvalidInput: if a ground is missing
    """
    check(actor, Permission.PROTECTION_RIGHTS_DECIDE)
    request = rights_queries.rights_request_to_change(actor=actor, rights_request_id=rights_request_id)
    check_officer(actor.duties)
    check_decider(decider=actor.id, preparer=request.prepared_by_id)
    check_answer(to=to, grounds=grounds, withheld=withheld)
    request.state = move_rights(RightsState(request.state), to)
    is_sent_back = to == RightsState.ASKED
    request.is_refused = to == RightsState.REFUSED
    request.grounds, request.withheld = sorted(grounds), sorted(withheld)
    request.decided_by_id, request.decided_on = (None, None) if is_sent_back else (actor.id, today())
    if to == RightsState.GRANTED:
        whole = rights_queries.document_of(actor=actor, request=request)
        seal(request, document=json.dumps(without(whole, withheld=withheld)))
    elif request.is_refused:
        seal(request, document="")
    request.save(
        update_fields=["state", "is_refused", "grounds", "withheld", "decided_by_id", "decided_on", "document"]
    )
    if to == RightsState.GRANTED and request.kind == "restriction":
        put_restriction(
            actor=actor, case_id=request.case_id, source_id=request.pk, permission=Permission.PROTECTION_RIGHTS_DECIDE
        )
        pause_sharing(actor=actor, case_id=request.case_id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_RIGHTS_DECIDED,
        subject=request,
        case_id=request.case_id,
        state=to,
        grounds=sorted(grounds),
    )
    return request


@transaction.atomic
def confirm_correction(*, actor: Actor, rights_request_id: UUID) -> RightsRequest:
    """
    Say that the record was corrected as granted. The log has to hold the change: that it was made, never what was.

    :raises NotPermitted: if the actor may not record requests
    :raises NotVisible: if the actor's organisation holds no such request
    :raises WrongState: if no correction was granted, or nothing was changed since
    """
    check(actor, Permission.PROTECTION_RIGHTS_RECORD)
    request = rights_queries.rights_request_to_change(actor=actor, rights_request_id=rights_request_id)
    check_to_correct(kind=request.kind, state=request.state, is_corrected=request.corrected_on is not None)
    check_corrected(
        is_changed=not request.concerns
        or any(
            is_done_since(
                actor=actor,
                case_id=request.case_id,
                event=event,
                since=(Event.PROTECTION_RIGHTS_DECIDED, request.pk),
            )
            for event in CORRECTIONS[request.concerns].events
        )
    )
    request.corrected_by_id, request.corrected_on = actor.id, today()
    request.save(update_fields=["corrected_by_id", "corrected_on"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_RIGHTS_CORRECTED,
        subject=request,
        case_id=request.case_id,
        concerns=request.concerns or "other",
    )
    return request


@transaction.atomic
def hand_over_rights(
    *, actor: Actor, rights_request_id: UUID, channel: str, was_alone: str, felt_safe: str, handed_over_on: date
) -> RightsRequest:
    """
    Record that the answer was handed over, after the person was asked alone whether somebody makes them ask.

    :raises NotPermitted: if the actor may not record requests
    :raises NotVisible: if the actor's organisation holds no such request
    :raises WrongState: if it was not decided, or the record is not corrected yet
    :raises InvalidInput: if the person was not alone or does not feel safe, or the day cannot be right
    """
    check(actor, Permission.PROTECTION_RIGHTS_RECORD)
    request = rights_queries.rights_request_to_change(actor=actor, rights_request_id=rights_request_id)
    request.state = move_rights(RightsState(request.state), RightsState.DONE)
    if request.concerns and not request.is_refused:
        check_corrected(is_changed=request.corrected_on is not None)
    check_hand_over(was_alone=was_alone, felt_safe=felt_safe)
    check_channel(channel=channel, asked_by=request.asked_by)
    check_day(handed_over_on, today=today(), not_before=request.decided_on, field="handed_over_on")
    request.channel, request.was_alone, request.felt_safe = channel, was_alone, felt_safe
    request.handed_over_on = handed_over_on
    request.save(update_fields=["state", "channel", "was_alone", "felt_safe", "handed_over_on"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_RIGHTS_HANDED_OVER,
        subject=request,
        case_id=request.case_id,
        channel=channel,
    )
    return request


@transaction.atomic
def withdraw_rights(*, actor: Actor, rights_request_id: UUID) -> RightsRequest:
    """
    Record that the person takes the request back.

    :raises NotPermitted: if the actor may not record requests
    :raises NotVisible: if the actor's organisation holds no such request
    :raises WrongState: if it has ended
    """
    check(actor, Permission.PROTECTION_RIGHTS_RECORD)
    request = rights_queries.rights_request_to_change(actor=actor, rights_request_id=rights_request_id)
    request.state = move_rights(RightsState(request.state), RightsState.WITHDRAWN)
    request.save(update_fields=["state"])
    log.record(actor=actor, event=Event.PROTECTION_RIGHTS_WITHDRAWN, subject=request, case_id=request.case_id)
    return request


@transaction.atomic
def show_rights(*, actor: Actor, rights_request_id: UUID) -> tuple[Document, dict[str, str]]:
    """
    Return what was put together for the person, and what they and the preparer wrote. Each look is logged.

    :raises NotPermitted: if the actor may not see who somebody is
    :raises NotVisible: if the actor's organisation holds no such request
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    request = rights_queries.rights_request(actor=actor, rights_request_id=rights_request_id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_RIGHTS_READ,
        subject=request,
        case_id=request.case_id,
        groups=(FieldGroup.CASE, FieldGroup.IDENTITY),
    )
    return rights_queries.document_of(actor=actor, request=request), unseal(request, "words", "proposal")
