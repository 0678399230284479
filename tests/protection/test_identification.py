from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation

from panah.access.actions import give_grant
from panah.access.policy import Actor
from panah.access.walls import FieldGroup, Wall
from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.protection import actions, queries
from panah.protection.models import Case, Decision, Inquiry
from panah.protection.rules import Ruling
from panah.protection.states import InquiryStage, Outcome
from tests.protection.people import open_case
from tests.support import again, sign_in

pytestmark = pytest.mark.django_db
SUSPENDED = {
    "outcome": Outcome.SUSPENDED,
    "indicators_met": (),
    "suspension_reason": "waits_abroad",
    "look_again_on": today() + timedelta(days=20),
}
REASONS = "Documents taken, debt, threats to the family."


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def officer() -> Actor:
    return sign_in("identification_officer", organisation="mia-atd")


@pytest.fixture
def case(manager) -> Case:
    again(manager)
    case = open_case(manager)
    actions.presume(
        actor=manager,
        case_id=case.pk,
        presumed_on=today(),
        body="ngo",
        indicator_list="practical",
        answers={},
        grounds="Seen.",
    )
    return actions.mark_case_referred(actor=manager, case_id=case.pk)


def inquire(officer: Actor, case: Case) -> Inquiry:
    again(officer)
    return actions.open_inquiry(
        actor=officer,
        case_id=case.pk,
        person_id=case.person_id,
        holder_organisation_id=case.organisation_id,
        holder_wall=Wall.PROTECTION,
        case_reference=case.reference,
    )


RULING = Ruling(
    outcome=Outcome.IDENTIFIED,
    decided_on=today(),
    legal_basis="law_trafficking",
    form="forced_labour",
    sex="female",
    reasons=REASONS,
    indicator_list="ilo11",
    indicators_met=("deception", "isolation"),
)
REFUSED = {"outcome": Outcome.NOT_IDENTIFIED, "negative_reasons": ("not_enough_information",)}


def decide(officer: Actor, inquiry: Inquiry, **changes) -> Decision:
    return actions.decide(actor=officer, inquiry_id=inquiry.pk, ruling=replace(RULING, **changes))


def test_a_decision_returns_to_the_holder_who_takes_it_into_the_case(manager, officer, case):
    decision = decide(officer, inquire(officer, case))
    assert (decision.person_id, decision.body) == (case.person_id, "special_police")
    again(manager)
    (waiting,) = queries.decisions_to_receive(actor=manager)
    assert waiting.pk == decision.pk
    received = actions.receive_decision(actor=manager, decision_id=decision.pk)
    assert (received.status, received.outcome, received.decided_on) == ("identified", "identified", today())
    assert received.forms == ["forced_labour"]
    assert not queries.decisions_to_receive(actor=manager).exists()


def test_the_reasons_are_sealed_read_by_both_ends_and_each_reading_is_logged(manager, officer, case):
    decision = decide(officer, inquire(officer, case))
    assert b"debt" not in bytes(decision.reasons)
    for actor in (officer, manager):
        again(actor)
        assert actions.show_reasons(actor=actor, decision_id=decision.pk) == REASONS
    assert Entry.objects.filter(event="protection.decision.read", case_id=case.pk).count() == 2


def test_nobody_else_learns_of_a_decision(manager, officer, case):
    decision = decide(officer, inquire(officer, case))
    for role, organisation in (
        ("case_manager", "ngo-clean-world"),
        ("investigator", "mia-atd"),
        ("investigator", "vac"),
    ):
        other = sign_in(role, organisation=organisation)
        assert not Decision.objects.exists()
        with pytest.raises(NotVisible):
            queries.decision(actor=other, decision_id=decision.pk)


def test_a_negative_decision_names_its_reasons_and_leaves_the_help(manager, officer, case):
    inquiry = inquire(officer, case)
    with pytest.raises(InvalidInput):
        decide(officer, inquiry, outcome=Outcome.NOT_IDENTIFIED)
    decision = decide(officer, inquiry, **REFUSED)
    again(manager)
    assert actions.receive_decision(actor=manager, decision_id=decision.pk).status == "not_identified"
    service = {"service": "psychological", "outcome": "accepted", "on": today()}
    assert actions.record_service(actor=manager, case_id=case.pk, **service).pk


def test_a_suspended_decision_is_followed_by_another_one(manager, officer, case):
    inquiry = inquire(officer, case)
    first = decide(officer, inquiry, **SUSPENDED)
    again(manager)
    assert actions.receive_decision(actor=manager, decision_id=first.pk).status == "suspended"
    again(officer)
    second = decide(officer, inquiry)
    again(manager)
    assert actions.receive_decision(actor=manager, decision_id=second.pk).status == "identified"


def test_a_decision_is_received_once(manager, officer, case):
    decision = decide(officer, inquire(officer, case))
    again(manager)
    actions.receive_decision(actor=manager, decision_id=decision.pk)
    with pytest.raises(WrongState):
        actions.receive_decision(actor=manager, decision_id=decision.pk)


def test_an_inquiry_is_decided_once(manager, officer, case):
    inquiry = inquire(officer, case)
    decide(officer, inquiry)
    with pytest.raises(WrongState):
        decide(officer, inquiry)


def test_a_decision_is_not_dated_before_the_last_one_and_the_last_made_stands(manager, officer, case):
    inquiry = inquire(officer, case)
    Inquiry.objects.filter(pk=inquiry.pk).update(opened_on=today() - timedelta(days=9))
    first = decide(officer, inquiry, **SUSPENDED, decided_on=today() - timedelta(days=2))
    with pytest.raises(InvalidInput, match="before what it follows"):
        decide(officer, inquiry, decided_on=today() - timedelta(days=3))
    second = decide(officer, inquiry, decided_on=today() - timedelta(days=2))
    # What an older version let through: the later decision bears an earlier day. It is the last all the same.
    Decision.objects.filter(pk=second.pk).update(decided_on=today() - timedelta(days=8))
    assert [row.pk for row in queries.decisions_of_inquiry(actor=officer, inquiry_id=inquiry.pk)] == [
        second.pk,
        first.pk,
    ]
    again(manager)
    assert queries.positive_decision(actor=manager, case_id=case.pk).id == second.pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"reasons": " "},
        {"indicators_met": ()},
        {"decided_on": today() + timedelta(days=1)},
        {"decided_on": today() - timedelta(days=1)},
    ],
)
def test_a_decision_has_reasons_indicators_and_a_possible_day(officer, case, wrong):
    inquiry = inquire(officer, case)
    with pytest.raises(InvalidInput):
        decide(officer, inquiry, **wrong)
    assert not Decision.objects.exists()


def test_only_the_identification_officer_decides(manager, officer, case):
    inquiry = inquire(officer, case)
    again(manager)
    with pytest.raises(NotPermitted):
        decide(manager, inquiry)
    with pytest.raises(NotPermitted):
        inquire(manager, case)


def test_the_inquiry_is_the_units_alone(manager, officer, case):
    inquiry = inquire(officer, case)
    again(manager)
    assert not Inquiry.objects.exists()
    elsewhere = sign_in("identification_officer", organisation="vac")
    for attempt in (
        lambda: queries.inquiry(actor=elsewhere, inquiry_id=inquiry.pk),
        lambda: actions.look_at_inquiry(actor=elsewhere, inquiry_id=inquiry.pk),
        lambda: actions.change_inquiry_stage(actor=elsewhere, inquiry_id=inquiry.pk, to=InquiryStage.INQUIRY),
        lambda: decide(elsewhere, inquiry),
    ):
        with pytest.raises(NotVisible):
            attempt()


def test_the_stages_follow_the_indicator_rules_and_only_a_decision_ends_them(officer, case):
    inquiry = inquire(officer, case)
    for stage in (InquiryStage.INQUIRY, InquiryStage.INDICATORS, InquiryStage.RECOVERY_PLAN):
        assert actions.change_inquiry_stage(actor=officer, inquiry_id=inquiry.pk, to=stage).stage == stage
    for stage in (InquiryStage.DECIDED, InquiryStage.SUSPENDED, InquiryStage.INITIAL_ASSISTANCE):
        with pytest.raises(WrongState):
            actions.change_inquiry_stage(actor=officer, inquiry_id=inquiry.pk, to=stage)


def test_the_unit_sees_the_holders_file_as_far_as_a_grant_goes(manager, officer, case):
    inquiry = inquire(officer, case)
    assert queries.known_of_person(actor=officer, inquiry=inquiry) == {}
    again(manager)
    give_grant(
        actor=manager,
        case_id=case.pk,
        to_organisation_id=officer.organisation_id,
        to_wall=Wall.PROTECTION,
        groups=frozenset({FieldGroup.IDENTITY}),
        purpose="identification",
        basis="nrm_rules",
        expires_on=today() + timedelta(days=30),
    )
    again(officer)
    known = queries.known_of_person(actor=officer, inquiry=inquiry)
    assert (known["sex"], known["age_band"], known["citizenship"]) == ("female", "24_26", "AZ")
    again(manager)
    actions.assess_age(actor=manager, case_id=case.pk, assessed_on=today(), method="none")
    again(officer)
    # No grant for an inquiry opens the assessment itself: the decision begins with the age by which she is treated.
    assert queries.known_of_person(actor=officer, inquiry=inquiry)["age_band"] == "9_17"


def test_what_waits_stands_on_the_desk_of_the_one_who_can_do_it(manager, officer, case):
    inquiry = inquire(officer, case)
    with translation.override("en"):
        assert [item.reference for item in queries.work(actor=officer)] == [inquiry.reference]
        decision = decide(officer, inquiry)
        assert list(queries.work(actor=officer)) == []
        again(manager)
        items = {item.reference: item for item in queries.work(actor=manager)}
    assert items[decision.reference].title == "A decision has come: Identified victim"
    assert items[case.reference].kind == "case"


def test_a_reference_is_found_only_by_those_who_may_see_the_case(manager, officer, case):
    inquiry = inquire(officer, case)
    assert [found.title for found in queries.found(actor=officer, text=inquiry.reference.lower())] == [
        inquiry.reference
    ]
    assert case.reference not in [found.title for found in queries.found(actor=officer, text=case.reference)]
    again(manager)
    assert [found.title for found in queries.found(actor=manager, text=f" {case.reference} ")] == [case.reference]
