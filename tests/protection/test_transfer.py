from datetime import timedelta

import pytest

from panah.access.actions import give_grant
from panah.access.models import Grant
from panah.access.walls import FieldGroup, Wall
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.clock import HOME, now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.core.ids import new_id
from panah.crypto.fields import unseal
from panah.organisations.models import Organisation
from panah.protection import actions, queries
from panah.protection.models import Case, Inquiry, Person, Presumption, Transfer, TransferAnswer
from panah.protection.queries import review as review_queries
from panah.protection.queries import transfer as transfer_queries
from panah.protection.queries.child import is_family_barred
from panah.protection.queries.work import work
from panah.protection.rules import PersonDetails
from panah.protection.states import CaseStatus, TransferState, WishState
from tests.protection.people import decide, presumed_case
from tests.protection.test_identification import RULING
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db
NGO = "ngo-clean-world"
WORDS = "She trusts the worker of the centre; call in the morning."


def body(code):
    return Organisation.objects.get(code=code).pk


def agree(actor, case, *, to=NGO, **options):
    given = {"purpose": "share_partner", "text": "share_v1", "language": "az", "given_on": today()}
    return actions.record_consent(actor=actor, case_id=case.pk, recipient_id=body(to), **given | options)


def propose(actor, case, *, to=NGO, **changes):
    given = {
        "to_organisation_id": body(to),
        "reason": "person_wish",
        "goes_along": "identity",
        "basis": "consent",
        "summary": WORDS,
        "keeps_open": False,
    }
    if changes.get("basis", "consent") == "consent" and "consent_id" not in changes:
        given["consent_id"] = agree(actor, case, to=to).pk
    return actions.propose_transfer(actor=actor, case_id=case.pk, **given | changes)


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def proposed(manager):
    case = presumed_case(manager)
    return case, propose(manager, case)


def taken(proposed):
    receiver = sign_in("case_manager", organisation=NGO)
    return receiver, actions.accept_transfer(actor=receiver, transfer_id=proposed[1].pk)


# --- proposed


def test_a_proposal_opens_what_goes_along_until_its_clock_ends(manager, proposed):
    _, transfer = proposed
    grant = Grant.objects.get(pk=transfer.grant_id)
    assert (transfer.state, set(transfer.groups)) == (TransferState.PROPOSED, {"case", "identity"})
    assert set(grant.groups) == {"reference", "case", "identity"}
    assert timedelta(days=4) < transfer.due_at - now() <= timedelta(days=5)
    assert WORDS.encode() not in bytes(transfer.words)
    entry = Entry.objects.get(event="protection.transfer.proposed")
    assert entry.facts["reason"] == "person_wish"


def test_the_answer_is_due_before_the_consent_ends(manager):
    case = presumed_case(manager)
    consent = agree(manager, case, expires_on=today() + timedelta(days=1))
    assert propose(manager, case, consent_id=consent.pk).due_at - now() < timedelta(days=2)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"consent_id": None}, "Choose a consent"),
        ({"consent_id": new_id()}, "Choose a consent"),
        ({"basis": "vital_danger"}, "Record first"),
        ({"basis": "nrm_rules"}, "Record first"),
        ({"summary": "Short."}, "20 characters"),
        ({"goes_along": "location"}, "A place is never part"),
        ({"to": "mia-atd"}, "to nobody else"),
        ({"to": "vac"}, "Your own organisation"),
    ],
)
def test_what_may_not_be_proposed_is_refused_with_the_reason(manager, wrong, message):
    case = presumed_case(manager)
    with pytest.raises(InvalidInput, match=message):
        propose(manager, case, **wrong)
    assert not Transfer.objects.exists()


def test_a_consent_for_another_body_opens_nothing(manager):
    case = presumed_case(manager)
    other = agree(manager, case, to="ngo-children-union")
    with pytest.raises(InvalidInput, match="Choose a consent"):
        propose(manager, case, consent_id=other.pk)


def test_a_recorded_duty_stands_in_for_consent(manager):
    case = presumed_case(manager)
    actions.override_consent(
        actor=manager,
        case_id=case.pk,
        ground="vital_danger",
        recipient_id=body(NGO),
        reason="The person cannot be asked and is in danger here.",
        told="not_possible",
        until=today() + timedelta(days=3),
    )
    assert propose(manager, case, basis="vital_danger").consent_id is None


def test_a_second_proposal_waits_for_the_first(manager, proposed):
    with pytest.raises(WrongState, match="under way"):
        propose(manager, proposed[0])


def test_who_may_not_propose(proposed):
    case, _ = proposed
    stranger = sign_in("case_manager", organisation="ngo-children-union")
    with pytest.raises(NotVisible):
        propose(stranger, case, consent_id=None)
    keeper = sign_in("shelter_manager", organisation="mia-shelter")
    with pytest.raises(NotPermitted):
        propose(keeper, case, consent_id=None)


# --- accepted


def test_the_receiver_opens_its_own_case_for_the_same_person(manager, proposed):
    case, transfer = proposed
    again(manager)
    actions.record_service(actor=manager, case_id=case.pk, service="medical", outcome="accepted", on=today())
    actions.set_goal(actor=manager, case_id=case.pk, need="work", words="A job with wages.")
    receiver, new = taken(proposed)
    person = queries.details_of(actor=receiver, person=Person.objects.get(case_id=new.pk))
    assert new.pk != case.pk and new.person_id == case.person_id
    assert (new.organisation_id, new.worker_id) == (receiver.organisation_id, receiver.id)
    assert (person.given_name, person.surname) == ("Aygün", "Sınaqova")
    assert new.key_id != case.key_id
    new.refresh_from_db()
    assert (new.status, new.presumed_on, new.helped_on) == ("assistance", today(), today())
    assert new.source == "social"
    (goal,) = queries.goals(actor=receiver, case=new)
    assert goal["words"] == "A job with wages."
    again(manager)
    assert transfer_queries.transfer(actor=manager, transfer_id=transfer.pk).state == TransferState.ACCEPTED


def test_only_what_goes_along_arrives(manager):
    case = presumed_case(manager)
    transfer = propose(manager, case, goes_along="case")
    receiver, new = taken((case, transfer))
    person = Person.objects.get(case_id=new.pk)
    assert person.given_name is None and (person.sex, person.age_band) == ("female", "24_26")
    (presumption,) = Presumption.objects.own(receiver)
    assert unseal(presumption, "grounds")["grounds"] == "Locked in."
    assert queries.assessments(actor=receiver, case=new) == []


def test_needs_and_risks_arrive_where_health_goes_along(manager):
    case = presumed_case(manager)
    levels = {"needs": {"work": "some"}, "risks": {"trafficker": "high"}}
    actions.assess(actor=manager, case_id=case.pk, assessed_on=today(), own_view="Afraid at night.", **levels)
    receiver, new = taken((case, propose(manager, case, goes_along="health")))
    (assessment,) = queries.assessments(actor=receiver, case=new)
    assert unseal(assessment, "own_view")["own_view"] == "Afraid at night."
    assert "health" in Entry.objects.get(event="protection.transfer.accepted").groups


FAMILY = "Her uncle took the money."
WARNING = "Call nobody at home."
# What stands there of the age: the assessment, a doubt, or nothing where the band itself says it.
ASSESSED = {
    ("case", False): [],
    ("case", True): [None],
    ("identity", False): [None],
    ("identity", True): [None],
    ("health", False): [19],
    ("health", True): [19],
}
GUARDED = {"giver": "guardian", "guardian_name": "Invented Guardian", "child_view": "agrees"}


@pytest.mark.parametrize("goes_along", ["case", "identity", "health"])
@pytest.mark.parametrize("is_known", [False, True])
def test_a_possible_child_stays_one_and_what_protects_it_goes_along(manager, goes_along, is_known):
    case = presumed_case(manager, birth_date=today() - timedelta(days=24 * 366))
    held = {"actor": manager, "case_id": case.pk}
    actions.assess_age(**held, assessed_on=today(), method="interview", consent="yes", age_from=16, age_until=19)
    actions.assess_family(**held, assessed_on=today(), involvement="involved", grounds=FAMILY)
    actions.raise_flag(**held, kind="no_contact", instruction=WARNING)
    actions.appoint_guardian(
        **held, kind="temporary", body="court", appointed_on=today(), name="Invented Guardian", contact="+1 555 0100"
    )
    transfer = propose(manager, case, goes_along=goes_along, consent_id=agree(manager, case, **GUARDED).pk)
    receiver = sign_in("case_manager", organisation=NGO)
    if is_known:
        known = PersonDetails(sex="female", age_band="24_26")
        actions.open_case(actor=receiver, details=known, source="ngo", person_id=case.person_id)
    new = actions.accept_transfer(actor=receiver, transfer_id=transfer.pk)
    new = queries.case(actor=receiver, case_id=new.pk)
    path = queries.child_path(actor=receiver, case=new, with_words=True)
    assert path.is_treated_as_child
    assert [row["age_until"] for row in path.ages] == ASSESSED[goes_along, is_known]
    assert [(row["involvement"], row["grounds"]) for row in path.families] == [("involved", FAMILY)]
    assert is_family_barred(actor=receiver, case=new)
    assert [row["name"] for row in path.guardians] == ([] if goes_along == "case" else ["Invented Guardian"])
    assert (new.guardian_wanted_on is None) == path.has_guardian
    assert [row["instruction"] for row in queries.flags(actor=receiver, case=new)] == [WARNING]
    assert (new.presumed_on, new.key_id == case.key_id) == (today(), False)


def test_a_reflection_period_runs_on(manager):
    case = presumed_case(manager)
    actions.begin_reflection(actor=manager, case_id=case.pk, asked_on=today())
    receiver, new = taken((case, propose(manager, case)))
    new = queries.case(actor=receiver, case_id=new.pk)
    assert (new.status, new.reflection_until) == ("reflection", today() + timedelta(days=30))


def test_who_leads_a_case_for_the_person_already_goes_on_with_it(manager):
    case = presumed_case(manager)
    receiver = sign_in("case_manager", organisation=NGO)
    known = PersonDetails(sex="female")
    own = actions.open_case(actor=receiver, details=known, source="ngo", person_id=case.person_id)
    again(manager)
    transfer = propose(manager, case)
    actions.set_goal(actor=manager, case_id=case.pk, need="work", words="A job with wages.")
    again(receiver)
    assert actions.accept_transfer(actor=receiver, transfer_id=transfer.pk).pk == own.pk
    # Nobody had presumed here: the presumption comes along, and with it the plan.
    assert queries.case(actor=receiver, case_id=own.pk).presumed_on == today()
    assert [goal["words"] for goal in queries.goals(actor=receiver, case=own)] == ["A job with wages."]


def test_a_rejected_case_takes_nobody_over(manager, proposed):
    receiver = sign_in("case_manager", organisation=NGO)
    known = {"details": PersonDetails(sex="female"), "source": "ngo", "person_id": proposed[0].person_id}
    own = actions.open_case(actor=receiver, **known)
    actions.change_case_status(actor=receiver, case_id=own.pk, to=CaseStatus.REJECTED)
    new = actions.accept_transfer(actor=receiver, transfer_id=proposed[1].pk)
    assert new.pk != own.pk and queries.case(actor=receiver, case_id=new.pk).status == "assistance"


@pytest.mark.parametrize("keeps_open", [True, False])
def test_the_sender_settles_and_its_case_closes_or_stays_open_as_it_said(manager, keeps_open):
    case = presumed_case(manager)
    transfer = propose(manager, case, keeps_open=keeps_open)
    receiver, _ = taken((case, transfer))
    again(manager)
    actions.settle_transfer(actor=manager, transfer_id=transfer.pk)
    case.refresh_from_db()
    assert case.status == ("presumed" if keeps_open else "closed")
    assert case.closure_reason == ("" if keeps_open else "transferred")
    assert Grant.objects.get(pk=transfer.grant_id).withdrawn_at is not None
    again(receiver)
    with pytest.raises(NotVisible):
        queries.case(actor=receiver, case_id=case.pk)
    transfer = transfer_queries.transfer(actor=receiver, transfer_id=transfer.pk)
    assert transfer.state == TransferState.SETTLED


def decided(manager, *, outcome="identified"):
    """A case on which the unit has decided, and whose holder has received the decision."""
    case = presumed_case(manager)
    again(manager)
    actions.mark_case_referred(actor=manager, case_id=case.pk)
    decision = decide(case, outcome=outcome)
    again(manager)
    return actions.receive_decision(actor=manager, decision_id=decision.pk), decision


def test_no_case_is_handed_over_while_somebody_decides_on_the_status(manager, proposed):
    case = presumed_case(manager)
    agreed = agree(manager, case).pk
    actions.mark_case_referred(actor=manager, case_id=case.pk)
    actions.change_case_status(actor=manager, case_id=case.pk, to=CaseStatus.ASSISTANCE)
    with pytest.raises(WrongState, match="received its decision"):
        propose(manager, case, consent_id=agreed)
    decision = decide(case, outcome="not_identified")
    again(manager)
    with pytest.raises(WrongState, match="received its decision"):
        propose(manager, case, consent_id=agreed)
    actions.receive_decision(actor=manager, decision_id=decision.pk)
    review = {"asked_on": today(), "asked_by": "person", "grounds": ["new_facts"]}
    asked = actions.ask_review(actor=manager, decision_id=decision.pk, **review)
    with pytest.raises(WrongState, match="received its decision"):
        propose(manager, case, consent_id=agreed)
    actions.withdraw_review(actor=manager, review_id=asked.pk)
    assert propose(manager, case, consent_id=agreed).pk
    # A proposal that was made before is not accepted once the person is referred.
    actions.mark_case_referred(actor=manager, case_id=proposed[0].pk)
    with pytest.raises(WrongState, match="moved on"):
        taken(proposed)


def test_the_decision_goes_along_and_the_allowance_is_asked_for_once(manager):
    payer = body("aid-fund")
    case, decision = decided(manager)
    transfer = propose(manager, case, keeps_open=True)
    receiver, new = taken((case, transfer))
    new.refresh_from_db()
    assert (new.outcome, new.decided_on, new.decision_id) == ("identified", today(), decision.pk)
    assert new.referred_on == case.referred_on
    assert queries.money_standing(actor=receiver, case_id=new.pk).allowance
    again(manager)
    with pytest.raises(WrongState, match="handed over"):
        actions.request_allowance(actor=manager, case_id=case.pk, to_organisation_id=payer)
    again(receiver)
    asked = actions.request_allowance(actor=receiver, case_id=new.pk, to_organisation_id=payer)
    assert asked.decision_id == decision.pk
    # Handed on once more: the next one knows the decision, and that the allowance was asked for.
    third = "ngo-children-union"
    onward = propose(receiver, new, to=third)
    other = sign_in("case_manager", organisation=third)
    last = actions.accept_transfer(actor=other, transfer_id=onward.pk)
    with pytest.raises(WrongState, match="led the case before"):
        actions.request_allowance(actor=other, case_id=last.pk, to_organisation_id=payer)
    assert queries.money_standing(actor=other, case_id=last.pk).allowance is None
    again(receiver)
    actions.withdraw_money_request(actor=receiver, request_id=asked.pk)
    again(other)
    assert queries.money_standing(actor=other, case_id=last.pk).allowance


def test_the_next_holder_asks_anew_when_the_request_of_the_last_one_came_to_nothing(manager):
    payer = body("aid-fund")
    case, _decision = decided(manager)
    asked = actions.request_allowance(actor=manager, case_id=case.pk, to_organisation_id=payer)
    transfer = propose(manager, case, keeps_open=True)
    receiver, new = taken((case, transfer))
    with pytest.raises(WrongState, match="came to nothing"):
        actions.request_allowance(actor=receiver, case_id=new.pk, to_organisation_id=payer)
    again(manager)
    title = "let the next holder ask"
    assert not [item for item in queries.work(actor=manager) if title in item.title], "it may still be paid"
    officer = sign_in("aid_fund_officer", organisation="aid-fund")
    payment = actions.draft_payment(actor=officer, request_id=asked.pk, method="cash")
    actions.reject_payment(actor=sign_in("aid_fund_approver", organisation="aid-fund"), payment_id=payment.pk)
    again(manager)
    assert [item.reference for item in queries.work(actor=manager) if title in item.title] == [case.reference]
    client = client_of(Account.objects.get(pk=manager.id))
    assert "Let the next holder ask" in client.get(f"/protection/cases/{case.pk}/money/").content.decode()
    again(manager)
    actions.withdraw_money_request(actor=manager, request_id=asked.pk)
    assert not [item for item in queries.work(actor=manager) if title in item.title]
    again(receiver)
    assert queries.money_standing(actor=receiver, case_id=new.pk).allowance
    assert actions.request_allowance(actor=receiver, case_id=new.pk, to_organisation_id=payer).pk


def test_the_next_holder_asks_for_the_review_and_receives_what_comes_of_it(manager):
    officer = sign_in("identification_officer", organisation="mia-atd")
    again(manager)
    case, decision = decided(manager, outcome="not_identified")
    again(officer)
    inquiry = Inquiry.objects.create(
        id=decision.inquiry_id,
        organisation_id=officer.organisation_id,
        wall=officer.wall,
        reference="I-1",
        case_id=case.pk,
        person_id=case.person_id,
        holder_organisation_id=case.organisation_id,
        holder_wall=case.wall,
        officer_id=officer.id,
        stage="decided",
        stage_on=today(),
        opened_on=today(),
    )
    again(manager)
    transfer = propose(manager, case)
    review = {"decision_id": decision.pk, "asked_on": today(), "asked_by": "person", "grounds": ["new_facts"]}
    with pytest.raises(WrongState, match="asks for the review"):
        actions.ask_review(actor=manager, **review)
    receiver, _new = taken((case, transfer))
    stranger = sign_in("case_manager", organisation="ngo-children-union")
    with pytest.raises(NotVisible):
        actions.ask_review(actor=stranger, **review)
    again(receiver)
    asked = actions.ask_review(actor=receiver, **review)
    again(officer)
    actions.take_up_review(actor=officer, review_id=asked.pk)
    again_decided = actions.decide(actor=officer, inquiry_id=inquiry.pk, ruling=RULING)
    again(receiver)
    assert actions.receive_decision(actor=receiver, decision_id=again_decided.pk).outcome == "identified"
    assert review_queries.review_state(actor=receiver, review=asked) == "changed"


def test_the_pages_say_what_was_decided_before_and_why_a_case_stays(manager):
    case, decision = decided(manager, outcome="not_identified")
    receiver, new = taken((case, propose(manager, case)))
    desk = client_of(Account.objects.get(pk=receiver.id))
    page = desk.get(f"/protection/cases/{new.pk}/decision/").content.decode()
    assert decision.reference in page
    assert f"/protection/decisions/{decision.pk}/review/" in page
    again(manager)
    waiting = presumed_case(manager)
    actions.mark_case_referred(actor=manager, case_id=waiting.pk)
    page = client_of(Account.objects.get(pk=manager.id)).get(f"/protection/cases/{waiting.pk}/transfer/")
    assert "The special police unit is deciding" in page.content.decode()


# --- declined, withdrawn, expired


def test_a_declined_case_stays_with_its_holder(manager, proposed):
    case, transfer = proposed
    receiver = sign_in("case_manager", organisation=NGO)
    actions.decline_transfer(actor=receiver, transfer_id=transfer.pk, reason="no_capacity")
    again(manager)
    assert [item.title for item in work(actor=manager) if item.kind == "transfer"] == [
        "The transfer was declined: find another way"
    ]
    actions.settle_transfer(actor=manager, transfer_id=transfer.pk)
    case.refresh_from_db()
    assert case.status == "presumed"
    assert Grant.objects.get(pk=transfer.grant_id).withdrawn_at is not None
    assert not [item for item in work(actor=manager) if item.kind == "transfer"]
    with pytest.raises(WrongState):
        actions.settle_transfer(actor=manager, transfer_id=transfer.pk)


def test_a_withdrawn_proposal_cannot_be_accepted(manager, proposed):
    _, transfer = proposed
    actions.withdraw_transfer(actor=manager, transfer_id=transfer.pk)
    assert Grant.objects.get(pk=transfer.grant_id).withdrawn_at is not None
    receiver = sign_in("case_manager", organisation=NGO)
    for act in (
        lambda: actions.accept_transfer(actor=receiver, transfer_id=transfer.pk),
        lambda: actions.decline_transfer(actor=receiver, transfer_id=transfer.pk, reason="no_capacity"),
    ):
        with pytest.raises(WrongState):
            act()
    assert not TransferAnswer.objects.exists()


def test_a_withdrawn_consent_stops_the_proposal_at_once(manager, proposed):
    _, transfer = proposed
    actions.withdraw_consent(actor=manager, consent_id=transfer.consent_id)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.withdrawn_because) == (TransferState.WITHDRAWN, "consent_withdrawn")


def test_an_unanswered_proposal_expires_by_itself(manager, proposed):
    _, transfer = proposed
    Transfer.objects.filter(pk=transfer.pk).update(due_at=now() - timedelta(seconds=1))
    assert [item.title for item in work(actor=manager) if item.kind == "transfer"] == [
        "Nobody answered the transfer: find another way"
    ]
    receiver = sign_in("case_manager", organisation=NGO)
    with pytest.raises(WrongState):
        actions.accept_transfer(actor=receiver, transfer_id=transfer.pk)
    again(manager)
    with pytest.raises(WrongState):
        actions.withdraw_transfer(actor=manager, transfer_id=transfer.pk)


def test_only_the_receiver_answers_and_only_the_sender_withdraws(manager, proposed):
    _, transfer = proposed
    with pytest.raises(NotVisible):
        actions.accept_transfer(actor=manager, transfer_id=transfer.pk)
    stranger = sign_in("case_manager", organisation="ngo-children-union")
    for act in (
        lambda: actions.accept_transfer(actor=stranger, transfer_id=transfer.pk),
        lambda: actions.withdraw_transfer(actor=stranger, transfer_id=transfer.pk),
        lambda: actions.show_transfer(actor=stranger, transfer_id=transfer.pk),
        lambda: actions.settle_transfer(actor=stranger, transfer_id=transfer.pk),
    ):
        with pytest.raises(NotVisible):
            act()
    officer = sign_in("identification_officer", organisation=NGO)
    with pytest.raises(NotPermitted):
        actions.accept_transfer(actor=officer, transfer_id=transfer.pk)


@pytest.mark.usefixtures("proposed")
def test_what_waits_too_long_reaches_whoever_leads():
    leader = sign_in("case_supervisor", organisation=NGO)
    assert [item.kind for item in work(actor=leader)] == ["transfer"]
    actor = sign_in("case_manager", organisation="vac")
    Transfer.objects.sent_by_us(actor).update(due_at=now() + timedelta(hours=2))
    again(leader)
    assert sorted(item.kind for item in work(actor=leader)) == ["escalation", "transfer"]


# --- the wish to take a case over


@pytest.fixture
def shared(manager):
    case = presumed_case(manager)
    give_grant(
        actor=manager,
        case_id=case.pk,
        to_organisation_id=body(NGO),
        to_wall=Wall.PROTECTION,
        groups=frozenset({FieldGroup.CASE}),
        purpose="assistance",
        basis="nrm_rules",
        expires_on=today() + timedelta(days=30),
    )
    asker = sign_in("case_manager", organisation=NGO)
    wish = actions.send_wish(actor=asker, case_id=case.pk, reason="works_with_person", summary=WORDS)
    return case, asker, wish


def test_a_wish_is_answered_by_a_proposal(manager, shared):
    case, asker, wish = shared
    again(manager)
    titles = [item.title for item in work(actor=manager) if item.kind == "transfer"]
    assert titles == ["Another organisation asks to take a case over"]
    assert actions.show_wish(actor=manager, wish_id=wish.pk) == WORDS
    assert propose(manager, case).wish_id == wish.pk
    again(asker)
    (seen,) = transfer_queries.wishes_of_case(actor=asker, case_id=case.pk)
    assert seen.state == WishState.ANSWERED
    with pytest.raises(WrongState):
        actions.withdraw_wish(actor=asker, wish_id=wish.pk)


def test_a_refused_wish_says_why(manager, shared):
    _, asker, wish = shared
    again(manager)
    actions.refuse_wish(actor=manager, wish_id=wish.pk, reason="no_consent")
    with pytest.raises(WrongState):
        actions.refuse_wish(actor=manager, wish_id=wish.pk, reason="no_consent")
    again(asker)
    titles = [item.title for item in work(actor=asker) if item.kind == "transfer"]
    assert titles == ["The holder keeps the case: No consent"]


def test_a_wish_is_asked_once_and_can_be_taken_back(shared):
    case, asker, wish = shared
    with pytest.raises(WrongState, match="already"):
        actions.send_wish(actor=asker, case_id=case.pk, reason="safety", summary=WORDS)
    assert actions.withdraw_wish(actor=asker, wish_id=wish.pk).state == WishState.WITHDRAWN
    assert actions.send_wish(actor=asker, case_id=case.pk, reason="safety", summary=WORDS).state == WishState.WAITING


def test_who_may_not_ask(manager, shared):
    case, _, wish = shared
    again(manager)
    with pytest.raises(WrongState, match="own organisation"):
        actions.send_wish(actor=manager, case_id=case.pk, reason="safety", summary=WORDS)
    stranger = sign_in("case_manager", organisation="ngo-children-union")
    with pytest.raises(NotVisible):
        actions.send_wish(actor=stranger, case_id=case.pk, reason="safety", summary=WORDS)
    with pytest.raises(NotVisible):
        actions.refuse_wish(actor=stranger, wish_id=wish.pk, reason="no_consent")
    with pytest.raises(NotVisible):
        actions.withdraw_wish(actor=stranger, wish_id=wish.pk)


# --- pages


def test_both_ends_read_it_and_the_timeline_tells_it(manager, proposed):
    case, transfer = proposed
    sender = client_of(Account.objects.get(pk=manager.id))
    page = sender.get(f"/protection/transfers/{transfer.pk}/").content.decode()
    assert "Notes of the case managers" in page and WORDS not in page
    assert WORDS in sender.post(f"/protection/transfers/{transfer.pk}/words/").content.decode()
    assert transfer.reference in sender.get(f"/protection/cases/{case.pk}/transfer/").content.decode()
    assert "Transfer to another organisation" in sender.get(f"/protection/cases/{case.pk}/timeline/").content.decode()
    receiver = sign_in("case_manager", organisation=NGO)
    client = client_of(Account.objects.get(pk=receiver.id))
    assert transfer.reference in client.get("/protection/transfers/").content.decode()
    answer = client.post(f"/protection/transfers/{transfer.pk}/accept/")
    assert answer.status_code == 302
    new = Case.objects.filter(person_id=case.person_id).exclude(pk=case.pk)
    again(receiver)
    told = client.get(f"/protection/cases/{new.get().pk}/timeline/").content.decode()
    assert "Taken over from another organisation" in told


def test_the_form_says_what_is_missing(manager):
    case = presumed_case(manager)
    client = client_of(Account.objects.get(pk=manager.id))
    given = {"to_organisation_id": str(body(NGO)), "reason": "moved", "goes_along": "case", "basis": "consent"}
    page = client.post(f"/protection/cases/{case.pk}/transfer/propose/", given | {"summary": WORDS, "keeps_open": "no"})
    assert "Choose a consent that the person gave for this receiver." in page.content.decode()


def test_a_transfer_on_a_duty_opens_nothing_after_its_last_day(manager):
    case, last = presumed_case(manager), today() + timedelta(days=2)
    actions.override_consent(
        actor=manager, case_id=case.pk, ground="vital_danger", recipient_id=body(NGO),
        reason="She was seen being put into a car.", told="later", until=last,
    )  # fmt: skip
    transfer = propose(manager, case, basis="vital_danger", consent_id=None)
    assert Grant.objects.get(pk=transfer.grant_id).expires_on == last
    assert transfer.due_at.astimezone(HOME).date() == last


def test_who_leads_a_case_already_is_told_so_and_finds_the_transfer_in_it(manager, proposed):
    receiver = sign_in("case_manager", organisation=NGO)
    person = PersonDetails(given_name="Aygün", surname="Sınaqova", sex="female", age_band="24_26", citizenship="AZ")
    known = actions.open_case(actor=receiver, details=person, source="ngo", person_id=proposed[0].person_id)
    client = client_of(Account.objects.get(pk=receiver.id))
    assert known.reference in client.get(f"/protection/transfers/{proposed[1].pk}/accept/").content.decode()
    again(receiver)
    assert actions.accept_transfer(actor=receiver, transfer_id=proposed[1].pk).pk == known.pk
    (note,) = queries.note_rows(actor=receiver, case_id=known.pk).rows
    assert WORDS in note["text"] and proposed[1].reference in note["text"]
