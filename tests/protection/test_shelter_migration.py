"""An installation that had shelters with a number of places gets units and places, and nothing of it is lost."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from panah.core.clock import today
from panah.core.db import unforced, unforced_tables
from panah.core.ids import new_id
from panah.organisations.models import Organisation
from tests.support import as_owner

pytestmark = pytest.mark.django_db
BEFORE, AFTER = ("protection", "0007_consent_signed"), ("protection", "0009_shelter_places")
TABLES = ("protection_shelter", "protection_stay", "protection_placerequest", "protection_placeanswer")


def at(target: tuple[str, str]) -> Any:
    """The tables as they are after one migration."""
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return executor.loader.project_state([target]).apps


def a_house(apps: Any) -> Any:
    """A house of four places, one of them blocked, with one person present, one who left and one who was refused."""
    held = {"organisation_id": Organisation.objects.get(code="mia-shelter").id, "wall": "protection"}
    known = {"reference": "P-2020-AAAAA", "sex": "female", "age_band": "24_26"}
    get = apps.get_model
    house = get("protection", "Shelter").objects.create(
        **held, name="House", capacity=4, blocked_count=1, takes_women=True, takes_men=False, takes_children=False
    )
    ends = {"from_organisation_id": held["organisation_id"], "to_organisation_id": held["organisation_id"]}
    ends |= {"from_wall": "protection", "to_wall": "protection", "sent_by_id": new_id(), "case_id": new_id()}
    for ended_on, accepted in ((None, True), (today(), True), (None, False)):
        person = new_id()
        request = get("protection", "PlaceRequest").objects.create(id=new_id(), **ends, **known, person_id=person)
        answer = {"started_on": today(), "ended_on": ended_on} if accepted else {"decline_reason": "no_capacity"}
        get("protection", "PlaceAnswer").objects.create(
            id=new_id(), **ends, request=request, is_accepted=accepted, **answer
        )
        if accepted:
            get("protection", "Stay").objects.create(
                id=new_id(), **held, **known, shelter=house, request=request, case_id=new_id(), person_id=person,
                started_on=today(), ended_on=ended_on, admitted_by_id=new_id(),
            )  # fmt: skip
    return house


def test_a_shelter_keeps_its_capacity_its_people_and_its_answers() -> None:
    with as_owner():
        before = at(BEFORE)
        with unforced(*TABLES):
            house = a_house(before)
        after = at(AFTER)
        with unforced(*TABLES, "protection_unit", "protection_place", "protection_block"):
            unit = after.get_model("protection", "Unit").objects.get(shelter_id=house.pk)
            places = list(after.get_model("protection", "Place").objects.filter(unit=unit).order_by("number"))
            stays = after.get_model("protection", "Stay").objects
            blocks = after.get_model("protection", "Block").objects
            answers = after.get_model("protection", "PlaceAnswer").objects
            assert (unit.for_whom, [place.number for place in places]) == ("women", [1, 2, 3, 4])
            assert stays.get(ended_on=None).place_id == places[0].pk
            assert stays.get(ended_on=today()).place_id is None
            assert blocks.get().place_id == places[3].pk
            assert sorted(answers.values_list("state", flat=True)) == ["accepted", "declined", "left"]
            assert answers.get(state="declined").decline_reason == "full"
        assert unforced_tables() == []
