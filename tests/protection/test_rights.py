"""A person's own record: put together by an allow-list, decided by another, handed over in safety."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.codes.catalogue import LANGUAGES, code_list
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.country.notices import notice_text
from panah.organisations.queries import organisation
from panah.protection import actions
from panah.protection.models import Case, RightsRequest
from panah.protection.queries import rights as rights_queries
from panah.protection.queries.rights import LISTS
from panah.protection.rules import PersonDetails
from panah.protection.rules.consent import Signing
from panah.protection.rules.rights import (
    ALLOWED,
    check_answer,
    check_decider,
    check_hand_over,
    check_sections,
    select,
    without,
)
from panah.protection.states import RightsState
from tests.support import again, desk_client, sign_in

CANARY = "CANARY"
ALL = tuple(ALLOWED)


# --- rules


def test_only_what_is_on_the_list_is_handed_over_whatever_else_stands_in_the_record():
    fields = {name for allowed in ALLOWED.values() for name in allowed}
    secret = {f"{CANARY}_{number}": CANARY for number in range(9)}
    others = ("grounds", "note", "guardian_name", "child_words", "witness_name", "address", "provider_id", "reasons")
    record = {
        section: [{**dict.fromkeys(fields, ""), **secret, **dict.fromkeys(others, CANARY)}] for section in ALLOWED
    }
    record |= {"notes": [{"text": CANARY}], "shelter": [{"address": CANARY}], "sanctions": [{"words": CANARY}]}
    assert CANARY not in json.dumps(select(record, sections=(*ALLOWED, "notes", "shelter", "sanctions")))


def test_a_section_is_handed_over_only_if_it_was_chosen_and_not_withheld():
    record = {"help": [{"service": "medical"}], "money": [{"kind": "aid"}]}
    chosen = select(record, sections=["help"])
    assert chosen == {"help": [{"service": "medical"}]}
    assert without(select(record, sections=ALL), withheld=["money"]) == chosen


def test_the_preparer_does_not_decide_and_nothing_is_refused_without_a_ground():
    check_decider(decider=1, preparer=2)
    with pytest.raises(NotPermitted):
        check_decider(decider=1, preparer=1)
    check_answer(to=RightsState.REFUSED, grounds=["danger"], withheld=[])
    check_answer(to=RightsState.GRANTED, grounds=["others_rights"], withheld=["looks"])
    for wrong in (("refused", [], []), ("granted", [], ["looks"]), ("granted", ["danger"], []), ("done", [], [])):
        with pytest.raises(InvalidInput):
            check_answer(to=RightsState(wrong[0]), grounds=wrong[1], withheld=wrong[2])
    with pytest.raises(InvalidInput):
        check_sections(kind="access", sections=[])
    check_sections(kind="correction", sections=[])


@pytest.mark.parametrize(("alone", "safe"), [("no", "yes"), ("unknown", "yes"), ("yes", "no"), ("yes", "unknown")])
def test_nothing_is_handed_over_before_the_person_was_asked_alone_and_feels_safe(alone, safe):
    check_hand_over(was_alone="yes", felt_safe="yes")
    with pytest.raises(InvalidInput):
        check_hand_over(was_alone=alone, felt_safe=safe)


def test_every_field_and_section_has_words_in_every_language():
    assert {name for allowed in ALLOWED.values() for name in allowed} == set(code_list("rights_field").codes)
    assert set(ALLOWED) == set(code_list("rights_section").codes)
    assert all(name in ALLOWED[section] for section, name in LISTS)
    for language in LANGUAGES:
        said = notice_text(kind="rights_refusal", language=language, fallback="")
        assert "916" in " ".join(said.paragraphs) or "ombudsman" in " ".join(said.paragraphs).lower()


# --- actions


@pytest.fixture
def manager(db) -> Actor:
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def case(manager) -> Case:
    """A case full of what nobody else may read: other people, places, colleagues' words."""
    again(manager)
    details = PersonDetails(given_name="Elvin", surname="Sınaqov", age_band="9_17", citizenship="AZ", contact="OWN-1")
    case = actions.open_case(actor=manager, details=details, source="self")
    signs = {"indicator_list": "practical", "answers": {}, "grounds": f"{CANARY} his cousin"}
    actions.presume(actor=manager, case_id=case.pk, presumed_on=today(), body="ngo", **signs)
    given = {"service": "shelter", "outcome": "accepted", "on": today(), "note": f"{CANARY} street"}
    actions.record_service(actor=manager, case_id=case.pk, provider_id=organisation(code="mia-shelter").pk, **given)
    actions.record_consent(
        actor=manager,
        case_id=case.pk,
        purpose="share_partner",
        language="az",
        given_on=today(),
        giver="guardian",
        guardian_name=f"{CANARY} the aunt",
        child_view="agrees",
        child_words=f"{CANARY} words",
        signing=Signing(kind="oral", witness_name=f"{CANARY} the neighbour"),
        recipient_id=organisation(code="mia-shelter").pk,
    )
    actions.add_note(actor=manager, case_id=case.pk, text=f"{CANARY} note")
    return case


def ask(manager: Actor, case: Case, **changes) -> RightsRequest:
    given = {
        "kind": "access",
        "asked_on": today(),
        "asked_by": "person",
        "language": "ru",
        "words": "What do you hold?",
    }
    return actions.ask_rights(actor=manager, case_id=case.pk, **given | changes)


def prepared(manager: Actor, case: Case, **changes) -> RightsRequest:
    asked = ask(manager, case, **changes)
    return actions.prepare_rights(actor=manager, rights_request_id=asked.pk, sections=ALL, proposal="As asked.")


def officer() -> Actor:
    return sign_in("case_supervisor", organisation="vac", duties=("data_protection_officer",))


HANDED = {"channel": "in_hand", "was_alone": "yes", "felt_safe": "yes", "handed_over_on": today()}


def test_the_answer_holds_the_persons_own_data_and_no_other_person_place_or_note(manager, case):
    asked = prepared(manager, case)
    assert CANARY.encode() not in bytes(asked.document)
    document, words = actions.show_rights(actor=manager, rights_request_id=asked.pk)
    text = json.dumps(document)
    assert "OWN-1" in text
    for hidden in (CANARY, "mia-shelter", manager.name, str(manager.id), str(case.pk), str(case.person_id)):
        assert hidden not in text
    assert {row["event"] for row in document["looks"]} >= {"protection.case.opened", "protection.consent.recorded"}
    assert words["words"] == "What do you hold?"
    for language in LANGUAGES:
        said = str(rights_queries.in_words(actor=manager, document=document, spoken=language))
        assert CANARY not in said
        assert "Elvin" in said


def test_a_request_goes_its_way_and_two_persons_stand_behind_it(manager, case):
    asked = prepared(manager, case)
    assert asked.due_on == today() + timedelta(days=30)
    with pytest.raises(NotPermitted):
        actions.decide_rights(actor=manager, rights_request_id=asked.pk, to=RightsState.GRANTED)
    decider = officer()
    with translation.override("en"):
        assert [item.reference for item in rights_queries.rights_work(actor=decider)] == [asked.reference]
    left_out = {"withheld": ["looks"], "grounds": ["danger"]}
    actions.decide_rights(actor=decider, rights_request_id=asked.pk, to=RightsState.GRANTED, **left_out)
    again(manager)
    document, _ = actions.show_rights(actor=manager, rights_request_id=asked.pk)
    assert "looks" not in document
    with pytest.raises(InvalidInput):
        actions.hand_over_rights(actor=manager, rights_request_id=asked.pk, **HANDED | {"felt_safe": "unknown"})
    done = actions.hand_over_rights(actor=manager, rights_request_id=asked.pk, **HANDED)
    assert done.state == "done"
    kinds = Entry.objects.filter(event__startswith="protection.rights.", case_id=case.pk).values_list(
        "event", flat=True
    )
    assert {each.split(".")[-1] for each in kinds} == {"asked", "prepared", "decided", "handed_over", "read"}


def test_an_officer_who_prepared_it_does_not_decide(manager, case):
    both = sign_in("case_manager", organisation="vac", duties=("data_protection_officer",))
    asked = prepared(both, case)
    assert not [item for item in rights_queries.rights_work(actor=both) if "Decide" in item.title]
    with pytest.raises(NotPermitted):
        actions.decide_rights(actor=both, rights_request_id=asked.pk, to=RightsState.GRANTED)


def test_a_refusal_empties_the_paper_and_one_sent_back_is_prepared_again(manager, case):
    asked = prepared(manager, case, kind="correction")
    decider = officer()
    actions.decide_rights(actor=decider, rights_request_id=asked.pk, to=RightsState.ASKED)
    again(manager)
    actions.prepare_rights(actor=manager, rights_request_id=asked.pk, sections=["person"])
    again(decider)
    actions.decide_rights(actor=decider, rights_request_id=asked.pk, to=RightsState.REFUSED, grounds=["not_wrong"])
    assert actions.show_rights(actor=decider, rights_request_id=asked.pk)[0] == {}
    with pytest.raises(WrongState):
        actions.withdraw_rights(actor=decider, rights_request_id=asked.pk)


def test_a_person_takes_a_request_back(manager, case):
    asked = ask(manager, case)
    assert actions.withdraw_rights(actor=manager, rights_request_id=asked.pk).state == "withdrawn"
    with pytest.raises(WrongState):
        actions.prepare_rights(actor=manager, rights_request_id=asked.pk, sections=ALL)


@pytest.mark.parametrize(
    "change",
    [
        {"is_refused": True, "grounds": []},
        {"withheld": ["looks"], "grounds": []},
        {"state": "done"},
        {"state": "granted", "decided_by_id": None},
    ],
)
def test_the_database_itself_keeps_these_promises(manager, case, change):
    asked = prepared(manager, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.filter(pk=asked.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.filter(pk=asked.pk).update(decided_by_id=asked.prepared_by_id)


def test_nobody_elsewhere_sees_a_request(manager, case):
    asked = prepared(manager, case)
    for role, body in (("case_manager", "ngo-clean-world"), ("identification_officer", "mia-atd")):
        other = sign_in(role, organisation=body, duties=("data_protection_officer",))
        with pytest.raises(NotVisible):
            actions.show_rights(actor=other, rights_request_id=asked.pk)


# --- pages


def url(name: str, key: object) -> str:
    return reverse(f"protection:{name}", args=[key])


def on(name: str) -> dict[str, int]:
    return {f"{name}_day": today().day, f"{name}_month": today().month, f"{name}_year": today().year}


def test_a_request_is_recorded_prepared_decided_and_handed_over_on_its_pages(case):
    desk = desk_client("case_manager", organisation="vac")
    asked = {"kind": "access", "asked_by": "person", "language": "ru", **on("asked_on")}
    assert desk.post(url("rights_ask", case.pk), asked).status_code == 302
    again(desk.actor)
    key = RightsRequest.objects.get().pk
    assert "Prepare the answer" in desk.get(url("rights_read", key)).content.decode()
    assert desk.post(url("rights_prepare", key), {"sections": list(ALL)}).status_code == 302
    assert "never whoever prepared it" in desk.get(url("rights_read", key)).content.decode()
    head = desk_client("case_supervisor", organisation="vac", duties=("data_protection_officer",))
    assert desk.post(url("rights_decide", key), {"to": "granted"}).status_code == 403
    assert "Name the ground" in head.post(url("rights_decide", key), {"to": "refused"}).content.decode()
    decided = {"to": "granted", "withheld": ["looks"], "grounds": ["danger"]}
    assert head.post(url("rights_decide", key), decided).status_code == 302
    page = desk.post(url("rights_show", key)).content.decode()
    assert "Что о вас хранится" in page
    assert "Sınaqov" in page
    assert CANARY not in page
    unsafe = {"was_alone": "no", "felt_safe": "yes", "channel": "in_hand", **on("handed_over_on")}
    assert "Ask the person alone first" in desk.post(url("rights_hand_over", key), unsafe).content.decode()
    assert desk.post(url("rights_hand_over", key), {**unsafe, "was_alone": "yes"}).status_code == 302
    assert "Handed over" in desk.get(url("case_rights", case.pk)).content.decode()


def test_a_request_is_taken_back_on_its_page(case):
    desk = desk_client("case_manager", organisation="vac")
    again(desk.actor)
    asked = ask(desk.actor, case)
    assert desk.post(url("rights_withdraw", asked.pk)).status_code == 302
