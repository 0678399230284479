"""What is under way stops while a person has sharing restricted, and goes on when that is lifted. A life goes first."""

from uuid import UUID

from django.db import transaction

from panah.access.actions import lift_restriction, reopen_grant
from panah.access.models import Restriction
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import HOME, now
from panah.core.jobs import enqueue
from panah.protection.actions.order import stop_orders
from panah.protection.models import Transfer
from panah.protection.queries.pausing import resumed_until, sent_under_way

DECIDE = Permission.PROTECTION_RIGHTS_DECIDE


@transaction.atomic
def pause_sharing(*, actor: Actor, case_id: UUID) -> int:
    """
    Hold back what of a case waits at others, and return how many. Their access has ended with the restriction.

    :raises NotPermitted: if the actor may not decide on requests of persons
    """
    check(actor, DECIDE)
    rows = [row for row in sent_under_way(actor=actor, case_id=case_id) if row.paused_at is None]
    for row in rows:
        row.paused_at = now()
        row.save(update_fields=["paused_at"])
        log.record(actor=actor, event=Event.PROTECTION_SHARING_PAUSED, subject=row, case_id=case_id)
    # An order is taken back: the provider would go on waiting, and a new one is written in a minute.
    stop_orders(actor=actor, case_id=case_id, permission=DECIDE)
    # Referrals lie in the room above.
    enqueue("coordination.pause_referrals", case_id=case_id, account_id=actor.id)
    return len(rows)


@transaction.atomic
def end_restriction(*, actor: Actor, restriction_id: UUID, reason: str, told: str) -> Restriction:
    """
    Lift a restriction, and let what was held back go on, with the access and the time that it had left.

    :raises NotPermitted: if the actor is not the data-protection officer
    :raises NotVisible: if the actor's organisation has no such restriction
    :raises WrongState: if it was lifted before
    :raises InvalidInput: if the person was not told
    """
    check(actor, DECIDE)
    restriction = lift_restriction(actor=actor, restriction_id=restriction_id, reason=reason, told=told)
    for row in sent_under_way(actor=actor, case_id=restriction.case_id):
        if row.paused_at is None:
            continue
        if isinstance(row, Transfer):
            # The clock stood still: the receiver has the days that were left, and may read the case in them.
            row.due_at = resumed_until(actor=actor, transfer=row)
            row.save(update_fields=["due_at"])
            until = row.due_at.astimezone(HOME).date()
            reopen_grant(actor=actor, grant_id=row.grant_id, permission=DECIDE, expires_on=until)
        row.paused_at = None
        row.save(update_fields=["paused_at"])
        log.record(actor=actor, event=Event.PROTECTION_SHARING_RESUMED, subject=row, case_id=restriction.case_id)
    enqueue("coordination.resume_referrals", case_id=restriction.case_id, account_id=actor.id)
    return restriction
