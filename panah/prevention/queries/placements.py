"""Where materials hang, the ledger of what was given out, and both on a map."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country import boundaries, places
from panah.prevention.models import Campaign, Delivery, Placement, PlacementCheck
from panah.prevention.rules import MAP_HEIGHT, MAP_WIDTH, Frame, frame, is_check_due
from panah.prevention.rules.placement import near_codes
from panah.prevention.states import HANGING, PlacementState

OFFERED = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """A placement with its name, and where it lies in degrees and on the drawn map (nowhere for a kind of place)."""

    number: int
    placement: Placement
    name: str
    state: str
    at: tuple[float, float] | None
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class PlacementMap:
    """The placements of a campaign, numbered, and the country (the path of a drawing) behind those on the map."""

    spots: list[Spot]
    country: str
    width: int = MAP_WIDTH
    height: int = MAP_HEIGHT

    @property
    def drawn(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.x is not None]


@dataclass(frozen=True, slots=True)
class Stop:
    """A placement on somebody's way, with the name of its place."""

    placement: Placement
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger with the name of its place."""

    delivery: Delivery
    name: str

    @property
    def received(self) -> int | None:
        """What its receiver confirmed, or what was counted there."""
        receipt = getattr(self.delivery, "receipt", None)
        return receipt.received_count if receipt else self.delivery.received_count

    @property
    def damaged(self) -> int | None:
        receipt = getattr(self.delivery, "receipt", None)
        return receipt.damaged_count if receipt else self.delivery.damaged_count


def placements(*, actor: Actor, campaign: Campaign) -> PlacementMap:
    """Return the placements of a campaign: what hangs first, then what was taken down."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Placement.objects.all_for(actor).filter(campaign=campaign).select_related("material", "host")
    order = {"damaged": 0, "up": 0, "planned": 1, "down": 2}
    found = sorted(rows, key=lambda row: (order[row.state], row.site, row.venue, row.pk))
    at = {row.pk: point for row in found if (point := _degrees(row))}
    window = frame(list(at.values()))
    spots = []
    for number, row in enumerate(found, start=1):
        x, y = window.at(*at[row.pk]) if window and row.pk in at else (None, None)
        spots.append(Spot(number, row, _place_name(row, actor.language), _shown_state(row), at.get(row.pk), x, y))
    return PlacementMap(spots, _drawn(window) if window else "")


def country_map(*, actor: Actor) -> bytes:
    """Return the country's outline and the lines between its districts (GeoJSON)."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return boundaries.geojson()


def placement(*, actor: Actor, placement_id: UUID) -> Placement:
    """
    Return one placement.

    :raises NotVisible: if there is none
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Placement.objects.all_for(actor).select_related("material", "campaign", "host")
    found: Placement | None = rows.filter(pk=placement_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This placement does not exist."))
    return found


def placement_to_change(*, actor: Actor, placement_id: UUID) -> Placement:
    """
    Return a placement of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    rows = Placement.objects.own(actor).select_for_update(of=("self",)).select_related("material", "campaign")
    found: Placement | None = rows.filter(pk=placement_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This placement does not exist."))
    return found


def scan_days(*, actor: Actor, placement: Placement) -> list[tuple[object, int]]:
    """Return the days on which a placement's code was scanned, the newest first."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return list(placement.scan_days.order_by("-scanned_on").values_list("scanned_on", "scan_count")[:60])


def due_checks(*, actor: Actor) -> QuerySet[Placement]:
    """Return what hangs and should be looked at, the longest due first."""
    rows: QuerySet[Placement] = Placement.objects.own(actor).filter(state__in=HANGING, check_due_on__lte=today())
    return rows.select_related("campaign", "material", "host").order_by("check_due_on", "pk")


def placement_called(*, actor: Actor, code: str) -> Placement | None:
    """Return the placement with a code, whoever looks after it, or None."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: Placement | None = Placement.objects.all_for(actor).filter(code=code).first()
    return found


def placements_near(*, actor: Actor, code: str) -> list[Stop]:
    """Return the placements of the actor's organisation whose code differs in one letter from what was typed."""
    own = Placement.objects.own(actor)
    near = near_codes(code, own.values_list("code", flat=True))[:OFFERED]
    rows = own.filter(code__in=near).select_related("material", "host").order_by("code")
    return [Stop(row, _place_name(row, actor.language)) for row in rows]


def stops(*, actor: Actor) -> list[Stop]:
    """Return where somebody of the actor's organisation should go next, the longest due first."""
    return [Stop(row, _place_name(row, actor.language)) for row in due_checks(actor=actor)[:OFFERED]]


def placement_checks(*, actor: Actor, placement: Placement) -> list[PlacementCheck]:
    """Return what the actor's organisation found at a placement, the newest first; no photograph is read."""
    rows = PlacementCheck.objects.own(actor).filter(placement=placement).defer("photo")
    return list(rows.order_by("-checked_on", "-pk")[:20])


def check_with_photo(*, actor: Actor, check_id: UUID) -> PlacementCheck:
    """
    Return a check of the actor's organisation with its photograph.

    :raises NotVisible: if there is none
    """
    found: PlacementCheck | None = PlacementCheck.objects.own(actor).filter(pk=check_id).exclude(photo=None).first()
    if found is None:
        raise NotVisible(gettext_noop("This photograph does not exist."))
    return found


def deliveries(*, actor: Actor, campaign: Campaign) -> list[Line]:
    """Return the distribution ledger of a campaign."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = (
        Delivery.objects.all_for(actor).filter(campaign=campaign).select_related("material", "host", "event", "receipt")
    )
    return [Line(row, _place_name(row, actor.language)) for row in rows.order_by("delivered_on", "pk")]


def placement_name(*, actor: Actor, placement: Placement) -> str:
    """Return the name of the place where a material hangs, or nothing where only a kind of place is known."""
    return _place_name(placement, actor.language)


def delivery_name(*, actor: Actor, delivery: Delivery, language: str) -> str:
    """Return the name of the place that a delivery went to, or nothing where only a kind of place is known."""
    return _place_name(delivery, language)


def _place_name(row: Placement | Delivery, language: str) -> str:
    if row.venue:
        return _venue_names(language).get(row.venue, row.venue)
    if isinstance(row, Delivery) and row.event is not None:
        return row.event.title(language)
    return row.host.name(language) if row.host is not None else ""


def venue_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the venues, to choose from."""
    return places.choices(places.venues(on=today()), actor.language)


def division_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the divisions, to choose from."""
    return places.choices(places.divisions(), actor.language)


def _drawn(window: Frame) -> str:
    rings = ([window.at(*point) for point in ring] for ring in boundaries.outline())
    return "".join("M" + " ".join(f"{x},{y}" for x, y in ring) + "Z" for ring in rings)


@cache
def _venue_names(language: str) -> dict[str, str]:
    return {venue.code: venue.name(language) for venue in places.venues()}


def _shown_state(row: Placement) -> str:
    if row.state == PlacementState.DAMAGED:
        return str(row.state)
    return "check_due" if is_check_due(state=row.state, due_on=row.check_due_on, today=today()) else row.state


def _degrees(row: Placement) -> tuple[float, float] | None:
    for place in (_venues().get(row.venue), _divisions().get(row.division)):
        if place is not None and place.lat is not None and place.lon is not None:
            return place.lat, place.lon
    return None


@cache
def _venues() -> dict[str, places.Venue]:
    return {venue.code: venue for venue in places.venues()}


@cache
def _divisions() -> dict[str, places.Division]:
    return {division.code: division for division in places.divisions()}
