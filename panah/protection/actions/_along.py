"""What goes along with a case: sealed anew for whoever leads it next, and never less careful than before."""

from panah.access.policy import Actor
from panah.access.walls import FieldGroup
from panah.core.clock import today
from panah.crypto.fields import unseal
from panah.protection import queries
from panah.protection.actions._minor import doubt_age
from panah.protection.actions.assessment import assess
from panah.protection.actions.child import appoint_guardian, assess_age, assess_family
from panah.protection.actions.flag import raise_flag
from panah.protection.actions.plan import set_goal
from panah.protection.actions.presumption import presume
from panah.protection.models import AgeAssessment, Case, FamilyAssessment, Flag, Guardian, Transfer
from panah.protection.queries.case import rows_of_case
from panah.protection.queries.child import INVOLVED
from panah.protection.states import GoalState


def take_presumption(actor: Actor, *, case: Case, theirs: Case) -> bool:
    """Take the newest presumption over, which opens all help; False where nobody has presumed yet."""
    newest = queries.presumptions(actor=actor, case_id=theirs.pk).first()
    if newest is not None:
        presume(
            actor=actor,
            case_id=case.pk,
            presumed_on=newest.presumed_on,
            body=newest.body,
            indicator_list=newest.indicator_list,
            answers=newest.answers,
            grounds=unseal(newest, "grounds")["grounds"],
            is_carried=True,
        )
    return newest is not None


def take_goals(actor: Actor, *, case: Case, theirs: Case) -> None:
    for goal in queries.goals(actor=actor, case=theirs):
        if goal["state"] != GoalState.OPEN or not goal["words"]:
            continue
        set_goal(
            actor=actor,
            case_id=case.pk,
            need=goal["need"],
            words=goal["words"],
            service=goal["service"],
            provider_id=goal["provider_id"],
            due_on=goal["due_on"] if goal["due_on"] and goal["due_on"] >= today() else None,
        )


def take_assessment(actor: Actor, *, case: Case, theirs: Case) -> None:
    newest = next(iter(queries.assessments(actor=actor, case=theirs)), None)
    if newest is not None:
        words = unseal(newest, "own_view", "narrative")
        assess(
            actor=actor,
            case_id=case.pk,
            assessed_on=newest.assessed_on,
            needs=newest.needs,
            risks=newest.risks,
            next_review_on=newest.next_review_on,
            **words,
        )


def take_care(actor: Actor, *, case: Case, theirs: Case, transfer: Transfer) -> None:
    """Take over what protects the person: the age that is assumed, who stands by, the family's part, the warnings."""
    _take_age(actor, case=case, theirs=theirs, transfer=transfer)
    if FieldGroup.IDENTITY in transfer.groups and not queries.has_guardian(actor=actor, case=case):
        _take_guardian(actor, case=case, theirs=theirs)
    _take_family(actor, case=case, theirs=theirs)
    standing = set(queries.case(actor=actor, case_id=case.pk).flags)
    for flag in rows_of_case(actor=actor, case=theirs, model=Flag).filter(lowered_at=None).exclude(kind__in=standing):
        words = unseal(flag, "instruction")["instruction"]
        raise_flag(actor=actor, case_id=case.pk, kind=flag.kind, instruction=words)


def _take_age(actor: Actor, *, case: Case, theirs: Case, transfer: Transfer) -> None:
    if rows_of_case(actor=actor, case=case, model=AgeAssessment).exists():
        return
    newest = rows_of_case(actor=actor, case=theirs, model=AgeAssessment).order_by("-assessed_on", "-id").first()
    if newest is not None and FieldGroup.HEALTH in transfer.groups:
        assess_age(
            actor=actor,
            case_id=case.pk,
            assessed_on=newest.assessed_on,
            method=newest.method,
            consent=newest.consent,
            age_from=newest.age_from,
            age_until=newest.age_until,
            margin_years=newest.margin_years,
            note=unseal(newest, "note")["note"],
        )
    else:
        doubt_age(actor, case=case, told_band=transfer.age_band)


def _take_guardian(actor: Actor, *, case: Case, theirs: Case) -> None:
    found = rows_of_case(actor=actor, case=theirs, model=Guardian).filter(ended_on=None)
    newest = found.order_by("-appointed_on", "-id").first()
    if newest is not None:
        words = unseal(newest, "name", "contact")
        appoint_guardian(
            actor=actor,
            case_id=case.pk,
            kind=newest.kind,
            body=newest.body,
            appointed_on=newest.appointed_on,
            name=words["name"],
            contact=words["contact"],
        )


def _take_family(actor: Actor, *, case: Case, theirs: Case) -> None:
    """Take the last answer about the family; beside an own one only that it is involved. Leave is given anew."""
    newest = rows_of_case(actor=actor, case=theirs, model=FamilyAssessment).order_by("-assessed_on", "-id").first()
    is_answered = rows_of_case(actor=actor, case=case, model=FamilyAssessment).exists()
    if newest is None or (is_answered and newest.involvement != INVOLVED):
        return
    words = unseal(newest, "grounds")["grounds"]
    told_on, involvement = newest.assessed_on, newest.involvement
    assess_family(actor=actor, case_id=case.pk, assessed_on=told_on, involvement=involvement, grounds=words)
