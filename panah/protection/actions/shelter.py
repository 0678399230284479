"""A safe house: its units and places, what is blocked, and where it is."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.crypto.fields import seal, unseal
from panah.crypto.records import location_of, new_record_key
from panah.protection import queries
from panah.protection.models import Block, HouseStaff, Place, Shelter, ShelterLocation, Unit
from panah.protection.queries.house_staff import own_houses
from panah.protection.rules.house_staff import check_works_here


@transaction.atomic
def open_shelter(
    *,
    actor: Actor,
    name: str,
    capacity: int,
    address: str,
    for_whom: str = "mixed",
    languages: Collection[str] = (),
    is_accessible: bool = False,
) -> Shelter:
    """
    Add a safe house of the actor's organisation under a neutral name, with its first unit.

    Its address is sealed under a key of its own.

    :raises NotPermitted: if the actor may not read locations
    :raises StepUpNeeded: if the actor has not signed in just now
    """
    check(actor, Permission.PROTECTION_LOCATION_SHOW)
    shelter = Shelter.objects.create(
        organisation_id=actor.organisation_id, wall=actor.wall, name=name, languages=sorted(languages)
    )
    # Whoever opens a house works there: nobody else of the organisation sees its address from now on.
    HouseStaff.objects.create(
        organisation_id=actor.organisation_id, wall=actor.wall, shelter=shelter, worker_id=actor.id
    )
    location = ShelterLocation(organisation_id=actor.organisation_id, wall=actor.wall, shelter=shelter)
    location.key_id = new_record_key(
        organisation_id=actor.organisation_id, wall=actor.wall, purpose=location_of(shelter.id)
    )
    seal(location, address=address)
    location.save(force_insert=True)
    _add_unit(actor, shelter, name="1", for_whom=for_whom, is_accessible=is_accessible, capacity=capacity)
    log.record(actor=actor, event=Event.PROTECTION_SHELTER_OPENED, subject=shelter)
    return shelter


@transaction.atomic
def change_shelter(*, actor: Actor, shelter_id: UUID, name: str, languages: Collection[str]) -> Shelter:
    """
    Change the neutral name of a house, or the languages that are spoken there.

    :raises NotPermitted: if the actor may not change shelters
    :raises NotVisible: if the actor has no such shelter
    """
    check(actor, Permission.PROTECTION_SHELTER_CHANGE)
    shelter = queries.shelter_to_change(actor=actor, shelter_id=shelter_id)
    shelter.name, shelter.languages = name, sorted(languages)
    shelter.save(update_fields=["name", "languages"])
    log.record(actor=actor, event=Event.PROTECTION_SHELTER_CHANGED, subject=shelter)
    return shelter


@transaction.atomic
def add_unit(
    *, actor: Actor, shelter_id: UUID, name: str, for_whom: str, capacity: int, is_accessible: bool = False
) -> Unit:
    """
    Add a unit of so many places to a house.

    :raises NotPermitted: if the actor may not change shelters
    :raises NotVisible: if the actor has no such shelter
    """
    check(actor, Permission.PROTECTION_SHELTER_CHANGE)
    shelter = queries.shelter_to_change(actor=actor, shelter_id=shelter_id)
    unit = _add_unit(actor, shelter, name=name, for_whom=for_whom, is_accessible=is_accessible, capacity=capacity)
    log.record(actor=actor, event=Event.PROTECTION_UNIT_ADDED, subject=unit, places=capacity)
    return unit


def _add_unit(actor: Actor, shelter: Shelter, *, name: str, for_whom: str, is_accessible: bool, capacity: int) -> Unit:
    held = {"organisation_id": actor.organisation_id, "wall": actor.wall}
    unit = Unit.objects.create(**held, shelter=shelter, name=name, for_whom=for_whom, is_accessible=is_accessible)
    Place.objects.bulk_create(Place(**held, unit=unit, number=number) for number in range(1, capacity + 1))
    return unit


@transaction.atomic
def block_place(*, actor: Actor, place_id: UUID, reason: str, from_on: date, until_on: date | None = None) -> Block:
    """
    Keep a place from being given, for a reason and for some days.

    :raises NotPermitted: if the actor may not change shelters
    :raises NotVisible: if the actor has no such place
    :raises WrongState: if somebody sleeps there, or it is held or blocked
    :raises InvalidInput: if it would end before it begins
    """
    check(actor, Permission.PROTECTION_SHELTER_CHANGE)
    place = queries.place(actor=actor, place_id=place_id)
    queries.shelter_to_change(actor=actor, shelter_id=place.unit.shelter_id)
    spots = queries.unit_board(actor=actor, unit_id=place.unit_id).spots
    if next(spot.state for spot in spots if spot.place.pk == place.pk) != "free":
        raise WrongState(gettext_noop("This place is not free. Move the person to another place first."))
    if until_on is not None and until_on < max(from_on, today()):
        raise InvalidInput(gettext_noop("The last day is before the first, or has passed."), field="until_on")
    block = Block.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        place=place,
        reason=reason,
        from_on=from_on,
        until_on=until_on,
        blocked_by_id=actor.id,
    )
    log.record(actor=actor, event=Event.PROTECTION_PLACE_BLOCKED, subject=block, reason=reason)
    return block


@transaction.atomic
def lift_block(*, actor: Actor, block_id: UUID) -> Block:
    """
    Let a place be given again.

    :raises NotPermitted: if the actor may not change shelters
    :raises NotVisible: if the actor has no such block
    :raises WrongState: if it was lifted already
    """
    check(actor, Permission.PROTECTION_SHELTER_CHANGE)
    block = queries.block_to_change(actor=actor, block_id=block_id)
    if block.lifted_at is not None:
        raise WrongState(gettext_noop("This place is open already."))
    block.lifted_at = now()
    block.save(update_fields=["lifted_at"])
    log.record(actor=actor, event=Event.PROTECTION_PLACE_OPENED, subject=block)
    return block


@transaction.atomic
def show_location(*, actor: Actor, shelter_id: UUID) -> str:
    """
    Return where a shelter is. Logged, needs a fresh sign-in, and opens to this house's own staff alone.

    :raises NotPermitted: if the actor may not read locations, or works in another house of the organisation
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if the actor has no such shelter
    """
    check(actor, Permission.PROTECTION_LOCATION_SHOW)
    queries.shelter(actor=actor, shelter_id=shelter_id)
    check_works_here(is_staff=shelter_id in own_houses(actor=actor))
    location = ShelterLocation.objects.own(actor).filter(shelter_id=shelter_id).first()
    if location is None:
        raise NotVisible(f"location of shelter {shelter_id}")
    log.record(actor=actor, event=Event.PROTECTION_LOCATION_SHOWN, subject=location, groups=(FieldGroup.LOCATION,))
    return unseal(location, "address")["address"]
