"""A shelter with things planted in it that nobody may find: what the canary tests walk for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from panah.access.policy import Actor
from panah.core.clock import now, today
from panah.protection import actions
from tests import support
from tests.protection.people import ask_for_place, open_shelter, presumed_case, take_in

HOUSE, ASKER, DRIVERS = "mia-shelter", "vac", "ngo-clean-world"
ADDRESS = "Canary Lane 77, behind the yellow gate"
NAME = "Kanareyqızı"
STORY = "Canary-story: she was kept behind a locked kitchen."
WAY = "Canary-way: ring at the blue door."


@dataclass(frozen=True)
class Planted:
    """The people of the story, and every id that an address of a page may name."""

    keeper: Actor
    driver: support.DeskClient
    ids: dict[str, Any]
    case_ids: frozenset[Any]


def plant() -> Planted:
    """A person with a name, a place in a house with an address, an incident with words, and a live transport task."""
    manager = support.sign_in("case_manager", organisation=ASKER)
    case, waiting = presumed_case(manager, patronymic=NAME), presumed_case(manager)
    asked, other = ask_for_place(manager, case), ask_for_place(manager, waiting)
    driver = support.desk_client("transport_officer", organisation=DRIVERS)
    keeper, unit = open_shelter(organisation=HOUSE, address=ADDRESS, capacity=4)
    stay = take_in(keeper, asked, unit)
    hold = actions.hold_place(actor=keeper, request_id=other.id, unit_id=unit.id)
    places = list(unit.places.order_by("number"))
    block = actions.block_place(actor=keeper, place_id=places[3].id, reason="repair", from_on=today())
    incident = actions.record_incident(
        actor=keeper,
        shelter_id=unit.shelter_id,
        stay_id=stay.id,
        kind="stranger",
        severity="serious",
        happened_on=today(),
        note=STORY,
        told=["police"],
    )
    task = actions.give_transport(
        actor=keeper,
        shelter_id=unit.shelter_id,
        officer_id=driver.actor.id,
        valid_from=now() - timedelta(minutes=1),
        hours=2,
        case_reference=case.reference,
        note=WAY,
    )
    ids = {
        "case_id": case.id,
        "shelter_id": unit.shelter_id,
        "unit_id": unit.id,
        "place_id": places[2].id,
        "block_id": block.id,
        "request_id": other.id,
        "stay_id": stay.id,
        "incident_id": incident.id,
        "task_id": task.id,
        "hold_id": hold.id,
    }
    return Planted(keeper, driver, ids, frozenset({case.id, waiting.id}))
