"""Where materials hang, the ledger of what was given out, and both on a map."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country import places
from panah.prevention.models import Campaign, Delivery, Placement
from panah.prevention.rules import is_check_due

MAP_WIDTH, MAP_HEIGHT, MAP_EDGE = 560, 420, 36
LEAST_SPAN = 0.05  # degrees: one point alone is not drawn as large as the world
NARROWING = 0.76  # a degree of longitude at 40 degrees north is this share of a degree of latitude


@dataclass(frozen=True, slots=True)
class Spot:
    """A placement with its name, and where it lies on the drawn map (nowhere for a kind of place)."""

    number: int
    placement: Placement
    name: str
    state: str
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger with the name of its place."""

    delivery: Delivery
    name: str


def placements(*, actor: Actor, campaign: Campaign) -> list[Spot]:
    """Return the placements of a campaign: what hangs first, then what was taken down."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Placement.objects.all_for(actor).filter(campaign=campaign).select_related("material", "host")
    order = {"up": 0, "planned": 1, "down": 2}
    found = sorted(rows, key=lambda row: (order[row.state], row.site, row.venue, row.pk))
    points = _projected(found)
    return [
        Spot(number, row, place_name(row, actor.language), _shown_state(row), *points.get(row.pk, (None, None)))
        for number, row in enumerate(found, start=1)
    ]


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
    rows = Placement.objects.own(actor).filter(state="up", check_due_on__lte=today())
    return rows.select_related("campaign", "material", "host").order_by("check_due_on", "pk")


def deliveries(*, actor: Actor, campaign: Campaign) -> list[Line]:
    """Return the distribution ledger of a campaign."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Delivery.objects.all_for(actor).filter(campaign=campaign).select_related("material", "host", "event")
    return [Line(row, place_name(row, actor.language)) for row in rows.order_by("delivered_on", "pk")]


def place_name(row: Placement | Delivery, language: str) -> str:
    """Return the name of the venue or organisation, or nothing where only a kind of place is known."""
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


@cache
def _venue_names(language: str) -> dict[str, str]:
    return {venue.code: venue.name(language) for venue in places.venues()}


def _shown_state(row: Placement) -> str:
    return "check_due" if is_check_due(state=row.state, due_on=row.check_due_on, today=today()) else row.state


def _projected(rows: Iterable[Placement]) -> dict[UUID, tuple[float, float]]:
    at = {row.pk: point for row in rows if (point := _degrees(row))}
    if not at:
        return {}
    lats, lons = [lat for lat, _ in at.values()], [lon for _, lon in at.values()]
    middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    tall = max(max(lats) - min(lats), LEAST_SPAN)
    wide = max((max(lons) - min(lons)) * NARROWING, LEAST_SPAN)
    scale = min((MAP_WIDTH - 2 * MAP_EDGE) / wide, (MAP_HEIGHT - 2 * MAP_EDGE) / tall)
    return {
        key: (
            round(MAP_WIDTH / 2 + (lon - middle[1]) * NARROWING * scale, 1),
            round(MAP_HEIGHT / 2 - (lat - middle[0]) * scale, 1),
        )
        for key, (lat, lon) in at.items()
    }


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
