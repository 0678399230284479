"""A referral from sending to completion, and what each end can and cannot do with it."""

import time
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from panah.access.actions import lift_restriction, put_restriction
from panah.access.models import Grant
from panah.access.permissions import Permission
from panah.accounts.actors import METHODS_KEY
from panah.accounts.models import Account
from panah.accounts.sessions import SessionStore
from panah.audit.models import Entry
from panah.coordination import actions, queries
from panah.coordination.actions import pause_referrals, resume_referrals
from panah.coordination.models import OwnCopy, Referral, ReferralReply
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.helpline import actions as helpline
from panah.helpline import queries as signals
from panah.organisations.queries import organisation
from panah.protection import actions as protection_actions
from panah.protection import queries as protection
from panah.protection.models import Case
from panah.protection.states import CaseStatus
from tests.coordination.people import UNIT, agreed, presumed_case, refer, worker
from tests.protection.people import decide
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    return worker()


@pytest.fixture
def case(sender):
    return presumed_case(sender)


@pytest.fixture
def referral(sender, case):
    return refer(sender, case_id=case.pk)


def officer():
    return worker("mia-atd", "identification_officer")


def events(subject):
    return set(Entry.objects.filter(subject_id=subject.pk).values_list("event", flat=True))


# ---- sending


def test_a_referral_opens_the_case_for_a_time_and_starts_a_clock(sender, case, referral):
    grant = Grant.objects.get(pk=referral.grant_id)
    assert (grant.case_id, grant.to_wall, set(grant.groups)) == (
        case.pk,
        "protection",
        {"reference", "case", "identity"},
    )
    assert timedelta(hours=23) < referral.due_at - now() <= timedelta(hours=24)
    assert protection.case(actor=sender, case_id=case.pk).status == "referred"
    assert events(referral) == {"coordination.referral.sent"}


def test_the_words_are_sealed_to_the_receiver_with_a_copy_for_the_sender(sender, referral):
    assert queries.words_of(actor=sender, record=referral)["note"] == "She asks for a woman officer."
    receiver = officer()
    seen = queries.referral(actor=receiver, referral_id=referral.pk)
    assert queries.words_of(actor=receiver, record=seen)["note"] == "She asks for a woman officer."
    assert b"woman" not in bytes(seen.words)
    assert not OwnCopy.objects.filter(subject_id=referral.pk).exists()


def test_somebody_can_be_referred_without_a_case():
    responder = worker("sms", "first_responder")
    referral = refer(responder, purpose="identification")
    assert referral.grant_id is None
    assert referral.person_id is not None


def test_a_signal_is_handed_over_by_a_referral():
    operator = worker("mia-atd", "helpline_operator")
    signal = helpline.make_signal(actor=operator, source="family_public", summary="A girl is locked in.", danger="high")
    refer(operator, to="ngo-clean-world", purpose="assistance", signal_id=signal.pk)
    assert signals.signal(actor=operator, signal_id=signal.pk).state == "open"  # the unit waits for it still
    refer(operator, signal_id=signal.pk)
    assert signals.signal(actor=operator, signal_id=signal.pk).state == "handed_over"


def test_a_person_who_wants_help_alone_is_referred_for_help_alone():
    operator = worker("mia-atd", "helpline_operator")
    signal = helpline.make_signal(actor=operator, source="family_public", summary="A girl is locked in.", danger="high")
    given = {"signal_id": signal.pk, "groups": ["case"], "agreed": "help_only"}
    with pytest.raises(InvalidInput) as refused:
        refer(operator, **given)
    assert refused.value.field == "purpose"
    for wrong in ({"agreed": "duty"}, {"agreed": "", "basis": "consent"}, {"agreed": "duty", "basis": "vital_danger"}):
        with pytest.raises(InvalidInput):
            refer(operator, to="vac", purpose="assistance", signal_id=signal.pk, **{"note": "short", **wrong})
    referral = refer(operator, to="vac", purpose="assistance", **given)
    assert (referral.basis, referral.agreed) == ("consent", "help_only")
    assert signals.signal(actor=operator, signal_id=signal.pk).state == "handed_over"
    receiver = worker()
    about = queries.what_it_is_about(actor=receiver, referral=queries.referral(actor=receiver, referral_id=referral.pk))
    assert about.summary == "A girl is locked in."


def test_a_case_of_another_body_cannot_be_referred(case):
    with pytest.raises(NotVisible):
        refer(worker("ngo-clean-world"), case_id=case.pk)


def test_a_signal_of_another_wall_cannot_be_referred(sender):
    operator = worker("mia-atd", "helpline_operator")
    signal = helpline.make_signal(actor=operator, source="family_public", summary="x")
    with pytest.raises(NotVisible):
        refer(sender, signal_id=signal.pk)


def test_an_unknown_body_is_refused(sender):
    with pytest.raises(NotVisible):
        actions.send_referral(
            actor=sender,
            to_organisation_id=uuid4(),
            purpose="assistance",
            basis="nrm_rules",
            note="x",
            expires_on=today(),
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"groups": ["location"]},
        {"basis": "consent"},
        {"basis": "handover_rules"},
        {"basis": "law_trafficking"},
        {"basis": "child_protection"},
        {"to": "ngo-clean-world"},
        {"expires_on": today() + timedelta(days=91)},
    ],
)
def test_a_referral_that_opens_too_much_or_rests_on_nothing_is_refused(sender, case, wrong):
    with pytest.raises(InvalidInput), transaction.atomic():
        refer(sender, case_id=case.pk, **wrong)
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("to", "purpose", "consent"),
    [
        ("mia-atd", "identification", ("share_partner", None)),
        ("ngo-clean-world", "assistance", ("share_partner", "ngo-children-union")),
    ],
)
def test_a_consent_opens_nothing_to_a_body_it_was_not_given_for(sender, case, to, purpose, consent):
    given = agreed(sender, case.pk, purpose=consent[0], to=consent[1])
    with pytest.raises(InvalidInput) as refused, transaction.atomic():
        refer(sender, to=to, purpose=purpose, basis="consent", case_id=case.pk, consent_id=given)
    assert refused.value.field == "consent_id"
    assert not Grant.objects.filter(case_id=case.pk).exists()


@pytest.mark.parametrize(
    ("to", "purpose", "consent"),
    [
        ("mia-atd", "identification", ("share_police", None)),
        ("ngo-clean-world", "assistance", ("share_partner", "ngo-clean-world")),
    ],
)
def test_a_consent_opens_the_file_to_the_body_it_was_given_for(sender, case, to, purpose, consent):
    given = agreed(sender, case.pk, purpose=consent[0], to=consent[1])
    assert refer(sender, to=to, purpose=purpose, basis="consent", case_id=case.pk, consent_id=given).grant_id


def test_what_rests_on_a_consent_ends_with_it(sender, case):
    last = today() + timedelta(days=9)
    given = agreed(sender, case.pk, purpose="share_police", to=UNIT, expires_on=last)
    referral = refer(sender, basis="consent", case_id=case.pk, consent_id=given)
    assert Grant.objects.get(pk=referral.grant_id).expires_on == last


@pytest.mark.parametrize(
    ("role", "body"), [("national_coordinator", "coordinator"), ("supervising_prosecutor", "prosecutor")]
)
def test_not_everybody_refers(role, body):
    with pytest.raises(NotPermitted):
        refer(worker(body, role))


def test_a_case_that_is_referred_is_not_referred_for_identification_twice(sender, case, referral):
    with pytest.raises(WrongState):
        refer(sender, case_id=case.pk)


# ---- who sees it


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("case_manager", "ngo-clean-world"),
        ("investigator", "mia-atd"),
        ("helpline_operator", "mia-atd"),
        ("liaison_officer", "sms"),
        ("consular_officer", "mfa-consular"),
    ],
)
def test_nobody_but_the_two_ends_sees_it_not_even_behind_another_wall(referral, role, body):
    stranger = worker(body, role)
    with pytest.raises(NotVisible):
        actions.look_at_referral(actor=stranger, referral_id=referral.pk)
    assert not Referral.objects.exists()


def test_both_ends_see_later_who_looked(sender, referral):
    receiver = officer()
    actions.look_at_referral(actor=receiver, referral_id=referral.pk)
    again(sender)
    who = {row.who for row in queries.looked(actor=sender, ids=[referral.pk])}
    assert len(who) == 2
    again(receiver)
    assert len(queries.looked(actor=receiver, ids=[referral.pk])) == 2


def test_the_receiver_reads_the_case_only_as_far_and_as_long_as_it_is_open(sender, case):
    narrow = refer(sender, case_id=case.pk, groups=["case"])
    receiver = officer()
    assert protection.case(actor=receiver, case_id=case.pk).pk == case.pk
    with pytest.raises(NotVisible):
        protection.person(actor=receiver, case_id=case.pk)
    again(sender)
    actions.withdraw_referral(actor=sender, referral_id=narrow.pk)
    again(receiver)
    with pytest.raises(NotVisible):
        protection.case(actor=receiver, case_id=case.pk)


def test_neither_end_writes_the_others_record(sender, referral):
    officer()
    assert Referral.objects.filter(pk=referral.pk).update(is_urgent=True) == 0
    again(sender)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferralReply.objects.create(
            referral=referral,
            from_organisation_id=referral.to_organisation_id,
            from_wall=referral.to_wall,
            to_organisation_id=referral.from_organisation_id,
            to_wall=referral.from_wall,
            sent_by_id=sender.id,
            received_at=now(),
            answer="accepted",
            answered_at=now(),
        )


# ---- answering


def test_receipt_is_confirmed_once(referral):
    receiver = officer()
    actions.acknowledge_referral(actor=receiver, referral_id=referral.pk)
    assert queries.referral(actor=receiver, referral_id=referral.pk).state == "received"
    with pytest.raises(WrongState):
        actions.acknowledge_referral(actor=receiver, referral_id=referral.pk)


def test_an_accepted_referral_becomes_the_receivers_own_inquiry(case, referral):
    receiver = officer()
    actions.acknowledge_referral(actor=receiver, referral_id=referral.pk)
    actions.accept_referral(actor=receiver, referral_id=referral.pk, note="Tomorrow at ten.")
    inquiry_id = actions.take_up_referral(actor=receiver, referral_id=referral.pk)
    inquiry = protection.inquiry(actor=receiver, inquiry_id=inquiry_id)
    assert (inquiry.case_id, inquiry.person_id, inquiry.referral_id) == (case.pk, case.person_id, referral.pk)
    with pytest.raises(WrongState):
        actions.take_up_referral(actor=receiver, referral_id=referral.pk)


def test_a_referral_for_assistance_becomes_the_receivers_own_case(sender, case):
    referral = refer(sender, to="ngo-clean-world", purpose="assistance", case_id=case.pk)
    receiver = worker("ngo-clean-world")
    with pytest.raises(WrongState):
        actions.take_up_referral(actor=receiver, referral_id=referral.pk)
    actions.accept_referral(actor=receiver, referral_id=referral.pk)
    own = protection.case(actor=receiver, case_id=actions.take_up_referral(actor=receiver, referral_id=referral.pk))
    assert own.organisation_id == receiver.organisation_id
    assert (own.person_id, own.forms, own.pk == case.pk) == (case.person_id, ["sexual"], False)
    person = protection.person(actor=receiver, case_id=own.pk)
    assert protection.details_of(actor=receiver, person=person).surname == "Sınaqova"


def test_a_name_that_was_not_opened_is_not_taken_over(sender, case):
    given = {"to": "ngo-clean-world", "purpose": "assistance", "groups": ["case"]}
    referral = refer(sender, case_id=case.pk, **given)
    receiver = worker("ngo-clean-world")
    actions.accept_referral(actor=receiver, referral_id=referral.pk)
    own_id = actions.take_up_referral(actor=receiver, referral_id=referral.pk)
    person = protection.person(actor=receiver, case_id=own_id)
    assert protection.details_of(actor=receiver, person=person).surname == ""


@pytest.mark.parametrize("groups", [["case"], ["identity"]])
def test_who_may_be_a_child_stays_one_for_the_receiver(sender, case, groups):
    protection_actions.assess_age(
        actor=sender, case_id=case.pk, assessed_on=today(), method="interview", consent="yes", age_from=16, age_until=19
    )
    who = {"giver": "guardian", "guardian_name": "Invented Guardian", "child_view": "agrees"}
    given = {"basis": "consent", "consent_id": agreed(sender, case.pk, to="ngo-clean-world", **who), "groups": groups}
    referral = refer(sender, to="ngo-clean-world", purpose="assistance", case_id=case.pk, **given)
    receiver = worker("ngo-clean-world")
    actions.accept_referral(actor=receiver, referral_id=referral.pk)
    own_id = actions.take_up_referral(actor=receiver, referral_id=referral.pk)
    own = protection.case(actor=receiver, case_id=own_id)
    assert protection.treated_as_child(actor=receiver, case=own)
    assert own.guardian_wanted_on == today()


def test_a_child_that_a_caller_speaks_of_is_one_for_the_receiver():
    operator = worker("mia-atd", "helpline_operator")
    signal = helpline.make_signal(actor=operator, source="family_public", summary="x", is_child="yes")
    referral = refer(operator, to="vac", purpose="assistance", signal_id=signal.pk, groups=["case"])
    receiver = worker()
    actions.accept_referral(actor=receiver, referral_id=referral.pk)
    own_id = actions.take_up_referral(actor=receiver, referral_id=referral.pk)
    assert protection.treated_as_child(actor=receiver, case=protection.case(actor=receiver, case_id=own_id))


@pytest.mark.parametrize("moves", [["assistance"], ["inquiry"], ["inquiry", "assistance"], ["assistance", "closed"]])
def test_a_referral_that_was_stopped_holds_no_case_wherever_it_stands(sender, case, moves):
    given = agreed(sender, case.pk, purpose="share_police")
    refer(sender, basis="consent", case_id=case.pk, consent_id=given)
    for to in moves:
        step = {"actor": sender, "case_id": case.pk}
        if to == "closed":
            Case.objects.filter(pk=case.pk).update(status=to, closed_on=today(), closure_reason="goals_met")
        else:
            protection_actions.change_case_status(**step, to=CaseStatus(to))
    protection_actions.withdraw_consent(actor=sender, consent_id=given)
    actions.stop_referrals(actor=sender, consent_id=given)
    now_is = protection.case(actor=sender, case_id=case.pk)
    assert (now_is.referred_on, now_is.status) == (None, "presumed" if moves == ["inquiry"] else moves[-1])


def test_a_referral_that_is_stopped_leaves_a_second_one_and_a_decision_alone(sender, case, referral):
    protection_actions.change_case_status(actor=sender, case_id=case.pk, to=CaseStatus.ASSISTANCE)
    second = refer(sender, case_id=case.pk)
    actions.withdraw_referral(actor=sender, referral_id=referral.pk)
    assert protection.case(actor=sender, case_id=case.pk).referred_on == today()
    Case.objects.filter(pk=case.pk).update(decided_on=today(), outcome="identified")
    actions.withdraw_referral(actor=sender, referral_id=second.pk)
    assert protection.case(actor=sender, case_id=case.pk).referred_on == today()


def test_the_sender_reads_the_answer_and_the_completion(sender, case, referral):
    receiver = officer()
    actions.accept_referral(actor=receiver, referral_id=referral.pk, note="Tomorrow at ten.")
    with pytest.raises(WrongState, match="status first"):
        actions.complete_referral(actor=receiver, referral_id=referral.pk, completed_on=today())
    decide(case)
    again(receiver)
    with pytest.raises(InvalidInput):
        actions.complete_referral(actor=receiver, referral_id=referral.pk, completed_on=today() + timedelta(days=1))
    actions.complete_referral(actor=receiver, referral_id=referral.pk, completed_on=today())
    again(sender)
    seen = queries.referral(actor=sender, referral_id=referral.pk)
    assert seen.state == "completed"
    assert queries.words_of(actor=sender, record=seen.reply)["note"] == "Tomorrow at ten."
    with pytest.raises(WrongState):
        actions.withdraw_referral(actor=sender, referral_id=referral.pk)


def test_a_declined_referral_puts_the_case_back_when_the_sender_notes_it(sender, case, referral):
    receiver = officer()
    actions.decline_referral(actor=receiver, referral_id=referral.pk, reason="no_capacity", note="Two weeks.")
    with pytest.raises(WrongState):
        actions.accept_referral(actor=receiver, referral_id=referral.pk)
    again(sender)
    assert [item.kind for item in queries.work(actor=sender)] == ["referral"]
    actions.note_answer(actor=sender, referral_id=referral.pk)
    assert protection.case(actor=sender, case_id=case.pk).status == "presumed"
    assert Grant.objects.get(pk=referral.grant_id).withdrawn_at is not None
    assert queries.work(actor=sender) == []
    with pytest.raises(WrongState):
        actions.note_answer(actor=sender, referral_id=referral.pk)


def test_a_withdrawn_referral_ends_what_it_opened(sender, case, referral):
    actions.withdraw_referral(actor=sender, referral_id=referral.pk)
    assert protection.case(actor=sender, case_id=case.pk).status == "presumed"
    receiver = officer()
    with pytest.raises(WrongState):
        actions.accept_referral(actor=receiver, referral_id=referral.pk)
    assert queries.work(actor=receiver) == []


def test_a_declined_signal_is_open_again():
    operator = worker("mia-atd", "helpline_operator")
    signal = helpline.make_signal(actor=operator, source="family_public", summary="x")
    referral = refer(operator, to="vac", purpose="assistance", signal_id=signal.pk)
    actions.decline_referral(actor=worker(), referral_id=referral.pk, reason="not_competent")
    again(operator)
    actions.note_answer(actor=operator, referral_id=referral.pk)
    assert signals.signal(actor=operator, signal_id=signal.pk).state == "open"


@pytest.mark.parametrize("action", ["acknowledge_referral", "accept_referral", "take_up_referral"])
def test_only_the_receiver_answers(sender, referral, action):
    step = getattr(actions, action)
    with pytest.raises(NotVisible):
        step(actor=sender, referral_id=referral.pk)
    with pytest.raises(NotVisible):
        step(actor=worker("mia-atd", "investigator"), referral_id=referral.pk)
    with pytest.raises(NotPermitted):
        step(actor=worker("ombudsman", "oversight_officer"), referral_id=referral.pk)


def test_only_the_sender_withdraws(referral):
    for action in (actions.withdraw_referral, actions.note_answer):
        with pytest.raises(NotVisible):
            action(actor=officer(), referral_id=referral.pk)
    with pytest.raises(NotPermitted):
        actions.withdraw_referral(actor=worker("coordinator", "national_coordinator"), referral_id=referral.pk)


def test_what_waits_is_said_to_the_receiver_with_its_clock(referral):
    receiver = officer()
    items = queries.work(actor=receiver)
    assert [(item.reference, item.due_at) for item in items] == [(referral.reference, referral.due_at)]
    actions.accept_referral(actor=receiver, referral_id=referral.pk)
    assert queries.work(actor=receiver) == []


def test_search_finds_a_number_at_both_ends_only(sender, referral):
    assert len(queries.found(actor=sender, text=referral.reference.lower())) == 1
    assert len(queries.found(actor=officer(), text=referral.reference)) == 1
    assert queries.found(actor=worker("ngo-clean-world"), text=referral.reference) == []


def test_a_coordinator_sees_no_referral_of_others(referral):
    coordinator = sign_in("national_coordinator", organisation="coordinator")
    with pytest.raises(NotPermitted):
        actions.look_at_referral(actor=coordinator, referral_id=referral.pk)


def stale(actor):
    """The same person, whose last sign-in is six minutes old."""
    same = replace(actor, stepped_up_at=now() - timedelta(minutes=6))
    object.__setattr__(same, "session_key", actor.session_key)
    return same


def test_a_referral_that_opens_a_case_needs_a_fresh_sign_in(sender, case):
    with pytest.raises(StepUpNeeded), transaction.atomic():
        refer(stale(sender), case_id=case.pk)
    assert not Grant.objects.filter(case_id=case.pk).exists()


def test_a_referral_of_words_alone_does_not(sender):
    assert refer(stale(sender), groups=[]).grant_id is None


def test_an_unattended_desk_does_not_open_the_form_of_a_referral(sender, case):
    client = stale_client(sender)
    answer = client.get(f"/coordination/referrals/send/?case={case.pk}")
    assert answer.headers["Location"].startswith("/account/confirm/?next=")


def test_what_was_written_is_not_lost_when_the_sign_in_grew_old_meanwhile(sender, case):
    given = agreed(sender, case.pk, purpose="share_police")
    client = stale_client(sender)
    form = {
        "purpose": "identification",
        "basis": "consent",
        "consent_id": str(given),
        "note": "She asks for a woman officer.",
        "to_organisation_id": str(organisation(code=UNIT).pk),
        "groups": ["identity"],
    }
    ends = today() + timedelta(days=30)
    form |= {"expires_on_day": ends.day, "expires_on_month": ends.month, "expires_on_year": ends.year}
    answer = client.post(f"/coordination/referrals/send/?case={case.pk}", form)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "confirm in a new window that it is you" in text
    assert "She asks for a woman officer." in text


def stale_client(actor):
    client = client_of(Account.objects.get(pk=actor.id))
    store = SessionStore(client.actor.session_key)
    store[METHODS_KEY] = [{"method": "password", "at": time.time() - 360}]
    store.save()
    return client


# --- what rests on a consent


def test_a_withdrawn_consent_stops_what_is_under_way_and_tells_both_ends(sender, case):
    given = agreed(sender, case.pk, purpose="share_police")
    sent = refer(sender, to="mia-atd", purpose="identification", basis="consent", case_id=case.pk, consent_id=given)
    protection_actions.withdraw_consent(actor=sender, consent_id=given)
    (stopped,) = actions.stop_referrals(actor=sender, consent_id=given)
    assert (stopped.pk, stopped.state, stopped.withdrawn_because) == (sent.pk, "withdrawn", "consent_withdrawn")
    assert not Grant.objects.filter(case_id=case.pk, withdrawn_at=None).exists()
    case.refresh_from_db()
    assert case.status == "presumed"
    assert actions.stop_referrals(actor=sender, consent_id=given) == []
    for actor in (officer(), sender):
        again(actor)
        with translation.override("en"):
            titles = [item.title for item in queries.work(actor=actor)]
        assert "Stop: the person withdrew consent to this referral" in titles


def test_a_referral_that_was_done_is_not_called_back(sender, case):
    given = agreed(sender, case.pk, to="ngo-clean-world")
    asked = {"to": "ngo-clean-world", "purpose": "assistance", "basis": "consent", "consent_id": given}
    sent = refer(sender, case_id=case.pk, **asked)
    receiver = worker("ngo-clean-world", "case_manager")
    actions.accept_referral(actor=receiver, referral_id=sent.pk)
    actions.complete_referral(actor=receiver, referral_id=sent.pk, completed_on=today())
    again(sender)
    assert actions.stop_referrals(actor=sender, consent_id=given) == []


def test_a_duty_above_consent_is_recorded_before_anybody_is_told(sender, case):
    told = {"to": "mia-atd", "purpose": "identification", "basis": "vital_danger", "case_id": case.pk}
    with pytest.raises(InvalidInput) as refused, transaction.atomic():
        refer(sender, **told)
    assert refused.value.field == "basis"
    protection_actions.override_consent(
        actor=sender,
        case_id=case.pk,
        ground="vital_danger",
        recipient_id=organisation(code="mia-atd").pk,
        reason="Invented: a car waits in front of the house.",
        told="later",
        until=today(),
    )
    sent = refer(sender, **told)
    assert (sent.basis, Grant.objects.get(pk=sent.grant_id).expires_on) == ("vital_danger", today())


def test_a_referral_is_held_back_while_sharing_is_restricted_and_goes_on_with_its_access(sender, case, referral):
    put = {"actor": sender, "case_id": case.pk, "permission": Permission.PROTECTION_RIGHTS_DECIDE}
    restriction = put_restriction(source_id=uuid4(), **put)
    assert (pause_referrals(actor=sender, case_id=case.pk), pause_referrals(actor=sender, case_id=case.pk)) == (1, 0)
    unit = officer()
    assert referral.reference not in {item.reference for item in queries.work(actor=unit)}
    with pytest.raises(WrongState, match="holds this back"):
        actions.accept_referral(actor=unit, referral_id=referral.pk)
    page = client_of(Account.objects.get(pk=unit.id)).get(f"/coordination/referrals/{referral.pk}/").content.decode()
    assert "holds this back" in page and "had sharing restricted" not in page
    again(sender)
    with pytest.raises(WrongState, match="restricted"):
        resume_referrals(actor=sender, case_id=case.pk)
    head = sign_in("case_supervisor", organisation="vac", duties=("data_protection_officer",))
    lift_restriction(actor=head, restriction_id=restriction.pk, reason="person_asks", told="told")
    assert resume_referrals(actor=head, case_id=case.pk) == 1
    assert Grant.objects.get(pk=referral.grant_id).withdrawn_at is None
    again(unit)
    assert actions.accept_referral(actor=unit, referral_id=referral.pk).answer == "accepted"
    with pytest.raises(NotPermitted):
        resume_referrals(actor=unit, case_id=case.pk)
