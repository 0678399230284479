"""Lists that leave as files, made by a job for one person and one day; and the receipt that leaves as paper."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from panah.access.roles import Strength
from panah.accounts.models import Account
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.printing import paper
from panah.printing.neutral import PLACES, exposing
from panah.protection import actions, queries
from panah.protection.actions.sheet import print_payment
from panah.protection.models import ListExport, ListPart, Payment, Sheet
from panah.protection.rules import ListKind
from panah.protection.tasks import empty_lists
from tests.protection.people import ask_for_place, open_case, open_shelter, presumed_case, take_in
from tests.protection.test_aid import give, granted, place
from tests.protection.test_retention import as_worker
from tests.support import again, client_of, desk_client, sign_in

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


def ask(actor, list_kind=ListKind.PAYMENTS, **given):
    """Ask for a list, and do what its job does where nobody has to approve it first."""
    wanted = {"purpose": "payment_run", "basis": "law_trafficking", "file_kind": "xlsx"} | given
    export = actions.ask_list_export(actor=actor, list_kind=list_kind, **wanted)
    if export.state == "making":
        make(actor, export)
    return export


def make(actor, export) -> bool:
    made = actions.make_list_export(actor=actor, list_export_id=export.pk)
    export.refresh_from_db()
    return made


def words(made: bytes) -> list[str]:
    """Return every text of a spreadsheet, and prove that no cell calculates."""
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
    strings = ElementTree.fromstring(sheet)  # noqa: S314 - our own file
    return [text.text or "" for text in strings.iter(f"{CELL}t")]


def test_a_short_list_without_names_is_ready_at_once(officer):
    export = ask(officer)
    name, made = actions.fetch_list_export(actor=officer, list_export_id=export.id)
    found = words(made)
    assert name == f"{export.number}.xlsx"
    assert not any(NAME in text or "INVENTED" in text for text in found)
    (footer,) = [text for text in found if export.number in text]
    assert officer.name in footer
    # A list may lie at a bank: the name of who pays would say of everybody on it what happened to them.
    assert exposing(found, also=PLACES) == []


def test_a_row_names_its_list_and_not_its_payment(officer):
    payment = Payment.objects.own(officer).get()
    marks = []
    for _number in range(2):
        export = ask(officer)
        _name, made = actions.fetch_list_export(actor=officer, list_export_id=export.id)
        mark = queries.row_id(actor=officer, export=export, record_id=payment.id)
        assert mark in words(made)
        assert str(payment.id) not in " ".join(words(made))
        marks.append(mark)
    assert marks[0] != marks[1]


def test_a_list_with_names_needs_a_second_person(officer):
    export = ask(officer, with_names=True)
    assert export.state == "waiting"
    with pytest.raises(WrongState, match="not ready"):
        actions.fetch_list_export(actor=officer, list_export_id=export.id)
    both = replace(officer, roles=frozenset({"aid_fund_officer", "aid_fund_approver"}))
    with pytest.raises(WrongState, match="nobody approves the list they asked for"):
        actions.approve_list_export(actor=both, list_export_id=export.id)
    approver = staff("aid_fund_approver")
    assert "/lists/" in " ".join(item.url for item in queries.work(actor=approver))
    actions.approve_list_export(actor=approver, list_export_id=export.id)
    with pytest.raises(NotPermitted):
        actions.fetch_list_export(actor=approver, list_export_id=export.id)
    assert not queries.list_export(actor=approver, list_export_id=export.id).ready_at
    assert make(approver, export)
    assert not make(approver, export), "a second run finds it made"
    again(officer)
    found = words(actions.fetch_list_export(actor=officer, list_export_id=export.id)[1])
    assert f"'{NAME}" in found
    assert "'+994 INVENTED" in found


def test_a_long_list_needs_a_second_person_and_the_database_holds_it(officer, monkeypatch):
    monkeypatch.setattr("panah.protection.rules.listexport.ROWS_ALONE", 0)
    export = ask(officer)
    assert export.state == "waiting"
    with pytest.raises(IntegrityError, match="needs_second"), transaction.atomic():
        ListExport.objects.own(officer).update(state="ready", row_count=51)


def test_a_refused_list_is_never_made(officer):
    export = ask(officer, with_names=True)
    refused = actions.refuse_list_export(actor=staff("aid_fund_approver"), list_export_id=export.id)
    assert refused.state == "refused"
    assert not make(staff("aid_fund_approver"), export)
    assert not ListPart.objects.exists()


def test_a_list_is_fetched_by_who_asked_for_it_for_one_day(officer):
    export = ask(officer)
    with pytest.raises(WrongState, match="who asked"):
        actions.fetch_list_export(actor=staff("aid_fund_officer"), list_export_id=export.id)
    ListExport.objects.own(officer).update(ready_at=now() - timedelta(hours=25))
    again(officer)
    with pytest.raises(WrongState, match="one day"):
        actions.fetch_list_export(actor=officer, list_export_id=export.id)


def test_a_list_is_sealed_and_needs_a_fresh_sign_in_and_a_payment(officer):
    export = ask(officer)
    assert b"PK" not in bytes(ListPart.objects.own(officer).get().content)[:60]
    with pytest.raises(StepUpNeeded):
        ask(replace(officer, stepped_up_at=None))
    with pytest.raises(InvalidInput, match="empty"):
        ask(officer, state="rejected")
    with pytest.raises(NotVisible):
        actions.fetch_list_export(
            actor=sign_in("aid_fund_officer", organisation="ngo-clean-world"), list_export_id=export.id
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
        "lists/",
        "lists/ask/payments/?state=approved",
        *(f"payments/{payment.pk}/{step}/" for step in ("pay", "miss", "return", "sign", "reverse")),
    ]
    for language in ("az", "en"):
        client = desk_client("aid_fund_officer", organisation="aid-fund", language=language)
        for page in pages:
            answer = client.get(f"/protection/{page}")
            assert answer.status_code == 200, page
            assert NAME not in answer.content.decode(), "a payee's name stands on no page before it is shown"
    assert export.number not in client.get("/protection/lists/").content.decode(), "a list stands with its owner alone"
    shown = client_of(Account.objects.get(pk=officer.id)).get("/protection/lists/").content.decode()
    assert export.number in shown
    wanted = {"purpose": "audit", "basis": "agreement", "file_kind": "pdf", "kind": "aid", "state": "", "method": ""}
    assert client.post("/protection/lists/ask/payments/", wanted).status_code == 302
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
    assert ListPart.objects.get(export=export).content
    with as_worker():
        assert empty_lists() == 0
    ListExport.objects.filter(pk=export.pk).update(ready_at=now() - timedelta(hours=25))
    with as_worker():
        assert empty_lists() == 1
        assert empty_lists() == 0
    again(officer)
    assert ListPart.objects.get(export=export).content is None
    with pytest.raises(WrongState, match="for one day"):
        actions.fetch_list_export(actor=officer, list_export_id=export.pk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT panah_empty_lists(now())")


def test_a_list_is_stopped_when_who_asked_lost_the_role_or_no_job_made_it(officer):
    export = ask(officer, with_names=True)
    approver = staff("aid_fund_approver")
    actions.approve_list_export(actor=approver, list_export_id=export.id)
    Account.objects.filter(pk=officer.id).update(roles=["aid_committee_member"])
    assert not make(approver, export)
    assert export.state == "stopped"
    assert not ListPart.objects.exists()
    Account.objects.filter(pk=officer.id).update(roles=["aid_fund_officer"])
    again(officer)
    late = actions.ask_list_export(
        actor=officer, list_kind=ListKind.PAYMENTS, purpose="audit", basis="agreement", file_kind="xlsx"
    )
    ListExport.objects.filter(pk=late.pk).update(asked_at=now() - timedelta(hours=25))
    with as_worker():
        empty_lists()
    again(officer)
    late.refresh_from_db()
    assert late.state == "stopped"
    demoted = replace(officer, roles=frozenset({"aid_committee_member"}))
    with pytest.raises(NotPermitted):
        actions.fetch_list_export(actor=demoted, list_export_id=late.pk)


def test_cases_leave_to_who_leads_and_with_names_only_to_who_sees_them():
    supervisor = sign_in("case_supervisor", organisation="vac")
    case = open_case(supervisor)
    named = ask(supervisor, ListKind.CASES, purpose="supervision", with_names=True, worker_id=case.worker_id)
    plain = ask(supervisor, ListKind.CASES, purpose="supervision")
    assert (named.state, plain.state) == ("waiting", "ready")
    found = words(actions.fetch_list_export(actor=supervisor, list_export_id=plain.id)[1])
    assert case.reference in found
    assert "Sınaqova" not in found
    second = sign_in("case_supervisor", organisation="vac")
    actions.approve_list_export(actor=second, list_export_id=named.id)
    make(second, named)
    again(supervisor)
    assert "Sınaqova" in words(actions.fetch_list_export(actor=supervisor, list_export_id=named.id)[1])
    weak = replace(supervisor, strength=Strength.ONE_TIME_CODE)
    manager = replace(supervisor, roles=frozenset({"case_manager"}))
    for actor, kind, names in ((weak, "cases", True), (manager, "cases", False), (supervisor, "stays", False)):
        with pytest.raises(NotPermitted):
            ask(actor, ListKind(kind), with_names=names)
    with pytest.raises(NotPermitted):
        actions.approve_list_export(
            actor=replace(second, roles=frozenset({"aid_fund_approver"})), list_export_id=named.id
        )


def test_stays_leave_by_case_number_from_the_page_of_the_house():
    asking = sign_in("case_manager", organisation="vac")
    request = ask_for_place(asking, presumed_case(asking))
    manager, unit = open_shelter()
    stay = take_in(manager, request, unit)
    client = client_of(Account.objects.get(pk=manager.id))
    wanted = {"purpose": "report", "basis": "nrm_rules", "file_kind": "xlsx", "which": "ended"}
    page = client.post("/protection/lists/ask/stays/", wanted)
    assert "The list would be empty" in page.content.decode()
    assert client.post("/protection/lists/ask/stays/", {**wanted, "which": "present"}).status_code == 302
    assert client.get("/protection/lists/ask/people/").status_code == 404
    again(manager)
    export = ListExport.objects.own(manager).get()
    make(manager, export)
    answer = client.get(f"/protection/lists/{export.pk}/fetch/")
    assert stay.reference in words(answer.content)
    assert "House 1" in words(answer.content)


def test_a_long_list_is_cut_into_sealed_parts_and_read_in_pieces(officer, monkeypatch):
    monkeypatch.setattr("panah.protection.actions.listexport.PIECE", 700)
    monkeypatch.setattr("panah.protection.queries.listrows.PIECE", 1)
    award = Payment.objects.own(officer).get().award
    Payment.objects.own(officer).update(amount=40)
    actions.place_payment(actor=officer, award_id=award.id, amount=Decimal(20), method="cash", payee="self")
    export = ask(officer)
    parts = ListPart.objects.filter(export=export).order_by("number")
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert len(parts) > 1
    found = words(actions.fetch_list_export(actor=officer, list_export_id=export.id)[1])
    assert [text for text in found if text.startswith("Q-")] == list(
        Payment.objects.own(officer).order_by("-drafted_at").values_list("number", flat=True)
    )
