"""A person's own record: put together by an allow-list, decided by another, handed over in safety."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from panah.access.actions import give_grant, lift_restriction, put_restriction
from panah.access.models import Grant, Restriction
from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.queries import is_restricted
from panah.access.walls import FieldGroup, Wall
from panah.audit.models import Entry
from panah.codes.catalogue import LANGUAGES, code_list
from panah.coordination.actions import send_referral
from panah.core.clock import HOME, now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.country.notices import notice_text
from panah.crypto.fields import seal
from panah.organisations.queries import organisation
from panah.protection import actions, queries
from panah.protection.actions.rights import confirm_correction
from panah.protection.actions.sheet import print_rights
from panah.protection.models import (
    Assessment,
    Case,
    Claim,
    Guardian,
    ListExport,
    MissionContact,
    RightsRequest,
    Service,
    Sheet,
)
from panah.protection.queries import rights as rights_queries
from panah.protection.queries.paper_rights import paper_of_rights
from panah.protection.queries.rights import LISTS
from panah.protection.queries.rights_record import record_of
from panah.protection.rules import ListKind, PersonDetails
from panah.protection.rules.consent import Signing
from panah.protection.rules.rights import (
    ALLOWED,
    check_answer,
    check_channel,
    check_decider,
    check_hand_over,
    concerned,
    select,
    without,
)
from panah.protection.rules.trafficking import EpisodeDetails, RoughDate
from panah.protection.states import RightsState
from tests.coordination.people import agreed
from tests.protection.people import ask_for_place
from tests.protection.test_aid import give, place
from tests.protection.test_aid import granted as granted_aid
from tests.protection.test_facts import rows
from tests.support import again, desk_client, sign_in

CANARY = "CANARY"


# --- rules


def test_only_what_is_on_the_list_is_handed_over_whatever_else_stands_in_the_record():
    fields = {name for allowed in ALLOWED.values() for name in allowed}
    secret = {f"{CANARY}_{number}": CANARY for number in range(9)}
    others = ("note", "guardian_name", "child_words", "witness_name", "address", "provider_id", "reasons")
    record = {
        section: [{**dict.fromkeys(fields, ""), **secret, **dict.fromkeys(others, CANARY)}] for section in ALLOWED
    }
    record |= {"notes": [{"text": CANARY}], "shelter": [{"address": CANARY}], "sanctions": [{"words": CANARY}]}
    record["presumptions"] = [{"grounds": CANARY}]
    assert CANARY not in json.dumps(select(record))


def test_every_section_is_handed_over_that_is_not_withheld():
    record = {section: [dict.fromkeys(fields, "x")] for section, fields in ALLOWED.items()}
    assert set(select(record)) == set(ALLOWED)
    assert set(without(select(record), withheld=["money"])) == set(ALLOWED) - {"money"}


def test_the_preparer_does_not_decide_and_nothing_is_refused_without_a_ground():
    check_decider(decider=1, preparer=2)
    with pytest.raises(NotPermitted):
        check_decider(decider=1, preparer=1)
    check_answer(to=RightsState.REFUSED, grounds=["danger"], withheld=[])
    check_answer(to=RightsState.GRANTED, grounds=["others_rights"], withheld=["looks"])
    for wrong in (("refused", [], []), ("granted", [], ["looks"]), ("granted", ["danger"], []), ("done", [], [])):
        with pytest.raises(InvalidInput):
            check_answer(to=RightsState(wrong[0]), grounds=wrong[1], withheld=wrong[2])


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
    return actions.prepare_rights(actor=manager, rights_request_id=asked.pk, proposal="As asked.")


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


def test_the_answer_tells_every_part_of_the_record_by_codes_and_days_and_the_persons_own_view(manager, case):
    held = {"organisation_id": case.organisation_id, "wall": "protection", "case_id": case.pk, "key_id": case.key_id}
    stage = EpisodeDetails(
        stage="exploitation", form="forced_labour", began=RoughDate(date(2020, 1, 1), "year"), place=f"{CANARY} farm",
        acts={"recruitment": "yes", "transfer": "no"},
    )  # fmt: skip
    actions.record_episode(actor=manager, case_id=case.pk, details=stage)
    seen = Assessment(**held, assessed_on=today(), needs={"housing": "great", "health": "none"}, made_by_id=manager.id)
    seal(seen, own_view="I want to study.", narrative=CANARY)
    seen.save()
    Claim.objects.create(
        **held, source="wages", state="claimed", currency="EUR", informed_on=today(), claimed_on=today(),
        claimed_amount=700, opened_by_id=manager.id,
    )  # fmt: skip
    who = {"giver": "guardian", "guardian_name": "Invented Guardian", "child_view": "agrees"}
    consent = agreed(manager, case.pk, purpose="share_police", **who)
    sent = send_referral(
        actor=manager, to_organisation_id=organisation(code="mia-atd").pk, purpose="identification", basis="consent",
        consent_id=consent, note=CANARY, expires_on=today() + timedelta(days=9), case_id=case.pk,
    )  # fmt: skip
    asked = prepared(manager, case)
    document, _ = actions.show_rights(actor=manager, rights_request_id=asked.pk)
    assert CANARY not in json.dumps(document)
    assert document["assessments"][0]["needs"] == ["housing"]
    assert document["referrals"] == [
        {"on": sent.sent_at.astimezone(HOME).date().isoformat(), "recipient": "mia-atd", "purpose": "identification"}
    ]
    said = str(rights_queries.in_words(actor=manager, document=document, spoken="en"))
    for told in ("I want to study.", "EUR", "'2020'", "Forced labour"):
        assert told in said
    assert "2020-01-01" not in said


def test_the_person_is_told_whom_the_office_asked_and_what_was_found_about_them(manager, case):
    held = {"organisation_id": case.organisation_id, "wall": "protection", "case_id": case.pk, "key_id": case.key_id}
    ask_for_place(manager, case, needs=[])
    child = {"actor": manager, "case_id": case.pk, "assessed_on": today()}
    actions.assess_age(**child, method="documents", age_from=15, age_until=15, note=CANARY)
    actions.assess_family(**child, involvement="no_sign", grounds=CANARY)
    actions.raise_flag(actor=manager, case_id=case.pk, kind="danger_near", instruction=CANARY)
    Guardian.objects.create(**held, kind="guardian", body="court", appointed_on=today(), recorded_by_id=manager.id)
    sent = {"from_organisation_id": manager.organisation_id, "from_wall": manager.wall, "sent_by_id": manager.id}
    sent |= {"to_organisation_id": organisation(code="emb-moldova").pk, "to_wall": Wall.CONSULAR}
    asked = MissionContact.objects.create(
        **sent, case_id=case.pk, consent_id=case.pk, grant_id=case.pk, help_wanted=["identity"]
    )
    document, _ = actions.show_rights(actor=manager, rights_request_id=prepared(manager, case).pk)
    told = json.dumps(document)
    assert CANARY not in told and "mia-shelter" not in told
    (mission,) = document["missions"]
    assert (mission["recipient"], mission["help_wanted"]) == ("emb-moldova", asked.help_wanted)
    (place,) = document["places"]
    assert set(place) == {"on", "wanted_on", "state"}
    for section in ("ages", "families", "flags", "guardians"):
        assert document[section], section
    said = str(rights_queries.in_words(actor=manager, document=document, spoken="en"))
    assert "Embassies asked about you" in said


def test_a_line_of_help_that_was_wrong_stays_and_counts_nowhere(manager, case):
    (line,) = Service.objects.own(manager).filter(case_id=case.pk)
    url = f"/protection/services/{line.pk}/void/"
    outside = sign_in("case_manager", organisation="ngo-clean-world")
    for actor, error in ((outside, NotVisible), (sign_in("shelter_manager", organisation="vac"), NotPermitted)):
        with pytest.raises(error):
            actions.void_service(actor=actor, service_id=line.pk, reason="not_given")
    client = desk_client("case_manager", organisation="vac")
    assert "This line is wrong" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 200
    assert client.post(url, {"reason": "not_given"}).headers["Location"] == f"/protection/cases/{case.pk}/plan/"
    plan = client.get(f"/protection/cases/{case.pk}/plan/").content.decode()
    assert "Recorded by mistake" in plan and url not in plan
    again(manager)
    case.refresh_from_db()
    assert case.helped_on is None
    assert record_of(actor=manager, case_id=case.pk)["help"] == []
    with pytest.raises(WrongState):
        actions.void_service(actor=manager, service_id=line.pk, reason="not_given")
    assert Entry.objects.get(event="protection.service.voided").facts == {"reason": "not_given"}
    assert rows("fact_service") == []


def test_a_request_goes_its_way_and_two_persons_stand_behind_it(manager, case):
    asked = prepared(manager, case)
    assert asked.due_on == today() + timedelta(days=30)
    with pytest.raises(NotPermitted):
        actions.decide_rights(actor=manager, rights_request_id=asked.pk, to=RightsState.GRANTED)
    with pytest.raises(WrongState):
        print_rights(actor=manager, rights_request_id=asked.pk, language="az", handling="kept")
    decider = officer()
    with translation.override("en"):
        assert [item.reference for item in rights_queries.rights_work(actor=decider)] == [asked.reference]
    left_out = {"withheld": ["looks"], "grounds": ["danger"]}
    actions.decide_rights(actor=decider, rights_request_id=asked.pk, to=RightsState.GRANTED, **left_out)
    again(manager)
    document, _ = actions.show_rights(actor=manager, rights_request_id=asked.pk)
    assert "looks" not in document
    printed = print_rights(actor=manager, rights_request_id=asked.pk, language="az", handling="kept")
    assert Sheet.objects.get(pk=printed.sheet.pk).handling == "kept"
    assert printed.content.startswith(b"%PDF")
    with pytest.raises(InvalidInput):
        actions.hand_over_rights(actor=manager, rights_request_id=asked.pk, **HANDED | {"felt_safe": "unknown"})
    done = actions.hand_over_rights(actor=manager, rights_request_id=asked.pk, **HANDED)
    assert done.state == "done"
    kinds = Entry.objects.filter(event__startswith="protection.rights.", case_id=case.pk).values_list(
        "event", flat=True
    )
    assert {each.split(".")[-1] for each in kinds} == {"asked", "prepared", "decided", "handed_over", "read"}


def test_an_answer_with_words_that_tell_what_it_is_about_is_kept_and_not_handed_out(manager, case):
    stage = EpisodeDetails(stage="exploitation", form="forced_labour")
    actions.record_episode(actor=manager, case_id=case.pk, details=stage)
    asked = granted(manager, case)
    with pytest.raises(InvalidInput):
        print_rights(actor=manager, rights_request_id=asked.pk, language="en", handling="handed_out")
    log_of_all = rights_queries.document_of(actor=manager, request=RightsRequest.objects.get(pk=asked.pk))["looks"]
    assert sum(row["times"] for row in log_of_all) > 5


@pytest.mark.parametrize(("kind", "word"), [("access", "kept"), ("correction", "put right"), ("restriction", "fewer")])
def test_each_kind_of_request_has_its_own_letter(manager, case, kind, word):
    asked = granted(manager, case, kind=kind, concerns="other" if kind == "correction" else "")
    request = RightsRequest.objects.get(pk=asked.pk)
    given = {"actor": manager, "request": request, "name": "", "reference": "S-1"}
    paper = paper_of_rights(language="en", **given)
    assert word in paper.intro
    assert (len(paper.parts) > 1) == (kind == "access")
    assert paper_of_rights(language="az", **given).title != paper.title


def test_an_officer_who_prepared_it_does_not_decide(manager, case):
    both = sign_in("case_manager", organisation="vac", duties=("data_protection_officer",))
    asked = prepared(both, case)
    assert not [item for item in rights_queries.rights_work(actor=both) if "Decide" in item.title]
    with pytest.raises(NotPermitted):
        actions.decide_rights(actor=both, rights_request_id=asked.pk, to=RightsState.GRANTED)


def test_a_refusal_empties_the_paper_and_one_sent_back_is_prepared_again(manager, case):
    asked = prepared(manager, case, kind="correction", concerns="case")
    decider = officer()
    actions.decide_rights(actor=decider, rights_request_id=asked.pk, to=RightsState.ASKED)
    again(manager)
    actions.prepare_rights(actor=manager, rights_request_id=asked.pk)
    again(decider)
    actions.decide_rights(actor=decider, rights_request_id=asked.pk, to=RightsState.REFUSED, grounds=["not_wrong"])
    assert actions.show_rights(actor=decider, rights_request_id=asked.pk)[0] == {}
    with pytest.raises(WrongState):
        actions.withdraw_rights(actor=decider, rights_request_id=asked.pk)


def test_a_person_takes_a_request_back(manager, case):
    asked = ask(manager, case)
    assert actions.withdraw_rights(actor=manager, rights_request_id=asked.pk).state == "withdrawn"
    with pytest.raises(WrongState):
        actions.prepare_rights(actor=manager, rights_request_id=asked.pk)


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
        with pytest.raises(NotVisible):
            print_rights(actor=other, rights_request_id=asked.pk, language="az", handling="kept")


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
    assert desk.post(url("rights_prepare", key), {"proposal": ""}).status_code == 302
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


# --- what a granted request does


def granted(manager: Actor, case: Case, **changes) -> RightsRequest:
    asked = prepared(manager, case, **changes)
    actions.decide_rights(actor=officer(), rights_request_id=asked.pk, to=RightsState.GRANTED)
    again(manager)
    return asked


def restricted(manager: Actor, case: Case) -> Restriction:
    granted(manager, case, kind="restriction")
    return Restriction.objects.get()


def opened(manager: Actor, case: Case, **changes) -> Grant:
    given = {"purpose": "assistance", "basis": "agreement", "expires_on": today() + timedelta(days=9)}
    body = organisation(code="ngo-clean-world")
    groups = frozenset({FieldGroup.CASE})
    return give_grant(
        actor=manager, case_id=case.pk, to_organisation_id=body.pk, to_wall=Wall.PROTECTION, groups=groups,
        **given | changes,
    )  # fmt: skip


def vital(manager: Actor, case: Case, body: str) -> None:
    actions.override_consent(
        actor=manager, case_id=case.pk, ground="vital_danger", recipient_id=organisation(code=body).pk,
        reason="She was seen being put into a car.", told="later", until=today() + timedelta(days=7),
    )  # fmt: skip


def test_a_granted_correction_is_made_in_the_record_before_it_is_answered(manager, case):
    with pytest.raises(InvalidInput):
        ask(manager, case, kind="correction")
    asked = granted(manager, case, kind="correction", concerns="person")
    with pytest.raises(WrongState):
        actions.hand_over_rights(actor=manager, rights_request_id=asked.pk, **HANDED)
    with pytest.raises(WrongState):
        confirm_correction(actor=manager, rights_request_id=asked.pk)
    with translation.override("en"):
        assert "Correct the record, as was granted" in [
            item.title for item in rights_queries.rights_work(actor=manager)
        ]
    details = PersonDetails(given_name="Elvin", surname="Düzgünov", age_band="9_17", citizenship="AZ")
    actions.change_case(
        actor=manager, case_id=case.pk, details=details, source="self", forms=(), country_of_exploitation=""
    )
    assert confirm_correction(actor=manager, rights_request_id=asked.pk).corrected_on == today()
    with pytest.raises(WrongState):
        confirm_correction(actor=manager, rights_request_id=asked.pk)
    assert actions.hand_over_rights(actor=manager, rights_request_id=asked.pk, **HANDED).state == "done"


def test_the_log_keeps_that_it_changed_and_neither_the_old_nor_the_new_value(manager, case):
    test_a_granted_correction_is_made_in_the_record_before_it_is_answered(manager, case)
    rows = [str(vars(row)) for row in Entry.objects.filter(case_id=case.pk)]
    assert Entry.objects.filter(event="protection.case.changed", case_id=case.pk).exists()
    assert Entry.objects.get(event="protection.rights.corrected").facts == {"concerns": "person"}
    assert not [row for row in rows if "Sınaqov" in row or "Düzgünov" in row]


def test_another_request_and_a_refused_one_wait_for_no_correction(manager, case):
    for asked in (granted(manager, case), prepared(manager, case, kind="correction", concerns="other")):
        with pytest.raises(WrongState):
            confirm_correction(actor=manager, rights_request_id=asked.pk)
    assert concerned(kind="access", concerns="person") == ""


def test_a_granted_restriction_ends_what_was_open_and_stops_every_new_grant(manager, case):
    before, saving = opened(manager, case), opened(manager, case, basis="vital_danger")
    restriction = restricted(manager, case)
    assert Entry.objects.get(event="access.restriction.put").case_id == case.pk
    assert Grant.objects.get(pk=before.pk).withdrawn_at is not None
    assert Grant.objects.get(pk=saving.pk).withdrawn_at is None
    with pytest.raises(WrongState):
        opened(manager, case)
    assert opened(manager, case, basis="vital_danger").withdrawn_at is None
    again_put = put_restriction(
        actor=manager, case_id=case.pk, source_id=case.pk, permission=Permission.PROTECTION_RIGHTS_DECIDE
    )
    assert again_put.pk == restriction.pk


def test_a_restricted_case_is_referred_to_nobody_except_to_save_a_life(manager, case):
    restricted(manager, case)
    given = {"note": "Help.", "expires_on": today() + timedelta(days=9), "case_id": case.pk}
    body = organisation(code="mia-atd").pk
    for groups in ((), ("case",)):
        with pytest.raises(WrongState):
            send_referral(
                actor=manager, to_organisation_id=body, purpose="identification", basis="handover_rules", groups=groups,
                **given,
            )  # fmt: skip
    with pytest.raises(InvalidInput):
        send_referral(actor=manager, to_organisation_id=body, purpose="identification", basis="vital_danger", **given)
    vital(manager, case, "mia-atd")
    sent = send_referral(
        actor=manager, to_organisation_id=body, purpose="identification", basis="vital_danger", **given
    )
    assert sent.grant_id is not None


def test_no_place_is_asked_for_a_restricted_case_except_to_save_a_life(manager, case):
    restricted(manager, case)
    with pytest.raises(WrongState):
        ask_for_place(manager, case)
    vital(manager, case, "mia-shelter")
    assert ask_for_place(manager, case).case_id == case.pk


def test_a_restricted_case_stands_in_no_list_that_leaves(db):
    paying, award = granted_aid(100)
    give(paying, 100)
    payment = place(paying, award, award.amount)
    wanted = {"purpose": "payment_run", "basis": "law_trafficking", "file_kind": "xlsx", "list_kind": ListKind.PAYMENTS}
    listed = actions.ask_list_export(actor=paying, **wanted)
    assert listed.row_ids == [payment.pk]
    Restriction.objects.create(
        organisation_id=paying.organisation_id, wall=paying.wall, case_id=payment.case_id, source_id=payment.pk,
        put_by_id=paying.id,
    )  # fmt: skip
    with pytest.raises(InvalidInput):
        actions.ask_list_export(actor=paying, **wanted)
    assert not actions.make_list_export(actor=paying, list_export_id=listed.pk), "what is being made is stopped"
    ListExport.objects.filter(pk=listed.pk).update(state="ready", ready_at=now())
    with pytest.raises(WrongState, match="held back"):
        actions.fetch_list_export(actor=paying, list_export_id=listed.pk)
    (row,) = queries.export_rows(actor=paying)
    assert row.is_paused and not row.fetch


def test_a_restriction_of_one_holder_binds_no_other(manager, case):
    restricted(manager, case)
    other = sign_in("case_manager", organisation="ngo-clean-world")
    assert not Restriction.objects.exists()
    assert not is_restricted(actor=other, case_id=case.pk)


def test_only_the_officer_lifts_a_restriction_and_the_person_is_told_before(manager, case):
    restriction = restricted(manager, case)
    lift = {"restriction_id": restriction.pk, "reason": "person_asks"}
    with pytest.raises(NotPermitted):
        lift_restriction(actor=manager, told="told", **lift)
    other = sign_in("case_supervisor", organisation="ngo-clean-world", duties=("data_protection_officer",))
    with pytest.raises(NotVisible):
        lift_restriction(actor=other, told="told", **lift)
    decider = officer()
    with pytest.raises(InvalidInput):
        lift_restriction(actor=decider, told="later", **lift)
    assert lift_restriction(actor=decider, told="told", **lift).lift_reason == "person_asks"
    with pytest.raises(WrongState):
        lift_restriction(actor=decider, told="told", **lift)
    assert opened(decider, case).withdrawn_at is None


def test_the_database_holds_one_restriction_at_a_time_and_its_end_with_a_reason(manager, case):
    restriction = restricted(manager, case)
    for change in ({"lift_reason": "law"}, {"lifted_by_id": manager.id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Restriction.objects.filter(pk=restriction.pk).update(**change)


def test_an_answer_goes_through_a_guardian_only_if_a_guardian_asked(manager, case):
    check_channel(channel="guardian", asked_by="guardian")
    asked = granted(manager, case)
    with pytest.raises(InvalidInput) as refused:
        actions.hand_over_rights(actor=manager, rights_request_id=asked.pk, **HANDED | {"channel": "guardian"})
    assert refused.value.field == "channel"


def test_the_bar_the_rights_and_the_timeline_tell_of_a_restriction_and_its_end(case):
    desk = desk_client("case_manager", organisation="vac")
    again(desk.actor)
    restriction = restricted(desk.actor, case)
    assert "Not shared: the person asked" in desk.get(url("case_read", case.pk)).content.decode()
    page = desk.get(url("case_rights", case.pk)).content.decode()
    assert "Nothing of this case is shared since" in page
    assert "Lift the restriction" not in page
    assert "Sharing restricted, as the person asked" in desk.get(url("case_timeline", case.pk)).content.decode()
    lift = url("restriction_lift", restriction.pk)
    assert desk.post(lift, {"reason": "law", "told": "told"}).status_code == 403
    head = desk_client("case_supervisor", organisation="vac", duties=("data_protection_officer",))
    assert "Lift the restriction" in head.get(url("case_rights", case.pk)).content.decode()
    assert "Tell the person first" in head.post(lift, {"reason": "law", "told": "later"}).content.decode()
    assert head.post(lift, {"reason": "law", "told": "told"}).url == url("case_rights", case.pk)
    assert "Not shared" not in desk.get(url("case_read", case.pk)).content.decode()


def test_the_page_of_a_granted_correction_leads_to_the_record(case):
    desk = desk_client("case_manager", organisation="vac")
    again(desk.actor)
    asked = granted(desk.actor, case, kind="correction", concerns="person")
    assert url("case_change", case.pk) in desk.get(url("rights_read", asked.pk)).content.decode()
    assert desk.post(url("rights_correct", asked.pk)).status_code == 409
