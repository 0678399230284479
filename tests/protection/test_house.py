"""A day in the house: the daily list, incidents, and what others may count of them."""

from datetime import timedelta

import pytest
from django.db import connection

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.protection import actions, queries
from panah.protection.models import Incident, Stay
from panah.protection.states import IncidentState, PresenceState
from tests.protection.people import ask_for_place, open_shelter, presumed_case, take_in
from tests.protection.test_facts import rows
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db
WORDS = "A man asked at the gate for a girl."


@pytest.fixture
def house() -> tuple[Actor, Stay]:
    """A keeper and somebody who lives in the house."""
    manager = sign_in("case_manager", organisation="vac")
    asked = ask_for_place(manager, presumed_case(manager))
    keeper, unit = open_shelter()
    return keeper, take_in(keeper, asked, unit)


def record(keeper: Actor, stay: Stay, **details) -> Incident:
    known = {"kind": "stranger", "severity": "serious", "happened_on": today(), "note": WORDS, "told": ["police"]}
    known |= {"shelter_id": stay.shelter_id, "stay_id": stay.id}
    return actions.record_incident(actor=keeper, **{**known, **details})


def kinds(actor: Actor) -> list[str]:
    return [item.kind for item in queries.work(actor=actor)]


def test_an_incident_names_nobody_of_another_house(house):
    keeper, stay = house
    other = actions.open_shelter(actor=keeper, name="House 2", capacity=1, address="14 Invented Street")
    with pytest.raises(InvalidInput, match="another house") as refused:
        record(keeper, stay, shelter_id=other.pk)
    assert refused.value.field == "stay_id"


def test_who_was_not_ticked_waits_on_the_list_and_a_tick_is_logged(house):
    keeper, stay = house
    (line,) = queries.daily_list(actor=keeper)
    assert (line.is_ticked, line.state) == (False, "")
    assert kinds(keeper) == ["presence"]
    actions.tick_presence(actor=keeper, stay_id=stay.id, state=PresenceState.PRESENT)
    (line,) = queries.daily_list(actor=keeper)
    assert (line.is_ticked, line.state) == (True, "present")
    assert kinds(keeper) == []
    assert Entry.objects.filter(event="protection.presence.ticked").count() == 1


def test_the_list_is_changed_during_the_day_and_says_nothing_twice(house):
    keeper, stay = house
    actions.tick_presence(actor=keeper, stay_id=stay.id, state=PresenceState.PRESENT)
    with pytest.raises(WrongState, match="says already"):
        actions.tick_presence(actor=keeper, stay_id=stay.id, state=PresenceState.PRESENT)
    with pytest.raises(InvalidInput, match="until when"):
        actions.tick_presence(actor=keeper, stay_id=stay.id, state=PresenceState.OUT)
    until = now() + timedelta(hours=2)
    actions.tick_presence(actor=keeper, stay_id=stay.id, state=PresenceState.OUT, until=until)
    assert [row.until for row in queries.presences_of_stay(actor=keeper, stay_id=stay.id)] == [until]
    assert queries.last_presence(actor=keeper, stay_id=stay.id).state == "out"


def test_who_is_absent_without_a_word_is_work_for_the_house(house):
    keeper, stay = house
    actions.tick_presence(actor=keeper, stay_id=stay.id, state=PresenceState.ABSENT)
    (item,) = queries.work(actor=keeper)
    assert (item.kind, item.reference, item.title) == ("presence", stay.reference, "Absent without word")


def test_nobody_is_ticked_who_has_left(house):
    keeper, stay = house
    actions.end_stay(actor=keeper, stay_id=stay.id, ended_on=today(), reason="family", exit_to="family_home")
    with pytest.raises(WrongState, match="has left"):
        actions.tick_presence(actor=keeper, stay_id=stay.id, state=PresenceState.PRESENT)


def test_a_serious_incident_waits_until_somebody_has_seen_to_it(house):
    keeper, stay = house
    incident = record(keeper, stay)
    assert "incident" in kinds(keeper)
    actions.settle_incident(actor=keeper, incident_id=incident.id, told=["police", "case_holder"])
    with pytest.raises(WrongState):
        actions.settle_incident(actor=keeper, incident_id=incident.id, told=["police"])
    assert "incident" not in kinds(keeper)
    actions.reopen_incident(actor=keeper, incident_id=incident.id)
    with pytest.raises(WrongState):
        actions.reopen_incident(actor=keeper, incident_id=incident.id)
    assert "incident" in kinds(keeper)


def test_an_event_or_a_minor_incident_waits_for_nobody(house):
    keeper, stay = house
    for severity in ("none", "minor"):
        assert record(keeper, stay, severity=severity, told=[]).state == IncidentState.SETTLED
    with pytest.raises(InvalidInput, match="who was told"):
        record(keeper, stay, told=[])
    with pytest.raises(InvalidInput, match="not come yet"):
        record(keeper, stay, happened_on=today() + timedelta(days=1))


def test_what_was_written_is_sealed_and_each_reading_is_logged(house):
    keeper, stay = house
    incident = record(keeper, stay)
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM protection_incident")
        assert WORDS.encode() not in bytes(cursor.fetchone()[0])
    assert actions.show_incident(actor=keeper, incident_id=incident.id) == WORDS
    assert Entry.objects.filter(event="protection.incident.shown").count() == 1
    stranger = sign_in("shelter_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.show_incident(actor=stranger, incident_id=incident.id)


def test_oversight_sees_how_many_and_nobody_else_does(house):
    keeper, stay = house
    record(keeper, stay)
    record(keeper, stay, severity="none", kind="activity")
    overseer = sign_in("oversight_officer", organisation="ombudsman")
    (count,) = queries.incident_counts(actor=overseer)
    assert (count.severity, count.count, count.open_count) == ("serious", 1, 1)
    assert not Incident.objects.exists()
    for role, body in (("national_coordinator", "coordinator"), ("case_manager", "vac")):
        other = sign_in(role, organisation=body)
        with pytest.raises(NotPermitted):
            queries.incident_counts(actor=other)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM panah_incident_counts()")
            assert cursor.fetchone() == (0,)


def test_the_coordinator_sees_what_was_not_met_anywhere_and_a_case_manager_does_not(house):
    keeper, _stay = house
    manager = sign_in("case_manager", organisation="vac")
    asked = ask_for_place(manager, presumed_case(manager, age_band="9_17"))
    again(keeper)
    actions.decline_place(actor=keeper, request_id=asked.id, reason="no_suitable_place")
    coordinator = sign_in("national_coordinator", organisation="coordinator")
    (month,) = queries.unmet_need(actor=coordinator)
    assert (month.reasons, month.children, month.women) == ({"no_suitable_place": 1}, 1, 0)
    again(manager)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM panah_unmet_need()")
        assert cursor.fetchone() == (0,)


def test_what_was_not_met_is_a_fact_with_day_reason_sex_and_age(house):
    keeper, _stay = house
    manager = sign_in("case_manager", organisation="vac")
    asked, late = (ask_for_place(manager, presumed_case(manager)) for _ in range(2))
    actions.withdraw_place_request(actor=manager, request_id=late.id, reason="waited_too_long")
    again(keeper)
    actions.decline_place(actor=keeper, request_id=asked.id, reason="full")
    found = rows("fact_unmet_need")
    assert {row["reason"] for row in found} == {"full", "waiting_too_long"}
    assert {(row["happened_on"], row["sex"], row["age_band"]) for row in found} == {(today(), "female", "24_26")}
    assert not {str(row["person"]) for row in found} & {str(asked.person_id), str(late.person_id)}


def test_an_incident_is_a_fact_without_house_and_person(house):
    keeper, stay = house
    record(keeper, stay)
    (fact,) = rows("fact_house_incident")
    assert fact == {"happened_on": today(), "kind": "stranger", "severity": "serious", "state": "open"}


@pytest.mark.parametrize("language", ["en", "az"])
def test_the_pages_of_the_house_open_and_their_forms_are_sent(house, language):
    _keeper, stay = house
    client = desk_client("shelter_manager", organisation="mia-shelter", language=language)
    for path in ("shelters/", "shelters/board/", "shelters/unmet/", "presence/", "incidents/", "incidents/record/"):
        assert client.get(f"/protection/{path}").status_code == 200, path
    assert client.post(f"/protection/presence/{stay.id}/present/").status_code == 302
    sent = {"shelter_id": stay.shelter_id, "kind": "fire_damage", "severity": "serious", "note": "x", "told": "doctor"}
    sent |= {"happened_on_day": today().day, "happened_on_month": today().month, "happened_on_year": today().year}
    assert client.post("/protection/incidents/record/", sent).status_code == 302
    again(client.actor)
    incident = queries.incidents(actor=client.actor).get()
    assert WORDS not in client.get(f"/protection/incidents/{incident.id}/").content.decode()
    assert "x" in client.post(f"/protection/incidents/{incident.id}/").content.decode()
    assert client.post(f"/protection/incidents/{incident.id}/settle/", {"told": "doctor"}).status_code == 302
    for path in (f"stays/{stay.id}/end/", f"stays/{stay.id}/move/", f"presence/{stay.id}/"):
        assert client.get(f"/protection/{path}").status_code == 200, path


def test_the_board_names_nobody_and_says_how_each_place_stands(house):
    keeper, stay = house
    place = queries.unit_board(actor=keeper, unit_id=stay.place.unit_id).free_spot().place
    actions.block_place(actor=keeper, place_id=place.id, reason="repair", from_on=today())
    client = desk_client("shelter_manager", organisation="mia-shelter")
    page = client.get("/protection/shelters/board/").content.decode()
    assert stay.reference in page
    assert "pn-spot--taken" in page
    assert "pn-spot--blocked" in page
    assert "Sınaqova" not in page
