"""Print runs, what is in whose store, and what is on its way to the actor's organisation."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.core.sheet_reader import Cells
from panah.country import places
from panah.organisations.models import Organisation
from panah.prevention.models import Batch, Campaign, Delivery, Receipt
from panah.prevention.queries.placements import delivery_name
from panah.prevention.rules.ledger import Stock
from panah.prevention.rules.sheet import SheetFault, SheetLine, read_lines

NO_LINE = gettext_noop("This line of the ledger does not exist.")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one organisation holds of one batch."""

    batch: Batch
    holder: Organisation
    stock: Stock

    @property
    def cost(self) -> Decimal | None:
        """What the items that are left have cost."""
        return None if self.batch.unit_cost is None else round(self.batch.unit_cost * self.stock.left, 2)


def shelves(*, actor: Actor, campaign: Campaign | None = None) -> list[Shelf]:
    """Return the stock of a campaign by batch and organisation, or that of the actor's own organisation."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    if campaign is not None:
        return shelves_of(actor=actor, which=Q(campaign=campaign))
    own = actor.organisation_id
    rows = shelves_of(actor=actor, which=Q(organisation_id=own) | Q(deliveries__receipt__organisation_id=own))
    return [shelf for shelf in rows if shelf.holder.pk == own]


def own_batch(*, actor: Actor, batch_id: UUID) -> Batch:
    """
    Return a print run of the actor's organisation.

    :raises NotVisible: if it has none of this id
    """
    found: Batch | None = Batch.objects.own(actor).select_related("material").filter(pk=batch_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This print run does not exist."))
    return found


def batch_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the print runs of the actor's organisation, the newest first, to choose from."""
    rows = Batch.objects.own(actor).select_related("material").order_by("-printed_on", "-pk")
    return [(str(row.pk), str(row)) for row in rows]


def whereabouts(*, actor: Actor, batch_ids: Collection[UUID]) -> dict[UUID, list[tuple[str, int]]]:
    """Return where the items of print runs are: each store and what is left there, each place and what it got."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: dict[UUID, list[tuple[str, int]]] = {batch: [] for batch in batch_ids}
    if not found:
        return found
    for one in shelves_of(actor=actor, which=Q(pk__in=found)):
        if one.stock.left > 0:
            found[one.batch.pk].append((one.holder.name(actor.language), one.stock.left))
    sent = Delivery.objects.all_for(actor).filter(batch__in=found, receipt=None).select_related("host", "event")
    for row in sent.order_by("delivered_on", "pk"):
        name = delivery_name(actor=actor, delivery=row, language=actor.language)
        if row.batch_id:
            site = code_list("distribution_site").label(row.site, actor.language)
            found[row.batch_id].append((name or site, row.given_count or 0))
    return found


def shelf(*, actor: Actor, batch_id: UUID) -> Shelf:
    """
    Return what the actor's organisation holds of a batch.

    :raises NotVisible: if nothing of it ever came into its store
    """
    rows = shelves_of(actor=actor, which=Q(pk=batch_id))
    found = next((row for row in rows if row.holder.pk == actor.organisation_id), None)
    if found is None:
        raise NotVisible(gettext_noop("This print run was never in your store."))
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was read: what is new, what stood already, and what has to be mended."""

    new: list[SheetLine]
    old_count: int
    faults: list[SheetFault]
    shelf: Shelf

    @property
    def wanted(self) -> int:
        return sum(line.count for line in self.new)

    @property
    def is_ready(self) -> bool:
        return bool(self.new) and not self.faults and self.wanted <= self.shelf.stock.left


def sheet(*, actor: Actor, batch_id: UUID, cells: Cells) -> Sheet:
    """
    Return what a sheet of hand-outs of a batch would add to the ledger.

    :raises NotVisible: if nothing of the batch ever came into the store of the actor's organisation
    :raises InvalidInput: if it is no such sheet
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    found = shelf(actor=actor, batch_id=batch_id)
    lines, faults = read_lines(
        cells.rows,
        places.venues(on=today()),
        language=actor.language,
        today=today(),
        from_1904=cells.from_1904,
    )
    stands = Delivery.objects.own(actor).filter(batch_id=batch_id)
    known = set(stands.values_list("venue", "delivered_on", "given_count"))
    new = [line for line in lines if line.key not in known]
    return Sheet(new, len(lines) - len(new), faults, found)


def arriving(*, actor: Actor) -> QuerySet[Delivery]:
    """Return what was sent to the actor's organisation and is not yet confirmed, the oldest first."""
    found: QuerySet[Delivery] = _to_us(actor).filter(receipt=None)
    return found.order_by("delivered_on", "pk")


def arriving_delivery(*, actor: Actor, delivery_id: UUID) -> Delivery:
    """
    Return a delivery that was sent to the actor's organisation; it stays the sender's, so it is not locked.

    :raises NotVisible: if there is none
    """
    found: Delivery | None = _to_us(actor).filter(pk=delivery_id).first()
    if found is None:
        raise NotVisible(NO_LINE)
    return found


def delivery_to_change(*, actor: Actor, delivery_id: UUID) -> Delivery:
    """
    Return a line of the ledger of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    rows = Delivery.objects.own(actor).select_for_update(of=("self",)).select_related("material", "campaign")
    found: Delivery | None = rows.filter(pk=delivery_id).first()
    if found is None:
        raise NotVisible(NO_LINE)
    return found


def receiver_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the organisations that materials can be sent to, to choose from."""
    rows = Organisation.objects.exclude(pk=actor.organisation_id).order_by("sort_key")
    return [(str(row.pk), row.name(actor.language)) for row in rows]


def _to_us(actor: Actor) -> QuerySet[Delivery]:
    rows = Delivery.objects.all_for(actor).select_related("material", "campaign", "organisation", "receipt")
    found: QuerySet[Delivery] = rows.filter(host_id=actor.organisation_id, batch__isnull=False)
    return found


def shelves_of(*, actor: Actor, which: Q) -> list[Shelf]:
    """Return what every organisation holds of some print runs."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Batch.objects.all_for(actor).filter(which).distinct()
    batches = {row.pk: row for row in rows.select_related("material", "campaign", "funder", "organisation")}
    came = {(row.pk, row.organisation_id): row.printed_count for row in batches.values()}
    received = Receipt.objects.all_for(actor).filter(delivery__batch__in=list(batches)).order_by()
    for batch, holder, count in received.values_list("delivery__batch_id", "organisation_id").annotate(
        count=Sum(F("received_count") - F("damaged_count"))
    ):
        came[batch, holder] = came.get((batch, holder), 0) + count
    sent = Delivery.objects.all_for(actor).filter(batch__in=list(batches)).order_by()
    went = {
        (batch, holder): count
        for batch, holder, count in sent.values_list("batch_id", "organisation_id").annotate(count=Sum("given_count"))
    }
    holders = Organisation.objects.in_bulk({holder for _, holder in came})
    found = [
        Shelf(batches[batch], holders[holder], Stock(count, went.get((batch, holder), 0)))
        for (batch, holder), count in came.items()
    ]
    return sorted(found, key=lambda one: (one.batch.printed_on, one.batch.reference, one.holder.sort_key))
