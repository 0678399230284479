"""Who may look, and who looked."""

from uuid import UUID

from panah.access.models import Grant, Lock
from panah.access.policy import Actor, GrantFacts, LockFacts
from panah.access.scopes import GrantQuerySet
from panah.access.walls import FieldGroup, Wall


def grants_on_case(*, actor: Actor, case_id: UUID) -> GrantQuerySet:
    """Return the grants that the actor's organisation gave on a case, newest first."""
    return Grant.objects.given_by_us(actor).filter(case_id=case_id).order_by("-given_at")


def grant_facts(*, actor: Actor, case_id: UUID) -> tuple[GrantFacts, ...]:
    """Return what the policy needs to know of the live grants on a case to this actor."""
    return tuple(
        GrantFacts(
            case_id=grant.case_id,
            organisation_id=grant.organisation_id,
            wall=Wall(grant.wall),
            to_organisation_id=grant.to_organisation_id,
            to_wall=Wall(grant.to_wall),
            groups=frozenset(FieldGroup(group) for group in grant.groups),
            expires_on=grant.expires_on,
            to_person_id=grant.to_person_id,
            is_withdrawn=grant.withdrawn_at is not None,
        )
        for grant in Grant.objects.live(actor).filter(case_id=case_id)
    )


def lock_facts(*, actor: Actor, case_id: UUID) -> tuple[LockFacts, ...]:
    """Return the locks on a case, as far as this actor's organisation is touched by them."""
    return tuple(
        LockFacts(
            lock.case_id, lock.organisation_id, Wall(lock.wall), lock.from_on, lock.until_on, lock.exempt_person_id
        )
        for lock in Lock.objects.filter(case_id=case_id)
    )
