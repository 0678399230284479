from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from panah.access.policy import Actor
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.protection import actions, queries
from panah.protection.models import Case, Person, Step
from panah.protection.rules import PersonDetails
from panah.protection.rules.case import FIRST_CASE
from panah.protection.states import CaseStatus
from tests.protection.people import open_case, presumed_case
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db
UNKNOWN = PersonDetails()


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


def presume(actor: Actor, case: Case) -> None:
    actions.presume(
        actor=actor,
        case_id=case.pk,
        presumed_on=today(),
        body="gov_nonpolice",
        indicator_list="practical",
        answers={"freedom_phone": "yes"},
    )


def events(case: Case) -> list[str]:
    return list(Entry.objects.filter(case_id=case.pk).order_by("id").values_list("event", flat=True))


# --- open and change


def test_opening_a_case_seals_the_person_and_is_logged(manager):
    case = open_case(manager)
    assert case.status == CaseStatus.SCREENING
    assert case.worker_id == manager.id
    assert case.next_due_kind == "screening"
    assert case.reference.startswith(f"P-{today().year}-")
    assert events(case) == ["protection.case.opened"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_name, surname FROM protection_person WHERE case_id = %s", [case.pk])
        sealed = b"".join(map(bytes, cursor.fetchone()))
    assert b"Ayg" not in sealed
    assert "Sınaqova".encode() not in sealed


def test_a_case_can_be_opened_of_somebody_about_whom_nothing_is_known(manager):
    case = actions.open_case(actor=manager, details=UNKNOWN, source="border")
    assert actions.show_name(actor=manager, case_id=case.pk) == ""
    assert queries.people_like(actor=manager, text="Aygün Sınaqova") == []


def test_no_case_is_older_than_the_law(manager):
    with pytest.raises(InvalidInput, match="Check both dates") as refused:
        actions.open_case(actor=manager, details=UNKNOWN, source="self", opened_on=FIRST_CASE - timedelta(days=1))
    assert refused.value.field == "opened_on"
    case = actions.open_case(actor=manager, details=UNKNOWN, source="self", opened_on=FIRST_CASE)
    with pytest.raises(IntegrityError, match="opened_under_law"), transaction.atomic():
        Case.objects.own(manager).filter(pk=case.pk).update(opened_on=FIRST_CASE - timedelta(days=1))


def test_the_age_is_told_from_the_date_of_birth(manager):
    case = open_case(manager, birth_date=date(today().year - 15, 1, 1))
    assert queries.person(actor=manager, case_id=case.pk).age_band == "9_17"


def test_a_person_known_elsewhere_keeps_the_opaque_name(manager):
    first = open_case(manager)
    second = actions.open_case(actor=manager, details=UNKNOWN, source="ngo", person_id=first.person_id)
    assert second.person_id == first.person_id
    assert second.person.pk != first.person.pk


@pytest.mark.parametrize("days", [1, 400])
def test_a_case_is_not_opened_in_the_future(manager, days):
    with pytest.raises(InvalidInput):
        actions.open_case(actor=manager, details=UNKNOWN, source="self", opened_on=today() + timedelta(days=days))
    assert not Case.objects.exists()


def test_an_identification_officer_opens_no_case():
    officer = sign_in("identification_officer", organisation="mia-atd")
    with pytest.raises(NotPermitted):
        open_case(officer)


def test_correcting_the_details_forgets_the_old_name(manager):
    case = open_case(manager)
    known = actions.show_person(actor=manager, case_id=case.pk)
    actions.change_case(
        actor=manager,
        case_id=case.pk,
        details=replace(known, given_name="Lalə", surname="Yoxlayeva"),
        source="ngo",
        forms=["sexual"],
        country_of_exploitation="TR",
    )
    assert actions.show_name(actor=manager, case_id=case.pk) == "Lalə Yoxlayeva"
    assert queries.people_like(actor=manager, text="Aygün Sınaqova") == []
    assert Person.objects.count() == 1
    assert events(case)[-2:] == ["protection.case.changed", "protection.person.shown"]


# --- who sees a case


@pytest.mark.parametrize(
    ("role", "organisation"),
    [
        ("case_manager", "ngo-clean-world"),
        ("identification_officer", "mia-atd"),
        ("consular_officer", "vac"),
        ("helpline_operator", "vac"),
        ("investigator", "vac"),
    ],
)
def test_a_case_does_not_exist_for_others_nor_behind_another_wall(manager, role, organisation):
    case = open_case(manager)
    other = sign_in(role, organisation=organisation)
    with pytest.raises(NotVisible):
        queries.case(actor=other, case_id=case.pk)
    with pytest.raises(NotVisible):
        queries.case_to_change(actor=other, case_id=case.pk)
    with pytest.raises(NotVisible):
        queries.person(actor=other, case_id=case.pk)
    assert queries.cases(actor=other).rows == []
    assert not Case.objects.exists()
    assert not Person.objects.exists()


CHANGES = {
    "change_case": {"details": UNKNOWN, "source": "self", "forms": [], "country_of_exploitation": ""},
    "change_case_status": {"to": CaseStatus.REJECTED},
    "mark_case_referred": {},
    "mark_case_not_referred": {},
    "note_unwilling": {"asked_on": today()},
    "review_plan": {"reviewed_on": today()},
    "close_case": {"reason": "goals_met", "closed_on": today()},
    "reopen_case": {},
    "presume": {
        "presumed_on": today(),
        "body": "ngo",
        "indicator_list": "practical",
        "answers": {},
        "grounds": "Seen.",
    },
    "record_service": {"service": "medical", "outcome": "accepted", "on": today()},
    "record_consent": {"purpose": "assistance", "text": "assistance_v1", "language": "az", "given_on": today()},
    "add_note": {"text": "A note."},
    "show_name": {},
    "show_person": {},
    "look_at_case": {"tab": "overview"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_action_reaches_a_case_of_another_organisation(manager, name):
    case = open_case(manager)
    other = sign_in("case_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        getattr(actions, name)(actor=other, case_id=case.pk, **CHANGES[name])


@pytest.mark.parametrize("name", CHANGES)
def test_no_action_is_open_to_an_investigator_of_the_same_organisation(manager, name):
    case = open_case(manager)
    investigator = sign_in("investigator", organisation="vac")
    with pytest.raises((NotPermitted, NotVisible)):
        getattr(actions, name)(actor=investigator, case_id=case.pk, **CHANGES[name])


# --- the course


def test_a_presumed_person_goes_to_assistance_past_the_police(manager):
    case = open_case(manager)
    presume(manager, case)
    moved = actions.change_case_status(actor=manager, case_id=case.pk, to=CaseStatus.ASSISTANCE)
    assert moved.status == CaseStatus.ASSISTANCE
    assert moved.status_on == today()


def test_the_reflection_period_lasts_as_long_as_the_country_says(manager):
    case = open_case(manager)
    presume(manager, case)
    quiet = actions.change_case_status(actor=manager, case_id=case.pk, to=CaseStatus.REFLECTION)
    assert quiet.reflection_until - quiet.reflection_from == timedelta(days=30)


@pytest.mark.parametrize("to", [CaseStatus.IDENTIFIED, CaseStatus.CLOSED, CaseStatus.PRESUMED, CaseStatus.REFERRED])
def test_a_step_that_follows_from_an_event_is_not_taken_by_hand(manager, to):
    case = open_case(manager)
    with pytest.raises(WrongState):
        actions.change_case_status(actor=manager, case_id=case.pk, to=to)


def test_a_step_out_of_turn_is_refused(manager):
    case = open_case(manager)
    with pytest.raises(WrongState):
        actions.change_case_status(actor=manager, case_id=case.pk, to=CaseStatus.ASSISTANCE)


def test_a_referral_is_noted_and_can_be_undone(manager):
    case = open_case(manager)
    presume(manager, case)
    referred = actions.mark_case_referred(actor=manager, case_id=case.pk)
    assert (referred.status, referred.referred_on) == (CaseStatus.REFERRED, today())
    back = actions.mark_case_not_referred(actor=manager, case_id=case.pk)
    assert (back.status, back.referred_on) == (CaseStatus.PRESUMED, None)


def test_a_no_to_the_police_ends_the_clock_and_a_yes_begins_anew(manager):
    case = open_case(manager)
    note = {"actor": manager, "case_id": case.pk}
    with pytest.raises(WrongState, match="presumed person"):
        actions.note_unwilling(**note, asked_on=today())
    presume(manager, case)
    with pytest.raises(InvalidInput):
        actions.note_unwilling(**note, asked_on=today() + timedelta(days=1))
    address = f"/protection/cases/{case.pk}/decision/"
    client = client_of(Account.objects.get(pk=manager.id))
    assert f"{address}no/" in client.get(address).content.decode()
    day = {"asked_on_day": today().day, "asked_on_month": today().month, "asked_on_year": today().year}
    assert client.post(f"{address}no/", day).status_code == 302
    assert "does not agree. No help depends on it." in client.get(address).content.decode()
    told = client.get(f"/protection/cases/{case.pk}/timeline/").content.decode()
    assert "Asked about the special police unit: does not agree" in told
    again(manager)
    kinds = {clock.kind for clock in queries.running_clocks(actor=manager, case=queries.case(**note))}
    assert kinds == {"first_help", "plan"}
    assert Entry.objects.filter(event="protection.case.unwilling", subject_id=case.pk).count() == 1
    assert actions.mark_case_referred(**note).unwilling_on is None
    with pytest.raises(WrongState, match="not referred yet"):
        actions.note_unwilling(**note, asked_on=today())
    child = open_case(manager, age_band="9_17")
    presume(manager, child)
    with pytest.raises(WrongState, match="does not decide this alone"):
        actions.note_unwilling(actor=manager, case_id=child.pk, asked_on=today())


def test_nobody_is_referred_whom_nobody_presumes(manager):
    case = open_case(manager)
    with pytest.raises(WrongState):
        actions.mark_case_referred(actor=manager, case_id=case.pk)


def test_a_plan_is_made_and_then_reviewed(manager):
    case = open_case(manager)
    presume(manager, case)
    actions.record_service(actor=manager, case_id=case.pk, service="medical", outcome="accepted", on=today())
    actions.change_case_status(actor=manager, case_id=case.pk, to=CaseStatus.ASSISTANCE)
    planned = actions.review_plan(actor=manager, case_id=case.pk, reviewed_on=today())
    assert (planned.plan_on, planned.plan_reviewed_on) == (today(), today())
    clocks = [clock.kind for clock in queries.running_clocks(actor=manager, case=planned)]
    assert clocks == ["referral", "plan_review"]
    with pytest.raises(InvalidInput):
        actions.review_plan(actor=manager, case_id=case.pk, reviewed_on=today() + timedelta(days=1))


def test_a_supervisor_assigns_a_case_to_a_colleague_behind_the_same_wall(manager):
    case = open_case(manager)
    elsewhere = sign_in("case_manager", organisation="ngo-clean-world")
    behind = sign_in("investigator", organisation="vac")
    supervisor = sign_in("case_supervisor", organisation="vac")
    actions.assign_case(actor=supervisor, case_id=case.pk, worker_id=supervisor.id)
    assert queries.case(actor=supervisor, case_id=case.pk).worker_id == supervisor.id
    for stranger in (elsewhere, behind):
        with pytest.raises(NotVisible):
            actions.assign_case(actor=supervisor, case_id=case.pk, worker_id=stranger.id)


def test_a_case_manager_assigns_nothing(manager):
    case = open_case(manager)
    with pytest.raises(NotPermitted):
        actions.assign_case(actor=manager, case_id=case.pk, worker_id=manager.id)


def test_a_closed_case_can_be_opened_again(manager):
    case = open_case(manager)
    presume(manager, case)
    closed = actions.close_case(actor=manager, case_id=case.pk, reason="goals_met", closed_on=today())
    assert (closed.status, closed.closure_reason, closed.next_due_at) == ("closed", "goals_met", None)
    again_open = actions.reopen_case(actor=manager, case_id=case.pk)
    assert (again_open.status, again_open.closed_on, again_open.closure_reason) == ("assistance", None, "")
    with pytest.raises(WrongState):
        actions.reopen_case(actor=manager, case_id=case.pk)


def test_why_a_case_was_closed_and_each_step_stand_in_its_timeline(manager):
    case = presumed_case(manager)
    actions.change_case_status(actor=manager, case_id=case.pk, to=CaseStatus.ASSISTANCE)
    actions.close_case(actor=manager, case_id=case.pk, reason="goals_met", closed_on=today())
    actions.reopen_case(actor=manager, case_id=case.pk)
    actions.close_case(actor=manager, case_id=case.pk, reason="lost_contact", closed_on=today())
    supervisor = sign_in("case_supervisor", organisation="vac")
    actions.assign_case(actor=supervisor, case_id=case.pk, worker_id=supervisor.id)
    case.refresh_from_db()
    happened = queries.happenings(actor=supervisor, case=case, kinds=["step"])
    told = queries.timeline(actor=supervisor, case=case, happened=happened)
    assert sorted((entry.title, entry.text) for entry in told if entry.title != "Case opened") == [
        ("Case closed", "Lost contact"),
        ("Case closed", "Plan completed"),
        ("Case opened again", ""),
        ("Given to a colleague", ""),
        ("Went on to", code_list("case_status").label("assistance", "en")),
    ]
    stranger = sign_in("case_manager", organisation="ngo-clean-world")
    assert not Step.objects.visible_to(stranger).exists()


def test_nobody_presumes_in_a_closed_case(manager):
    case = presumed_case(manager)
    actions.close_case(actor=manager, case_id=case.pk, reason="goals_met", closed_on=today())
    with pytest.raises(WrongState, match="has ended"):
        presume(manager, case)


def test_a_case_is_not_closed_before_it_was_opened_or_before_anybody_judged(manager):
    case = open_case(manager)
    with pytest.raises(WrongState):
        actions.close_case(actor=manager, case_id=case.pk, reason="goals_met", closed_on=today())
    presume(manager, case)
    with pytest.raises(InvalidInput):
        actions.close_case(actor=manager, case_id=case.pk, reason="goals_met", closed_on=today() - timedelta(days=1))


# --- names


def test_showing_a_name_is_logged_as_identity(manager):
    case = open_case(manager, patronymic="Tofiq qızı")
    assert actions.show_name(actor=manager, case_id=case.pk) == "Aygün Tofiq qızı Sınaqova"
    shown = Entry.objects.get(event="protection.person.shown")
    assert (shown.case_id, shown.groups, shown.actor_id) == (case.pk, ["identity"], manager.id)


@pytest.mark.parametrize("heard", ["Aygun Sinaqova", "Айгюн Синагова", "SINAQOVA AYGÜN", "Aygün Sınagova"])
def test_a_person_is_found_in_any_script_and_each_hit_is_logged(manager, heard):
    case = open_case(manager)
    (hit,) = actions.find_people(actor=manager, text=heard)
    assert (hit.case_id, hit.name) == (case.pk, "Aygün Sınaqova")
    assert hit.reasons
    assert Entry.objects.filter(event="protection.person.sought", case_id=case.pk).count() == 1


def test_a_search_says_nothing_of_other_organisations_and_is_logged_all_the_same(manager):
    open_case(manager)
    other = sign_in("case_manager", organisation="ngo-clean-world")
    assert actions.find_people(actor=other, text="Aygün Sınaqova") == []
    entry = Entry.objects.get(event="protection.person.sought")
    assert (entry.facts, entry.subject_id) == ({"hit_count": 0}, None)


def test_whoever_may_not_look_for_people_finds_nobody():
    keeper = sign_in("shelter_manager", organisation="mia-shelter")
    with pytest.raises(NotPermitted):
        actions.find_people(actor=keeper, text="Aygün Sınaqova")


# --- lists


def test_the_list_shows_own_cases_only_and_pages_by_key(manager):
    mine = {open_case(manager).pk for _ in range(3)}
    sign_in("case_manager", organisation="ngo-clean-world")
    other = sign_in("case_manager", organisation="ngo-clean-world")
    open_case(other)
    again(manager)
    assert {row["id"] for row in queries.cases(actor=manager).rows} == mine


def test_the_list_is_filtered_by_state_worker_and_deadline(manager):
    case, late = open_case(manager), open_case(manager)
    presume(manager, case)
    Case.objects.filter(pk=late.pk).update(next_due_at="2026-01-01T00:00:00Z")

    def shown(**filters):
        return [row["id"] for row in queries.cases(actor=manager, **filters).rows]

    assert shown(status="presumed") == [case.pk]
    assert shown(overdue=True) == [late.pk]
    assert set(shown(worker_id=manager.id)) == {case.pk, late.pk}
    assert shown(worker_id=case.person_id) == []
