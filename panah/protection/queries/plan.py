"""Reading the individual plan and what waits for approval."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.roles import ROLES
from panah.accounts.queries import colleagues, names
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal_many
from panah.protection.models import Approval, Case, Goal, Step
from panah.protection.queries.case import rows_of_case
from panah.protection.states import GOAL_MOVES, ApprovalState, GoalState

LASTS = timedelta(days=30)
SHOWN = 50
LEADERS = sorted(name for name, role in ROLES.items() if Permission.PROTECTION_APPROVAL_DECIDE in role.permissions)


def goals(*, actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Return the goals of a case in the order in which they were set, with the steps each can take."""
    columns = ("id", "key_id", "need", "words", "service", "provider_id", "due_on", "state", "moved_on")
    rows = rows_of_case(actor=actor, case=case, model=Goal).order_by("set_at", "id").values(*columns)
    found = unseal_many(Goal, rows, ("words",))
    return [{**row, "steps": sorted(GOAL_MOVES[GoalState(row["state"])])} for row in found]


def goal_to_change(*, actor: Actor, goal_id: UUID) -> Goal:
    """
    Return one own goal, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such goal
    """
    found: Goal | None = Goal.objects.own(actor).select_for_update().filter(pk=goal_id).first()
    if found is None:
        raise NotVisible(f"goal {goal_id}")
    return found


def approvals(*, actor: Actor, case: Case) -> QuerySet[Approval]:
    """Return what a supervisor was asked to approve in an own case, the newest first."""
    found: QuerySet[Approval] = Approval.objects.own(actor).filter(case_id=case.pk).order_by("-asked_at", "-id")
    return found


def approval_rows(*, actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Return the approvals of an own case with the names of both persons, and the comments opened."""
    columns = ("id", "key_id", "subject", "state", "asked_by_id", "asked_at", "decided_by_id", "decided_on", "comment")
    rows = unseal_many(Approval, approvals(actor=actor, case=case).values(*columns)[:SHOWN], ("comment",))
    ids = {row[name] for row in rows for name in ("asked_by_id", "decided_by_id") if row[name]}
    people = names(actor=actor, ids=ids)
    return [
        {
            **row,
            "asker": people.get(row["asked_by_id"], ""),
            "judge": people.get(row["decided_by_id"], ""),
            "is_waiting": row["state"] == ApprovalState.WAITING,
            "is_mine": row["asked_by_id"] == actor.id,
        }
        for row in rows
    ]


def approval_to_change(*, actor: Actor, approval_id: UUID) -> Approval:
    """
    Return one question for approval, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such question
    """
    found: Approval | None = Approval.objects.own(actor).select_for_update().filter(pk=approval_id).first()
    if found is None:
        raise NotVisible(f"approval {approval_id}")
    return found


def approvals_to_decide(*, actor: Actor) -> list[dict[str, Any]]:
    """Return what waits for the actor's approval, the oldest first; never what the actor asked."""
    waiting = Approval.objects.own(actor).filter(state=ApprovalState.WAITING).exclude(asked_by_id=actor.id)
    columns = ("id", "subject", "asked_by_id", "case_id", "case__reference")
    return list(waiting.order_by("asked_at", "id").values(*columns)[:SHOWN])


def may_close(*, actor: Actor, case: Case) -> bool:
    """
    Test if a case can be closed: a supervisor approved it in the last 30 days, or there is no other who could.

    An approval serves for one closing: after a reopening somebody is asked anew. What nobody can approve would stay
    open for ever; so a small organisation closes its cases itself.
    """
    if not colleagues(actor=actor).filter(roles__overlap=LEADERS).exclude(pk=actor.id).exists():
        return True
    fresh = approvals(actor=actor, case=case).filter(subject="closure", state=ApprovalState.APPROVED)
    used = Step.objects.own(actor).filter(case_id=case.pk, kind="closed", made_at__gte=OuterRef("asked_at"))
    return fresh.filter(decided_on__gte=today() - LASTS).exclude(Exists(used)).exists()
