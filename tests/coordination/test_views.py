"""The pages: a case referred, accepted and taken up; a question asked and answered; and who is turned away."""

from datetime import timedelta

import pytest

from panah.coordination.models import InformationRequest, Referral
from panah.core.clock import today
from panah.organisations.queries import organisation
from tests.coordination.people import agreed, ask, presumed_case, refer, worker
from tests.protection.people import decide
from tests.support import again, desk_client

pytestmark = pytest.mark.django_db
ROOT = "/coordination/"


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def sent_referral(client):
    again(client.actor)
    case = presumed_case(client.actor)
    consent = agreed(client.actor, case.pk, purpose="share_police")
    address = f"{ROOT}referrals/send/?case={case.pk}"
    assert client.get(address).status_code == 200
    given = {
        "purpose": "identification",
        "basis": "consent",
        "consent_id": str(consent),
        "note": "Call before noon.",
        "groups": ["identity"],
    }
    body = {"to_organisation_id": str(organisation(code="mia-atd").pk)}
    answer = client.post(address, given | body | day("expires_on", today() + timedelta(days=9)))
    assert answer.status_code == 302, answer.content.decode()
    again(client.actor)
    return case, Referral.objects.get()


def test_a_referral_goes_its_way_through_the_pages():
    sender = desk_client("case_manager", organisation="vac")
    case, referral = sent_referral(sender)
    page = f"{ROOT}referrals/{referral.pk}/"
    assert "Call before noon." in sender.get(page).content.decode()
    assert referral.reference in sender.get(f"{ROOT}cases/{case.pk}/referrals/").content.decode()
    assert referral.reference in sender.get(f"{ROOT}referrals/?box=sent").content.decode()
    officer = desk_client("identification_officer", organisation="mia-atd")
    assert referral.reference in officer.get(f"{ROOT}referrals/").content.decode()
    assert officer.post(page + "acknowledge/").status_code == 302
    assert officer.post(page + "accept/", {"note": "We come at ten."}).status_code == 302
    assert "Open the inquiry" in officer.get(page).content.decode()
    taken = officer.post(page + "take-up/")
    assert taken.status_code == 302
    assert "/inquiries/" in taken.headers["Location"]
    assert officer.post(page + "complete/", day("completed_on", today())).status_code == 409
    decide(case)
    assert officer.post(page + "complete/", day("completed_on", today())).status_code == 302
    shown = sender.get(page).content.decode()
    assert "We come at ten." in shown
    assert "Completed" in shown


def test_a_referral_is_declined_with_a_reason_and_noted():
    sender = desk_client("case_manager", organisation="vac")
    _case, referral = sent_referral(sender)
    page = f"{ROOT}referrals/{referral.pk}/"
    officer = desk_client("identification_officer", organisation="mia-atd")
    missing = officer.post(page + "decline/", {"note": "x"})
    assert "Choose the reason" in missing.content.decode()
    assert officer.post(page + "decline/", {"reason": "incomplete", "note": "No contact is given."}).status_code == 302
    shown = sender.get(page).content.decode()
    assert "No contact is given." in shown
    assert sender.post(page + "note/").status_code == 302
    assert "What the sender opened is closed again" in officer.get(page).content.decode()


def test_a_withdrawn_referral_cannot_be_accepted():
    sender = desk_client("case_manager", organisation="vac")
    _case, referral = sent_referral(sender)
    page = f"{ROOT}referrals/{referral.pk}/"
    assert sender.post(page + "withdraw/").status_code == 302
    officer = desk_client("identification_officer", organisation="mia-atd")
    assert officer.post(page + "accept/", {"note": ""}).status_code == 409


def test_what_is_missing_is_said_at_its_field():
    client = desk_client("case_manager", organisation="vac")
    text = client.post(f"{ROOT}referrals/send/", {"once": ""}).content.decode()
    for words in ("Choose what the referral is for", "Choose the body", "Choose the legal basis"):
        assert words in text
    text = client.post(f"{ROOT}requests/send/", {"once": ""}).content.decode()
    assert "Write what you need to know" in text


def test_a_request_goes_its_way_through_the_pages():
    asker = desk_client("liaison_officer", organisation="mlspp")
    given = {"to_wall": "coordination", "purpose": "assistance", "basis": "law_trafficking", "why": "A plan is due."}
    body = {"to_organisation_id": str(organisation(code="sms").pk), "asked": "Residence permit until when"}
    answer = asker.post(f"{ROOT}requests/send/", given | body | day("due_on", today()))
    assert answer.status_code == 302, answer.content.decode()
    again(asker.actor)
    page = f"{ROOT}requests/{InformationRequest.objects.get().pk}/"
    officer = desk_client("liaison_officer", organisation="sms")
    assert "Residence permit until when" in officer.get(page + "answer/").content.decode()
    assert officer.post(page + "answer/", {"answer_0": "1 May 2027"}).status_code == 302
    shown = asker.get(page).content.decode()
    assert "1 May 2027" in shown
    assert "State Migration Service" in shown
    assert officer.post(page + "refuse/", {"reason": "other"}).status_code == 409


def test_a_request_is_refused_or_withdrawn():
    asker = desk_client("liaison_officer", organisation="mlspp")
    first, second = ask(asker.actor), ask(asker.actor)
    officer = desk_client("liaison_officer", organisation="sms")
    page = f"{ROOT}requests/{first.pk}/"
    assert officer.post(page + "refuse/", {"reason": "no_legal_basis"}).status_code == 302
    assert "No legal basis" in asker.get(page).content.decode()
    assert asker.post(f"{ROOT}requests/{second.pk}/withdraw/").status_code == 302


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        ("case_manager", "ngo-clean-world", 404),
        ("investigator", "mia-atd", 404),
        ("liaison_officer", "sms", 404),
        ("statistician", "coordinator", 403),
        ("oversight_officer", "ombudsman", 404),
    ],
)
def test_others_are_turned_away(role, body, status):
    referral = refer(worker("sms", "first_responder"))
    client = desk_client(role, organisation=body)
    assert client.get(f"{ROOT}referrals/{referral.pk}/").status_code == status


@pytest.mark.parametrize("rows", [1, 12])
@pytest.mark.parametrize("box", ["", "?box=sent"])
def test_the_lists_take_the_same_queries_however_long_they_are(rows, box, django_assert_max_num_queries):
    client = desk_client("liaison_officer", organisation="mlspp")
    for _ in range(rows):
        refer(client.actor, to="mlspp", purpose="referral", basis="nrm_rules")
        ask(client.actor, to="mlspp")
    for page, letter in (("referrals/", "R-"), ("requests/", "Q-")):
        client.get(ROOT + page + box)
        with django_assert_max_num_queries(12):
            text = client.get(ROOT + page + box).content.decode()
        assert text.count(f">{letter}") == rows


def test_only_bodies_that_answer_a_purpose_are_offered_under_it():
    client = desk_client("case_manager", organisation="vac")
    form = client.get(f"{ROOT}referrals/send/").context["form"]
    offered = {label: [name for _, name in bodies] for label, bodies in form["to_organisation_id"].field.choices[1:]}
    assert offered["Identification by the special police unit"] == [
        "Main Department on Combating Trafficking in Human Beings"
    ]
    assert "Assistance Centre for Victims of Trafficking" in offered["Help and services"]
    everywhere = {name for names in offered.values() for name in names}
    assert not {"Embassy of Moldova", "Baku Metro", "Azerbaijan State News Agency"} & everywhere


def test_filters_say_all_where_nothing_is_chosen():
    client = desk_client("national_coordinator", organisation="coordinator")
    text = client.get("/partnership/plan/").content.decode()
    assert '<option value="" selected>All</option>' in text
    assert "not chosen" not in text


def test_empty_lists_say_so():
    client = desk_client("liaison_officer", organisation="mlspp")
    assert "No referral has come yet" in client.get(f"{ROOT}referrals/").content.decode()
    assert "You have asked nothing yet" in client.get(f"{ROOT}requests/?box=sent").content.decode()


def test_the_pages_speak_azerbaijani():
    client = desk_client("liaison_officer", organisation="mlspp", language="az")
    assert "Yönləndirmələr" in client.get(f"{ROOT}referrals/").content.decode()
    text = client.get(f"{ROOT}referrals/send/").content.decode()
    assert "Kimə?" in text
    assert "To whom?" not in text
