"""Reading a person's claims to compensation and their legal aid."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal
from panah.organisations.models import Organisation
from panah.protection.models import Claim, ClaimPayment
from panah.protection.states import COMPENSATION_MOVES, CompensationState

UNDER_WAY = frozenset(CompensationState) - {
    CompensationState.PAID_FULL,
    CompensationState.REFUSED,
    CompensationState.DECLINED,
}


def lawyers(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations whose lawyers may help: all that are not retired; a bar has no list of its own here."""
    return Organisation.objects.filter(retired_on=None).order_by("sort_key")


def claims(*, actor: Actor, case_id: UUID) -> QuerySet[Claim]:
    """Return the claims of a case as far as this actor sees them, the oldest first."""
    found = Claim.objects.visible_to(actor).filter(case_id=case_id)
    return found.select_related("lawyer").order_by("informed_on", "id")


def claim(*, actor: Actor, claim_id: UUID) -> Claim:
    """
    Return one claim.

    :raises NotVisible: if there is none for this actor
    """
    found: Claim | None = Claim.objects.visible_to(actor).select_related("lawyer").filter(pk=claim_id).first()
    if found is None:
        raise NotVisible(f"claim {claim_id}")
    return found


def claim_to_change(*, actor: Actor, claim_id: UUID) -> Claim:
    """
    Return one claim of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found: Claim | None = Claim.objects.own(actor).select_for_update().filter(pk=claim_id).first()
    if found is None:
        raise NotVisible(f"claim {claim_id}")
    return found


def claim_payment_to_change(*, actor: Actor, claim_payment_id: UUID) -> tuple[Claim, ClaimPayment]:
    """
    Return one receipt with its claim, which is locked until the transaction ends.

    :raises NotVisible: if there is none at the actor's organisation
    """
    found: ClaimPayment | None = ClaimPayment.objects.own(actor).filter(pk=claim_payment_id).first()
    if found is None:
        raise NotVisible(f"claim payment {claim_payment_id}")
    return claim_to_change(actor=actor, claim_id=found.claim_id), found


def has_open_claim(*, actor: Actor, case_id: UUID, source: str) -> bool:
    """Test if compensation from a source is under way in a case."""
    return Claim.objects.own(actor).filter(case_id=case_id, source=source, state__in=UNDER_WAY).exists()


def claim_payments(*, actor: Actor, claim: Claim) -> Iterable[ClaimPayment]:
    """Return what was effectively received, oldest first."""
    return ClaimPayment.objects.visible_to(actor).filter(claim=claim).select_related("reversed_by").order_by("id")


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its payments, its note and what may follow."""

    claim: Claim
    payments: list[ClaimPayment]
    note: str
    steps: list[CompensationState]


def claim_view(*, actor: Actor, claim_id: UUID) -> ClaimView:
    """
    Return everything that the page of a claim shows.

    :raises NotVisible: if there is none for this actor
    """
    row = claim(actor=actor, claim_id=claim_id)
    is_own = row.organisation_id == actor.organisation_id and actor.may(Permission.PROTECTION_CLAIM_CHANGE)
    following = COMPENSATION_MOVES[CompensationState(row.state)]
    # One page receives an amount; whether it was the last part follows from what was awarded. Back to an award leads
    # no page, only a receipt that is taken back.
    by_sum = {CompensationState.PAID_PART}
    if row.state != CompensationState.CLAIMED:
        by_sum.add(CompensationState.AWARDED)
    steps: list[CompensationState] = [
        state for state in CompensationState if state in following and state not in by_sum
    ]
    return ClaimView(
        claim=row,
        payments=list(claim_payments(actor=actor, claim=row)),
        note=unseal(row, "note")["note"] if actor.sees_words else "",
        steps=steps if is_own else [],
    )
