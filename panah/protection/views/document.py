from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.protection import actions, queries
from panah.protection.actions import document as document_actions
from panah.protection.forms.document import AddDocumentForm, WithdrawDocumentForm
from panah.protection.queries import document as document_queries


@page(Permission.PROTECTION_DOCUMENT_ADD)
def document_add(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    consents = document_queries.consents_to_sign(actor=request.actor, case_id=case_id)
    form = AddDocumentForm(request.POST or None, request.FILES or None, consents=consents)
    if send(request, form, document_actions.add_document, case_id=case_id):
        messages.success(request, _("The document is sealed and kept in this case."))
        return redirect("protection:case_documents", case_id)
    context = {
        "form": form,
        "title": _("Add a document to %(reference)s") % {"reference": case.reference},
        "intro": _("It stays with your organisation: no grant opens it. Each opening is in the log."),
        "submit": _("Seal and keep"),
        "back_url": reverse("protection:case_documents", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_DOCUMENT_READ)
def document_read(request: DeskRequest, document_id: UUID) -> HttpResponse:
    return render(request, "protection/document_read.html", _document(request, document_id))


@page(Permission.PROTECTION_DOCUMENT_READ)
@require_POST
def document_show(request: DeskRequest, document_id: UUID) -> HttpResponse:
    words = document_actions.show_document(actor=request.actor, document_id=document_id)
    return render(request, "protection/document_read.html", {**_document(request, document_id), "words": words})


@page(Permission.PROTECTION_DOCUMENT_READ)
@require_POST
def document_open(request: DeskRequest, document_id: UUID) -> HttpResponse:
    opened = document_actions.open_document(actor=request.actor, document_id=document_id)
    answer = HttpResponse(opened.content, content_type=opened.media)
    answer["Content-Disposition"] = f'attachment; filename="{opened.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@page(Permission.PROTECTION_DOCUMENT_ADD)
def document_withdraw(request: DeskRequest, document_id: UUID) -> HttpResponse:
    document = document_queries.document(actor=request.actor, document_id=document_id)
    form = WithdrawDocumentForm(request.POST or None)
    if send(request, form, document_actions.withdraw_document, document_id=document_id):
        messages.success(request, _("Withdrawn. Nobody opens it any more; it is erased with the case."))
        return redirect("protection:case_documents", document.case_id)
    context = {
        "form": form,
        "title": _("Withdraw a document of %(reference)s") % {"reference": document.case.reference},
        "intro": _("A document is not deleted by hand: that it was there, and why it went, stays in the log."),
        "submit": _("Withdraw"),
        "back_url": reverse("protection:document_read", args=[document_id]),
    }
    return render(request, "core/form_page.html", context)


def _document(request: DeskRequest, document_id: UUID) -> dict[str, Any]:
    document = document_queries.document(actor=request.actor, document_id=document_id)
    bar = actions.look_at_case(actor=request.actor, case_id=document.case_id, tab="documents")
    return {"bar": bar, "tab": "documents", "document": document}
