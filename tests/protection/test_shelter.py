from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from django.db import connection

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import HOME, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.organisations.models import Organisation
from panah.protection import actions, queries
from panah.protection.models import PlaceRequest, Shelter, ShelterLocation, Stay
from panah.protection.states import PlaceState
from tests.protection.people import open_case, open_shelter
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


def ask(manager: Actor, case) -> PlaceRequest:
    again(manager)
    shelter = Organisation.objects.get(code="mia-shelter")
    return actions.request_place(
        actor=manager, case_id=case.id, to_organisation_id=shelter.id, needs=["medical"], wanted_on=today()
    )


def test_a_presumed_person_gets_a_place_at_once(manager):
    case = open_case(manager)
    asked = ask(manager, case)
    keeper, house = open_shelter()
    stay = actions.admit(actor=keeper, request_id=asked.id, shelter_id=house.id, started_on=today())
    assert (stay.case_id, stay.person_id, stay.sex) == (case.id, case.person_id, "female")
    again(manager)
    (row,) = queries.place_requests_of_case(actor=manager, case_id=case.id)
    assert row.state == PlaceState.ACCEPTED
    assert row.answer.started_on == today()


def test_the_holder_of_the_case_learns_that_there_is_a_place_and_never_where(manager):
    case = open_case(manager)
    asked = ask(manager, case)
    keeper, house = open_shelter()
    actions.admit(actor=keeper, request_id=asked.id, shelter_id=house.id, started_on=today())
    again(manager)
    assert not Stay.objects.exists()
    assert not Shelter.objects.exists()
    assert not ShelterLocation.objects.exists()


def test_an_investigator_of_the_same_organisation_sees_no_shelter():
    open_shelter()
    sign_in("investigator", organisation="mia-shelter")
    for model in (Shelter, ShelterLocation, Stay):
        assert not model.objects.exists()


def test_a_full_house_takes_nobody_more(manager):
    first, second = ask(manager, open_case(manager)), ask(manager, open_case(manager))
    keeper, house = open_shelter(capacity=1)
    actions.admit(actor=keeper, request_id=first.id, shelter_id=house.id, started_on=today())
    with pytest.raises(InvalidInput, match="full"):
        actions.admit(actor=keeper, request_id=second.id, shelter_id=house.id, started_on=today())


def test_a_house_for_men_takes_no_woman(manager):
    asked = ask(manager, open_case(manager))
    keeper, house = open_shelter(takes_women=False)
    with pytest.raises(InvalidInput, match="not for this person"):
        actions.admit(actor=keeper, request_id=asked.id, shelter_id=house.id, started_on=today())


def test_what_is_declined_is_answered_and_stays_answered(manager):
    asked = ask(manager, open_case(manager))
    keeper, house = open_shelter()
    actions.decline_place(actor=keeper, request_id=asked.id, reason="no_capacity")
    with pytest.raises(WrongState):
        actions.admit(actor=keeper, request_id=asked.id, shelter_id=house.id, started_on=today())


def test_a_request_that_was_withdrawn_is_not_answered(manager):
    asked = ask(manager, open_case(manager))
    actions.withdraw_place_request(actor=manager, request_id=asked.id)
    keeper, house = open_shelter()
    assert not queries.place_requests(actor=keeper)
    with pytest.raises(WrongState):
        actions.admit(actor=keeper, request_id=asked.id, shelter_id=house.id, started_on=today())


def test_leaving_is_told_to_the_holder_of_the_case(manager):
    case = open_case(manager)
    asked = ask(manager, case)
    keeper, house = open_shelter()
    stay = actions.admit(actor=keeper, request_id=asked.id, shelter_id=house.id, started_on=today())
    with pytest.raises(InvalidInput, match="before it began"):
        actions.end_stay(actor=keeper, stay_id=stay.id, ended_on=today() - timedelta(days=1), reason="family")
    actions.end_stay(actor=keeper, stay_id=stay.id, ended_on=today(), reason="family")
    with pytest.raises(WrongState):
        actions.end_stay(actor=keeper, stay_id=stay.id, ended_on=today(), reason="family")
    again(manager)
    (row,) = queries.place_requests_of_case(actor=manager, case_id=case.id)
    assert row.state == PlaceState.LEFT


def test_a_request_to_another_shelter_does_not_exist(manager):
    asked = ask(manager, open_case(manager))
    stranger = sign_in("shelter_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.decline_place(actor=stranger, request_id=asked.id, reason="no_capacity")


def test_a_case_manager_admits_nobody(manager):
    asked = ask(manager, open_case(manager))
    with pytest.raises(NotPermitted):
        actions.admit(actor=manager, request_id=asked.id, shelter_id=asked.id, started_on=today())


def test_the_address_is_sealed_logged_and_needs_a_fresh_sign_in():
    keeper, house = open_shelter()
    assert actions.show_location(actor=keeper, shelter_id=house.id) == "12 Invented Street"
    assert Entry.objects.filter(event="protection.location.shown").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM protection_shelterlocation")
        (sealed,) = cursor.fetchone()
    assert b"Invented" not in bytes(sealed)
    with pytest.raises(StepUpNeeded):
        actions.show_location(actor=replace(keeper, stepped_up_at=None), shelter_id=house.id)


def test_another_house_of_another_organisation_shows_no_address():
    _keeper, house = open_shelter()
    stranger = sign_in("shelter_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.show_location(actor=stranger, shelter_id=house.id)


@pytest.mark.parametrize("language", ["en", "az"])
def test_the_pages_of_the_shelter_open(language):
    client = desk_client("shelter_manager", organisation="mia-shelter", language=language)
    answer = client.get("/protection/shelters/")
    assert answer.status_code == 200


def test_nobody_is_late_before_the_day_a_place_is_wanted_for_is_over(manager):
    ask(manager, open_case(manager))
    keeper, _house = open_shelter()
    (item,) = (item for item in queries.work(actor=keeper) if item.kind == "place")
    assert item.due_at is not None
    assert item.due_at.astimezone(HOME) == datetime.combine(today(), time(23, 59, 59), HOME)


def test_the_answer_to_a_request_says_who_asks_and_leads_back(manager):
    asked = ask(manager, open_case(manager))
    open_shelter()
    client = desk_client("shelter_manager", organisation="mia-shelter", language="az")
    text = client.get(f"/protection/places/{asked.id}/answer/").content.decode()
    assert "<dt>Kimdən</dt>" in text
    assert 'href="/protection/shelters/">Ləğv et</a>' in text
