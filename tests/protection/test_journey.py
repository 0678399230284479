from datetime import timedelta

import pytest

from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.clock import now
from panah.core.errors import NotPermitted, NotVisible, WrongState
from panah.protection import actions
from panah.protection.actions.journey import report_transport
from panah.protection.models import TransportReport
from panah.protection.queries.journey import journey
from panah.protection.queries.work import work
from panah.protection.states import JourneyState
from tests.protection.people import open_shelter
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper_and_unit():
    return open_shelter()


@pytest.fixture
def driver(keeper_and_unit):
    return sign_in("transport_officer", organisation="ngo-clean-world")


@pytest.fixture
def task(keeper_and_unit, driver):
    keeper, unit = keeper_and_unit
    again(keeper)
    begin = now() - timedelta(minutes=5)
    given = actions.give_transport(
        actor=keeper, shelter_id=unit.shelter_id, officer_id=driver.id, valid_from=begin, hours=4
    )
    again(driver)
    return given


def say(driver, task, word):
    return report_transport(actor=driver, task_id=task.pk, said=JourneyState(word))


def titles(actor):
    return [item.title for item in work(actor=actor) if item.kind == "transport"]


def test_the_driver_says_how_far_the_way_has_come(keeper_and_unit, driver, task):
    for word in ("set_out", "not_found", "set_out", "arrived"):
        say(driver, task, word)
    assert Entry.objects.filter(event="protection.transport.reported").count() == 4
    keeper, _ = keeper_and_unit
    again(keeper)
    assert journey(actor=keeper, task_id=task.pk) == JourneyState.ARRIVED
    assert titles(keeper) == ["The person has arrived: end the transport task"]
    actions.end_transport(actor=keeper, task_id=task.pk)
    assert titles(keeper) == []


def test_who_was_not_found_is_told_to_the_shelter_at_once(keeper_and_unit, driver, task):
    say(driver, task, "not_found")
    again(keeper_and_unit[0])
    assert titles(keeper_and_unit[0]) == ["The driver found nobody: call the one who asked for the place"]


def test_nothing_follows_the_arrival(driver, task):
    say(driver, task, "arrived")
    for word in JourneyState:
        with pytest.raises(WrongState):
            report_transport(actor=driver, task_id=task.pk, said=word)


def test_only_the_named_driver_reports_and_only_while_the_task_lives(keeper_and_unit, driver, task):
    colleague = sign_in("transport_officer", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        say(colleague, task, "set_out")
    keeper, _ = keeper_and_unit
    again(keeper)
    with pytest.raises(NotPermitted):
        say(keeper, task, "set_out")
    actions.end_transport(actor=keeper, task_id=task.pk)
    again(driver)
    with pytest.raises(NotVisible):
        say(driver, task, "arrived")


def test_a_colleague_of_the_driver_reads_no_report(driver, task):
    say(driver, task, "set_out")
    sign_in("transport_officer", organisation="ngo-clean-world")
    assert not TransportReport.objects.exists()


def test_a_task_that_has_not_begun_is_not_reported_on(keeper_and_unit, driver):
    keeper, unit = keeper_and_unit
    again(keeper)
    later = actions.give_transport(
        actor=keeper, shelter_id=unit.shelter_id, officer_id=driver.id, valid_from=now() + timedelta(hours=1), hours=2
    )
    again(driver)
    with pytest.raises(WrongState):
        say(driver, later, "set_out")


def test_the_pages_of_both(keeper_and_unit, driver, task):
    theirs = client_of(Account.objects.get(pk=driver.id))
    url = f"/protection/transport/{task.pk}/"
    assert "Tell the shelter" in theirs.get(url).content.decode()
    assert theirs.post(f"{url}say/arrived/").status_code == 302
    assert theirs.post(f"{url}say/waiting/").status_code == 404
    page = theirs.get(url).content.decode()
    assert "Forget the address" in page and "Tell the shelter" not in page
    house = client_of(Account.objects.get(pk=keeper_and_unit[0].id))
    assert "Arrived" in house.get("/protection/transport/given/").content.decode()
