"""The child's path: age, guardian, best interests, and the question about the family."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.actions._family import tell_shelters
from panah.protection.actions.note import add_note
from panah.protection.models import AgeAssessment, BestInterests, Case, FamilyAssessment, Guardian
from panah.protection.queries.child import family_assessment_to_change, is_family_barred
from panah.protection.rules import age_result, check_age_range, check_day, check_guardian_end, lengths
from panah.protection.rules.child import check_outcomes, check_reason


@transaction.atomic
def assess_age(
    *,
    actor: Actor,
    case_id: UUID,
    assessed_on: date,
    method: str,
    consent: str = "unknown",
    age_from: int | None = None,
    age_until: int | None = None,
    margin_years: int | None = None,
    note: str = "",
) -> AgeAssessment:
    """
    Record a doubt about the age, or what an assessment found. Whoever may be a child is treated as one.

    :raises NotPermitted: if the actor may not assess ages
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if the range or the day cannot be right, or a medical examination had no consent
    """
    check(actor, Permission.PROTECTION_AGE_ASSESS)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_day(assessed_on, today=today(), field="assessed_on")
    check_age_range(age_from=age_from, age_until=age_until, method=method, consent=consent)
    margin = margin_years or 0
    assessment = AgeAssessment(
        **_held(actor, case),
        assessed_on=assessed_on,
        method=method,
        consent=consent,
        age_from=age_from,
        age_until=age_until,
        margin_years=margin,
        result=age_result(age_from=age_from, age_until=age_until, margin=margin),
        made_by_id=actor.id,
    )
    seal(assessment, note=note)
    assessment.save(force_insert=True)
    _want_guardian(actor, case)
    tell_shelters(actor, case)
    log.record(
        actor=actor,
        event=Event.PROTECTION_AGE_ASSESSED,
        subject=assessment,
        case_id=case.id,
        method=method,
        result=assessment.result,
    )
    return assessment


@transaction.atomic
def appoint_guardian(
    *, actor: Actor, case_id: UUID, kind: str, body: str, appointed_on: date, name: str, contact: str = ""
) -> Guardian:
    """
    Record who was appointed to act for the child.

    :raises NotPermitted: if the actor may not record guardians
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if the day has not come yet
    """
    check(actor, Permission.PROTECTION_GUARDIAN_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_day(appointed_on, today=today(), field="appointed_on")
    guardian = Guardian(**_held(actor, case), kind=kind, body=body, appointed_on=appointed_on, recorded_by_id=actor.id)
    seal(guardian, name=name, contact=contact)
    guardian.save(force_insert=True)
    _want_guardian(actor, case)
    log.record(
        actor=actor,
        event=Event.PROTECTION_GUARDIAN_APPOINTED,
        subject=guardian,
        case_id=case.id,
        kind=kind,
        appointed_on=appointed_on,
    )
    return guardian


@transaction.atomic
def end_guardian(*, actor: Actor, guardian_id: UUID, ended_on: date) -> Guardian:
    """
    Record that a guardianship ended. For a child the clock runs again until somebody else is appointed.

    :raises NotPermitted: if the actor may not record guardians
    :raises NotVisible: if the actor's organisation has no such record
    :raises WrongState: if it ended before
    :raises InvalidInput: if the day has not come yet, or is before the appointment
    """
    check(actor, Permission.PROTECTION_GUARDIAN_RECORD)
    guardian = queries.guardian_to_change(actor=actor, guardian_id=guardian_id)
    if guardian.ended_on is not None:
        raise WrongState(gettext_noop("This guardianship has ended already."))
    check_day(ended_on, today=today(), field="ended_on")
    check_guardian_end(appointed_on=guardian.appointed_on, ended_on=ended_on)
    guardian.ended_on = ended_on
    guardian.save(update_fields=["ended_on"])
    case = queries.case_to_change(actor=actor, case_id=guardian.case_id)
    _want_guardian(actor, case)
    log.record(actor=actor, event=Event.PROTECTION_GUARDIAN_ENDED, subject=guardian, case_id=case.id, ended_on=ended_on)
    return guardian


@transaction.atomic
def assess_interests(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    assessed_on: date,
    body: str,
    outcomes: Collection[str],
    child_heard: str = "unknown",
    reasons: str = "",
) -> BestInterests:
    """
    Record what is best for the child, who said so, and whether the child was heard.

    :raises NotPermitted: if the actor may not assess best interests
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if the day has not come yet, or the child would live with a family that is involved
    """
    check(actor, Permission.PROTECTION_INTERESTS_ASSESS)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_day(assessed_on, today=today(), field="assessed_on")
    check_outcomes(outcomes, is_barred=is_family_barred(actor=actor, case=case))
    interests = BestInterests(
        **_held(actor, case),
        kind=kind,
        assessed_on=assessed_on,
        body=body,
        outcomes=sorted(outcomes),
        child_heard=child_heard,
        recorded_by_id=actor.id,
    )
    seal(interests, reasons=reasons)
    interests.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_INTERESTS_ASSESSED,
        subject=interests,
        case_id=case.id,
        kind=kind,
        outcomes=interests.outcomes,
    )
    return interests


@transaction.atomic
def assess_family(
    *, actor: Actor, case_id: UUID, assessed_on: date, involvement: str, grounds: str = ""
) -> FamilyAssessment:
    """
    Answer whether the family is part of what was done to the child. Nobody is sent home before this is answered.

    :raises NotPermitted: if the actor may not answer this
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if the day has not come yet
    """
    check(actor, Permission.PROTECTION_FAMILY_ASSESS)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_day(assessed_on, today=today(), field="assessed_on")
    family = FamilyAssessment(
        **_held(actor, case), assessed_on=assessed_on, involvement=involvement, made_by_id=actor.id
    )
    seal(family, grounds=grounds)
    family.save(force_insert=True)
    tell_shelters(actor, case)
    log.record(
        actor=actor,
        event=Event.PROTECTION_FAMILY_ASSESSED,
        subject=family,
        case_id=case.id,
        involvement=involvement,
    )
    return family


@transaction.atomic
def allow_family_return(*, actor: Actor, case_id: UUID, reason: str) -> FamilyAssessment:
    """
    Let a child return to a family that is involved, as whoever leads; the reason stands as a note in the timeline.

    :raises NotPermitted: if the actor leads nobody
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if nothing stands against a return
    :raises InvalidInput: if the reason is too short
    """
    check(actor, Permission.PROTECTION_CASE_ASSIGN)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    family = family_assessment_to_change(actor=actor, case=case)
    if family is None or family.return_allowed_on is not None:
        raise WrongState(gettext_noop("Nothing stands against a return: the family was not found to be involved."))
    check_reason(reason)
    told = _("Return allowed to the family, although it is involved.")
    add_note(actor=actor, case_id=case_id, text=f"{told}\n\n{reason}")
    FamilyAssessment.objects.own(actor).filter(pk=family.pk).update(
        return_allowed_by_id=actor.id, return_allowed_on=today()
    )
    tell_shelters(actor, case)
    log.record(actor=actor, event=Event.PROTECTION_FAMILY_RETURN_ALLOWED, subject=family, case_id=case_id)
    return family


@transaction.atomic
def show_child(*, actor: Actor, case_id: UUID) -> queries.CaseBar:
    """
    Open the child's section with its names and words. The showing is logged.

    :raises NotPermitted: if the actor may not see names
    :raises NotVisible: if the person of this case does not exist for the actor
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    bar = queries.case_bar(actor=actor, case_id=case_id)
    person = queries.person(actor=actor, case_id=case_id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_CHILD_SHOWN,
        subject=person,
        groups=(FieldGroup.IDENTITY, FieldGroup.HEALTH),
    )
    return bar


def _held(actor: Actor, case: Case) -> dict[str, object]:
    return {"organisation_id": actor.organisation_id, "wall": actor.wall, "key_id": case.key_id, "case": case}


def _want_guardian(actor: Actor, case: Case) -> None:
    """Start the clock for a guardian when a child has none, and stop it when there is one or no child."""
    is_child = queries.treated_as_child(actor=actor, case=case)
    is_wanted = is_child and not queries.has_guardian(actor=actor, case=case)
    case.want_guardian(is_wanted=is_wanted, on=today())
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["guardian_wanted_on", "next_due_at", "next_due_kind"])
