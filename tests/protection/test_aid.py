"""Aid from the fund: applied for, prepared, granted by two, paid in parts, never more than there is."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.models import Organisation
from panah.protection import actions, queries
from panah.protection.models import Award, Earmark, FundEntry, Payment
from tests.protection.people import open_case
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db
MEMBERS = ("aid_committee_member", "aid_committee_member")


def fund() -> Organisation:
    return Organisation.objects.get(code="aid-fund")


def staff(role: str):
    return sign_in(role, organisation="aid-fund")


def apply(amount=320, purpose="medical"):
    manager = sign_in("case_manager", organisation="vac")
    case = open_case(manager)
    request = actions.apply_for_aid(
        actor=manager, case_id=case.id, to_organisation_id=fund().id, purpose=purpose, amount=Decimal(amount)
    )
    return manager, request


def give(officer, amount, **earmark):
    again(officer)
    return actions.add_to_fund(actor=officer, kind="donation", amount=Decimal(amount), entered_on=today(), **earmark)


def granted(amount=320, purpose="medical"):
    """Let aid be applied for, prepared and granted; return the officer and the award."""
    _manager, request = apply(amount, purpose)
    officer = staff("aid_fund_officer")
    award = actions.prepare_award(actor=officer, request_id=request.id, amount=Decimal(amount))
    for role in MEMBERS:
        award = actions.grant_award(actor=staff(role), award_id=award.id)
    again(officer)
    return officer, award


def place(officer, award, amount, method="cash"):
    return actions.place_payment(actor=officer, award_id=award.id, amount=Decimal(amount), method=method)


def pay(officer, payment):
    return actions.pay(actor=officer, payment_id=payment.id, paid_on=today(), receipt="")


def check_now():
    """Let the database check at once what it checks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_two_members_grant_aid_and_neither_prepared_it():
    _manager, request = apply()
    officer = staff("aid_fund_officer")
    award = actions.prepare_award(actor=officer, request_id=request.id, amount=Decimal(300), note="Invented")
    both = replace(officer, roles=frozenset({"aid_fund_officer", "aid_committee_member"}))
    with pytest.raises(WrongState, match="Somebody else"):
        actions.grant_award(actor=both, award_id=award.id)
    with pytest.raises(WrongState, match="Somebody else"):
        actions.reject_award(actor=both, award_id=award.id, reason="no_money")
    first = staff("aid_committee_member")
    assert actions.grant_award(actor=first, award_id=award.id).state == "prepared"
    with pytest.raises(WrongState, match="Somebody else"):
        actions.grant_award(actor=first, award_id=award.id)
    assert actions.grant_award(actor=staff("aid_committee_member"), award_id=award.id).state == "granted"
    with pytest.raises(IntegrityError, match="three_persons"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(second_member_id=officer.id)
    with pytest.raises(IntegrityError, match="two_members"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(second_member_id=None)


def test_whoever_reads_the_note_of_an_application_stands_in_the_log():
    _manager, request = apply()
    officer = staff("aid_fund_officer")
    award = actions.prepare_award(actor=officer, request_id=request.id, amount=Decimal(300), note="Invented")
    client = desk_client("aid_committee_member", organisation="aid-fund")
    assert client.get(f"/protection/payments/aid/{award.pk}/").status_code == 200
    again(officer)
    read = Entry.objects.get(event="protection.award.read")
    assert (read.actor_id, read.subject_id) == (client.actor.id, award.pk)


def test_nothing_is_paid_before_two_have_agreed():
    _manager, request = apply()
    officer = staff("aid_fund_officer")
    award = actions.prepare_award(actor=officer, request_id=request.id, amount=Decimal(300))
    with pytest.raises(WrongState, match="two members"):
        place(officer, award, 300)
    with pytest.raises(WrongState, match="prepared already"):
        actions.prepare_award(actor=officer, request_id=request.id, amount=Decimal(300))
    with pytest.raises(WrongState, match="committee first"):
        actions.draft_payment(actor=officer, request_id=request.id, method="cash")


def test_no_more_is_prepared_than_was_asked_for():
    _manager, request = apply(320)
    with pytest.raises(InvalidInput, match="more than was asked"):
        actions.prepare_award(actor=staff("aid_fund_officer"), request_id=request.id, amount=Decimal("320.01"))


def test_aid_is_paid_in_parts_until_all_that_was_granted_is_paid():
    officer, award = granted(320)
    give(officer, 1000)
    pay(officer, place(officer, award, 120))
    with pytest.raises(InvalidInput, match="are left"):
        place(officer, award, "200.01")
    pay(officer, place(officer, award, 200))
    award.refresh_from_db()
    assert award.placed == 320
    assert queries.fund_balance(actor=officer) == 680
    with pytest.raises(IntegrityError, match="not_exceeded"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(amount=319)
    check_now()


def test_the_one_who_asked_sees_each_part_and_what_is_left():
    manager, request = apply(320)
    officer = staff("aid_fund_officer")
    award = actions.prepare_award(actor=officer, request_id=request.id, amount=Decimal(300))
    for role in MEMBERS:
        actions.grant_award(actor=staff(role), award_id=award.id)
    give(officer, 1000)
    pay(officer, place(officer, award, 100))
    second = pay(officer, place(officer, award, 50))
    actions.return_payment(actor=officer, payment_id=second.id, returned_on=today())
    again(manager)
    standing = queries.money_standing(actor=manager, case_id=request.case_id)
    assert (standing.granted, standing.paid, standing.returned, standing.left) == (300, 100, 50, 200)
    assert [row.is_part for row in standing.asked] == [True]


def test_a_part_that_came_back_can_be_paid_again():
    officer, award = granted(100)
    give(officer, 100)
    payment = pay(officer, place(officer, award, 100))
    assert queries.fund_balance(actor=officer) == 0
    actions.return_payment(actor=officer, payment_id=payment.id, returned_on=today())
    assert queries.fund_balance(actor=officer) == 100
    pay(officer, place(officer, award, 100))
    assert queries.fund_balance(actor=officer) == 0
    check_now()


def test_the_fund_is_never_overdrawn():
    officer, award = granted(320)
    give(officer, "319.99")
    payment = place(officer, award, 320)
    with pytest.raises(InvalidInput, match="does not have this money") as refused:
        pay(officer, payment)
    assert refused.value.params == {"missing": "0.01", "currency": "AZN"}
    pot = Earmark.objects.own(officer).get()
    with pytest.raises(IntegrityError, match="earmark_balance"), transaction.atomic():
        entry(officer, pot, amount=Decimal(-320))


def entry(actor, pot, **given):
    values = {"kind": "correction", "currency": "AZN", "entered_on": today(), "entered_by_id": actor.id} | given
    return FundEntry.objects.create(organisation_id=actor.organisation_id, wall=actor.wall, earmark=pot, **values)


def test_earmarked_money_goes_to_its_purpose_alone_and_first():
    officer, award = granted(100, "education")
    donor = Organisation.objects.get(code="iom-az").id
    give(officer, 500, purposes=["medical"])
    give(officer, 60, purposes=["education", "children"], donor_id=donor)
    give(officer, 30)
    payment = place(officer, award, 100)
    with pytest.raises(InvalidInput, match="does not have this money"):
        pay(officer, payment)
    give(officer, 20)
    pay(officer, payment)
    left = {tuple(part.purposes): part.balance for part in queries.earmarks(actor=officer)}
    assert left == {("medical",): 500, ("children", "education"): 0, (): 10}
    taken = [line.amount for line in queries.lines_of_payment(actor=officer, payment=payment)]
    assert sorted(taken) == [-60, -40]


def test_currencies_are_never_mixed():
    officer, award = granted(100)
    give(officer, 500, currency="EUR")
    with pytest.raises(InvalidInput, match="does not have this money"):
        pay(officer, place(officer, award, 100))
    assert (queries.fund_balance(actor=officer), queries.fund_balance(actor=officer, currency="EUR")) == (0, 500)
    pot = Earmark.objects.own(officer).get()
    with pytest.raises(IntegrityError, match="currency"), transaction.atomic():
        entry(officer, pot, amount=Decimal(5), currency="AZN")


def test_neither_member_who_granted_aid_pays_it():
    officer, award = granted(100)
    give(officer, 100)
    payment = place(officer, award, 100)
    member = replace(officer, id=award.first_member_id, roles=frozenset({"aid_committee_member", "aid_fund_officer"}))
    assert not queries.steps_of_payment(actor=member, payment=payment).pay
    with pytest.raises(WrongState, match="Somebody else"):
        pay(member, payment)
    with pytest.raises(IntegrityError, match="payer_is_other"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(paid_by_id=award.second_member_id)


def test_a_line_of_the_ledger_is_never_changed():
    officer = staff("aid_fund_officer")
    give(officer, 100)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        FundEntry.objects.own(officer).update(amount=1)


def test_a_paid_state_without_its_line_is_refused_by_the_database():
    officer, award = granted(100)
    payment = place(officer, award, 100)
    with pytest.raises(IntegrityError, match="lines of a payment"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(state="paid", paid_on=today())
        check_now()


def test_a_balance_that_no_line_explains_is_refused_by_the_database():
    officer = staff("aid_fund_officer")
    give(officer, 100)
    with pytest.raises(IntegrityError, match="sum of its lines"), transaction.atomic():
        Earmark.objects.own(officer).update(balance=1_000_000)
        check_now()


def test_refused_aid_has_a_reason_and_the_one_who_asked_is_told():
    manager, request = apply()
    officer = staff("aid_fund_officer")
    award = actions.prepare_award(actor=officer, request_id=request.id, amount=Decimal(10))
    assert actions.reject_award(actor=staff("aid_committee_member"), award_id=award.id, reason="other_help")
    again(manager)
    (asked,) = queries.money_standing(actor=manager, case_id=request.case_id).asked
    assert (asked.state, asked.totals.granted, asked.can_withdraw) == ("rejected", 0, False)


def test_aid_ended_early_gives_back_what_is_left_and_can_be_taken_up_again():
    officer, award = granted(300)
    give(officer, 300)
    pay(officer, place(officer, award, 100))
    waiting = place(officer, award, 50)
    with pytest.raises(WrongState, match="still waits"):
        actions.end_award(actor=officer, award_id=award.id)
    actions.cancel_payment(actor=officer, payment_id=waiting.id)
    assert actions.end_award(actor=officer, award_id=award.id).state == "ended"
    with pytest.raises(WrongState):
        place(officer, award, 50)
    member = staff("aid_committee_member")
    assert actions.resume_award(actor=member, award_id=award.id).state == "granted"
    with pytest.raises(WrongState, match="not ended"):
        actions.resume_award(actor=member, award_id=award.id)
    again(officer)
    assert place(officer, award, 200).state == "approved"


def test_a_mistaken_gift_is_corrected_with_a_line_by_a_second_person():
    officer = staff("aid_fund_officer")
    gift = give(officer, 10_000)
    with pytest.raises(WrongState, match="Somebody else"):
        actions.correct_entry(actor=officer, fund_entry_id=gift.id)
    approver = staff("aid_fund_approver")
    line = actions.correct_entry(actor=approver, fund_entry_id=gift.id)
    assert (line.amount, queries.fund_balance(actor=approver)) == (-10_000, 0)
    with pytest.raises(WrongState, match="already"):
        actions.correct_entry(actor=approver, fund_entry_id=gift.id)
    with pytest.raises(WrongState, match="Only a donation"):
        actions.correct_entry(actor=approver, fund_entry_id=line.id)
    check_now()


def test_a_gift_that_was_spent_is_not_corrected_away():
    officer, award = granted(80)
    gift = give(officer, 100)
    pay(officer, place(officer, award, 80))
    with pytest.raises(InvalidInput, match="paid out already"):
        actions.correct_entry(actor=staff("aid_fund_approver"), fund_entry_id=gift.id)


def test_another_organisation_sees_no_fund_and_a_case_manager_decides_nothing():
    officer, award = granted(80)
    give(officer, 100)
    with pytest.raises(NotPermitted):
        actions.grant_award(actor=sign_in("case_manager", organisation="vac"), award_id=award.id)
    stranger = sign_in("aid_committee_member", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.grant_award(actor=stranger, award_id=award.id)
    assert queries.fund_balance(actor=stranger) == 0


def test_the_overview_says_what_is_there_promised_and_left_of_each_gift():
    officer, award = granted(200)
    donor = Organisation.objects.get(code="iom-az")
    give(officer, 150, donor_id=donor.id)
    give(officer, 30)
    pay(officer, place(officer, award, 50))
    overview = queries.fund_overview(actor=officer)
    (balance,) = overview.balances
    assert (balance.amount, balance.promised, balance.free) == (130, 150, -20)
    assert [(one.donor.code, one.given, one.left) for one in overview.donors] == [("iom-az", 150, 100)]
