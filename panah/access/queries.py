"""Who may look, and who looked."""

from uuid import UUID

from django.db.models import QuerySet

from panah.access.models import Grant, Lock, Restriction
from panah.access.policy import Actor, GrantFacts, LockFacts
from panah.access.scopes import GrantQuerySet
from panah.access.walls import FieldGroup, Wall
from panah.core.clock import today
from panah.core.errors import NotVisible, WrongState, gettext_noop

# The one basis on which a restricted case is still shared.
SAVES_LIFE = "vital_danger"


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
        for lock in Lock.objects.filter(case_id=case_id, lifted_at=None)
    )


def locks(*, actor: Actor) -> QuerySet[Lock]:
    """Return the locks that stand on cases of the actor's organisation, behind the actor's wall, the newest first."""
    mine = Lock.objects.in_force(today()).filter(organisation_id=actor.organisation_id, wall=actor.wall)
    found: QuerySet[Lock] = mine.order_by("-ordered_at", "-id")
    return found


def lock_to_change(*, actor: Actor, lock_id: UUID) -> Lock:
    """
    Return one lock that stands, locked itself until the transaction ends.

    :raises NotVisible: if none such stands at the actor's organisation
    """
    found = locks(actor=actor).select_for_update().filter(pk=lock_id).first()
    if found is None:
        raise NotVisible(f"lock {lock_id}")
    return found


def hidden_references(*, actor: Actor) -> set[str]:
    """Return the numbers of the own cases that a lock hides from this actor: letters about them say nothing either."""
    return set(locks(actor=actor).exclude(exempt_person_id=actor.id).values_list("reference", flat=True))


def restrictions(*, actor: Actor, case_id: UUID) -> QuerySet[Restriction]:
    """Return the restrictions on an own case, lifted ones too, the newest first."""
    return Restriction.objects.own(actor).filter(case_id=case_id).order_by("-put_at", "-id")


def is_restricted(*, actor: Actor, case_id: UUID) -> bool:
    """Test if an own case is shared no more, because the person asked for it."""
    return bool(restrictions(actor=actor, case_id=case_id).filter(lifted_at=None).exists())


def restricted_cases(*, actor: Actor) -> QuerySet[Restriction, UUID]:
    """Return the ids of the own cases that are shared no more."""
    found: QuerySet[Restriction, UUID] = (
        Restriction.objects.own(actor).filter(lifted_at=None).values_list("case_id", flat=True)
    )
    return found


def restriction_to_change(*, actor: Actor, restriction_id: UUID) -> Restriction:
    """
    Return one restriction on an own case, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation has none such
    """
    found: Restriction | None = Restriction.objects.own(actor).select_for_update().filter(pk=restriction_id).first()
    if found is None:
        raise NotVisible(f"restriction {restriction_id}")
    return found


def check_may_share(*, actor: Actor, case_id: UUID, basis: str = "") -> None:
    """
    Allow something of a case to be passed on.

    :raises WrongState: if the person had sharing restricted, and no life is in danger
    """
    if basis != SAVES_LIFE and is_restricted(actor=actor, case_id=case_id):
        raise WrongState(
            gettext_noop(
                "The person had this restricted: nothing of this case is shared. Only a danger to life, recorded under "
                "Consent, stands above it; the data-protection officer lifts it."
            )
        )
