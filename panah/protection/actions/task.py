"""Tasks: set for a colleague, ended with an outcome."""

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
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import Task
from panah.protection.states import ENDED


@transaction.atomic
def set_task(*, actor: Actor, case_id: UUID, kind: str, what: str, due_on: date, assigned_to_id: UUID) -> Task:
    """
    Set a task in a case for a colleague, or for oneself.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case, or has no such colleague behind the wall
    :raises WrongState: if the case has ended
    :raises InvalidInput: if the day has passed
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if not colleagues(actor=actor).filter(pk=assigned_to_id).exists():
        raise NotVisible(f"colleague {assigned_to_id}")
    if case.status in ENDED:
        raise WrongState(gettext_noop("This case has ended. Open it again first."))
    if due_on < today():
        raise InvalidInput(gettext_noop("This day has passed. Choose a day from today on."), field="due_on")
    task = Task(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        kind=kind,
        due_on=due_on,
        assigned_to_id=assigned_to_id,
        set_by_id=actor.id,
    )
    seal(task, what=what)
    task.save(force_insert=True)
    event = Event.PROTECTION_TASK_SET
    log.record(actor=actor, event=event, subject=task, kind=kind, due_on=due_on, assigned_to=assigned_to_id)
    return task


@transaction.atomic
def end_task(*, actor: Actor, task_id: UUID, outcome: str) -> Task:
    """
    End a task: done, not needed any more, or the person was not reached.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such task
    :raises WrongState: if it has ended before
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    task = queries.task_to_change(actor=actor, task_id=task_id)
    if task.ended_on is not None:
        raise WrongState(gettext_noop("This task has ended already."))
    task.ended_on, task.ended_by_id, task.outcome = today(), actor.id, outcome
    task.save(update_fields=["ended_on", "ended_by_id", "outcome"])
    log.record(actor=actor, event=Event.PROTECTION_TASK_ENDED, subject=task, outcome=outcome)
    return task
