"""Compensation and legal aid: told, helped, claimed, awarded, received."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.models import Organisation
from panah.protection import actions, queries
from panah.protection.actions.compensation import reverse_receipt
from panah.protection.models import Claim, ClaimPayment
from tests.protection.people import open_case
from tests.protection.test_facts import rows
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def claim(manager):
    case = open_case(manager)
    return actions.open_claim(
        actor=manager, case_id=case.id, source="wages", informed_on=today() - 9 * DAY, note="Invented note."
    )


def claimed(manager, claim, amount=900):
    return actions.claim_compensation(
        actor=manager, claim_id=claim.id, amount=Decimal(amount), currency="EUR", claimed_on=today() - 6 * DAY
    )


def awarded(manager, claim, amount=600):
    claimed(manager, claim)
    return actions.award_compensation(
        actor=manager, claim_id=claim.id, amount=Decimal(amount), awarded_on=today() - 3 * DAY
    )


def receive(manager, claim, amount):
    return actions.receive_compensation(
        actor=manager, claim_id=claim.id, amount=Decimal(amount), received_on=today() - DAY
    )


def test_a_claim_goes_from_the_right_explained_to_the_last_part_received(manager, claim):
    lawyer = Organisation.objects.get(code="ngo-coalition").id
    step = actions.assign_legal_aid(actor=manager, claim_id=claim.id, lawyer_id=lawyer, legal_aid_on=today() - 8 * DAY)
    assert step.state == "legal_aid_assigned"
    assert awarded(manager, claim).state == "awarded"
    assert receive(manager, claim, 200).state == "paid_part"
    assert receive(manager, claim, 399).state == "paid_part"
    with pytest.raises(InvalidInput, match="more than was awarded"):
        receive(manager, claim, "1.01")
    assert receive(manager, claim, 1).state == "paid_full"
    with pytest.raises(WrongState):
        receive(manager, claim, 1)
    view = queries.claim_view(actor=manager, claim_id=claim.id)
    assert [part.amount for part in view.payments] == [200, 399, 1]
    assert {part.currency for part in view.payments} == {"EUR"}
    assert view.note == "Invented note."


def test_a_person_claims_without_a_lawyer_and_may_decline_and_change_their_mind(manager, claim):
    assert actions.decline_compensation(actor=manager, claim_id=claim.id).state == "declined"
    assert claimed(manager, claim).state == "claimed"


def test_a_refusal_can_be_appealed(manager, claim):
    claimed(manager, claim)
    refused = actions.refuse_compensation(actor=manager, claim_id=claim.id, refused_on=today() - 4 * DAY)
    assert refused.state == "refused"
    again_claimed = actions.claim_compensation(
        actor=manager, claim_id=claim.id, amount=Decimal(5), currency="AZN", claimed_on=today()
    )
    assert (again_claimed.state, again_claimed.refused_on) == ("claimed", None)


def test_days_stand_in_their_order(manager, claim):
    with pytest.raises(InvalidInput, match="lies before"):
        actions.claim_compensation(
            actor=manager, claim_id=claim.id, amount=Decimal(5), currency="AZN", claimed_on=today() - 10 * DAY
        )
    with pytest.raises(InvalidInput, match="to come"):
        actions.open_claim(actor=manager, case_id=claim.case_id, source="ecthr", informed_on=today() + DAY)
    claimed(manager, claim)
    with pytest.raises(InvalidInput, match="lies before"):
        actions.award_compensation(actor=manager, claim_id=claim.id, amount=Decimal(5), awarded_on=today() - 7 * DAY)


def test_the_database_holds_what_the_page_promises(manager, claim):
    awarded(manager, claim, 100)
    for name, change in {
        "not_exceeded": {"received_amount": 101},
        "paid_full": {"state": "paid_full"},
        "claim_awarded": {"claimed_on": None},
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Claim.objects.own(manager).update(**change)
    with pytest.raises(IntegrityError, match="claimpayment_amount"), transaction.atomic():
        receive(manager, claim, 100)
        ClaimPayment.objects.own(manager).update(amount=0)


def test_one_source_is_claimed_once_at_a_time(manager, claim):
    with pytest.raises(WrongState, match="under way"):
        actions.open_claim(actor=manager, case_id=claim.case_id, source="wages", informed_on=today())
    assert actions.open_claim(actor=manager, case_id=claim.case_id, source="ecthr", informed_on=today())


def test_nobody_else_sees_or_changes_a_claim(manager, claim):
    stranger = sign_in("case_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.decline_compensation(actor=stranger, claim_id=claim.id)
    with pytest.raises(NotVisible):
        queries.claim_view(actor=stranger, claim_id=claim.id)
    with pytest.raises(NotPermitted):
        actions.decline_compensation(actor=sign_in("shelter_manager", organisation="vac"), claim_id=claim.id)


def test_the_facts_say_claimed_awarded_and_effectively_received(manager, claim):
    awarded(manager, claim)
    receive(manager, claim, 200)
    (fact,) = rows("fact_compensation")
    assert (fact["claimed_amount"], fact["awarded_amount"], fact["received_amount"]) == (900, 600, 200)
    assert (fact["source"], fact["sex"], fact["currency"]) == ("wages", "female", "EUR")
    (part,) = rows("fact_compensation_received")
    assert (part["amount"], part["person"]) == (200, fact["person"])
    told = " ".join(str(value) for value in [*fact.values(), *part.values()])
    assert "Invented" not in told
    assert str(claim.id) not in told
    assert str(claim.case_id) not in told


def test_the_pages_of_compensation_open_and_take_a_step():
    client = desk_client("case_manager", organisation="vac", language="az")
    again(client.actor)
    case = open_case(client.actor)
    claim = actions.open_claim(actor=client.actor, case_id=case.id, source="wages", informed_on=today())
    assert client.get(f"/protection/cases/{case.id}/money/").status_code == 200
    assert client.get(f"/protection/cases/{case.id}/money/compensation/").status_code == 200
    page = f"/protection/compensation/{claim.id}/"
    assert client.get(page).status_code == 200
    for step in ("legal_aid_assigned", "claimed", "awarded", "paid_full", "refused"):
        assert client.get(f"{page}step/{step}/").status_code == 200
    assert client.get(f"{page}step/nonsense/").status_code == 404
    day = today()
    boxes = {"claimed_on_day": day.day, "claimed_on_month": day.month, "claimed_on_year": day.year}
    answer = client.post(f"{page}step/claimed/", {**boxes, "amount": "900", "currency": "AZN"})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert "900" in client.get(page).content.decode()


def test_a_mistyped_receipt_is_taken_back_by_a_line_of_its_own(manager, claim):
    awarded(manager, claim)
    receive(manager, claim, 200)
    assert receive(manager, claim, 400).state == "paid_full"
    first, last = ClaimPayment.objects.order_by("id")
    for role, body, error in (
        ("case_manager", "ngo-clean-world", NotVisible),
        ("shelter_manager", "vac", NotPermitted),
    ):
        with pytest.raises(error):
            reverse_receipt(actor=sign_in(role, organisation=body), claim_payment_id=last.pk)
    again(manager)
    back = reverse_receipt(actor=manager, claim_payment_id=last.pk)
    assert (back.state, back.received_amount) == ("paid_part", 200)
    line = ClaimPayment.objects.get(reverses=last)
    for each in (last, line):
        with pytest.raises(WrongState):
            reverse_receipt(actor=manager, claim_payment_id=each.pk)
    assert reverse_receipt(actor=manager, claim_payment_id=first.pk).state == "awarded"
    with pytest.raises(WrongState):
        actions.award_compensation(actor=manager, claim_id=claim.id, amount=Decimal(1), awarded_on=today())
    assert sum(row.amount for row in ClaimPayment.objects.all()) == 0
    assert receive(manager, claim, 600).state == "paid_full"


def test_an_award_is_overturned_on_appeal_until_something_was_received(manager, claim):
    awarded(manager, claim)
    refused = actions.refuse_compensation(actor=manager, claim_id=claim.id, refused_on=today())
    assert (refused.state, refused.awarded_amount, refused.awarded_on) == ("refused", None, None)
    actions.claim_compensation(
        actor=manager, claim_id=claim.id, amount=Decimal(900), currency="EUR", claimed_on=today()
    )
    actions.award_compensation(actor=manager, claim_id=claim.id, amount=Decimal(500), awarded_on=today())
    actions.receive_compensation(actor=manager, claim_id=claim.id, amount=Decimal(1), received_on=today())
    with pytest.raises(WrongState):
        actions.refuse_compensation(actor=manager, claim_id=claim.id, refused_on=today())


def test_a_foreign_amount_stands_in_its_own_currency_wherever_it_is_told(claim):
    desk = desk_client("case_manager", organisation="vac")
    again(desk.actor)
    awarded(desk.actor, claim)
    receive(desk.actor, claim, 100)
    for page in (f"cases/{claim.case_id}/timeline", f"cases/{claim.case_id}/money"):
        shown = desk.get(f"/protection/{page}/").content.decode()
        assert "EUR" in shown or "€" in shown
        assert "900.00 AZN" not in shown
    again(desk.actor)
    payment = ClaimPayment.objects.get()
    page = f"/protection/compensation/{claim.pk}/"
    assert "take it back" in desk.get(page).content.decode()
    assert desk.post(f"/protection/compensation/receipts/{payment.pk}/reverse/").headers["Location"] == page
    assert "Was taken back" in desk.get(page).content.decode()
