"""Referrals of a case stop while the person has sharing restricted, and go on when that is lifted."""

from uuid import UUID

from django.db import transaction

from panah.access.actions import reopen_grant
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.coordination import queries
from panah.core.clock import now

DECIDE = Permission.PROTECTION_RIGHTS_DECIDE


@transaction.atomic
def pause_referrals(*, actor: Actor, case_id: UUID) -> int:
    """
    Hold back the referrals of a case that wait at others, and return how many. What saves a life goes on.

    :raises NotPermitted: if the actor may not decide on requests of persons
    """
    check(actor, DECIDE)
    rows = [row for row in queries.referrals_under_way(actor=actor, case_id=case_id) if row.paused_at is None]
    for row in rows:
        row.paused_at = now()
        row.save(update_fields=["paused_at"])
        log.record(actor=actor, event=Event.COORDINATION_REFERRAL_PAUSED, subject=row, case_id=case_id)
    return len(rows)


@transaction.atomic
def resume_referrals(*, actor: Actor, case_id: UUID) -> int:
    """
    Let the referrals of a case go on that were held back, with the access that they had; return how many.

    :raises NotPermitted: if the actor may not decide on requests of persons
    :raises WrongState: if the person has sharing restricted
    """
    check(actor, DECIDE)
    rows = [row for row in queries.referrals_under_way(actor=actor, case_id=case_id) if row.paused_at is not None]
    for row in rows:
        row.paused_at = None
        row.save(update_fields=["paused_at"])
        if row.grant_id is not None:
            reopen_grant(actor=actor, grant_id=row.grant_id, permission=DECIDE)
        log.record(actor=actor, event=Event.COORDINATION_REFERRAL_RESUMED, subject=row, case_id=case_id)
    return len(rows)
