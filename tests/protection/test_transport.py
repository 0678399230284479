"""A shelter names one officer who may read where it is, for hours. After that there is no address."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import now
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.protection import actions, queries
from panah.protection.models import ShelterLocation, TransportTask
from panah.protection.states import TransportState
from tests.protection.people import open_shelter, works_in
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "12 Invented Street"


@pytest.fixture
def officer() -> Actor:
    """Somebody of another organisation who drives."""
    return sign_in("transport_officer", organisation="ngo-clean-world")


def give(officer: Actor, **options) -> tuple[Actor, TransportTask]:
    keeper, unit = open_shelter()
    asked = {"valid_from": now(), "hours": 4, "note": "Ring twice.", "case_reference": "P-2026-ABCDE", **options}
    task = actions.give_transport(actor=keeper, shelter_id=unit.shelter_id, officer_id=officer.id, **asked)
    return keeper, task


def test_the_named_officer_reads_the_address_while_the_task_lives_and_the_log_knows(officer):
    _keeper, task = give(officer)
    again(officer)
    assert actions.show_transport(actor=officer, task_id=task.id) == {"address": ADDRESS, "note": "Ring twice."}
    entry = Entry.objects.get(event="protection.transport.shown")
    assert (entry.actor_id, list(entry.groups)) == (officer.id, ["location"])
    assert ADDRESS not in str(entry.facts)


def test_the_giver_ends_it_at_once_and_then_there_is_no_address(officer):
    keeper, task = give(officer)
    actions.end_transport(actor=keeper, task_id=task.id)
    with pytest.raises(WrongState):
        actions.end_transport(actor=keeper, task_id=task.id)
    again(officer)
    with pytest.raises(NotVisible):
        actions.show_transport(actor=officer, task_id=task.id)
    assert not ShelterLocation.objects.exists()
    assert queries.work(actor=officer) == []


def test_before_and_after_its_hours_a_task_shows_nothing(officer):
    keeper, task = give(officer, valid_from=now() + timedelta(hours=1))
    again(officer)
    assert task.state == TransportState.AHEAD
    assert not ShelterLocation.objects.exists()
    with pytest.raises(NotVisible):
        actions.show_transport(actor=officer, task_id=task.id)
    again(keeper)
    hour = timedelta(hours=1)
    TransportTask.objects.filter(pk=task.id).update(valid_from=now() - 3 * hour, valid_until=now() - hour)
    again(officer)
    assert not ShelterLocation.objects.exists()
    with pytest.raises(NotVisible):
        actions.show_transport(actor=officer, task_id=task.id)


def test_nobody_but_the_named_officer_has_the_task(officer):
    _keeper, task = give(officer)
    for role, body in (("transport_officer", "ngo-clean-world"), ("transport_officer", "mia-shelter")):
        other = sign_in(role, organisation=body)
        with pytest.raises(NotVisible):
            actions.show_transport(actor=other, task_id=task.id)
    assert (
        not TransportTask.objects.filter(to_organisation_id=officer.organisation_id)
        .exclude(from_organisation_id=other.organisation_id)
        .exists()
    )
    colleague = sign_in("transport_officer", organisation="ngo-clean-world")
    assert not TransportTask.objects.exists()
    assert not ShelterLocation.objects.exists()
    assert queries.work(actor=colleague) == []


def test_the_officer_cannot_lengthen_the_own_task(officer):
    _keeper, task = give(officer)
    again(officer)
    assert TransportTask.objects.filter(pk=task.id).update(valid_until=now() + timedelta(hours=11)) == 0


def test_nobody_gives_a_task_to_the_shelter_of_another(officer):
    """A forged task names a foreign shelter; row security compares who gave it with who holds the address."""
    _keeper, unit = open_shelter()
    forger = sign_in("shelter_manager", organisation="ngo-children-union")
    asked = {"officer_id": officer.id, "valid_from": now(), "hours": 4}
    with pytest.raises(NotVisible):
        actions.give_transport(actor=forger, shelter_id=unit.shelter_id, **asked)
    task = TransportTask.objects.create(
        from_organisation_id=forger.organisation_id, from_wall=forger.wall, sent_by_id=forger.id, reference="T-X",
        to_organisation_id=officer.organisation_id, to_wall=officer.wall, officer_id=officer.id,
        shelter_id=unit.shelter_id, valid_from=now(), valid_until=now() + timedelta(hours=1),
    )  # fmt: skip
    again(officer)
    assert not ShelterLocation.objects.exists()
    with pytest.raises(NotVisible):
        actions.show_transport(actor=officer, task_id=task.id)


def test_reading_needs_a_fresh_sign_in_and_giving_too(officer):
    keeper, task = give(officer)
    with pytest.raises(StepUpNeeded):
        actions.give_transport(
            actor=replace(keeper, stepped_up_at=None), shelter_id=task.shelter_id, officer_id=officer.id,
            valid_from=now(), hours=1,
        )  # fmt: skip
    actions.end_transport(actor=replace(keeper, stepped_up_at=None), task_id=task.id)
    with pytest.raises(StepUpNeeded):
        actions.show_transport(actor=replace(officer, stepped_up_at=None), task_id=task.id)


def test_a_task_lasts_twelve_hours_at_most_in_the_database_too(officer):
    with pytest.raises(InvalidInput, match="at most"):
        give(officer, hours=13)
    keeper, task = give(officer)
    again(keeper)
    with pytest.raises(IntegrityError), transaction.atomic():
        TransportTask.objects.filter(pk=task.id).update(valid_until=now() + timedelta(hours=20))


def test_only_who_drives_is_named_and_only_a_shelter_names(officer):
    manager = sign_in("case_manager", organisation="vac")
    with pytest.raises(NotVisible):
        give(manager)
    again(officer)
    with pytest.raises(NotPermitted):
        actions.give_transport(actor=officer, shelter_id=officer.id, officer_id=officer.id, valid_from=now(), hours=1)


def test_own_people_stand_first_among_those_who_may_drive(officer):
    own = sign_in("transport_officer", organisation="mia-shelter")
    keeper, _unit = open_shelter()
    assert [choice[0] for choice in queries.officer_choices(actor=keeper)] == [str(own.id), str(officer.id)]


def test_the_note_is_sealed_under_the_keys_of_the_address(officer):
    give(officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM protection_transporttask")
        assert b"Ring" not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize("language", ["en", "az"])
def test_an_officer_walks_from_the_list_to_the_address_and_finds_nothing_afterwards(language):
    driver = desk_client("transport_officer", organisation="ngo-clean-world", language=language)
    keeper, task = give(driver.actor)
    assert task.reference in driver.get("/protection/transport/").content.decode()
    page = f"/protection/transport/{task.id}/"
    assert ADDRESS not in driver.get(page).content.decode()
    assert ADDRESS not in driver.get(f"{page}address/").content.decode()
    assert ADDRESS in driver.post(f"{page}address/").content.decode()
    assert ADDRESS not in driver.get("/desk/").content.decode()
    again(keeper)
    actions.end_transport(actor=keeper, task_id=task.id)
    assert driver.get(page).status_code == 404
    assert driver.post(f"{page}address/").status_code == 404


def test_a_shelter_manager_gives_and_ends_a_task_on_pages():
    driver = sign_in("transport_officer", organisation="mia-shelter")
    keeper, unit = open_shelter()
    client = desk_client("shelter_manager", organisation="mia-shelter")
    again(keeper)
    works_in(client.actor, unit)
    sent = {"officer_id": driver.id, "valid_from": f"{now():%Y-%m-%dT%H:%M}", "hours": 12}
    assert client.post(f"/protection/shelters/{unit.shelter_id}/transport/", sent).status_code == 302
    again(client.actor)
    (task,) = queries.transports_given(actor=client.actor)
    page = client.get("/protection/transport/given/").content.decode()
    assert task.reference in page
    assert ADDRESS not in page
    assert client.post(f"/protection/transport/{task.id}/end/").status_code == 302
