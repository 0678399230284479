"""What was written about a case ends with it."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import ledger, log
from panah.audit.events import Event
from panah.coordination import queries
from panah.core.errors import WrongState
from panah.protection.queries.retention import is_erased


@transaction.atomic
def erase_words(*, actor: Actor, case_id: UUID) -> int:
    """
    Destroy the keys of what was written in the referrals of an erased case, and return how many. Only a job may.

    :raises NotPermitted: if the actor may not approve erasures
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case was not erased
    """
    check(actor, Permission.PROTECTION_ERASURE_DECIDE)
    referrals = queries.referrals_of_case(actor=actor, case_id=case_id)
    if not is_erased(actor=actor, case_id=case_id):
        raise WrongState(f"case {case_id} was not erased")
    destroyed = 0
    for referral in referrals:
        count = ledger.erase_keys(queries.keys_of_words(actor=actor, referral=referral))
        if count:
            log.record(actor=actor, event=Event.COORDINATION_REFERRAL_ERASED, subject=referral, count=count)
        destroyed += count
    return destroyed
