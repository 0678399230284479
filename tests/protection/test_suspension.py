from dataclasses import replace
from datetime import timedelta

import pytest

from panah.access.walls import Wall
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.protection import actions, queries
from panah.protection.models import Decision, Inquiry
from panah.protection.queries.eligibility import what_is_open
from panah.protection.queries.work import work
from panah.protection.rules import CaseDates, Lengths, Ruling, deadlines
from panah.protection.rules.suspension import due_after_pause, paused_days
from panah.protection.states import CaseStatus, InquiryStage, Outcome
from tests.protection.people import presumed_case
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db
RULING = Ruling(
    outcome=Outcome.SUSPENDED,
    decided_on=today(),
    legal_basis="law_trafficking",
    form="forced_labour",
    sex="female",
    reasons="An answer from abroad has not come.",
    indicator_list="ilo11",
    suspension_reason="waits_abroad",
    look_again_on=today() + timedelta(days=14),
)


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def case(manager):
    return actions.mark_case_referred(actor=manager, case_id=presumed_case(manager).pk)


@pytest.fixture
def officer(case):
    return sign_in("identification_officer", organisation="mia-atd")


@pytest.fixture
def inquiry(case, officer):
    return actions.open_inquiry(
        actor=officer,
        case_id=case.pk,
        person_id=case.person_id,
        holder_organisation_id=case.organisation_id,
        holder_wall=Wall.PROTECTION,
        case_reference=case.reference,
    )


@pytest.fixture
def suspended(inquiry, officer, manager):
    decision = actions.decide(actor=officer, inquiry_id=inquiry.pk, ruling=RULING)
    again(manager)
    actions.receive_decision(actor=manager, decision_id=decision.pk)
    return decision


def resume(officer, inquiry):
    again(officer)
    return actions.resume_inquiry(actor=officer, inquiry_id=inquiry.pk)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"suspension_reason": ""}, "suspension_reason"),
        ({"look_again_on": None}, "look_again_on"),
        ({"look_again_on": today()}, "look_again_on"),
        ({"look_again_on": today() + timedelta(days=91)}, "look_again_on"),
    ],
)
def test_a_suspension_says_why_and_when_to_look_again(officer, inquiry, wrong, field):
    with pytest.raises(InvalidInput) as caught:
        actions.decide(actor=officer, inquiry_id=inquiry.pk, ruling=replace(RULING, **wrong))
    assert caught.value.field == field
    assert not Decision.objects.exists()


def test_a_suspended_inquiry_waits_for_its_day_among_the_work(officer, inquiry, suspended):
    again(officer)
    (item,) = [each for each in work(actor=officer) if each.kind == "inquiry"]
    assert item.title == "Suspended: can the inquiry go on?"
    assert item.due_at.date() == RULING.look_again_on


def test_the_person_keeps_every_service(manager, case, suspended):
    case = queries.case(actor=manager, case_id=case.pk)
    assert case.status == "suspended"
    service = {"service": "psychological", "outcome": "accepted", "on": today()}
    assert actions.record_service(actor=manager, case_id=case.pk, **service).pk
    rows = {row.benefit: row for row in what_is_open(actor=manager, case=case)}
    assert (rows["medical"].openness, rows["medical"].why) == ("open", "presumed_suspended")


def test_only_resuming_takes_it_up_again_and_the_holder_is_told(manager, officer, case, inquiry, suspended):
    again(officer)
    assert queries.next_stages(actor=officer, inquiry=Inquiry.objects.get(pk=inquiry.pk)) == []
    with pytest.raises(WrongState, match="Resume"):
        actions.change_inquiry_stage(actor=officer, inquiry_id=inquiry.pk, to=InquiryStage.INQUIRY)
    resumption = resume(officer, inquiry)
    again(manager)
    assert "The suspended inquiry goes on" in [item.title for item in work(actor=manager)]
    case = actions.receive_resumption(actor=manager, resumption_id=resumption.pk)
    assert (case.status, case.outcome, case.decided_on) == ("inquiry", "", None)
    assert "The suspended inquiry goes on" not in [item.title for item in work(actor=manager)]
    assert Entry.objects.filter(event="protection.resumption.received").exists()


def test_a_resumption_is_received_once_and_a_running_inquiry_is_not_resumed(manager, officer, inquiry, suspended):
    resumption = resume(officer, inquiry)
    with pytest.raises(WrongState):
        actions.resume_inquiry(actor=officer, inquiry_id=inquiry.pk)
    again(manager)
    actions.receive_resumption(actor=manager, resumption_id=resumption.pk)
    with pytest.raises(WrongState):
        actions.receive_resumption(actor=manager, resumption_id=resumption.pk)


def test_the_clocks_stand_still_and_run_on(manager, officer, case, inquiry, suspended):
    again(officer)
    suspended_on = today() - timedelta(days=6)
    Decision.objects.filter(pk=suspended.pk).update(decided_on=suspended_on)
    Inquiry.objects.filter(pk=inquiry.pk).update(due_on=today())
    resumption = resume(officer, inquiry)
    assert resumption.paused_days == 6
    assert Inquiry.objects.get(pk=inquiry.pk).due_on == today() + timedelta(days=6)
    again(manager)
    assert actions.receive_resumption(actor=manager, resumption_id=resumption.pk).paused_days == 6


def test_the_clock_of_the_decision_counts_no_day_of_the_pause():
    lengths = Lengths(identification_days=30)
    referred = {"status": CaseStatus.INQUIRY, "status_on": today(), "opened_on": today(), "referred_on": today()}
    (running,) = deadlines(CaseDates(**referred), lengths)
    (longer,) = deadlines(CaseDates(**referred, paused_days=6), lengths)
    assert longer.due_at - running.due_at == timedelta(days=6)
    assert deadlines(CaseDates(**referred, decided_on=today()), lengths) == ()
    assert (due_after_pause(None, days=6), paused_days(suspended_on=today(), resumed_on=today())) == (None, 0)


def test_nobody_else_resumes_or_receives(manager, officer, inquiry, suspended):
    with pytest.raises(NotPermitted):
        actions.resume_inquiry(actor=manager, inquiry_id=inquiry.pk)
    elsewhere = sign_in("identification_officer", organisation="vac")
    with pytest.raises(NotVisible):
        actions.resume_inquiry(actor=elsewhere, inquiry_id=inquiry.pk)
    resumption = resume(officer, inquiry)
    with pytest.raises(NotPermitted):
        actions.receive_resumption(actor=officer, resumption_id=resumption.pk)
    stranger = sign_in("case_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.receive_resumption(actor=stranger, resumption_id=resumption.pk)


def test_the_pages_say_it(manager, officer, case, inquiry, suspended):
    unit = client_of(Account.objects.get(pk=officer.id))
    assert "Go on with the inquiry" in unit.get(f"/protection/inquiries/{inquiry.pk}/").content.decode()
    holder = client_of(Account.objects.get(pk=manager.id))
    for page in ("", "open/"):
        told = holder.get(f"/protection/cases/{case.pk}/{page}").content.decode()
        assert "Every service goes on" in told
    assert "Information from abroad is awaited" in holder.get(f"/protection/cases/{case.pk}/decision/").content.decode()
    assert unit.post(f"/protection/inquiries/{inquiry.pk}/resume/").status_code == 302
    assert "Take note: the inquiry goes on" in holder.get(f"/protection/cases/{case.pk}/decision/").content.decode()
    timeline = holder.get(f"/protection/cases/{case.pk}/timeline/").content.decode()
    assert "Information from abroad is awaited" in timeline and "The suspended inquiry goes on" in timeline
