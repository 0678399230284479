from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.errors import NotVisible
from panah.protection import actions, queries
from panah.protection.actions.sheet import (
    Printed,
    print_assistance,
    print_decision,
    print_payment,
    print_rights,
    print_sheet,
    print_stay,
)
from panah.protection.forms.sheet import PrintSheetForm
from panah.protection.queries import document as document_queries
from panah.protection.queries.rights import rights_request
from panah.protection.queries.sheet import offers, sheet_title, sheets
from panah.protection.rules.sheet import OF_PAYMENT


@page(Permission.PROTECTION_CASE_READ)
def case_documents(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="documents")
    context = {
        "bar": bar,
        "tab": "documents",
        "sheets": sheets(actor=request.actor, case_id=case_id),
        "documents": document_queries.documents(actor=request.actor, case_id=case_id),
        "scans": document_queries.papers_of_consents(actor=request.actor, case_id=case_id),
        "offers": offers(actor=request.actor, case=bar.case),
    }
    return render(request, "protection/case_documents.html", context)


@page(Permission.PROTECTION_SHEET_PRINT)
def sheet_print(request: DeskRequest, case_id: UUID, form: str) -> HttpResponse:
    case = queries.case_to_change(actor=request.actor, case_id=case_id)
    back = reverse("protection:case_documents", args=[case_id])
    may_name = request.actor.may(Permission.PROTECTION_PERSON_SHOW)
    action = partial(print_sheet, case_id=case_id, form=form)
    return _printing(request, form, action, intro=case.reference, back=back, may_name=may_name)


@page(Permission.PROTECTION_SHEET_PRINT)
def decision_print(request: DeskRequest, decision_id: UUID) -> HttpResponse:
    decision = queries.decision(actor=request.actor, decision_id=decision_id)
    ours = decision.from_organisation_id == request.actor.organisation_id
    back = (
        reverse("protection:inquiry_read", args=[decision.inquiry_id])
        if ours and request.actor.may(Permission.PROTECTION_INQUIRY_READ)
        else reverse("protection:case_decision", args=[decision.case_id])
    )
    may_name = request.actor.may(Permission.PROTECTION_PERSON_SHOW)
    action = partial(print_decision, decision_id=decision_id)
    return _printing(request, "decision", action, intro=decision.reference, back=back, may_name=may_name)


@page(Permission.PROTECTION_SHEET_PRINT)
def rights_print(request: DeskRequest, rights_request_id: UUID) -> HttpResponse:
    asked = rights_request(actor=request.actor, rights_request_id=rights_request_id)
    back = reverse("protection:rights_read", args=[rights_request_id])
    action = partial(print_rights, rights_request_id=rights_request_id)
    return _printing(request, "rights_answer", action, intro=asked.reference, back=back, may_name=True)


@page(Permission.PROTECTION_PAYMENT_DRAFT)
def payment_print(request: DeskRequest, payment_id: UUID, form: str) -> HttpResponse:
    payment = queries.payment(actor=request.actor, payment_id=payment_id)
    if form not in OF_PAYMENT:
        raise NotVisible(f"paper {form}")
    back = reverse("protection:payment_read", args=[payment_id])
    action = partial(print_payment, payment_id=payment_id, form=form)
    return _printing(request, form, action, intro=payment.number, back=back, may_name=False)


@page(Permission.PROTECTION_SHELTER_READ)
def stay_print(request: DeskRequest, stay_id: UUID, form: str) -> HttpResponse:
    stay = queries.stay(actor=request.actor, stay_id=stay_id)
    back = reverse("protection:shelter_list")
    action = partial(print_stay, stay_id=stay_id, form=form)
    return _printing(request, form, action, intro=stay.reference, back=back, may_name=False)


@page(Permission.CONSULAR_ASSISTANCE_READ)
def assistance_print(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    record = queries.assistance(actor=request.actor, assistance_id=assistance_id)
    back = reverse("protection:assistance_read", args=[assistance_id])
    may_name = request.actor.may(Permission.CONSULAR_PERSON_SHOW)
    action = partial(print_assistance, assistance_id=assistance_id)
    return _printing(request, "consular", action, intro=record.reference, back=back, may_name=may_name)


def _printing(
    request: DeskRequest,
    paper: str,
    action: Callable[..., Printed],
    *,
    intro: str,
    back: str,
    may_name: bool,
) -> HttpResponse:
    """Ask how a paper is to be printed, then send it under a name that tells nothing."""
    asked = PrintSheetForm(request.POST or None, may_name=may_name)
    if printed := send(request, asked, action):
        response = HttpResponse(printed.content, content_type="application/pdf")
        response.headers["Content-Disposition"] = f'attachment; filename="{printed.file_name}"'
        return response
    context = {
        "form": asked,
        "title": _("Print: %(paper)s") % {"paper": sheet_title(actor=request.actor, form=paper)},
        "intro": intro,
        "submit": _("Print"),
        "back_url": back,
    }
    return render(request, "core/form_page.html", context)
