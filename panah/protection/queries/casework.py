"""Reading what colleagues do for a person: tasks, flags, those who belong to them, follow-ups, and the caseload."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.translation import ngettext

from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import now, today
from panah.core.errors import NotVisible
from panah.core.formats import day_text
from panah.crypto.fields import unseal_many
from panah.protection.models import Case, Flag, FollowUp, Relative, Task
from panah.protection.queries.case import rows_of_case, worker_choices
from panah.protection.rules import lengths, months_after
from panah.protection.rules.follow_up import OUTCOMES
from panah.protection.states import ENDED

SHOWN = 50
AHEAD = timedelta(days=7)


def tasks_of_case(*, actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Return the tasks of an own case, the open ones first, by day."""
    columns = ("id", "key_id", "kind", "what", "due_on", "assigned_to_id", "ended_on", "outcome")
    rows = Task.objects.own(actor).filter(case_id=case.pk).order_by("due_on", "id").values(*columns)
    found = unseal_many(Task, rows, ("what",))
    people = names(actor=actor, ids=[row["assigned_to_id"] for row in found])
    shown = [{**row, "who": people.get(row["assigned_to_id"], "")} for row in found]
    return sorted(shown, key=lambda row: row["ended_on"] is not None)


def tasks_due(*, actor: Actor) -> list[dict[str, Any]]:
    """Return the actor's own open tasks of the next days, the nearest first."""
    mine = Task.objects.own(actor).filter(assigned_to_id=actor.id, ended_on=None, due_on__lte=today() + AHEAD)
    return list(mine.order_by("due_on", "id").values("id", "kind", "due_on", "case_id", "case__reference")[:SHOWN])


def task_to_change(*, actor: Actor, task_id: UUID) -> Task:
    """
    Return one own task, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such task
    """
    found: Task | None = Task.objects.own(actor).select_for_update().filter(pk=task_id).first()
    if found is None:
        raise NotVisible(f"task {task_id}")
    return found


def flags(*, actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Return the flags that stand on a case; the holder also reads what to do. Most cases have none."""
    if not case.flags:
        return []
    own = Flag.objects.own(actor).filter(case_id=case.pk, lowered_at=None).order_by("raised_on", "id")
    found = unseal_many(Flag, own.values("id", "key_id", "kind", "instruction", "raised_on"), ("instruction",))
    return found or [{"kind": kind} for kind in case.flags]


def flag_to_change(*, actor: Actor, flag_id: UUID) -> Flag:
    """
    Return one own flag, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such flag
    """
    found: Flag | None = Flag.objects.own(actor).select_for_update().filter(pk=flag_id).first()
    if found is None:
        raise NotVisible(f"flag {flag_id}")
    return found


def relatives(*, actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Return those who belong to the person of a case, without their names."""
    columns = ("id", "relation", "sex", "age_band", "is_here", "needs_help", "other_case_id", "other_case__reference")
    rows = rows_of_case(actor=actor, case=case, model=Relative).order_by("recorded_at", "id")
    return list(rows.values(*columns))


def relative(*, actor: Actor, relative_id: UUID) -> Relative:
    """
    Return one of those who belong to a person.

    :raises NotVisible: if there is no such relative for this actor
    """
    found: Relative | None = Relative.objects.visible_to(actor).filter(pk=relative_id).first()
    if found is None:
        raise NotVisible(f"relative {relative_id}")
    return found


def follow_ups(*, actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Return the follow-ups of a case, the oldest first, with their notes opened."""
    columns = ("id", "key_id", "month", "on", "reached", "is_safe", "levels", "note", *OUTCOMES)
    rows = rows_of_case(actor=actor, case=case, model=FollowUp).order_by("month", "on", "id")
    return unseal_many(FollowUp, rows.values(*columns), ("note",))


def caseload(*, actor: Actor) -> list[dict[str, Any]]:
    """Return how many open cases each colleague leads, how many are overdue, and the newest; nobody's cases last."""
    open_cases = Case.objects.own(actor).exclude(status__in=ENDED).values("worker_id")
    rows = open_cases.annotate(
        open_count=Count("id"), late_count=Count("id", filter=Q(next_due_at__lt=now())), newest=Max("opened_on")
    )
    counted = {row["worker_id"]: row for row in rows.order_by()}
    empty: dict[str, Any] = {"open_count": 0, "late_count": 0, "newest": None}
    shown = [
        {**empty, **counted.pop(UUID(key), {}), "worker_id": key, "name": name}
        for key, name in worker_choices(actor=actor)
    ]
    gone = [{**row, "worker_id": row["worker_id"] or "", "name": ""} for row in counted.values()]
    return sorted(shown, key=lambda row: (-row["late_count"], -row["open_count"])) + gone


def cases_to_assign(*, actor: Actor, worker_id: UUID | None) -> list[dict[str, Any]]:
    """Return the open cases of a colleague, or those that nobody leads, the most urgent first."""
    found = Case.objects.own(actor).exclude(status__in=ENDED).filter(worker_id=worker_id)
    ordered = found.order_by("next_due_at", "id").values("id", "reference", "status", "next_due_at", "opened_on")
    return list(ordered[:SHOWN])


def late_of_colleagues(*, actor: Actor, soon: timedelta) -> list[Case]:
    """Return cases of colleagues, or of nobody, whose deadline passes soon or has passed: the latest first."""
    until = now() + soon
    late = Case.objects.own(actor).filter(next_due_at__lte=until).exclude(worker_id=actor.id)
    return list(late.order_by("next_due_at", "id")[:SHOWN])


def follow_up_days(*, actor: Actor, case: Case) -> list[tuple[int, date]]:
    """Return after how many months, and on which day, the person is to be asked how they fare; empty before that."""
    if case.reintegrated_on is None:
        return []
    return [(month, months_after(case.reintegrated_on, month)) for month in lengths(on=today()).follow_up_months]


def follow_up_choices(*, actor: Actor, case: Case) -> list[tuple[str, str]]:
    """Return the follow-ups as choices of a form."""
    months = lengths(on=today()).follow_up_months
    return [(str(month), ngettext("%(count)s month", "%(count)s months", month) % {"count": month}) for month in months]


def case_labels(*, actor: Actor, cases: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return cases that this actor was shown just now as choices of a form: number, state, when opened."""
    states, lang = code_list("case_status"), language()
    return [
        (
            str(row["id"]),
            f"{row['reference']} · {states.label(row['status'], lang)} · {day_text(row['opened_on'], lang)}",
        )
        for row in cases
    ]
