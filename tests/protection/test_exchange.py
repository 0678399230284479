"""Gifts in another currency: exchanged by the bank's paper, booked by two persons, taken back whole, never edited."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from panah.accounts.models import Account
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.organisations.queries import organisation
from panah.protection import actions, queries
from panah.protection.models import Earmark, FundEntry, FundExchange
from tests.protection.test_aid import check_now
from tests.support import again, client_of, desk_client, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """An officer of a fund that holds 1 000 euros of one donor, for medical help."""
    officer = sign_in("aid_fund_officer", organisation="aid-fund")
    donor = organisation(code="eu-delegation").pk
    actions.add_to_fund(
        actor=officer, kind="donation", amount=Decimal(1000), currency="EUR", entered_on=today(), donor_id=donor,
        purposes=["medical"],
    )  # fmt: skip
    return officer


def prepare(officer, **given):
    wanted = {"amount": Decimal(400), "currency": "AZN", "gained": Decimal("737.48"), "rate": Decimal("1.8437")}
    euros = Earmark.objects.own(officer).get(currency="EUR")
    wanted |= {"source_id": euros.pk, "exchanged_on": today(), "document": "SWIFT-1"} | given
    return actions.prepare_exchange(actor=officer, **wanted)


def balances(actor) -> dict[str, Decimal]:
    return {row.currency: row.amount for row in queries.fund_overview(actor=actor).balances}


def test_euros_become_manats_of_the_same_donor_and_purpose_and_pay_aid(officer):
    exchange = prepare(officer)
    assert balances(officer)["EUR"] == 1000, "nothing is booked by one person alone"
    with pytest.raises(WrongState, match="nobody decides on the exchange they prepared"):
        both = replace(officer, roles=frozenset({"aid_fund_approver"}))
        actions.book_exchange(actor=both, fund_exchange_id=exchange.pk)
    approver = sign_in("aid_fund_approver", organisation="aid-fund")
    assert str(exchange.pk) in " ".join(item.url for item in queries.work(actor=approver))
    actions.book_exchange(actor=approver, fund_exchange_id=exchange.pk)
    check_now()
    assert balances(approver) == {"AZN": Decimal("737.48"), "EUR": 600}
    (given,) = [row for row in queries.fund_overview(actor=approver).donors if row.currency == "AZN"]
    assert (given.donor.code, given.exchanged, given.left) == ("eu-delegation", Decimal("737.48"), Decimal("737.48"))
    assert str(exchange.pk) not in " ".join(item.url for item in queries.work(actor=approver))


def test_an_exchange_is_taken_back_whole_by_another_person_unless_it_was_spent(officer):
    exchange = prepare(officer)
    approver = sign_in("aid_fund_approver", organisation="aid-fund")
    actions.book_exchange(actor=approver, fund_exchange_id=exchange.pk)
    with pytest.raises(WrongState, match="nobody takes back"):
        actions.reverse_exchange(actor=approver, fund_exchange_id=exchange.pk)
    again(officer)
    spent = Earmark.objects.own(officer).get(currency="AZN")
    with transaction.atomic():
        FundEntry.objects.create(
            organisation_id=spent.organisation_id, wall=spent.wall, kind="correction", earmark=spent,
            amount=Decimal(-1), currency="AZN", entered_on=today(), entered_by_id=officer.id,
        )  # fmt: skip
        with pytest.raises(InvalidInput, match="does not hold"):
            actions.reverse_exchange(actor=officer, fund_exchange_id=exchange.pk)
        transaction.set_rollback(True)
    actions.reverse_exchange(actor=officer, fund_exchange_id=exchange.pk)
    check_now()
    assert balances(officer) == {"AZN": 0, "EUR": 1000}
    assert FundEntry.objects.own(officer).filter(exchange=exchange).count() == 4, "lines are added, never changed"
    for action in (actions.reverse_exchange, actions.book_exchange):
        with pytest.raises(WrongState, match="decided on already"):
            action(
                actor=replace(officer, roles=frozenset({"aid_fund_officer", "aid_fund_approver"})),
                fund_exchange_id=exchange.pk,
            )


def test_what_cannot_be_is_refused_with_the_reason(officer):
    for wrong, error, said in (
        ({"gained": Decimal("73.75")}, InvalidInput, "comes to 737.48"),
        ({"amount": Decimal(1001), "gained": Decimal("1845.54")}, InvalidInput, "1.00 EUR are missing"),
        ({"currency": "EUR"}, InvalidInput, "another currency"),
        ({"exchanged_on": today() + timedelta(days=1)}, InvalidInput, "still to come"),
        ({"source_id": officer.id}, NotVisible, "earmark"),
    ):
        with pytest.raises(error) as refused:
            prepare(officer, **wrong)
        assert said in refused.value.message % refused.value.params
    with pytest.raises(StepUpNeeded):
        prepare(replace(officer, stepped_up_at=None))
    exchange = prepare(officer)
    with pytest.raises(NotPermitted):
        actions.book_exchange(actor=officer, fund_exchange_id=exchange.pk)
    for role, error in (("aid_committee_member", NotPermitted), ("aid_fund_approver", NotVisible)):
        other = sign_in(role, organisation="ngo-clean-world")
        with pytest.raises(error):
            actions.book_exchange(actor=other, fund_exchange_id=exchange.pk)
    approver = sign_in("aid_fund_approver", organisation="aid-fund")
    actions.reject_exchange(actor=approver, fund_exchange_id=exchange.pk)
    with pytest.raises(WrongState, match="decided on already"):
        actions.book_exchange(actor=approver, fund_exchange_id=exchange.pk)


def test_the_database_holds_an_exchange_to_its_lines(officer):
    exchange = prepare(officer)
    approver = sign_in("aid_fund_approver", organisation="aid-fund")
    booked = {"state": "booked", "decided_by_id": approver.id, "decided_on": today()}
    with pytest.raises(IntegrityError, match="lines of an exchange"), transaction.atomic():
        FundExchange.objects.own(approver).update(**booked)
        check_now()
    with pytest.raises(IntegrityError, match="two_persons"), transaction.atomic():
        FundExchange.objects.own(approver).update(**booked | {"decided_by_id": officer.id})
    actions.book_exchange(actor=approver, fund_exchange_id=exchange.pk)
    check_now()
    with pytest.raises(IntegrityError, match="lines of an exchange"), transaction.atomic():
        FundExchange.objects.own(approver).update(gained=Decimal(800))
        check_now()


def test_the_pages_of_an_exchange_work_in_both_languages(officer):
    client = client_of(Account.objects.get(pk=officer.id))
    assert "1,000" in client.get("/protection/payments/fund/exchange/").content.decode()
    again(officer)
    euros = Earmark.objects.own(officer).get(currency="EUR")
    day = {f"exchanged_on_{name}": getattr(today(), name) for name in ("day", "month", "year")}
    sent = {"source_id": euros.pk, "amount": 400, "currency": "AZN", "rate": "1.8437", "document": "SWIFT-7", **day}
    page = client.post("/protection/payments/fund/exchange/", {**sent, "gained": 73})
    assert "comes to 737.48" in page.content.decode()
    page = client.post("/protection/payments/fund/exchange/", {**sent, "gained": "737.48"}, follow=True)
    assert "SWIFT-7" in page.content.decode()
    approver = desk_client("aid_fund_approver", organisation="aid-fund", language="az")
    again(approver.actor)
    exchange = FundExchange.objects.own(approver.actor).get()
    address = f"/protection/payments/fund/exchange/{exchange.pk}/"
    assert "1,8437" in approver.get(address).content.decode()
    assert approver.post(f"{address}book/").status_code == 302
    assert exchange.number in approver.get("/protection/payments/fund/").content.decode()
    assert client.get(f"{address}reverse/").status_code == 200
