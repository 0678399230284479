"""Reading who works in which house."""

from dataclasses import dataclass
from uuid import UUID

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.accounts.queries import colleagues, names
from panah.core.errors import NotVisible
from panah.protection.models import HouseStaff, Shelter
from panah.protection.queries.shelter import shelters
from panah.protection.rules.house_staff import FOCAL_POINT, WORKS_IN_HOUSES


@dataclass(frozen=True, slots=True)
class House:
    """A house with those who work there: the row of each, and the name."""

    shelter: Shelter
    staff: list[tuple[HouseStaff, str]]


def houses(*, actor: Actor) -> list[House]:
    """Return the houses of the actor's organisation with their staff: three queries for all."""
    rows = list(HouseStaff.objects.own(actor).filter(ended_at=None).order_by("bound_at", "id"))
    named = names(actor=actor, ids=[row.worker_id for row in rows])
    return [
        House(shelter, [(row, named.get(row.worker_id, "")) for row in rows if row.shelter_id == shelter.pk])
        for shelter in shelters(actor=actor)
    ]


def own_houses(*, actor: Actor) -> set[UUID]:
    """Return the ids of the houses in which the actor works."""
    rows = HouseStaff.objects.own(actor).filter(worker_id=actor.id, ended_at=None)
    return set(rows.values_list("shelter_id", flat=True))


def staff_of(*, actor: Actor, shelter_id: UUID) -> set[UUID]:
    """Return the ids of those who work in a house of the actor's organisation."""
    rows = HouseStaff.objects.own(actor).filter(shelter_id=shelter_id, ended_at=None)
    return set(rows.values_list("worker_id", flat=True))


def is_keeper(*, actor: Actor) -> bool:
    """Test if the actor keeps who works in which house."""
    return FOCAL_POINT in actor.duties or actor.may(Permission.PROTECTION_CASE_ASSIGN)


def staff_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the colleagues who may work in a house, as choices of a form."""
    people = colleagues(actor=actor).filter(roles__contains=[WORKS_IN_HOUSES])
    return [(str(key), name) for key, name in people.values_list("id", "name")]


def staff_to_change(*, actor: Actor, staff_id: UUID) -> HouseStaff:
    """
    Return one who works in a house of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if there is none such
    """
    found: HouseStaff | None = HouseStaff.objects.own(actor).select_for_update().filter(pk=staff_id).first()
    if found is None:
        raise NotVisible(f"house staff {staff_id}")
    return found
