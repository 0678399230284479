"""Signals that were begun and not sent: each is seen by whoever wrote it."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.core.clock import today
from panah.country.parameters import period
from panah.helpline.models import SignalDraft
from panah.helpline.queries._one import one


def drafts(*, actor: Actor) -> QuerySet[SignalDraft]:
    """Return the drafts that the actor wrote, the oldest first."""
    rows: QuerySet[SignalDraft] = SignalDraft.objects.own(actor).filter(made_by_id=actor.id).defer("words")
    return rows.order_by("saved_at", "id")


def draft(*, actor: Actor, draft_id: UUID) -> SignalDraft:
    """
    Return one draft that the actor wrote, locked until the transaction ends.

    :raises NotVisible: if the actor wrote none of this id
    """
    found: SignalDraft = one(SignalDraft.objects.own(actor).filter(made_by_id=actor.id).select_for_update(), draft_id)
    return found


def draft_is_gone(*, actor: Actor, draft_id: UUID) -> bool:
    """Test if the actor's desk has no such draft any more, whoever wrote it."""
    return not SignalDraft.objects.own(actor).filter(pk=draft_id).exists()


def kept_until(*, actor: Actor, draft: SignalDraft) -> datetime:
    """Return when the night removes a draft that nobody took up."""
    return draft.saved_at + period("signal_draft_days", on=today())
