"""Cases that came from an organisation's older register, with what that register had decided before."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.protection import queries
from panah.protection.models import Case
from panah.protection.rules import check_day, lengths
from panah.protection.states import CaseStatus, move_case


@transaction.atomic
def close_taken_over(*, actor: Actor, case_id: UUID, reason: str, closed_on: date) -> Case:
    """
    Close a case that its older register had closed. No supervisor approves what ended before it came here.

    :raises NotPermitted: if the actor may not take registers over
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if somebody has worked on the case since it was taken over
    :raises InvalidInput: if the day has not come yet or is before the case was opened
    """
    check(actor, Permission.EXCHANGE_REGISTER_IMPORT)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.opened_by_id != actor.id or case.helped_on or case.plan_on or case.referred_on or case.decided_on:
        raise WrongState(gettext_noop("Somebody has worked on this case. Close it in the ordinary way."))
    check_day(closed_on, today=today(), not_before=case.opened_on, field="closed_on")
    case.status = move_case(CaseStatus(case.status), CaseStatus.CLOSED)
    case.status_on, case.closed_on, case.closure_reason = today(), closed_on, reason
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["status", "status_on", "closed_on", "closure_reason", "next_due_at", "next_due_kind"])
    log.record(actor=actor, event=Event.PROTECTION_CASE_CLOSED, subject=case, reason=reason, closed_on=closed_on)
    return case
