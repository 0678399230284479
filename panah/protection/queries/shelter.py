"""Reading shelters, their units and places. Nobody but the shelter itself learns who sleeps where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import now, today
from panah.core.errors import NotVisible
from panah.organisations.models import Organisation
from panah.protection.models import Block, Hold, Place, Shelter, Stay, Unit
from panah.protection.rules import UnitFacts, free_places, spot_state

SHELTER_KIND = "shelter"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it stands now: a reference at most, never a name."""

    place: Place
    state: str
    reference: str = ""
    until: datetime | None = None
    reason: str = ""
    stay_id: UUID | None = None
    block_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class UnitBoard:
    """A unit with its places."""

    unit: Unit
    spots: tuple[Spot, ...]

    @property
    def free(self) -> int:
        """How many places can be given now."""
        return free_places(spot.state for spot in self.spots)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many places stand how, without what does not occur."""
        states = [spot.state for spot in self.spots]
        return [(state, states.count(state)) for state in ("free", "held", "taken", "blocked") if state in states]

    def facts(self, *, free: int | None = None) -> UnitFacts:
        """What decides whether the unit suits somebody."""
        return UnitFacts(
            id=self.unit.pk,
            for_whom=self.unit.for_whom,
            is_accessible=self.unit.is_accessible,
            free=self.free if free is None else free,
            languages=frozenset(self.unit.shelter.languages),
        )

    def free_spot(self) -> Spot | None:
        """The free place with the lowest number."""
        return next((spot for spot in self.spots if spot.state == "free"), None)


def shelters(*, actor: Actor) -> QuerySet[Shelter]:
    """Return the actor's own shelters."""
    found: QuerySet[Shelter] = Shelter.objects.own(actor).order_by("name")
    return found


def shelter(*, actor: Actor, shelter_id: UUID) -> Shelter:
    """
    Return one own shelter.

    :raises NotVisible: if the actor has no such shelter
    """
    found: Shelter | None = Shelter.objects.own(actor).filter(pk=shelter_id).first()
    if found is None:
        raise NotVisible(f"shelter {shelter_id}")
    return found


def shelter_to_change(*, actor: Actor, shelter_id: UUID) -> Shelter:
    """
    Return one own shelter, locked until the transaction ends, so that its last place is given once.

    :raises NotVisible: if the actor has no such shelter
    """
    found: Shelter | None = Shelter.objects.own(actor).select_for_update().filter(pk=shelter_id).first()
    if found is None:
        raise NotVisible(f"shelter {shelter_id}")
    return found


def unit(*, actor: Actor, unit_id: UUID) -> Unit:
    """
    Return one unit of an own shelter.

    :raises NotVisible: if the actor has no such unit
    """
    found: Unit | None = Unit.objects.own(actor).select_related("shelter").filter(pk=unit_id).first()
    if found is None:
        raise NotVisible(f"unit {unit_id}")
    return found


def place(*, actor: Actor, place_id: UUID) -> Place:
    """
    Return one place of an own shelter.

    :raises NotVisible: if the actor has no such place
    """
    found: Place | None = Place.objects.own(actor).select_related("unit__shelter").filter(pk=place_id).first()
    if found is None:
        raise NotVisible(f"place {place_id}")
    return found


def block_to_change(*, actor: Actor, block_id: UUID) -> Block:
    """
    Return a block of an own place, locked.

    :raises NotVisible: if the actor has no such block
    """
    found: Block | None = Block.objects.own(actor).select_for_update().filter(pk=block_id).first()
    if found is None:
        raise NotVisible(f"block {block_id}")
    return found


def live_holds(*, actor: Actor) -> QuerySet[Hold]:
    """Return the holds that keep a place now: not released, not over, and still wanted by the one who asked."""
    found: QuerySet[Hold] = Hold.objects.own(actor).filter(
        released_at=None, until__gt=now(), request__withdrawn_at=None
    )
    return found


def board(*, actor: Actor) -> list[UnitBoard]:
    """Return every unit of the actor's shelters with its places as they stand now: five queries for the whole board."""
    units = list(Unit.objects.own(actor).select_related("shelter").order_by("shelter__name", "name", "id"))
    places: dict[UUID, list[Place]] = {}
    for row in Place.objects.own(actor).order_by("number"):
        places.setdefault(row.unit_id, []).append(row)
    stays = {row.place_id: row for row in Stay.objects.own(actor).filter(ended_on=None)}
    holds = {row.place_id: row for row in live_holds(actor=actor).select_related("request")}
    blocks = {row.place_id: row for row in _live_blocks(actor)}
    return [
        UnitBoard(
            each,
            tuple(
                _spot(place, stays.get(place.pk), holds.get(place.pk), blocks.get(place.pk))
                for place in places.get(each.pk, [])
            ),
        )
        for each in units
    ]


def _live_blocks(actor: Actor) -> QuerySet[Block]:
    day = today()
    found: QuerySet[Block] = Block.objects.own(actor).filter(
        Q(until_on=None) | Q(until_on__gte=day), lifted_at=None, from_on__lte=day
    )
    return found


def _spot(place: Place, stay: Stay | None, hold: Hold | None, block: Block | None) -> Spot:
    state = spot_state(is_taken=stay is not None, is_held=hold is not None, is_blocked=block is not None)
    if stay is not None:
        return Spot(place, state, reference=stay.reference, stay_id=stay.pk)
    if hold is not None:
        return Spot(place, state, reference=hold.request.reference, until=hold.until)
    if block is not None:
        return Spot(place, state, reason=block.reason, block_id=block.pk)
    return Spot(place, state)


def unit_board(*, actor: Actor, unit_id: UUID) -> UnitBoard:
    """
    Return one unit with its places as they stand now.

    :raises NotVisible: if the actor has no such unit
    """
    for each in board(actor=actor):
        if each.unit.pk == unit_id:
            return each
    raise NotVisible(f"unit {unit_id}")


def unit_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the actor's units as choices of a form: house, unit, for whom, how many places are free."""
    people = code_list("unit_for")
    return [
        (
            str(each.unit.pk),
            _("%(house)s, unit %(unit)s: %(people)s, free places: %(free)s")
            % {
                "house": each.unit.shelter.name,
                "unit": each.unit.name,
                "people": people.label(each.unit.for_whom, language()),
                "free": each.free,
            },
        )
        for each in board(actor=actor)
    ]


def free_for(*, actor: Actor, units: Iterable[UnitBoard]) -> list[tuple[str, int]]:
    """Return how many places are free for whom."""
    found: dict[str, int] = {}
    for each in units:
        found[each.unit.for_whom] = found.get(each.unit.for_whom, 0) + each.free
    return list(found.items())


def sheltering_organisations(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the bodies that can be asked for a place. That such a body exists is public; where it is, is not."""
    shelters = Q(kind=SHELTER_KIND) | Q(focus_areas__contains=[SHELTER_KIND])
    return Organisation.objects.filter(shelters, retired_on=None).order_by("sort_key")


def stays(*, actor: Actor, present: bool = True) -> QuerySet[Stay]:
    """Return the stays in the actor's shelters: those present, or those that ended."""
    found = Stay.objects.own(actor).filter(ended_on__isnull=present).select_related("shelter", "place__unit", "request")
    ordered: QuerySet[Stay] = found.order_by("-started_on", "-id")
    return ordered


def stay(*, actor: Actor, stay_id: UUID) -> Stay:
    """
    Return one stay in the actor's shelters.

    :raises NotVisible: if there is none
    """
    found: Stay | None = (
        Stay.objects.own(actor).select_related("shelter", "place__unit", "request").filter(pk=stay_id).first()
    )
    if found is None:
        raise NotVisible(f"stay {stay_id}")
    return found


def stay_to_change(*, actor: Actor, stay_id: UUID) -> Stay:
    """
    Return one stay, locked until the transaction ends.

    :raises NotVisible: if there is no such stay in the actor's shelters
    """
    found: Stay | None = Stay.objects.own(actor).select_for_update(of=("self",)).filter(pk=stay_id).first()
    if found is None:
        raise NotVisible(f"stay {stay_id}")
    return found
