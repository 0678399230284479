from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import HOME, now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.protection import actions, queries
from panah.protection.models import Hold, PlaceAnswer, PlaceRequest, Shelter, ShelterLocation, Stay
from panah.protection.states import PlaceState
from tests.protection.people import ask_for_place, open_shelter, presumed_case, take_in
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


def ask(manager: Actor, case=None, **options) -> PlaceRequest:
    again(manager)
    return ask_for_place(manager, case or presumed_case(manager), **options)


def seen(manager: Actor, request: PlaceRequest) -> PlaceRequest:
    """The request as the one who asked sees it."""
    again(manager)
    (row,) = queries.place_requests_of_case(actor=manager, case_id=request.case_id).filter(pk=request.pk)
    return row


def test_a_presumed_person_gets_a_place_at_once(manager):
    case = presumed_case(manager)
    asked = ask(manager, case)
    keeper, unit = open_shelter()
    stay = take_in(keeper, asked, unit)
    assert (stay.case_id, stay.person_id, stay.sex) == (case.id, case.person_id, "female")
    row = seen(manager, asked)
    assert (row.state, row.answer.started_on) == (PlaceState.ACCEPTED, today())
    assert (row.answer.rules_language, row.answer.rules_given_on) == ("az", today())


def test_the_holder_of_the_case_learns_that_there_is_a_place_and_never_where(manager):
    asked = ask(manager)
    keeper, unit = open_shelter()
    take_in(keeper, asked, unit)
    again(manager)
    for model in (Stay, Shelter, ShelterLocation, Hold):
        assert not model.objects.exists()


def test_an_investigator_of_the_same_organisation_sees_no_shelter():
    open_shelter()
    sign_in("investigator", organisation="mia-shelter")
    for model in (Shelter, ShelterLocation, Stay):
        assert not model.objects.exists()


def test_a_full_house_says_what_to_do_next_and_the_need_is_counted(manager):
    first, second = ask(manager), ask(manager)
    keeper, unit = open_shelter(capacity=1)
    take_in(keeper, first, unit)
    with pytest.raises(InvalidInput, match="another shelter is asked"):
        take_in(keeper, second, unit)
    actions.decline_place(actor=keeper, request_id=second.id, reason="full")
    (month,) = queries.unmet_need(actor=keeper)
    assert (month.reasons, month.total, month.women) == ({"full": 1}, 1, 1)
    again(manager)
    (item,) = (item for item in queries.work(actor=manager) if "another shelter" in item.title)
    assert (item.reference, item.kind) == (second.reference, "place")
    ask(manager, queries.case(actor=manager, case_id=second.case_id), shelter="ngo-clean-world")
    assert not [item for item in queries.work(actor=manager) if "another shelter" in item.title]


def test_a_unit_for_men_takes_a_woman_only_for_a_coded_reason(manager):
    asked = ask(manager)
    keeper, unit = open_shelter(for_whom="men")
    with pytest.raises(InvalidInput, match="does not suit"):
        take_in(keeper, asked, unit)
    stay = take_in(keeper, asked, unit, override_reason="immediate_danger")
    assert (stay.mismatches, stay.override_reason) == (["other_sex"], "immediate_danger")


def test_a_reason_that_nothing_needed_is_not_kept(manager):
    asked = ask(manager)
    keeper, unit = open_shelter()
    assert take_in(keeper, asked, unit, override_reason="person_chose").override_reason == ""


def test_a_held_place_is_nobody_elses_and_is_free_again_by_itself(manager):
    first, second = ask(manager), ask(manager)
    keeper, unit = open_shelter(capacity=1)
    hold = actions.hold_place(actor=keeper, request_id=first.id, unit_id=unit.id)
    assert timedelta(hours=23) < hold.until - now() <= timedelta(hours=24)
    with pytest.raises(InvalidInput, match="full"):
        take_in(keeper, second, unit)
    over = now() - timedelta(minutes=1)
    Hold.objects.own(keeper).update(until=over)
    PlaceAnswer.objects.sent_by_us(keeper).update(held_until=over)
    take_in(keeper, second, unit)
    assert seen(manager, first).state == PlaceState.EXPIRED
    again(keeper)
    with pytest.raises(InvalidInput, match="full"):
        take_in(keeper, first, unit)


def test_whom_a_place_is_held_for_gets_that_place(manager):
    asked = ask(manager)
    keeper, unit = open_shelter(capacity=1)
    hold = actions.hold_place(actor=keeper, request_id=asked.id, unit_id=unit.id)
    assert seen(manager, asked).state == PlaceState.HELD
    again(keeper)
    assert take_in(keeper, asked, unit).place_id == hold.place_id
    assert not queries.live_holds(actor=keeper)


def test_a_hold_is_let_go_by_the_shelter_or_by_the_one_who_asked(manager):
    first, second, third = ask(manager), ask(manager), ask(manager)
    keeper, unit = open_shelter(capacity=1)
    actions.hold_place(actor=keeper, request_id=first.id, unit_id=unit.id)
    actions.accept_place_request(actor=keeper, request_id=first.id)
    assert seen(manager, first).state == PlaceState.ELIGIBLE
    again(keeper)
    actions.hold_place(actor=keeper, request_id=second.id, unit_id=unit.id)
    again(manager)
    actions.withdraw_place_request(actor=manager, request_id=second.id, reason="person_declined")
    again(keeper)
    assert queries.unit_board(actor=keeper, unit_id=unit.id).free == 1
    take_in(keeper, third, unit)


def test_a_stay_begins_neither_before_it_was_asked_for_nor_in_an_earlier_one(manager):
    case = presumed_case(manager)
    asked = ask(manager, case, wanted_on=today() - 5 * DAY)
    keeper, unit = open_shelter()
    with pytest.raises(InvalidInput, match="before what it follows"):
        take_in(keeper, asked, unit, started_on=today() - 6 * DAY)
    stay = take_in(keeper, asked, unit, started_on=today() - 5 * DAY)
    actions.end_stay(actor=keeper, stay_id=stay.pk, ended_on=today() - DAY, reason="other")
    back = ask(manager, case, wanted_on=today() - 5 * DAY)
    again(keeper)
    with pytest.raises(InvalidInput, match="another place with you") as caught:
        take_in(keeper, back, unit, started_on=today() - 2 * DAY)
    assert caught.value.field == "started_on"
    assert take_in(keeper, back, unit, started_on=today() - DAY).pk


def test_nobody_has_two_places_in_one_organisation(manager):
    case = presumed_case(manager)
    first = ask(manager, case)
    with pytest.raises(WrongState, match="asked already"):
        ask(manager, case)
    keeper, unit = open_shelter()
    stay = take_in(keeper, first, unit)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO protection_stay SELECT (jsonb_populate_record(s, jsonb_build_object('id', "
            "gen_random_uuid(), 'place_id', null, 'request_id', null))).* FROM protection_stay s "
            "WHERE id = %s",
            [stay.id],
        )


def test_a_place_elsewhere_ends_before_another_begins(manager):
    case = presumed_case(manager)
    first, second = ask(manager, case), ask(manager, case, shelter="ngo-clean-world")
    keeper, unit = open_shelter()
    stay = take_in(keeper, first, unit)
    other, other_unit = open_shelter(organisation="ngo-clean-world")
    actions.hold_place(actor=other, request_id=second.id, unit_id=other_unit.id)
    with pytest.raises(WrongState, match="another shelter"):
        take_in(other, second, other_unit)
    again(keeper)
    actions.end_stay(actor=keeper, stay_id=stay.id, ended_on=today(), reason="other_shelter", exit_to="other_shelter")
    again(other)
    take_in(other, second, other_unit)


def test_whether_there_is_a_place_elsewhere_is_told_to_the_shelter_that_was_asked_alone(manager):
    asked = ask(manager)
    stranger = sign_in("shelter_manager", organisation="ngo-clean-world")
    assert not queries.has_place_elsewhere(actor=stranger, request_id=asked.id)


def test_what_is_declined_is_answered_and_stays_answered(manager):
    asked = ask(manager)
    keeper, unit = open_shelter()
    actions.decline_place(actor=keeper, request_id=asked.id, reason="no_consent")
    with pytest.raises(WrongState):
        take_in(keeper, asked, unit)
    assert queries.unmet_need(actor=keeper) == []


def test_a_request_that_was_withdrawn_is_not_answered(manager):
    asked = ask(manager)
    actions.withdraw_place_request(actor=manager, request_id=asked.id, reason="waited_too_long")
    keeper, unit = open_shelter()
    assert not queries.place_requests(actor=keeper)
    with pytest.raises(WrongState):
        take_in(keeper, asked, unit)
    (month,) = queries.unmet_need(actor=keeper)
    assert month.reasons == {"waiting_too_long": 1}


def test_leaving_is_told_to_the_holder_of_the_case_with_reason_and_follow_up(manager):
    asked = ask(manager)
    keeper, unit = open_shelter()
    stay = take_in(keeper, asked, unit)
    leave = {"actor": keeper, "stay_id": stay.id, "reason": "family", "exit_to": "family_home"}
    with pytest.raises(InvalidInput, match="before it began"):
        actions.end_stay(**leave, ended_on=today() - DAY)
    with pytest.raises(InvalidInput, match="not come yet"):
        actions.end_stay(**leave, ended_on=today() + DAY)
    with pytest.raises(InvalidInput, match="after the day of leaving"):
        actions.end_stay(**leave, ended_on=today(), follow_up_on=today() - DAY)
    actions.end_stay(**leave, ended_on=today(), follow_up_on=today())
    with pytest.raises(WrongState):
        actions.end_stay(**leave, ended_on=today())
    row = seen(manager, asked)
    assert (row.state, row.answer.exit_reason, row.answer.exit_to) == (PlaceState.LEFT, "family", "family_home")
    assert [item.reference for item in queries.work(actor=manager) if item.kind == "follow_up"] == [asked.reference]


def test_a_request_to_another_shelter_does_not_exist(manager):
    asked = ask(manager)
    stranger = sign_in("shelter_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.decline_place(actor=stranger, request_id=asked.id, reason="full")


def test_a_case_manager_admits_nobody(manager):
    asked = ask(manager)
    with pytest.raises(NotPermitted):
        actions.admit(actor=manager, request_id=asked.id, unit_id=asked.id, started_on=today(), rules_language="az")


def test_a_child_goes_where_the_parent_is(manager):
    mother = presumed_case(manager)
    child = presumed_case(manager, age_band="0_8")
    with pytest.raises(InvalidInput, match="no other case of yours"):
        ask(manager, child, with_reference="P-0000-NOBODY")
    first, second = ask(manager, mother), ask(manager, child, with_reference=mother.reference.lower())
    keeper, unit = open_shelter(for_whom="women_children")
    other = actions.add_unit(actor=keeper, shelter_id=unit.shelter_id, name="2", for_whom="women_children", capacity=2)
    take_in(keeper, first, unit)
    with pytest.raises(InvalidInput, match="does not suit"):
        take_in(keeper, second, other)
    assert take_in(keeper, second, unit).mismatches == []


def test_a_blocked_place_is_not_given_until_it_is_opened_again(manager):
    asked = ask(manager)
    keeper, unit = open_shelter(capacity=1)
    place = unit.places.get()
    with pytest.raises(InvalidInput, match="last day"):
        actions.block_place(actor=keeper, place_id=place.id, reason="repair", from_on=today(), until_on=today() - DAY)
    block = actions.block_place(actor=keeper, place_id=place.id, reason="repair", from_on=today())
    with pytest.raises(WrongState, match="not free"):
        actions.block_place(actor=keeper, place_id=place.id, reason="repair", from_on=today())
    with pytest.raises(InvalidInput, match="full"):
        take_in(keeper, asked, unit)
    actions.lift_block(actor=keeper, block_id=block.id)
    with pytest.raises(WrongState):
        actions.lift_block(actor=keeper, block_id=block.id)
    stay = take_in(keeper, asked, unit)
    with pytest.raises(WrongState, match="not free"):
        actions.block_place(actor=keeper, place_id=stay.place_id, reason="repair", from_on=today())


def test_somebody_of_the_house_moves_to_another_unit(manager):
    asked = ask(manager)
    keeper, unit = open_shelter(capacity=1)
    stay = take_in(keeper, asked, unit)
    other = actions.add_unit(actor=keeper, shelter_id=unit.shelter_id, name="2", for_whom="women", capacity=1)
    moved = actions.move_stay(actor=keeper, stay_id=stay.id, unit_id=other.id)
    assert moved.place.unit_id == other.id
    assert [each.free for each in queries.board(actor=keeper)] == [1, 0]
    assert queries.free_for(actor=keeper, units=queries.board(actor=keeper)) == [("mixed", 1), ("women", 0)]


def test_the_house_learns_that_its_guest_is_a_child(manager):
    case = presumed_case(manager)
    asked = ask(manager, case)
    keeper, unit = open_shelter(capacity=1, for_whom="women")
    stay = take_in(keeper, asked, unit)
    assert not list(queries.place_work(actor=keeper))
    again(manager)
    actions.assess_age(
        actor=manager, case_id=case.pk, assessed_on=today(), method="documents", age_from=15, age_until=15
    )
    again(keeper)
    (item,) = queries.place_work(actor=keeper)
    assert item.url == f"/protection/stays/{stay.pk}/move/"
    assert "child" in item.title
    assert queries.stay(actor=keeper, stay_id=stay.pk).told.age_band == "9_17"
    with pytest.raises(InvalidInput, match="does not suit"):
        actions.move_stay(actor=keeper, stay_id=stay.pk, unit_id=unit.pk)
    kept = actions.move_stay(actor=keeper, stay_id=stay.pk, unit_id=unit.pk, override_reason="room_apart")
    assert (kept.place_id, kept.age_band, kept.mismatches) == (stay.place_id, "9_17", ["child_alone"])
    assert not list(queries.place_work(actor=keeper))


def test_a_house_writes_down_what_is_spoken_there(manager):
    asked = ask(manager, presumed_case(manager, language="ka"))
    keeper, unit = open_shelter()
    actions.change_shelter(actor=keeper, shelter_id=unit.shelter_id, name="House 1", languages=["ru", "az"])
    with pytest.raises(InvalidInput, match="does not suit"):
        take_in(keeper, asked, unit)
    assert take_in(keeper, asked, unit, override_reason="interpreter_arranged").mismatches == ["language"]


def test_the_address_is_sealed_logged_and_needs_a_fresh_sign_in():
    keeper, unit = open_shelter()
    assert actions.show_location(actor=keeper, shelter_id=unit.shelter_id) == "12 Invented Street"
    assert Entry.objects.filter(event="protection.location.shown").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM protection_shelterlocation")
        (sealed,) = cursor.fetchone()
    assert b"Invented" not in bytes(sealed)
    with pytest.raises(StepUpNeeded):
        actions.show_location(actor=replace(keeper, stepped_up_at=None), shelter_id=unit.shelter_id)


def test_another_house_of_another_organisation_shows_no_address():
    _keeper, unit = open_shelter()
    stranger = sign_in("shelter_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.show_location(actor=stranger, shelter_id=unit.shelter_id)


def test_nobody_is_late_before_the_day_a_place_is_wanted_for_is_over(manager):
    ask(manager)
    keeper, _unit = open_shelter()
    (item,) = (item for item in queries.work(actor=keeper) if item.kind == "place")
    assert item.due_at is not None
    assert item.due_at.astimezone(HOME) == datetime.combine(today(), time(23, 59, 59), HOME)


def test_the_answer_to_a_request_says_who_asks_and_leads_back(manager):
    asked = ask(manager)
    open_shelter()
    client = desk_client("shelter_manager", organisation="mia-shelter", language="az")
    text = client.get(f"/protection/places/{asked.id}/answer/").content.decode()
    assert "<dt>Kimdən</dt>" in text
    text = client.get(f"/protection/places/{asked.id}/admit/").content.decode()
    assert f'href="/protection/places/{asked.id}/answer/">Ləğv et</a>' in text
