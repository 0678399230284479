"""A suspended inquiry goes on: resumed by the body that decides, received by the holder of the case."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.protection import queries
from panah.protection.models import Case, Resumption
from panah.protection.queries import resumption as resumption_queries
from panah.protection.rules import lengths
from panah.protection.rules.suspension import due_after_pause, paused_days
from panah.protection.states import CASE_MOVES, CaseStatus, InquiryStage, Outcome, move_case, move_inquiry


@transaction.atomic
def resume_inquiry(*, actor: Actor, inquiry_id: UUID) -> Resumption:
    """
    Go on with a suspended inquiry, and tell the holder of the case. Its clock runs on where it stood still.

    :raises NotPermitted: if the actor may not change inquiries
    :raises NotVisible: if the actor's organisation has no such inquiry
    :raises WrongState: if it is not suspended
    """
    check(actor, Permission.PROTECTION_INQUIRY_CHANGE)
    inquiry = queries.inquiry_to_change(actor=actor, inquiry_id=inquiry_id)
    decision = resumption_queries.suspending_decision(actor=actor, inquiry=inquiry)
    if inquiry.stage != InquiryStage.SUSPENDED or decision is None:
        raise WrongState(gettext_noop("This inquiry is not suspended."))
    days = paused_days(suspended_on=decision.decided_on, resumed_on=today())
    inquiry.stage = move_inquiry(InquiryStage(inquiry.stage), InquiryStage.INQUIRY)
    inquiry.stage_on, inquiry.look_again_on = today(), None
    inquiry.due_on = due_after_pause(inquiry.due_on, days=days)
    inquiry.save(update_fields=["stage", "stage_on", "look_again_on", "due_on"])
    resumption = Resumption.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=decision.to_organisation_id,
        to_wall=decision.to_wall,
        sent_by_id=actor.id,
        decision=decision,
        case_id=decision.case_id,
        resumed_on=today(),
        paused_days=days,
    )
    event = Event.PROTECTION_INQUIRY_RESUMED
    log.record(actor=actor, event=event, subject=resumption, case_id=decision.case_id, paused_days=days)
    return resumption


@transaction.atomic
def receive_resumption(*, actor: Actor, resumption_id: UUID) -> Case:
    """
    Take over into the holder's case that the inquiry goes on: the decision waits again, and its clock runs on.

    :raises NotPermitted: if the actor may not receive decisions
    :raises NotVisible: if no such resumption was sent to the actor's organisation, or it holds no such case
    :raises WrongState: if the suspension was not received yet, or something newer was
    """
    check(actor, Permission.PROTECTION_DECISION_RECEIVE)
    resumption = resumption_queries.resumption_for_us(actor=actor, resumption_id=resumption_id)
    case = queries.case_to_change(actor=actor, case_id=resumption.case_id)
    if case.decision_id != resumption.decision_id or case.outcome != Outcome.SUSPENDED:
        raise WrongState(gettext_noop("There is nothing to receive: look at the decisions of this case."))
    case.outcome, case.decided_on = "", None
    case.paused_days += resumption.paused_days
    if CaseStatus.INQUIRY in CASE_MOVES[CaseStatus(case.status)]:
        case.status, case.status_on = move_case(CaseStatus(case.status), CaseStatus.INQUIRY), today()
    case.set_next_deadline(lengths(on=today()))
    case.save(
        update_fields=[
            "outcome", "decided_on", "paused_days", "status", "status_on", "next_due_at", "next_due_kind",
        ]
    )  # fmt: skip
    log.record(actor=actor, event=Event.PROTECTION_RESUMPTION_RECEIVED, subject=case, decision_id=case.decision_id)
    return case
