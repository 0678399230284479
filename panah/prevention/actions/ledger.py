"""The distribution ledger: print runs, what leaves a store and for where, and what was found of it later."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.db import wait_for
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.ids import reference
from panah.core.sheet_reader import Cells
from panah.prevention import queries
from panah.prevention.actions._printable import check_reviewed
from panah.prevention.models import Batch, Delivery, Receipt
from panah.prevention.queries.stories import ended_copies
from panah.prevention.rules.ledger import check_in_store, check_not_ahead, check_parts, check_receipt
from panah.prevention.rules.material import check_not_failed
from panah.prevention.rules.placement import check_approved
from panah.prevention.rules.places import check_place, division_at


@transaction.atomic
def record_batch(
    *,
    actor: Actor,
    material_id: UUID,
    printed_on: date,
    printed_count: int,
    language: str = "",
    unit_cost: Decimal | None = None,
    currency: str = "",
    funder_id: UUID | None = None,
) -> Batch:
    """
    Record a print run: from now on these items are in the store of the actor's organisation.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such material
    :raises WrongState: if the material has not passed its reviews, or no version is approved in the language
    :raises InvalidInput: if the day has not come yet, or a cost has no currency
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    check_reviewed(actor, material)
    check_approved(approved=queries.approved_languages(actor=actor, material_id=material_id), language=language)
    check_not_ahead(printed_on, today=today(), field="printed_on")
    if unit_cost is not None and not currency:
        raise InvalidInput(gettext_noop("Say in which currency."), field="currency")
    batch = Batch(
        organisation_id=material.organisation_id,
        campaign_id=material.campaign_id,
        material=material,
        reference=reference("B", year=printed_on.year),
        language=language,
        printed_on=printed_on,
        printed_count=printed_count,
        unit_cost=unit_cost,
        currency=currency if unit_cost is not None else "",
        funder_id=funder_id,
    )
    batch.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_BATCH_RECORDED, subject=batch, count=printed_count)
    return batch


@transaction.atomic
def hand_out(
    *,
    actor: Actor,
    batch_id: UUID,
    site: str,
    given_count: int,
    delivered_on: date,
    venue: str = "",
    host_id: UUID | None = None,
    division: str = "",
) -> Delivery:
    """
    Take items of a batch from the own store and send them to a place or an organisation.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if nothing of this batch ever came into the store of the actor's organisation
    :raises WrongState: if its material has failed a review, its publisher has stopped it, or it carries a story to
        whose use nobody agrees any more
    :raises InvalidInput: if so many are not in the store, the venue is of another kind, or the receiver is oneself
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    # Two people who give out the last hundred at once: the second sees what the first has left.
    wait_for(f"prevention.stock {actor.organisation_id} {batch_id}")
    shelf = queries.shelf(actor=actor, batch_id=batch_id)
    if host_id == actor.organisation_id:
        raise InvalidInput(gettext_noop("It is in your own store already."), field="host_id")
    check_not_ahead(delivered_on, today=today(), field="delivered_on")
    _check_may_leave(actor, shelf.batch)
    check_in_store(shelf.stock, given_count)
    delivery = Delivery(
        organisation_id=actor.organisation_id,
        campaign_id=shelf.batch.campaign_id,
        material_id=shelf.batch.material_id,
        batch=shelf.batch,
        language=shelf.batch.language,
        site=site,
        venue=check_place(site, venue),
        host_id=host_id,
        division=division or division_at(venue),
        delivered_on=delivered_on,
        given_count=given_count,
    )
    delivery.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_DELIVERY_RECORDED, subject=delivery, site=site)
    return delivery


@transaction.atomic
def import_sheet(*, actor: Actor, batch_id: UUID, sheet: Cells) -> tuple[int, int]:
    """
    Take over a sheet of hand-outs, all of it or nothing, and return how many lines are new and how many stood already.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if nothing of the batch ever came into the store of the actor's organisation
    :raises WrongState: if its material has failed a review, its publisher has stopped it, or it carries a story to
        whose use nobody agrees any more
    :raises InvalidInput: if a row cannot be read, or not so many are in the store
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    wait_for(f"prevention.stock {actor.organisation_id} {batch_id}")
    read = queries.sheet(actor=actor, batch_id=batch_id, cells=sheet)
    if read.faults:
        raise InvalidInput(gettext_noop("Nothing was imported: mend the rows named below first."))
    _check_may_leave(actor, read.shelf.batch)
    check_in_store(read.shelf.stock, read.wanted)
    batch = read.shelf.batch
    Delivery.objects.own(actor).bulk_create(
        Delivery(
            organisation_id=actor.organisation_id,
            campaign_id=batch.campaign_id,
            material_id=batch.material_id,
            batch=batch,
            language=batch.language,
            site=line.venue.kind,
            venue=line.venue.code,
            division=line.venue.division,
            delivered_on=line.day,
            given_count=line.count,
        )
        for line in read.new
    )
    log.record(
        actor=actor,
        event=Event.PREVENTION_DELIVERY_RECORDED,
        subject=batch,
        holder=actor.organisation_id,
        count=len(read.new),
    )
    return len(read.new), read.old_count


def _check_may_leave(actor: Actor, batch: Batch) -> None:
    reviews = queries.newest_reviews(actor=actor, material=batch.material)
    check_not_failed([review.is_passed for review in reviews.values()])
    if queries.is_stopped(actor=actor, batch=batch):
        raise WrongState(gettext_noop("Its publisher has stopped this print run: nothing of it is given out any more."))
    if ended_copies(actor=actor).filter(batch=batch).exists():
        raise WrongState(gettext_noop("This print run carries a story that may not be shown any more: nothing leaves."))


@transaction.atomic
def receive_delivery(
    *, actor: Actor, delivery_id: UUID, received_on: date, received_count: int, damaged_count: int = 0
) -> Receipt:
    """
    Confirm what arrived of what was sent to the actor's organisation; what is whole is in its store from now on.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if nothing of the kind was sent to the actor's organisation
    :raises WrongState: if it was confirmed already
    :raises InvalidInput: if a part is larger than its whole, or a day is impossible
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    wait_for(f"prevention.receipt {delivery_id}")
    delivery = queries.arriving_delivery(actor=actor, delivery_id=delivery_id)
    if hasattr(delivery, "receipt"):
        raise WrongState(gettext_noop("Somebody has confirmed this delivery already."))
    check_not_ahead(received_on, today=today(), field="received_on")
    check_receipt(
        sent=delivery.given_count,
        received=received_count,
        damaged=damaged_count,
        sent_on=delivery.delivered_on,
        received_on=received_on,
    )
    receipt = Receipt(
        organisation_id=actor.organisation_id,
        delivery=delivery,
        received_on=received_on,
        received_count=received_count,
        damaged_count=damaged_count,
    )
    receipt.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_DELIVERY_RECEIVED, subject=receipt, count=received_count)
    return receipt


@transaction.atomic
def count_delivery(
    *,
    actor: Actor,
    delivery_id: UUID,
    received_count: int | None = None,
    used_count: int | None = None,
    left_count: int | None = None,
    damaged_count: int | None = None,
) -> Delivery:
    """
    Record what was found at the place that a delivery went to. What nobody counted stays empty.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has sent no such delivery
    :raises InvalidInput: if a part is larger than its whole
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    delivery = queries.delivery_to_change(actor=actor, delivery_id=delivery_id)
    check_parts(
        given=delivery.given_count, received=received_count, used=used_count, left=left_count, damaged=damaged_count
    )
    delivery.received_count, delivery.used_count = received_count, used_count
    delivery.left_count, delivery.damaged_count = left_count, damaged_count
    delivery.save(update_fields=["received_count", "used_count", "left_count", "damaged_count"])
    log.record(actor=actor, event=Event.PREVENTION_DELIVERY_COUNTED, subject=delivery)
    return delivery
