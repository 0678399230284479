"""Reading what has run out, what is held, and what was erased."""

from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal_kept
from panah.protection.models import (
    Case,
    Decision,
    Erasure,
    LegalHold,
    Review,
    ServiceOrder,
    Transfer,
    TransferWish,
)
from panah.protection.states.retention import WAITING, ErasureState

SHOWN = 200
# What is said of a case to or by another organisation is sealed under keys of its own. It ends with the case; only
# the reasons of a decision stay with the body that decided, by a clock of their own.
LETTERS = (Review, ServiceOrder, Transfer, TransferWish)


def erasures_waiting(*, actor: Actor) -> QuerySet[Erasure]:
    """Return the proposals of the actor's organisation that wait, the longest due first."""
    found = Erasure.objects.own(actor).filter(state__in=[state.value for state in WAITING])
    return found.order_by("due_on", "id")[:SHOWN]


def erasures_ended(*, actor: Actor) -> QuerySet[Erasure]:
    """Return what was erased or refused, the newest first."""
    ended = (ErasureState.ERASED.value, ErasureState.REFUSED.value)
    return Erasure.objects.own(actor).filter(state__in=ended).order_by("-ended_at", "-id")[:SHOWN]


def holds(*, actor: Actor) -> QuerySet[LegalHold]:
    """Return the holds that stand, the oldest first."""
    return LegalHold.objects.own(actor).filter(released_at=None).order_by("held_on", "id")[:SHOWN]


def is_held(*, actor: Actor, case_id: UUID) -> bool:
    """Test if a hold of the actor's organisation stands on a case."""
    return bool(LegalHold.objects.own(actor).filter(case_id=case_id, released_at=None).exists())


def keys_of_case(*, actor: Actor, case: Case) -> list[UUID]:
    """Return every key under which something of an own case is sealed: its own, and one for each letter."""
    keys = [case.key_id]
    for model in LETTERS:
        keys += model.objects.visible_to(actor).filter(case_id=case.pk).values_list("key_id", flat=True)
    return [key for key in keys if key is not None]


def is_erased(*, actor: Actor, case_id: UUID) -> bool:
    """Test if an own case was erased."""
    return bool(Erasure.objects.own(actor).filter(case_id=case_id, state=ErasureState.ERASED).exists())


def reasons_of(*, actor: Actor, decision: Decision) -> str:
    """Return why a decision was made; empty text once its clock ran out, or the reader's own record was erased."""
    has_made_it = decision.from_organisation_id == actor.organisation_id and decision.from_wall == actor.wall
    if not has_made_it and is_erased(actor=actor, case_id=decision.case_id):
        return ""
    return unseal_kept(decision, "reasons")["reasons"]


def erasure_to_change(*, actor: Actor, erasure_id: UUID) -> Erasure:
    """
    Return one proposal, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation has none such
    """
    found: Erasure | None = Erasure.objects.own(actor).select_for_update().filter(pk=erasure_id).first()
    if found is None:
        raise NotVisible(f"erasure {erasure_id}")
    return found


def erasure_with_case_to_change(*, actor: Actor, erasure_id: UUID) -> tuple[Erasure, Case | None]:
    """
    Return one proposal with its case, both locked until the transaction ends: the case first, as in reopening it.

    What a mission, a deciding body or a helpline holds is no case: the proposal names its key.

    :raises NotVisible: if the actor's organisation has none such
    """
    of_case = Erasure.objects.own(actor).filter(pk=erasure_id).values("case_id")
    case = Case.objects.own(actor).select_for_update().filter(pk__in=of_case).first()
    erasure = erasure_to_change(actor=actor, erasure_id=erasure_id)
    if case is None and erasure.other_key_id is None:
        raise NotVisible(f"erasure {erasure_id}")
    return erasure, case


def hold_to_change(*, actor: Actor, hold_id: UUID) -> LegalHold:
    """
    Return one hold, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation has none such
    """
    found: LegalHold | None = LegalHold.objects.own(actor).select_for_update().filter(pk=hold_id).first()
    if found is None:
        raise NotVisible(f"hold {hold_id}")
    return found
