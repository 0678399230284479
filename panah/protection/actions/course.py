"""The course of a case: referred, moved on, given to a colleague, its plan reviewed, closed, opened again."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.accounts.queries import colleagues
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.core.jobs import enqueue
from panah.country.parameters import number
from panah.protection import queries
from panah.protection.actions._erasure import keep_open_record
from panah.protection.models import Case, Step
from panah.protection.queries.last_decision import is_deciding
from panah.protection.rules import ENDS_CARE, check_day, check_family_answered, lengths, reflection_ends
from panah.protection.rules.case import waits_for_decision
from panah.protection.rules.review import check_can_decline
from panah.protection.states import ENDED, HELPED, STEPS_BY_HAND, WITH_THE_UNIT, CaseStatus, move_case

# Screening found no trafficking: whoever referred the signal hears that it was not confirmed.
NOT_CONFIRMED = frozenset({CaseStatus.REJECTED, CaseStatus.INFORMATION})
CLOCK = ("next_due_at", "next_due_kind")


@transaction.atomic
def change_case_status(*, actor: Actor, case_id: UUID, to: CaseStatus) -> Case:
    """
    Take a step that has no action of its own: assistance, reflection, residence, return, reintegration.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case cannot take this step now, or not by hand
    :raises InvalidInput: if a child who was made to beg would return before the family was assessed
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if to not in STEPS_BY_HAND:
        raise WrongState(gettext_noop("This step follows from an event and is not taken by hand."))
    before = case.status
    _ask_about_family(actor, case, to=to, field="to")
    changed = _move(actor, case, to)
    if to == CaseStatus.REFLECTION and case.reflection_from is None:
        case.reflection_from = today()
        case.reflection_until = reflection_ends(began_on=today(), days=number("reflection_days", on=today()))
        case.set_next_deadline(lengths(on=today()))
        changed += ["reflection_from", "reflection_until"]
    case.save(update_fields=changed)
    _tell(actor, case, "moved", status=to)
    if to in NOT_CONFIRMED and case.referral_id is not None:
        enqueue("coordination.tell_outcome", referral_id=case.referral_id, outcome="rejected", account_id=actor.id)
    log.record(actor=actor, event=Event.PROTECTION_CASE_MOVED, subject=case, status_from=before, status_to=to)
    return case


@transaction.atomic
def mark_case_referred(*, actor: Actor, case_id: UUID, on: date | None = None) -> Case:
    """
    Note that the case went to the special police unit for identification.

    :raises NotPermitted: if the actor may not send referrals
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case cannot be referred now
    """
    check(actor, Permission.COORDINATION_REFERRAL_SEND)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    # Whoever said no before has agreed since, or a recorded duty stands above it.
    case.referred_on, case.unwilling_on = on or today(), None
    changed = _move(actor, case, CaseStatus.REFERRED)
    case.save(update_fields=[*changed, "referred_on", "unwilling_on"])
    log.record(actor=actor, event=Event.PROTECTION_CASE_REFERRED, subject=case, referred_on=case.referred_on)
    return case


@transaction.atomic
def mark_case_not_referred(*, actor: Actor, case_id: UUID) -> Case:
    """
    Note that the referral was refused or taken back: nobody is asked to decide any more, and help goes on.

    A case that waited for the unit is presumed as before; one that has moved on stays where it is. What was decided
    meanwhile stands.

    :raises NotPermitted: if the actor may not send referrals
    :raises NotVisible: if the actor's organisation holds no such case
    """
    check(actor, Permission.COORDINATION_REFERRAL_SEND)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    before = case.status
    if waits_for_decision(referred_on=case.referred_on, decided_on=case.decided_on):
        case.referred_on = None
    if case.status in WITH_THE_UNIT and case.referred_on is None:
        changed = _move(actor, case, CaseStatus.PRESUMED)
    else:
        case.set_next_deadline(lengths(on=today()))
        changed = [*CLOCK]
    case.save(update_fields=[*changed, "referred_on"])
    log.record(actor=actor, event=Event.PROTECTION_CASE_MOVED, subject=case, status_from=before, status_to=case.status)
    return case


@transaction.atomic
def note_unwilling(*, actor: Actor, case_id: UUID, asked_on: date) -> Case:
    """
    Note that the person was asked about the special police unit and does not agree. Help goes on; the clock ends.

    :raises NotPermitted: if the actor may not record consent
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if nobody has presumed yet, the person is referred, or may be a child
    :raises InvalidInput: if the day has not come yet, or lies before the presumption
    """
    check(actor, Permission.PROTECTION_CONSENT_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_can_decline(
        is_presumed=case.status in HELPED,
        is_referred=case.referred_on is not None or case.decided_on is not None,
        is_child=queries.treated_as_child(actor=actor, case=case),
    )
    check_day(asked_on, today=today(), not_before=case.presumed_on, field="asked_on")
    case.unwilling_on = asked_on
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["unwilling_on", *CLOCK])
    log.record(actor=actor, event=Event.PROTECTION_CASE_UNWILLING, subject=case, asked_on=asked_on)
    return case


@transaction.atomic
def assign_case(*, actor: Actor, case_id: UUID, worker_id: UUID) -> Case:
    """
    Give a case to a colleague.

    :raises NotPermitted: if the actor may not assign cases
    :raises NotVisible: if there is no such case, or no such colleague behind the same wall
    """
    check(actor, Permission.PROTECTION_CASE_ASSIGN)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if not colleagues(actor=actor).filter(pk=worker_id).exists():
        raise NotVisible(f"colleague {worker_id}")
    case.worker_id = worker_id
    case.save(update_fields=["worker_id"])
    _tell(actor, case, "assigned", worker_id=worker_id)
    log.record(actor=actor, event=Event.PROTECTION_CASE_ASSIGNED, subject=case, worker_id=worker_id)
    return case


@transaction.atomic
def assign_cases(*, actor: Actor, case_ids: Collection[UUID], worker_id: UUID) -> list[Case]:
    """
    Give several cases to a colleague at once: all of them, or none.

    :raises NotPermitted: if the actor may not assign cases
    :raises NotVisible: if one of the cases, or the colleague, does not exist for the actor
    :raises InvalidInput: if no case was chosen
    """
    check(actor, Permission.PROTECTION_CASE_ASSIGN)
    if not case_ids:
        raise InvalidInput(gettext_noop("Choose at least one case."), field="case_ids")
    cases = [assign_case(actor=actor, case_id=case_id, worker_id=worker_id) for case_id in sorted(case_ids)]
    event, holder = Event.PROTECTION_CASE_ASSIGNED, actor.organisation_id
    log.record(actor=actor, event=event, subject=None, holder=holder, worker_id=worker_id, case_count=len(cases))
    return cases


@transaction.atomic
def review_plan(*, actor: Actor, case_id: UUID, reviewed_on: date) -> Case:
    """
    Record that the individual plan was made, or looked through again with the person.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case has ended
    :raises InvalidInput: if the day has not come yet
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.status in ENDED:
        raise WrongState(gettext_noop("This case has ended. Open it again first."))
    check_day(reviewed_on, today=today(), not_before=case.presumed_on or case.opened_on, field="reviewed_on")
    case.plan_on = case.plan_on or reviewed_on
    case.plan_reviewed_on = max(reviewed_on, case.plan_reviewed_on or reviewed_on)
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["plan_on", "plan_reviewed_on", *CLOCK])
    log.record(actor=actor, event=Event.PROTECTION_PLAN_REVIEWED, subject=case, reviewed_on=reviewed_on)
    return case


@transaction.atomic
def close_case(*, actor: Actor, case_id: UUID, reason: str, closed_on: date) -> Case:
    """
    Close a case.

    :raises NotPermitted: if the actor may not close cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case cannot be closed now, its status is being decided, or nobody has approved it
    :raises InvalidInput: if the day has not come yet or is before the case was opened, or if a child who was made to
        beg would leave care before the family was assessed
    """
    check(actor, Permission.PROTECTION_CASE_CLOSE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    _ask_about_family(actor, case, to=CaseStatus.CLOSED, field="reason")
    check_day(closed_on, today=today(), not_before=case.opened_on, field="closed_on")
    if is_deciding(actor=actor, case=case):
        raise WrongState(
            gettext_noop(
                "The special police unit is deciding on this person's status. The case can be closed once you have "
                "received its decision, or have taken the referral or the review back."
            )
        )
    if not queries.may_close(actor=actor, case=case):
        raise WrongState(gettext_noop("Ask your supervisor to approve the closing first: on the page of the plan."))
    case.closed_on, case.closure_reason = closed_on, reason
    changed = _move(actor, case, CaseStatus.CLOSED)
    case.save(update_fields=[*changed, "closed_on", "closure_reason"])
    _tell(actor, case, "closed", on=closed_on, reason=reason)
    log.record(actor=actor, event=Event.PROTECTION_CASE_CLOSED, subject=case, reason=reason, closed_on=closed_on)
    return case


@transaction.atomic
def reopen_case(*, actor: Actor, case_id: UUID) -> Case:
    """
    Open a closed case again: the person needs help once more. Why and when it was closed stays in its course.

    :raises NotPermitted: if the actor may not close and reopen cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case is not closed
    """
    check(actor, Permission.PROTECTION_CASE_CLOSE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.status != CaseStatus.CLOSED:
        raise WrongState(gettext_noop("Only a closed case can be opened again."))
    closed = {"on": case.closed_on, "reason": case.closure_reason}
    if not Step.objects.own(actor).filter(case_id=case.pk, kind="closed", **closed).exists():
        # Closed before steps were kept, by whom is not known here.
        _tell(actor, case, "closed", **closed, made_by_id=None)
    case.closed_on, case.closure_reason = None, ""
    changed = _move(actor, case, CaseStatus.ASSISTANCE)
    case.save(update_fields=[*changed, "closed_on", "closure_reason"])
    _tell(actor, case, "reopened")
    log.record(actor=actor, event=Event.PROTECTION_CASE_REOPENED, subject=case)
    return case


def _ask_about_family(actor: Actor, case: Case, *, to: CaseStatus, field: str) -> None:
    """
    Allow a step, unless it ends care for a child who was made to beg and nobody has asked about the family.

    :raises InvalidInput: if the question about the family is open
    """
    if to in ENDS_CARE:
        check_family_answered(is_asked=queries.is_family_asked(actor=actor, case=case), to=to, field=field)


def _move(actor: Actor, case: Case, to: CaseStatus) -> list[str]:
    """Move a case on, and return the columns to save. What was opened again is erased no more."""
    was_ended = case.status in ENDED
    case.status = move_case(CaseStatus(case.status), to)
    if was_ended:
        keep_open_record(actor, case)
    case.status_on = today()
    if to == CaseStatus.REINTEGRATION:
        case.reintegrated_on = case.reintegrated_on or today()
    elif to == CaseStatus.ASSISTANCE:
        # Help began anew: how the person fares is asked after it ends again.
        case.reintegrated_on, case.months_asked = None, []
    case.set_next_deadline(lengths(on=today()))
    return ["status", "status_on", "reintegrated_on", "months_asked", *CLOCK]


def _tell(actor: Actor, case: Case, kind: str, **told: object) -> None:
    """Keep a step where the timeline reads it."""
    own = {"organisation_id": case.organisation_id, "wall": case.wall, "key_id": case.key_id, "case": case}
    Step.objects.create(**own, kind=kind, **{"on": today(), "made_by_id": actor.id, **told})
