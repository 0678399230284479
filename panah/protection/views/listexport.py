"""Lists that leave as files."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.catalogue import code_list
from panah.core.errors import NotVisible
from panah.protection import actions, forms, queries
from panah.protection.rules import ListKind

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
FORMS = {
    ListKind.PAYMENTS: forms.AskPaymentsForm,
    ListKind.CASES: forms.AskCasesForm,
    ListKind.STAYS: forms.AskStaysForm,
}


@page(Permission.PROTECTION_LIST_READ)
def list_export_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("My exports"),
        "rows": queries.export_rows(actor=request.actor),
        "kinds": queries.export_choices(actor=request.actor),
    }
    return render(request, "protection/list_export_list.html", context)


@page(Permission.PROTECTION_LIST_EXPORT)
def list_export_ask(request: DeskRequest, kind: str) -> HttpResponse:
    if kind not in FORMS:
        raise NotVisible(f"list of {kind}")
    workers = queries.worker_choices(actor=request.actor)
    form = FORMS[ListKind(kind)](request.POST or None, initial=request.GET.dict(), workers=workers)
    if export := send(request, form, actions.ask_list_export, list_kind=ListKind(kind)):
        is_made = export.state == "making"
        words = _("The list is being made.") if is_made else _("A second person must approve this list first.")
        messages.success(request, words)
        return redirect("protection:list_export_list")
    context = {
        "form": form,
        "title": code_list("list_kind").label(kind, request.actor.language),
        "intro": _(
            "The list is made for you and stands under “My exports”, sealed, for one day. Only you can fetch it."
        ),
        "submit": _("Ask for it"),
        "back_url": reverse("protection:list_export_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_LIST_EXPORT_DECIDE)
@require_POST
def list_export_approve(request: DeskRequest, list_export_id: UUID) -> HttpResponse:
    actions.approve_list_export(actor=request.actor, list_export_id=list_export_id)
    return redirect("protection:list_export_list")


@page(Permission.PROTECTION_LIST_EXPORT_DECIDE)
@require_POST
def list_export_refuse(request: DeskRequest, list_export_id: UUID) -> HttpResponse:
    actions.refuse_list_export(actor=request.actor, list_export_id=list_export_id)
    return redirect("protection:list_export_list")


@page(Permission.PROTECTION_LIST_EXPORT)
def list_export_fetch(request: DeskRequest, list_export_id: UUID) -> HttpResponse:
    name, made = actions.fetch_list_export(actor=request.actor, list_export_id=list_export_id)
    answer = HttpResponse(made, content_type=MEDIA[name.rsplit(".", 1)[-1]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
