"""The list of payments that leaves as a file, and the receipt that leaves as paper."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.printing import paper
from panah.protection import actions, queries
from panah.protection.actions.sheet import print_payment
from panah.protection.models import Payment, PaymentExport, Sheet
from panah.protection.tasks import empty_lists
from tests.protection.test_aid import give, granted, place
from tests.protection.test_retention import as_worker
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db
NAME = "=HYPERLINK(1)"
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def staff(role: str):
    return sign_in(role, organisation="aid-fund")


@pytest.fixture
def officer():
    """An officer with one payment to somebody whose name would run as a formula."""
    officer, award = granted(100)
    give(officer, 100)
    actions.place_payment(
        actor=officer,
        award_id=award.id,
        amount=award.amount,
        method="bank_transfer",
        payee="trusted",
        payee_name=NAME,
        payee_account="+994 INVENTED",
    )
    return officer


def ask(actor, **given):
    wanted = {"purpose": "payment_run", "basis": "law_trafficking", "with_names": False} | given
    return actions.ask_payment_export(actor=actor, **wanted)


def words(made: bytes) -> list[str]:
    """Return every text of a spreadsheet, and prove that no cell calculates."""
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
    return [text.text or "" for text in strings.iter(f"{CELL}t")]


def test_a_short_list_without_names_is_ready_at_once(officer):
    export = ask(officer)
    name, made = actions.fetch_payment_export(actor=officer, payment_export_id=export.id)
    found = words(made)
    assert name == f"{export.number}.xlsx"
    assert not any(NAME in text or "INVENTED" in text for text in found)
    (footer,) = [text for text in found if export.number in text]
    assert officer.name in footer
    assert "Aid Fund" in footer


def test_a_row_names_its_list_and_not_its_payment(officer):
    payment = Payment.objects.own(officer).get()
    marks = []
    for _number in range(2):
        export = ask(officer)
        _name, made = actions.fetch_payment_export(actor=officer, payment_export_id=export.id)
        mark = queries.row_id(actor=officer, export=export, payment_id=payment.id)
        assert mark in words(made)
        assert str(payment.id) not in " ".join(words(made))
        marks.append(mark)
    assert marks[0] != marks[1]


def test_a_list_with_names_needs_a_second_person(officer):
    export = ask(officer, with_names=True)
    assert export.state == "waiting"
    with pytest.raises(WrongState, match="not ready"):
        actions.fetch_payment_export(actor=officer, payment_export_id=export.id)
    both = replace(officer, roles=frozenset({"aid_fund_officer", "aid_fund_approver"}))
    with pytest.raises(WrongState, match="nobody approves the list they asked for"):
        actions.approve_payment_export(actor=both, payment_export_id=export.id)
    approver = staff("aid_fund_approver")
    assert "payments/lists" in " ".join(item.url for item in queries.work(actor=approver))
    actions.approve_payment_export(actor=approver, payment_export_id=export.id)
    with pytest.raises(NotPermitted):
        actions.fetch_payment_export(actor=approver, payment_export_id=export.id)
    again(officer)
    found = words(actions.fetch_payment_export(actor=officer, payment_export_id=export.id)[1])
    assert f"'{NAME}" in found
    assert "'+994 INVENTED" in found


def test_a_long_list_needs_a_second_person_and_the_database_holds_it(officer, monkeypatch):
    monkeypatch.setattr("panah.protection.rules.money.ROWS_ALONE", 0)
    export = ask(officer)
    assert export.state == "waiting"
    with pytest.raises(IntegrityError, match="needs_second"), transaction.atomic():
        PaymentExport.objects.own(officer).update(state="ready", row_count=51)


def test_a_refused_list_is_never_made(officer):
    export = ask(officer, with_names=True)
    refused = actions.refuse_payment_export(actor=staff("aid_fund_approver"), payment_export_id=export.id)
    assert (refused.state, refused.file) == ("refused", None)


def test_a_list_is_fetched_by_who_asked_for_it_for_one_day(officer):
    export = ask(officer)
    with pytest.raises(WrongState, match="who asked"):
        actions.fetch_payment_export(actor=staff("aid_fund_officer"), payment_export_id=export.id)
    PaymentExport.objects.own(officer).update(ready_at=now() - timedelta(hours=25))
    again(officer)
    with pytest.raises(WrongState, match="one day"):
        actions.fetch_payment_export(actor=officer, payment_export_id=export.id)


def test_a_list_is_sealed_and_needs_a_fresh_sign_in_and_a_payment(officer):
    export = ask(officer)
    assert b"PK" not in bytes(PaymentExport.objects.own(officer).get().file)[:60]
    with pytest.raises(StepUpNeeded):
        ask(replace(officer, stepped_up_at=None))
    with pytest.raises(InvalidInput, match="empty"):
        ask(officer, state="rejected")
    with pytest.raises(NotVisible):
        actions.fetch_payment_export(
            actor=sign_in("aid_fund_officer", organisation="ngo-clean-world"), payment_export_id=export.id
        )


TELLS = re.compile(r"traffick|alveri|victim|qurban|shelter|sığınacaq|kömək|aid fund|müavinət|allowance", re.IGNORECASE)


@pytest.mark.parametrize(("form", "language"), [("receipt", "az"), ("payment_order", "en"), ("payment_order", "az")])
def test_the_order_and_the_receipt_are_tagged_and_say_nothing_of_why(form, language, monkeypatch):
    client = desk_client("aid_fund_officer", organisation="aid-fund", language=language)
    officer, award = granted(100)
    payment = place(officer, award, 100)
    papers, draw = [], paper.pdf
    monkeypatch.setattr(paper, "pdf", lambda name, data, **given: papers.append(data) or draw(name, data, **given))
    page = f"/protection/payments/{payment.pk}/print/{form}/"
    answer = client.post(page, {"language": language, "handling": "kept"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"/StructTreeRoot" in answer.content
    assert b"/Lang" in answer.content
    (data,) = papers
    assert payment.number in str(data)
    assert "100" in str(data)
    assert not TELLS.search(str(data))
    again(client.actor)
    sheet = Sheet.objects.get()
    assert (sheet.form, sheet.handling, sheet.case_id) == (form, "kept", payment.case_id)
    assert sheet.reference in answer.headers["Content-Disposition"]
    assert sheet.reference in client.get(f"/protection/payments/{payment.pk}/").content.decode()
    assert client.get(f"/protection/payments/{payment.pk}/print/plan/").status_code == 404


def test_there_is_no_receipt_before_the_approval():
    officer, award = granted(100)
    payment = place(officer, award, 100)
    Payment.objects.own(officer).filter(pk=payment.pk).update(approved_on=None)
    with pytest.raises(WrongState, match="once the payment is approved"):
        print_payment(actor=officer, payment_id=payment.pk, form="receipt", language="az", handling="kept")
    for role, body, error in (
        ("aid_fund_officer", "ngo-clean-world", NotVisible),
        ("case_manager", "aid-fund", NotPermitted),
    ):
        with pytest.raises(error):
            print_payment(
                actor=sign_in(role, organisation=body), payment_id=payment.pk, form="receipt", language="az",
                handling="kept",
            )  # fmt: skip


def test_the_pages_of_money_open_in_both_languages(officer):
    export = ask(officer, with_names=True)
    payment = Payment.objects.own(officer).get()
    pages = [
        "payments/?state=approved&kind=aid",
        f"payments/{payment.pk}/",
        f"payments/aid/{payment.award_id}/",
        "payments/fund/",
        "payments/fund/enter/",
        "payments/lists/",
        "payments/lists/ask/",
        *(f"payments/{payment.pk}/{step}/" for step in ("pay", "miss", "return", "sign", "reverse")),
    ]
    for language in ("az", "en"):
        client = desk_client("aid_fund_officer", organisation="aid-fund", language=language)
        for page in pages:
            answer = client.get(f"/protection/{page}")
            assert answer.status_code == 200, page
            assert NAME not in answer.content.decode(), "a payee's name stands on no page before it is shown"
    assert export.number in client.get("/protection/payments/lists/").content.decode()
    shown = client.post(f"/protection/payments/{payment.pk}/payee/")
    assert NAME in shown.content.decode()


def test_filters_stay_in_the_address_and_narrow_the_list(officer):
    payment = Payment.objects.own(officer).get()
    client = desk_client("aid_fund_officer", organisation="aid-fund")
    assert payment.number in client.get("/protection/payments/?method=bank_transfer").content.decode()
    assert payment.number not in client.get("/protection/payments/?method=cash").content.decode()


def test_a_payment_is_paid_on_its_page(officer):
    payment = Payment.objects.own(officer).get()
    client = desk_client("aid_fund_officer", organisation="aid-fund")
    day = today()
    boxes = {"paid_on_day": day.day, "paid_on_month": day.month, "paid_on_year": day.year}
    answer = client.post(f"/protection/payments/{payment.pk}/pay/", {**boxes, "receipt": "QB-1"})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    again(officer)
    assert queries.payment(actor=officer, payment_id=payment.pk).state == "receipted"


def test_the_bytes_of_a_list_go_when_its_day_is_over(officer):
    export = ask(officer)
    assert PaymentExport.objects.get(pk=export.pk).file
    with as_worker():
        assert empty_lists() == 0
    PaymentExport.objects.filter(pk=export.pk).update(ready_at=now() - timedelta(hours=25))
    with as_worker():
        assert empty_lists() == 1
        assert empty_lists() == 0
    again(officer)
    assert PaymentExport.objects.get(pk=export.pk).file is None
    with pytest.raises(WrongState, match="for one day"):
        actions.fetch_payment_export(actor=officer, payment_export_id=export.pk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT panah_empty_payment_lists(now())")
