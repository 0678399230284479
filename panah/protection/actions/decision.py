"""The decision on a person's status: made by the body that may, received by the holder of the case."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.core.ids import reference
from panah.core.jobs import enqueue
from panah.country.parameters import text
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.organisations.queries import organisation_by_id
from panah.protection import queries
from panah.protection.models import Case, Decision, Inquiry
from panah.protection.queries import review as review_queries
from panah.protection.queries.retention import reasons_of
from panah.protection.rules import Ruling, check_day, check_ruling, lengths
from panah.protection.rules.review import check_competence
from panah.protection.rules.suspension import check_suspension
from panah.protection.states import (
    STAGE_AFTER,
    STATUS_AFTER,
    CaseStatus,
    InquiryStage,
    Outcome,
    move_case,
    move_inquiry,
)

COUNTED = (
    "outcome",
    "body",
    "decided_on",
    "legal_basis",
    "indicator_list",
    "form",
    "sex",
    "age_band",
    "citizenship",
    "country_of_exploitation",
)
# What the sender of a signal hears of it: one word.
TOLD = {Outcome.IDENTIFIED: "presumed", Outcome.NOT_IDENTIFIED: "rejected"}
RECEIVED = (
    "status",
    "status_on",
    "outcome",
    "decided_on",
    "decision_id",
    "forms",
    "country_of_exploitation",
    "next_due_at",
    "next_due_kind",
)


@transaction.atomic
def decide(*, actor: Actor, inquiry_id: UUID, ruling: Ruling) -> Decision:
    """
    Decide on a person's status, in writing and with reasons. The holder of the case reads the decision.

    :raises NotPermitted: if the actor may not decide, or the law gives the actor's organisation no competence
    :raises NotVisible: if the actor's organisation has no such inquiry
    :raises WrongState: if the inquiry was decided before
    :raises InvalidInput: if reasons or indicators are missing, or the day lies before the inquiry or its last decision
    """
    check(actor, Permission.PROTECTION_DECISION_MAKE)
    inquiry = queries.inquiry_to_change(actor=actor, inquiry_id=inquiry_id)
    check_competence(kind=_kind_of(actor), competent=text("status_decision_kinds", on=today()).split(","))
    last = queries.decisions_of_inquiry(actor=actor, inquiry_id=inquiry.pk).first()
    since = max(inquiry.opened_on, last.decided_on) if last else inquiry.opened_on
    check_day(ruling.decided_on, today=today(), not_before=since, field="decided_on")
    check_ruling(ruling)
    check_suspension(
        outcome=ruling.outcome,
        reason=ruling.suspension_reason,
        look_again_on=ruling.look_again_on,
        decided_on=ruling.decided_on,
    )
    inquiry.stage = move_inquiry(InquiryStage(inquiry.stage), STAGE_AFTER[ruling.outcome])
    inquiry.stage_on = today()
    inquiry.decided_on = None if ruling.outcome == Outcome.SUSPENDED else ruling.decided_on
    is_paused = ruling.outcome == Outcome.SUSPENDED
    inquiry.look_again_on = ruling.look_again_on if is_paused else None
    inquiry.save(update_fields=["stage", "stage_on", "decided_on", "look_again_on"])
    counted = {name: getattr(ruling, name) for name in COUNTED}
    decision = Decision(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=inquiry.holder_organisation_id,
        to_wall=inquiry.holder_wall,
        sent_by_id=actor.id,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=reference("D", year=ruling.decided_on.year),
        inquiry_id=inquiry.pk,
        referral_id=inquiry.referral_id,
        review_id=review_queries.review_under_way(actor=actor, inquiry_id=inquiry.pk),
        case_id=inquiry.case_id,
        person_id=inquiry.person_id,
        indicators_met=sorted(ruling.indicators_met),
        negative_reasons=sorted(ruling.negative_reasons) if ruling.outcome == Outcome.NOT_IDENTIFIED else [],
        suspension_reason=ruling.suspension_reason if is_paused else "",
        **counted,
    )
    seal(decision, reasons=ruling.reasons)
    decision.save(force_insert=True)
    _tell_sender(actor, inquiry, ruling.outcome)
    log.record(
        actor=actor,
        event=Event.PROTECTION_DECISION_MADE,
        subject=decision,
        outcome=ruling.outcome,
        decided_on=ruling.decided_on,
    )
    return decision


def _tell_sender(actor: Actor, inquiry: Inquiry, outcome: str) -> None:
    """Let whoever referred a signal hear one word; referrals lie in the room above."""
    if inquiry.referral_id is not None and outcome in TOLD:
        told = TOLD[Outcome(outcome)]
        enqueue("coordination.tell_outcome", referral_id=inquiry.referral_id, outcome=told, account_id=actor.id)


def _kind_of(actor: Actor) -> str:
    return str(organisation_by_id(organisation_id=actor.organisation_id).kind)


@transaction.atomic
def receive_decision(*, actor: Actor, decision_id: UUID) -> Case:
    """
    Take a decision over into the holder's own case. A positive one entitles to the one-time allowance.

    :raises NotPermitted: if the actor may not receive decisions
    :raises NotVisible: if no such decision was sent to the actor's organisation, or it holds no such case
    :raises WrongState: if the case has ended, or this decision or a later one was received before
    """
    check(actor, Permission.PROTECTION_DECISION_RECEIVE)
    decision = queries.decision_for_us(actor=actor, decision_id=decision_id)
    case = queries.case_to_change(actor=actor, case_id=decision.case_id)
    if case.decision_id is not None and case.decision_id >= decision.pk:
        raise WrongState(gettext_noop("This decision was received before."))
    arrived = move_case(CaseStatus(case.status), CaseStatus.DECISION)
    case.status = move_case(arrived, STATUS_AFTER[Outcome(decision.outcome)])
    case.status_on = today()
    case.outcome, case.decided_on, case.decision_id = decision.outcome, decision.decided_on, decision.pk
    case.forms = case.forms or [decision.form]
    case.country_of_exploitation = case.country_of_exploitation or decision.country_of_exploitation
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=RECEIVED)
    log.record(
        actor=actor,
        event=Event.PROTECTION_DECISION_RECEIVED,
        subject=case,
        decision_id=decision.pk,
        outcome=decision.outcome,
    )
    return case


@transaction.atomic
def show_reasons(*, actor: Actor, decision_id: UUID) -> str:
    """
    Return the reasons of a decision, to either end of it.

    :raises NotPermitted: if the actor may not see what is sealed about persons
    :raises NotVisible: if there is no such decision for this actor
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    decision = queries.decision(actor=actor, decision_id=decision_id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_DECISION_READ,
        subject=decision,
        groups=(FieldGroup.IDENTITY,),
    )
    return reasons_of(actor=actor, decision=decision)
