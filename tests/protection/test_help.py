from datetime import timedelta

import pytest
from django.utils import translation

from panah.access.actions import give_grant
from panah.access.models import Grant
from panah.access.policy import Actor
from panah.access.walls import FieldGroup, Wall
from panah.accounts.models import Account
from panah.audit import log
from panah.audit.events import Event
from panah.audit.models import Entry
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.models import Organisation
from panah.protection import actions, queries
from panah.protection.actions.sheet import print_sheet
from panah.protection.models import Case, Consent, MissionContact, Presumption, Service, ServiceOrder
from panah.protection.rules import PersonDetails
from tests.protection.people import ask_for_place, open_case
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db
SIGNS = {"freedom_phone": "yes", "freedom_movement": "no", "freedom_contacts": "unknown"}


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


def presume(actor: Actor, case: Case, **changes) -> Presumption:
    given = {
        "presumed_on": today(),
        "body": "ngo",
        "indicator_list": "practical",
        "answers": SIGNS,
        "grounds": "Heard.",
    }
    return actions.presume(actor=actor, case_id=case.pk, **given | changes)


def help_with(actor: Actor, case: Case, **changes) -> Service:
    given = {"service": "medical", "outcome": "accepted", "on": today()}
    return actions.record_service(actor=actor, case_id=case.pk, **given | changes)


def consent(actor: Actor, case: Case, **changes) -> Consent:
    given = {"purpose": "share_partner", "text": "share_v1", "language": "az", "given_on": today()}
    return actions.record_consent(actor=actor, case_id=case.pk, **given | changes)


# --- presumption


def test_what_is_dated_long_before_the_case_is_refused(manager):
    case = open_case(manager)
    long_ago = today() - timedelta(days=370)
    with pytest.raises(InvalidInput, match="Check the year") as caught:
        presume(manager, case, presumed_on=long_ago)
    assert caught.value.field == "presumed_on"
    presume(manager, case, presumed_on=today() - timedelta(days=3))
    signs = {"actor": manager, "case_id": case.pk, "indicator_list": "practical", "answers": SIGNS}
    with pytest.raises(InvalidInput, match="Check the year"):
        actions.screen(**signs, screened_on=long_ago)
    assert actions.screen(**signs, screened_on=today() - timedelta(days=300)).pk
    with pytest.raises(InvalidInput, match="before what it follows"):
        help_with(manager, case, on=today() - timedelta(days=4))
    assert help_with(manager, case, on=today() - timedelta(days=3)).pk


def test_a_presumption_opens_help_at_once_and_asks_no_police(manager):
    case = open_case(manager)
    with pytest.raises(WrongState, match="presumption first"):
        help_with(manager, case)
    presumption = presume(manager, case)
    case.refresh_from_db()
    assert (case.status, case.presumed_on, case.next_due_kind) == ("presumed", today(), "first_help")
    assert presumption.answers == SIGNS
    assert help_with(manager, case).is_first_help


def test_what_was_seen_is_sealed_and_the_log_has_no_word_of_it(manager):
    presumption = presume(manager, open_case(manager), grounds="Her passport was taken.")
    assert b"passport" not in bytes(presumption.grounds)
    entry = Entry.objects.get(event="protection.presumption.made")
    assert entry.facts == {"body": "ngo", "presumed_on": today().isoformat()}


def test_a_second_presumption_stands_beside_the_first(manager):
    case = open_case(manager)
    presume(manager, case, presumed_on=today() - timedelta(days=3))
    presume(manager, case)
    case.refresh_from_db()
    assert case.presumed_on == today() - timedelta(days=3)
    assert queries.presumptions(actor=manager, case_id=case.pk).count() == 2


@pytest.mark.parametrize(
    "wrong", [{"answers": {"freedom_phone": "no"}, "grounds": " "}, {"presumed_on": today() + timedelta(days=1)}]
)
def test_a_presumption_needs_a_sign_or_words_and_a_day_that_has_come(manager, wrong):
    case = open_case(manager)
    with pytest.raises(InvalidInput):
        presume(manager, case, **wrong)
    assert not Presumption.objects.exists()


def test_nobody_is_presumed_in_a_case_that_was_judged_not_to_be_trafficking(manager):
    case = open_case(manager)
    actions.change_case_status(actor=manager, case_id=case.pk, to="rejected")
    with pytest.raises(WrongState):
        presume(manager, case)


def test_signs_stand_under_their_groups_and_what_was_not_asked_is_left_out(manager):
    presumption = presume(manager, open_case(manager))
    with translation.override("az"):
        (freedom,) = queries.signs(actor=manager, presumption=presumption)
    assert freedom.group == "Şəxsi azadlıq"
    assert [answer for _, answer in freedom.answers] == ["no", "unknown", "yes"]


def test_an_officer_of_the_unit_presumes_nothing(manager):
    case = open_case(manager)
    officer = sign_in("identification_officer", organisation="vac")
    with pytest.raises(NotPermitted):
        presume(officer, case)


# --- services


def test_only_the_first_help_is_first_and_what_was_not_to_be_had_is_none(manager):
    case = open_case(manager)
    presume(manager, case)
    assert not help_with(manager, case, outcome="unavailable").is_first_help
    assert help_with(manager, case, service="emergency_needs", note="Winter coat.").is_first_help
    assert not help_with(manager, case).is_first_help
    case.refresh_from_db()
    assert case.helped_on == today()
    assert case.next_due_kind != "first_help"


def test_help_goes_on_after_a_negative_decision(manager):
    case = open_case(manager)
    presume(manager, case)
    Case.objects.filter(pk=case.pk).update(status="not_identified", outcome="not_identified", decided_on=today())
    assert help_with(manager, case).pk


def test_help_is_not_recorded_for_tomorrow(manager):
    case = open_case(manager)
    presume(manager, case)
    with pytest.raises(InvalidInput):
        help_with(manager, case, on=today() + timedelta(days=1))


def test_the_aid_fund_records_no_help(manager):
    case = open_case(manager)
    fund = sign_in("aid_fund_officer", organisation="vac")
    with pytest.raises(NotPermitted):
        help_with(fund, case)


# --- consent


def open_to(manager: Actor, case: Case, given: Consent, *, organisation: str) -> Grant:
    return give_grant(
        actor=manager,
        case_id=case.pk,
        to_organisation_id=Organisation.objects.get(code=organisation).pk,
        to_wall=Wall.PROTECTION,
        groups=frozenset({FieldGroup.IDENTITY}),
        purpose="assistance",
        basis="consent",
        expires_on=today() + timedelta(days=30),
        consent_id=given.pk,
    )


def test_withdrawing_a_consent_ends_what_rests_on_it_at_once(manager):
    case = open_case(manager)
    given = consent(manager, case)
    open_to(manager, case, given, organisation="ngo-clean-world")
    partner = sign_in("case_manager", organisation="ngo-clean-world")
    assert actions.show_name(actor=partner, case_id=case.pk) == "Aygün Sınaqova"
    again(manager)
    actions.withdraw_consent(actor=manager, consent_id=given.pk)
    again(partner)
    with pytest.raises(NotVisible):
        queries.case(actor=partner, case_id=case.pk)
    with pytest.raises(NotVisible):
        actions.show_name(actor=partner, case_id=case.pk)


def test_a_consent_is_withdrawn_once(manager):
    given = consent(manager, open_case(manager))
    actions.withdraw_consent(actor=manager, consent_id=given.pk)
    with pytest.raises(WrongState):
        actions.withdraw_consent(actor=manager, consent_id=given.pk)
    assert not queries.live_consents(actor=manager, case_id=given.case_id).exists()


def test_a_grant_for_the_case_shows_no_name_and_no_note(manager):
    case = open_case(manager)
    actions.add_note(actor=manager, case_id=case.pk, text="Sleeps badly.")
    grant = open_to(manager, case, consent(manager, case), organisation="ngo-clean-world")
    Grant.objects.filter(pk=grant.pk).update(groups=["reference", "case"])
    partner = sign_in("case_manager", organisation="ngo-clean-world")
    assert queries.case(actor=partner, case_id=case.pk).reference == case.reference
    assert [row["id"] for row in queries.shared_cases(actor=partner).rows] == [case.pk]
    assert [hit.title for hit in queries.found(actor=partner, text=case.reference)] == [case.reference]
    assert queries.cases(actor=partner).rows == []
    assert queries.notes(actor=partner, case_id=case.pk).rows == []
    with pytest.raises(NotVisible):
        actions.show_name(actor=partner, case_id=case.pk)
    with pytest.raises(NotVisible):
        actions.change_case_status(actor=partner, case_id=case.pk, to="rejected")


def test_a_child_consents_through_a_guardian_whose_name_is_sealed(manager):
    case = actions.open_case(actor=manager, details=PersonDetails(given_name="Elvin", age_band="9_17"), source="school")
    with pytest.raises(InvalidInput):
        consent(manager, case)
    with pytest.raises(InvalidInput) as refused:
        consent(manager, case, giver="guardian", guardian_name="Məhbubə Sınaqova")
    assert refused.value.field == "child_view"
    heard = {"child_view": "unsure", "child_words": "I want to go home."}
    given = consent(manager, case, giver="guardian", guardian_name="Məhbubə Sınaqova", **heard)
    assert b"home" not in bytes(given.child_words)
    assert "Sınaqova".encode() not in bytes(given.guardian_name)


def test_a_consent_that_has_ended_no_longer_holds(manager):
    given = consent(manager, open_case(manager), expires_on=today())
    assert queries.live_consents(actor=manager, case_id=given.case_id).exists()
    Consent.objects.filter(pk=given.pk).update(
        given_on=today() - timedelta(days=9), expires_on=today() - timedelta(days=1)
    )
    assert not queries.live_consents(actor=manager, case_id=given.case_id).exists()


def test_a_consent_of_another_organisation_cannot_be_withdrawn(manager):
    given = consent(manager, open_case(manager))
    other = sign_in("case_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.withdraw_consent(actor=other, consent_id=given.pk)


# --- notes, timeline


def test_a_note_is_sealed_and_stays_with_the_holder(manager):
    case = open_case(manager)
    note = actions.add_note(actor=manager, case_id=case.pk, text="Sleeps badly.")
    assert b"Sleeps" not in bytes(note.text)
    (row,) = queries.note_rows(actor=manager, case_id=case.pk).rows
    assert (row["text"], row["writer"]) == ("Sleeps badly.", manager.name)
    with pytest.raises(InvalidInput):
        actions.add_note(actor=manager, case_id=case.pk, text="  ")


def test_the_notes_before_the_newest_fifty_are_on_the_next_page(manager):
    case = open_case(manager)
    for number in range(51):
        actions.add_note(actor=manager, case_id=case.pk, text=f"Note {number}")
    first = queries.note_rows(actor=manager, case_id=case.pk)
    last = queries.note_rows(actor=manager, case_id=case.pk, after=first.next_cursor)
    assert (len(first.rows), [row["text"] for row in last.rows], last.next_cursor) == (50, ["Note 0"], None)
    page = f"/protection/cases/{case.pk}/timeline/"
    assert f"after={first.next_cursor}" in client_of(Account.objects.get(pk=manager.id)).get(page).content.decode()


def test_the_timeline_tells_what_was_asked_of_others_and_what_was_set_and_printed(manager):
    case = open_case(manager)
    presume(manager, case)
    wrong = help_with(manager, case)
    ask_for_place(manager, case)
    fund = Organisation.objects.get(code="aid-fund").pk
    actions.apply_for_aid(actor=manager, case_id=case.pk, to_organisation_id=fund, purpose="medical", amount=90)
    ends = {"from_organisation_id": case.organisation_id, "from_wall": case.wall, "sent_by_id": manager.id}
    ends |= {"to_organisation_id": fund, "to_wall": "protection", "case_id": case.pk}
    ServiceOrder.objects.create(**ends, reference="O-1", service="legal", wanted_on=today(), due_at=now())
    MissionContact.objects.create(**ends, consent_id=case.pk, grant_id=case.pk)
    actions.set_task(
        actor=manager, case_id=case.pk, kind="call", due_on=today(), assigned_to_id=manager.id, what="Call the clinic."
    )
    sent = {"actor": manager, "event": Event.COORDINATION_REFERRAL_SENT, "subject": case}
    log.record(**sent, case_id=case.pk, purpose="assistance")
    print_sheet(actor=manager, case_id=case.pk, form="record", language="en", handling="kept")
    actions.void_service(actor=manager, service_id=wrong.pk, reason="not_given")
    case.refresh_from_db()
    with translation.override("en"):
        entries = queries.timeline(actor=manager, case=case, happened=queries.happenings(actor=manager, case=case))
    told = {entry.title for entry in entries}
    assert told >= {"Place asked for", "Money asked for", "Help ordered", "Task set", "Paper printed"}
    assert {"Referred to another organisation", "Embassy asked for help"} <= told
    assert "Medical: Accepted" not in told


def test_the_timeline_tells_everything_that_happened_newest_first(manager):
    case = open_case(manager)
    presume(manager, case)
    help_with(manager, case)
    given = consent(manager, case)
    actions.withdraw_consent(actor=manager, consent_id=given.pk)
    case.refresh_from_db()
    with translation.override("en"):
        entries = queries.timeline(actor=manager, case=case, happened=queries.happenings(actor=manager, case=case))
    assert {"Case opened", "Presumed victim", "Medical: Accepted", "Consent given", "Consent withdrawn"} <= {
        entry.title for entry in entries
    }
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
