"""The individual plan: goals that the person wants, and the approval of whoever leads the case managers."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import Approval, Goal
from panah.protection.rules import lengths
from panah.protection.states import HELPED, ApprovalState, GoalState, move_approval, move_goal


@transaction.atomic
def set_goal(
    *,
    actor: Actor,
    case_id: UUID,
    need: str,
    words: str,
    service: str = "",
    provider_id: UUID | None = None,
    due_on: date | None = None,
) -> Goal:
    """
    Set a goal of the individual plan, in the person's own words. The first one makes the plan.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if nobody has presumed the person trafficked yet, or the case has ended
    :raises InvalidInput: if nothing was written, or the day has passed
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.status not in HELPED:
        raise WrongState(gettext_noop("Record the presumption first. Services are open from that moment on."))
    if not words.strip():
        raise InvalidInput(gettext_noop("Write what the person wants to reach."), field="words")
    if due_on is not None and due_on < today():
        raise InvalidInput(gettext_noop("This day has passed. Choose a day from today on."), field="due_on")
    goal = Goal(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        need=need,
        service=service,
        provider_id=provider_id,
        due_on=due_on,
        set_by_id=actor.id,
    )
    seal(goal, words=words)
    goal.save(force_insert=True)
    if case.plan_on is None:
        case.plan_on = today()
        case.set_next_deadline(lengths(on=today()))
        case.save(update_fields=["plan_on", "next_due_at", "next_due_kind"])
    log.record(actor=actor, event=Event.PROTECTION_GOAL_SET, subject=goal, need=need, service=service or None)
    return goal


@transaction.atomic
def change_goal_state(*, actor: Actor, goal_id: UUID, to: GoalState) -> Goal:
    """
    Say how far a goal has come.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such goal
    :raises WrongState: if the goal cannot go there from where it stands
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    goal = queries.goal_to_change(actor=actor, goal_id=goal_id)
    before = goal.state
    goal.state, goal.moved_on = move_goal(GoalState(goal.state), to), today()
    goal.save(update_fields=["state", "moved_on"])
    log.record(actor=actor, event=Event.PROTECTION_GOAL_MOVED, subject=goal, state_from=before, state_to=to)
    return goal


@transaction.atomic
def ask_approval(*, actor: Actor, case_id: UUID, subject: str) -> Approval:
    """
    Ask whoever leads the case managers to approve a plan, an assessment or the closing of a case.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the same is being asked already
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if queries.approvals(actor=actor, case=case).filter(subject=subject, state=ApprovalState.WAITING).exists():
        raise WrongState(gettext_noop("This waits for approval already."))
    approval = Approval(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        subject=subject,
        asked_by_id=actor.id,
    )
    approval.save(force_insert=True)
    approval_subject = subject
    log.record(actor=actor, event=Event.PROTECTION_APPROVAL_ASKED, subject=approval, approval_subject=approval_subject)
    return approval


@transaction.atomic
def decide_approval(*, actor: Actor, approval_id: UUID, is_approved: bool, comment: str = "") -> Approval:
    """
    Approve what a colleague asked about, or return it with comments. Never one's own.

    :raises NotPermitted: if the actor may not approve
    :raises NotVisible: if the actor's organisation holds no such question
    :raises WrongState: if it was decided before, or asked by the actor
    :raises InvalidInput: if it is returned without a word
    """
    check(actor, Permission.PROTECTION_APPROVAL_DECIDE)
    approval = queries.approval_to_change(actor=actor, approval_id=approval_id)
    if approval.asked_by_id == actor.id:
        raise WrongState(gettext_noop("You asked for this yourself: somebody else approves it."))
    if not is_approved and not comment.strip():
        raise InvalidInput(gettext_noop("Write what is missing, so that your colleague can mend it."), field="comment")
    to = ApprovalState.APPROVED if is_approved else ApprovalState.RETURNED
    approval.state = move_approval(ApprovalState(approval.state), to)
    approval.decided_by_id, approval.decided_on = actor.id, today()
    seal(approval, comment=comment)
    approval.save(update_fields=["state", "decided_by_id", "decided_on", "comment"])
    log.record(actor=actor, event=Event.PROTECTION_APPROVAL_DECIDED, subject=approval, state=to)
    return approval


@transaction.atomic
def withdraw_approval(*, actor: Actor, approval_id: UUID) -> Approval:
    """
    Take a question back before it is decided.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such question
    :raises WrongState: if it was decided before
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    approval = queries.approval_to_change(actor=actor, approval_id=approval_id)
    approval.state = move_approval(ApprovalState(approval.state), ApprovalState.WITHDRAWN)
    approval.save(update_fields=["state"])
    log.record(actor=actor, event=Event.PROTECTION_APPROVAL_WITHDRAWN, subject=approval)
    return approval
