from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from panah.audit import log
from panah.audit.events import Event
from panah.audit.models import Entry
from panah.audit.queries import count_looks_at_case
from panah.codes.catalogue import code_list
from panah.core.clock import now, today
from panah.protection import actions
from panah.protection.models import Case, Consent, Decision, Presumption, Service
from panah.protection.queries.sharing import MONTH, SEEN
from panah.protection.rules import PersonDetails
from tests.protection.people import decide, open_case
from tests.support import DeskClient, again, desk_client, stood

pytestmark = pytest.mark.django_db
TABS = ("read", "indicators", "decision", "consent", "plan", "timeline", "access")
FORMS = ("case_change", "case_move", "presumption_make", "service_record", "plan_review", "consent_record", "note_add")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk() -> DeskClient:
    return desk_client("case_manager", organisation="vac")


@pytest.fixture
def case(desk) -> Case:
    again(desk.actor)
    return open_case(desk.actor)


def presume(desk: DeskClient, case: Case) -> None:
    again(desk.actor)
    given = {"presumed_on": today(), "body": "ngo", "indicator_list": "practical", "answers": {"freedom_phone": "yes"}}
    actions.presume(actor=desk.actor, case_id=case.pk, **given)


def url(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def day(name: str) -> dict[str, int]:
    return {f"{name}_day": today().day, f"{name}_month": today().month, f"{name}_year": today().year}


def seen(desk: DeskClient, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.content[:2000]
    return answer.content.decode()


# --- looking


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_is_a_page_that_shows_the_number_and_never_the_name(desk, case, tab):
    page = seen(desk, url(f"case_{tab}", case.pk))
    assert case.reference in page
    assert "Sınaqova" not in page
    again(desk.actor)
    entry = Entry.objects.get(event="protection.case.read")
    assert (entry.case_id, entry.actor_id) == (case.pk, desk.actor.id)


@pytest.mark.parametrize("name", [*(f"case_{tab}" for tab in TABS), *FORMS])
def test_a_page_of_a_foreign_case_is_not_there(case, name):
    other = desk_client("case_manager", organisation="ngo-clean-world")
    address = url(name, case.pk)
    missing = other.get(address.replace(str(case.pk), str(uuid4())))
    found = other.get(address)
    assert (found.status_code, missing.status_code) == (404, 404)


@pytest.mark.parametrize("name", ["service_record", "plan_review", "consent_record", "note_add"])
def test_a_form_for_a_foreign_case_is_refused(case, name):
    other = desk_client("case_manager", organisation="ngo-clean-world")
    sent = {
        "text": "A note", "signing": "oral", "witness_name": "An interpreter",
        "service": "medical", "outcome": "accepted", "purpose": "assistance", "language": "az", "giver": "person",
        **day("on"), **day("reviewed_on"), **day("given_on"),
    }  # fmt: skip
    assert other.post(url(name, case.pk), sent).status_code == 404


@pytest.mark.parametrize("role", ["investigator", "helpline_operator", "shelter_manager", "donor"])
def test_the_list_is_not_open_to_other_roles(role):
    assert desk_client(role, organisation="vac").get(url("case_list")).status_code == 403


def test_the_name_is_shown_on_request_and_the_request_is_logged(desk, case):
    assert desk.get(url("person_show", case.pk)).status_code == 405
    page = desk.post(url("person_show", case.pk)).content.decode()
    assert "Aygün Sınaqova" in page
    again(desk.actor)
    assert Entry.objects.filter(event="protection.person.shown", case_id=case.pk).count() == 1


def test_who_looked_says_it_in_words(desk, case):
    desk.post(url("person_show", case.pk))
    page = seen(desk, url("case_access", case.pk))
    assert "Saw the name" in page
    assert desk.actor.name in page


def test_each_sensitive_look_is_named_and_counted(desk, case):
    again(desk.actor)
    kinds = (Event.PROTECTION_RELATIVE_SHOWN, Event.PROTECTION_SANCTION_READ, Event.PROTECTION_OVERRIDE_READ)
    kinds += (Event.PROTECTION_TRANSFER_READ, Event.PROTECTION_SHEET_PRINTED, Event.CONSULAR_PERSON_SHOWN)
    before = count_looks_at_case(actor=desk.actor, case_id=case.pk, events=SEEN, since=now() - MONTH)[1]
    for kind in kinds:
        log.record(actor=desk.actor, event=kind, subject=case, case_id=case.pk)
    counted = count_looks_at_case(actor=desk.actor, case_id=case.pk, events=SEEN, since=now() - MONTH)[1]
    assert counted == before + len(kinds)
    page = seen(desk, url("case_access", case.pk))
    for kind in kinds:
        assert escape(code_list("event").label(kind, "en")) in page, kind


# --- doing


def test_a_case_is_opened_with_nothing_but_its_source(desk):
    sent = {"source": "border", "sex": "unknown", "safe_contact": "unknown", "once": str(uuid4())}
    first, second = desk.post(url("case_open"), sent), desk.post(url("case_open"), sent)
    assert first.status_code == 302
    assert second.headers["Location"] == first.headers["Location"]
    again(desk.actor)
    assert Case.objects.get().source == "border"


def test_a_wrong_date_of_birth_stands_at_its_field_and_nothing_is_lost(desk):
    sent = {
        "source": "self", "sex": "female", "safe_contact": "none", "given_name": "Aygün",
        "birth_date_day": 1, "birth_date_month": 1, "birth_date_year": today().year + 1,
    }  # fmt: skip
    page = desk.post(url("case_open"), sent).content.decode()
    assert "Check the date of birth" in page
    assert 'value="Aygün"' in page
    again(desk.actor)
    assert not Case.objects.exists()


def test_a_presumption_is_recorded_sign_by_sign(desk, case):
    sent = {**day("presumed_on"), "body": "ngo", "sign_freedom_phone": "yes", "sign_freedom_movement": "unknown"}
    assert desk.post(url("presumption_make", case.pk), sent).status_code == 302
    again(desk.actor)
    assert Presumption.objects.get().answers == {"freedom_phone": "yes", "freedom_movement": "unknown"}


def test_a_presumption_without_any_sign_asks_for_one(desk, case):
    page = desk.post(url("presumption_make", case.pk), {**day("presumed_on"), "body": "ngo"}).content.decode()
    assert "Tick at least one sign" in page


def test_help_consent_and_a_note_are_recorded(desk, case):
    presume(desk, case)
    help_given = {"service": "medical", "outcome": "accepted", **day("on")}
    consent = {"giver": "person", "witness_name": "An interpreter", **day("given_on")}
    asked = "?purpose=assistance&language=ru&signing=oral"
    assert desk.post(url("service_record", case.pk), help_given).status_code == 302
    assert desk.post(url("consent_record", case.pk) + asked, consent).status_code == 302
    assert desk.post(url("note_add", case.pk), {"text": "Sleeps badly."}).status_code == 302
    assert desk.post(url("plan_review", case.pk), day("reviewed_on")).status_code == 302
    assert "Medical" in seen(desk, url("case_plan", case.pk))
    assert "Sleeps badly." in seen(desk, url("case_timeline", case.pk))
    again(desk.actor)
    given = Consent.objects.get()
    assert desk.post(url("consent_withdraw", given.pk)).status_code == 302
    assert "Withdrawn" in seen(desk, url("case_consent", case.pk))
    again(desk.actor)
    assert Service.objects.get().is_first_help


def test_a_step_and_a_closure_are_taken_and_taken_back(desk, case):
    presume(desk, case)
    assert desk.post(url("case_move", case.pk), {"to": "assistance"}).status_code == 302
    assert desk.post(url("case_move", case.pk), {"to": "identified"}).status_code == 200
    assert desk.post(url("case_close", case.pk), {"reason": "goals_met", **day("closed_on")}).status_code == 302
    assert "Open the case again" in seen(desk, url("case_read", case.pk))
    assert desk.post(url("case_reopen", case.pk)).status_code == 302
    again(desk.actor)
    assert Case.objects.get().status == "assistance"


def test_a_supervisor_assigns(desk, case):
    supervisor = desk_client("case_supervisor", organisation="vac")
    assert supervisor.post(url("case_assign", case.pk), {"worker_id": str(supervisor.actor.id)}).status_code == 302
    assert supervisor.actor.name in seen(supervisor, url("case_read", case.pk))
    assert desk.get(url("case_assign", case.pk)).status_code == 403


def test_a_person_is_found_by_a_name_that_never_stands_in_the_address(desk, case):
    answer = desk.post(url("person_find"), {"text": "Айгюн Синагова"})
    assert answer.status_code == 200
    assert case.reference in answer.content.decode()
    nobody = desk.post(url("person_find"), {"text": "Elvin Yoxlayev"}).content.decode()
    assert "This says nothing about other organisations" in nobody


def test_a_person_who_comes_again_is_known_to_the_holder_alone(desk, case):
    again(desk.actor)
    person = PersonDetails(given_name="Айгюн", surname="Синагова", sex="female")
    anew = actions.open_case(actor=desk.actor, details=person, source="self")
    stranger = actions.open_case(
        actor=desk.actor, details=PersonDetails(given_name="Elvin", surname="Yoxlayev", sex="male"), source="self"
    )
    assert url("person_known", anew.pk) in seen(desk, url("case_read", anew.pk))
    page = desk.post(url("person_known", anew.pk)).content.decode()
    assert case.reference in page
    assert "same given name, other spelling" in page
    assert stranger.reference not in page
    again(desk.actor)
    sought = Entry.objects.filter(event="protection.person.sought", groups=["identity"])
    assert [entry.case_id for entry in sought] == [case.pk]
    assert "Nobody like this" in desk.post(url("person_known", stranger.pk)).content.decode()
    other = desk_client("case_manager", organisation="ngo-clean-world")
    assert other.post(url("person_known", anew.pk)).status_code == 404


def test_the_details_are_corrected_on_a_page_that_is_logged(desk, case):
    page = seen(desk, url("case_change", case.pk))
    assert 'value="Sınaqova"' in page
    sent = {"source": "ngo", "sex": "female", "safe_contact": "messages", "given_name": "Lalə", "surname": "Yoxlayeva"}
    assert desk.post(url("case_change", case.pk), sent | stood(page)).status_code == 302
    assert "Lalə Yoxlayeva" in desk.post(url("person_show", case.pk)).content.decode()
    # A second editor of the old page loses nothing and overwrites nothing unasked.
    again(desk.actor)
    both = desk.post(url("case_change", case.pk), sent | stood(page) | {"given_name": "Nigar"}).content.decode()
    assert "Keep what stands now: <b>Lalə</b>" in both and "Take what I wrote: <b>Nigar</b>" in both
    assert "Lalə Yoxlayeva" in desk.post(url("person_show", case.pk)).content.decode()
    taken = sent | stood(both) | {"given_name": "Nigar", "choose_given_name": "typed"}
    assert desk.post(url("case_change", case.pk), taken).status_code == 302
    assert "Nigar Yoxlayeva" in desk.post(url("person_show", case.pk)).content.decode()


# --- identification


def test_the_unit_decides_and_the_holder_receives(desk, case):
    presume(desk, case)
    unit = desk_client("identification_officer", organisation="mia-atd")
    again(unit.actor)
    inquiry = actions.open_inquiry(
        actor=unit.actor, case_id=case.pk, person_id=case.person_id, case_reference=case.reference,
        holder_organisation_id=case.organisation_id, holder_wall=desk.actor.wall,
    )  # fmt: skip
    assert inquiry.reference in seen(unit, url("inquiry_list"))
    assert unit.post(url("inquiry_move", inquiry.pk, "inquiry")).status_code == 302
    assert case.reference in seen(unit, url("inquiry_read", inquiry.pk))
    seen(unit, url("decision_make", inquiry.pk))
    sent = {
        "outcome": "identified", **day("decided_on"), "legal_basis": "law_trafficking", "form": "forced_labour",
        "sex": "female", "reasons": "Documents taken.", "indicators_met": ["isolation"],
    }  # fmt: skip
    assert unit.post(url("decision_make", inquiry.pk), sent).status_code == 302
    assert "Receive the decision" in seen(desk, url("case_decision", case.pk))
    again(desk.actor)
    decision = Decision.objects.get()
    assert "Documents taken." in desk.post(url("decision_show", decision.pk)).content.decode()
    assert desk.post(url("decision_receive", decision.pk)).status_code == 302
    assert "Receive the decision" not in seen(desk, url("case_decision", case.pk))


def test_a_decision_for_another_organisation_is_not_there(desk, case):
    decision = decide(case)
    other = desk_client("case_manager", organisation="ngo-clean-world")
    assert other.post(url("decision_receive", decision.pk)).status_code == 404
    assert other.post(url("decision_show", decision.pk)).status_code == 404


# --- budgets


def queries_of(desk: DeskClient, address: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert desk.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def of_the_page(statements: list[str]) -> list[str]:
    """Leave out what every request costs: the transaction, the session, the account."""
    every = (
        "SAVEPOINT",
        "RELEASE",
        "set_config",
        "accounts_session",
        'FROM "accounts_account" INNER',
        "BEGIN",
        "COMMIT",
    )
    return [sql for sql in statements if not any(word in sql for word in every)]


def many(desk: DeskClient, count: int) -> None:
    again(desk.actor)
    for _ in range(count):
        actions.open_case(actor=desk.actor, details=PersonDetails(sex="female", age_band="24_26"), source="self")


@pytest.mark.parametrize("filters", ["", "?overdue=yes", "?status=screening"])
def test_the_list_costs_no_more_with_more_cases(desk, filters):
    many(desk, 1)
    few = of_the_page(queries_of(desk, url("case_list") + filters))
    many(desk, 12)
    lots = of_the_page(queries_of(desk, url("case_list") + filters))
    assert len(lots) == len(few) <= 6, "\n".join(lots)


def test_the_case_page_costs_no_more_with_more_records(desk, case):
    presume(desk, case)
    few = of_the_page(queries_of(desk, url("case_read", case.pk)))
    again(desk.actor)
    for _ in range(5):
        actions.record_service(actor=desk.actor, case_id=case.pk, service="medical", outcome="accepted", on=today())
    lots = of_the_page(queries_of(desk, url("case_read", case.pk)))
    assert len(lots) == len(few) <= 20, "\n".join(lots)


def test_the_next_page_of_the_list_starts_after_the_last_row(desk, monkeypatch):
    monkeypatch.setattr("panah.core.paging.page.__kwdefaults__", {"order": ("-opened_on", "-id"), "size": 2})
    many(desk, 3)
    first = desk.get(url("case_list"))
    shown = {row["id"] for row in first.context["rows"]}
    rest = desk.get(url("case_list"), {"after": first.context["page"].next_cursor})
    (last,) = (row["id"] for row in rest.context["rows"])
    assert len(shown) == 2
    assert last not in shown
    assert isinstance(last, UUID)
