"""Information requests: sent, read, answered with exactly what was asked, refused, withdrawn."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup, Wall
from panah.audit import log
from panah.audit.events import Event
from panah.coordination import queries
from panah.coordination.actions._letter import seal_letter
from panah.coordination.models import InformationRequest, RequestAnswer
from panah.coordination.rules import answer_kind, asked_lines, check_due, check_request_wall
from panah.coordination.states import RequestState, move_request
from panah.core.clock import now, today
from panah.core.ids import new_id, reference


@transaction.atomic
def send_request(
    *,
    actor: Actor,
    to_organisation_id: UUID,
    to_wall: str,
    purpose: str,
    basis: str,
    asked: str,
    why: str,
    due_on: date,
) -> InformationRequest:
    """
    Ask another organisation for named things, one a line, with the reason and the legal basis.

    :raises NotPermitted: if the actor may not send requests
    :raises NotVisible: if there is no such body
    :raises InvalidInput: if nothing is asked, the wall may not be crossed, or the day has passed
    """
    check(actor, Permission.COORDINATION_REQUEST_SEND)
    body = queries.body_to_refer_to(actor=actor, organisation_id=to_organisation_id)
    check_request_wall(own=actor.wall, to=Wall(to_wall))
    check_due(due_on, today=today())
    lines = asked_lines(asked)
    request = InformationRequest(
        id=new_id(),
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=body.pk,
        to_wall=Wall(to_wall),
        sent_by_id=actor.id,
        reference=reference("Q", year=today().year),
        purpose=purpose,
        basis=basis,
        due_on=due_on,
        asked_count=len(lines),
    )
    seal_letter(actor=actor, record=request, words={"asked": lines, "why": why})
    request.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.COORDINATION_REQUEST_SENT,
        subject=request,
        purpose=purpose,
        basis=basis,
        asked_count=len(lines),
    )
    return request


@transaction.atomic
def look_at_request(*, actor: Actor, request_id: UUID) -> InformationRequest:
    """
    Return a request, and log that it was read; both ends can see that later. An answer no longer waits for its asker.

    :raises NotPermitted: if the actor may not read requests
    :raises NotVisible: if there is none for this actor
    """
    check(actor, Permission.COORDINATION_REQUEST_READ)
    request = queries.request(actor=actor, request_id=request_id)
    queries.answers_to_read(actor=actor).filter(pk=request.pk).update(answer_read_at=now())
    log.record(actor=actor, event=Event.COORDINATION_REQUEST_READ, subject=request, groups=(FieldGroup.CASE,))
    return request


@transaction.atomic
def answer_request(*, actor: Actor, request_id: UUID, answers: Sequence[str]) -> RequestAnswer:
    """
    Answer what was asked, in its order; an empty answer leaves that one open.

    :raises NotPermitted: if the actor may not answer requests, or cannot read this one without a passkey
    :raises NotVisible: if no such request came to the actor's organisation
    :raises WrongState: if it was answered or withdrawn before
    :raises InvalidInput: if nothing is answered, or something that was not asked
    """
    check(actor, Permission.COORDINATION_REQUEST_ANSWER)
    request = queries.request_for_us_to_change(actor=actor, request_id=request_id)
    queries.lines_asked(actor=actor, request=request)
    kind = answer_kind([answer.strip() for answer in answers], asked=request.asked_count)
    move_request(request.state, kind)
    answer = _answer(actor, request, kind)
    seal_letter(actor=actor, record=answer, words={"answers": [text.strip() for text in answers]})
    answer.save(force_insert=True)
    log.record(actor=actor, event=Event.COORDINATION_REQUEST_ANSWERED, subject=request, kind=kind)
    return answer


@transaction.atomic
def refuse_request(*, actor: Actor, request_id: UUID, reason: str) -> RequestAnswer:
    """
    Refuse a request, with the reason.

    :raises NotPermitted: if the actor may not answer requests
    :raises NotVisible: if no such request came to the actor's organisation
    :raises WrongState: if it was answered or withdrawn before
    """
    check(actor, Permission.COORDINATION_REQUEST_ANSWER)
    request = queries.request_for_us_to_change(actor=actor, request_id=request_id)
    move_request(request.state, RequestState.REFUSED)
    answer = _answer(actor, request, RequestState.REFUSED, reason=reason)
    answer.save(force_insert=True)
    log.record(actor=actor, event=Event.COORDINATION_REQUEST_REFUSED, subject=request, reason=reason)
    return answer


@transaction.atomic
def withdraw_request(*, actor: Actor, request_id: UUID) -> InformationRequest:
    """
    Take a request back that nobody has answered.

    :raises NotPermitted: if the actor may not send requests
    :raises NotVisible: if the actor's organisation sent no such request
    :raises WrongState: if it was answered or withdrawn before
    """
    check(actor, Permission.COORDINATION_REQUEST_SEND)
    request = queries.request_sent_to_change(actor=actor, request_id=request_id)
    move_request(request.state, RequestState.WITHDRAWN)
    request.withdrawn_at = now()
    request.save(update_fields=["withdrawn_at"])
    log.record(actor=actor, event=Event.COORDINATION_REQUEST_WITHDRAWN, subject=request)
    return request


def _answer(actor: Actor, request: InformationRequest, kind: RequestState, *, reason: str = "") -> RequestAnswer:
    return RequestAnswer(
        id=new_id(),
        request=request,
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=request.from_organisation_id,
        to_wall=request.from_wall,
        sent_by_id=actor.id,
        kind=kind,
        refusal_reason=reason,
        answered_on=today(),
    )
