"""Print runs that may not be given out any more, from either end."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.errors import NotVisible, gettext_noop
from panah.prevention.models import Batch, Delivery, StockStop
from panah.prevention.queries.ledger import shelves_of


def stops_for_us(*, actor: Actor) -> QuerySet[StockStop]:
    """Return the print runs of others of which the actor's organisation may give nothing out."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows: QuerySet[StockStop] = StockStop.objects.for_us(actor).filter(lifted_on=None)
    return rows.select_related("batch__material", "from_organisation", "answer").order_by("sent_at", "pk")


def stop_for_us(*, actor: Actor, stop_id: UUID) -> StockStop:
    """
    Return a stop that was sent to the actor's organisation; it stays the sender's, so it is not locked.

    :raises NotVisible: if there is none
    """
    found: StockStop | None = stops_for_us(actor=actor).filter(pk=stop_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This stop does not exist."))
    return found


def is_stopped(*, actor: Actor, batch: Batch) -> bool:
    """Test if the publisher of a print run has asked the actor's organisation to give nothing more of it out."""
    return stops_for_us(actor=actor).filter(batch=batch).exists()


def stops_sent(*, actor: Actor, batch_ids: Collection[UUID]) -> list[StockStop]:
    """Return whom the actor's organisation has told to give nothing more out of its print runs, and what they said."""
    rows = StockStop.objects.sent_by_us(actor).filter(batch__in=batch_ids, lifted_on=None)
    return list(rows.select_related("to_organisation", "answer").order_by("sent_at", "pk"))


def holders(*, actor: Actor, batch_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return which other organisations have some of these print runs in their store, or on its way to them."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found = {
        (shelf.batch.pk, shelf.holder.pk)
        for shelf in shelves_of(actor=actor, which=Q(pk__in=batch_ids))
        if shelf.stock.left > 0
    }
    sent = Delivery.objects.all_for(actor).filter(batch__in=batch_ids, receipt=None).exclude(host=None)
    found |= set(sent.values_list("batch_id", "host_id"))
    return {(batch, holder) for batch, holder in found if holder != actor.organisation_id}
