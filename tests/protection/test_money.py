from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.organisations.models import Organisation
from panah.protection import actions, queries
from panah.protection.models import Payment
from tests.protection.people import decide, open_case
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db


def fund() -> Organisation:
    return Organisation.objects.get(code="aid-fund")


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def allowance(manager):
    """A request for the allowance of somebody who has been identified."""
    case = open_case(manager)
    decide(case)
    again(manager)
    return actions.request_allowance(actor=manager, case_id=case.id, to_organisation_id=fund().id)


def staff(role: str):
    return sign_in(role, organisation="aid-fund")


def draft(request):
    officer = staff("aid_fund_officer")
    return officer, actions.draft_payment(actor=officer, request_id=request.id, method="cash")


def test_the_allowance_follows_identification_and_nothing_else(manager):
    case = open_case(manager)
    with pytest.raises(WrongState, match="no positive decision"):
        actions.request_allowance(actor=manager, case_id=case.id, to_organisation_id=fund().id)
    decide(case, outcome="not_identified")
    again(manager)
    with pytest.raises(WrongState):
        actions.request_allowance(actor=manager, case_id=case.id, to_organisation_id=fund().id)


@pytest.mark.parametrize(("day", "amount"), [(date(2018, 5, 1), 400), (date(2025, 5, 1), 700)])
def test_the_amount_is_that_of_the_day_of_the_decision(manager, day, amount):
    case = open_case(manager)
    decide(case, decided_on=day)
    again(manager)
    request = actions.request_allowance(actor=manager, case_id=case.id, to_organisation_id=fund().id)
    assert request.amount == amount


def test_the_allowance_is_asked_for_once(manager, allowance):
    with pytest.raises(WrongState, match="already"):
        actions.request_allowance(actor=manager, case_id=allowance.case_id, to_organisation_id=fund().id)


def test_two_persons_and_a_third_pay_the_allowance(manager, allowance):
    officer, payment = draft(allowance)
    approver = staff("aid_fund_approver")
    actions.approve_payment(actor=approver, payment_id=payment.id)
    again(officer)
    paid = actions.pay(actor=officer, payment_id=payment.id, paid_on=today(), receipt="QB-17")
    assert paid.state == "receipted"
    again(manager)
    (request,) = queries.money_of_case(actor=manager, case_id=allowance.case_id)
    assert request.newest_answer.state == "receipted"
    assert not Payment.objects.exists(), "the holder of the case reads the answer, not the payment"


def test_nobody_approves_what_they_prepared(allowance):
    officer, payment = draft(allowance)
    both = replace(officer, roles=frozenset({"aid_fund_officer", "aid_fund_approver"}))
    with pytest.raises(WrongState, match="Somebody else"):
        actions.approve_payment(actor=both, payment_id=payment.id)
    with pytest.raises(IntegrityError, match="two_persons"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(approved_by_id=officer.id)


def test_what_was_not_approved_is_not_paid(allowance):
    officer, payment = draft(allowance)
    with pytest.raises(WrongState):
        actions.pay(actor=officer, payment_id=payment.id, paid_on=today(), receipt="")


def test_paying_needs_a_fresh_sign_in(allowance):
    officer, payment = draft(allowance)
    with pytest.raises(StepUpNeeded):
        actions.pay(actor=replace(officer, stepped_up_at=None), payment_id=payment.id, paid_on=today(), receipt="")


def test_money_is_paid_once_and_can_be_paid_again_after_a_reversal(allowance):
    officer, payment = draft(allowance)
    actions.approve_payment(actor=staff("aid_fund_approver"), payment_id=payment.id)
    again(officer)
    actions.pay(actor=officer, payment_id=payment.id, paid_on=today(), receipt="")
    with pytest.raises(WrongState):
        actions.pay(actor=officer, payment_id=payment.id, paid_on=today(), receipt="")
    with pytest.raises(WrongState):
        actions.draft_payment(actor=officer, request_id=allowance.id, method="cash")
    assert actions.reverse_payment(actor=officer, payment_id=payment.id).reversed_on == today()


def test_neither_member_who_decided_on_aid_pays_it(manager):
    case = open_case(manager)
    request = actions.apply_for_aid(
        actor=manager, case_id=case.id, to_organisation_id=fund().id, purpose="medical", amount=Decimal(320)
    )
    officer, payment = draft(request)
    actions.add_to_fund(actor=officer, kind="donation", amount=Decimal(1000), entered_on=today())
    members = [staff("aid_committee_member"), staff("aid_committee_member")]
    for member in members:
        again(member)
        payment = actions.approve_payment(actor=member, payment_id=payment.id)
    for member in members:
        again(member)
        both = replace(member, roles=frozenset({"aid_committee_member", "aid_fund_officer"}))
        assert not queries.steps_of_payment(actor=both, payment=payment).pay
        with pytest.raises(WrongState, match="Somebody else"):
            actions.pay(actor=both, payment_id=payment.id, paid_on=today(), receipt="")


def test_aid_is_decided_by_two_members_and_never_overdraws_the_fund(manager):
    case = open_case(manager)
    request = actions.apply_for_aid(
        actor=manager, case_id=case.id, to_organisation_id=fund().id, purpose="medical", amount=Decimal(320)
    )
    officer, payment = draft(request)
    first, second = staff("aid_committee_member"), staff("aid_committee_member")
    again(first)
    assert actions.approve_payment(actor=first, payment_id=payment.id).state == "drafted"
    with pytest.raises(WrongState, match="Somebody else"):
        actions.approve_payment(actor=first, payment_id=payment.id)
    again(second)
    assert actions.approve_payment(actor=second, payment_id=payment.id).state == "approved"
    again(officer)
    with pytest.raises(InvalidInput, match="does not have this money"):
        actions.pay(actor=officer, payment_id=payment.id, paid_on=today(), receipt="")
    actions.add_to_fund(actor=officer, kind="donation", amount=Decimal(1000), entered_on=today())
    actions.pay(actor=officer, payment_id=payment.id, paid_on=today(), receipt="")
    assert queries.fund_balance(actor=officer) == Decimal(680)
    actions.reverse_payment(actor=officer, payment_id=payment.id)
    assert queries.fund_balance(actor=officer) == Decimal(1000)


def test_a_rejected_request_is_answered(manager, allowance):
    _officer, payment = draft(allowance)
    actions.reject_payment(actor=staff("aid_fund_approver"), payment_id=payment.id)
    again(manager)
    (request,) = queries.money_of_case(actor=manager, case_id=allowance.case_id)
    assert request.newest_answer.state == "rejected"


def test_another_organisation_sees_no_request(allowance):
    stranger = sign_in("aid_fund_officer", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.draft_payment(actor=stranger, request_id=allowance.id, method="cash")


def test_a_case_manager_pays_nothing(manager, allowance):
    with pytest.raises(NotPermitted):
        actions.draft_payment(actor=manager, request_id=allowance.id, method="cash")


def test_the_pages_of_the_fund_open(allowance):
    draft(allowance)
    client = desk_client("aid_fund_officer", organisation="aid-fund", language="az")
    answer = client.get("/protection/payments/")
    assert answer.status_code == 200
    assert allowance.reference in answer.content.decode()


def test_the_allowance_is_offered_until_it_is_asked_for():
    client = desk_client("case_manager", organisation="vac")
    again(client.actor)
    case = open_case(client.actor)
    decide(case)
    address, offer = f"/protection/cases/{case.id}/money/", f"/protection/cases/{case.id}/money/allowance/"
    again(client.actor)
    assert offer in client.get(address).content.decode()
    again(client.actor)
    actions.request_allowance(actor=client.actor, case_id=case.id, to_organisation_id=fund().id)
    assert offer not in client.get(address).content.decode()


def test_a_refused_step_leads_back_to_the_page_of_its_button(allowance):
    client = desk_client("case_manager", organisation="vac")
    back = f"http://testserver/protection/cases/{allowance.case_id}/money/"
    given = {"to_organisation_id": str(fund().id)}
    answer = client.post(f"{back}allowance/", given, headers={"referer": back})
    assert answer.status_code == 409
    assert f'href="{back}"' in answer.content.decode()
    answer = client.post(f"{back}allowance/", given, headers={"referer": "https://elsewhere.example/"})
    assert "elsewhere.example" not in answer.content.decode()
