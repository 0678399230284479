"""Needs and risks: assessed again and again, each time beside the last."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.country.parameters import number
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import Assessment
from panah.protection.rules import check_assessment, check_day, highest_risk, lengths, next_review
from panah.protection.states import ENDED


@transaction.atomic
def assess(
    *,
    actor: Actor,
    case_id: UUID,
    assessed_on: date,
    needs: dict[str, str],
    risks: dict[str, str],
    own_view: str = "",
    narrative: str = "",
    next_review_on: date | None = None,
) -> Assessment:
    """
    Assess what the person needs and what threatens them.

    :param next_review_on: when to look again; left empty, the country pack says

    :raises NotPermitted: if the actor may not assess
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case has ended
    :raises InvalidInput: if nothing was answered, or a day cannot be right
    """
    check(actor, Permission.PROTECTION_ASSESSMENT_MAKE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.status in ENDED:
        raise WrongState(gettext_noop("This case has ended. Open it again first."))
    check_day(assessed_on, today=today(), field="assessed_on")
    check_assessment(needs, risks, assessed_on=assessed_on, next_review_on=next_review_on)
    days = number("assessment_review_days", on=assessed_on)
    assessment = Assessment(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        assessed_on=assessed_on,
        needs=needs,
        risks=risks,
        highest_risk=highest_risk(risks),
        next_review_on=next_review_on or next_review(assessed_on=assessed_on, days=days),
        made_by_id=actor.id,
    )
    seal(assessment, own_view=own_view, narrative=narrative)
    assessment.save(force_insert=True)
    # The newest assessment sets the clock, not one that is written down late.
    case.assessment_due_on = queries.assessments(actor=actor, case=case)[0].next_review_on
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["assessment_due_on", "next_due_at", "next_due_kind"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_ASSESSMENT_MADE,
        subject=assessment,
        case_id=case.id,
        highest_risk=assessment.highest_risk,
    )
    return assessment


@transaction.atomic
def look_at_assessment(*, actor: Actor, assessment_id: UUID) -> queries.Assessed:
    """
    Open an assessment with its words. Every look is logged.

    :raises NotPermitted: if the actor may not read cases
    :raises NotVisible: if there is no such assessment for this actor
    """
    check(actor, Permission.PROTECTION_CASE_READ)
    assessment = queries.assessment(actor=actor, assessment_id=assessment_id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_ASSESSMENT_READ,
        subject=assessment,
        case_id=assessment.case_id,
        groups=(FieldGroup.HEALTH,),
    )
    return queries.assessed(actor=actor, assessment=assessment)
