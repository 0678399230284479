"""Lists of payments that leave as files."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.protection import actions, forms, queries

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Permission.PROTECTION_PAYMENT_READ)
def payment_export_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Lists of payments"),
        "rows": queries.export_rows(actor=request.actor),
        "back_url": reverse("protection:payment_list"),
    }
    return render(request, "protection/payment_export_list.html", context)


@page(Permission.PROTECTION_PAYMENT_EXPORT)
def payment_export_ask(request: DeskRequest) -> HttpResponse:
    form = forms.AskExportForm(request.POST or None, initial=request.GET.dict())
    if export := send(request, form, actions.ask_payment_export):
        is_ready = export.state == "ready"
        words = _("The list is ready for one day.") if is_ready else _("A second person must approve this list first.")
        messages.success(request, words)
        return redirect("protection:payment_export_list")
    context = {
        "form": form,
        "title": _("Ask for a list of payments"),
        "submit": _("Ask for it"),
        "back_url": reverse("protection:payment_export_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PAYMENT_EXPORT_DECIDE)
@require_POST
def payment_export_approve(request: DeskRequest, payment_export_id: UUID) -> HttpResponse:
    actions.approve_payment_export(actor=request.actor, payment_export_id=payment_export_id)
    return redirect("protection:payment_export_list")


@page(Permission.PROTECTION_PAYMENT_EXPORT_DECIDE)
@require_POST
def payment_export_refuse(request: DeskRequest, payment_export_id: UUID) -> HttpResponse:
    actions.refuse_payment_export(actor=request.actor, payment_export_id=payment_export_id)
    return redirect("protection:payment_export_list")


@page(Permission.PROTECTION_PAYMENT_EXPORT)
def payment_export_fetch(request: DeskRequest, payment_export_id: UUID) -> HttpResponse:
    name, made = actions.fetch_payment_export(actor=request.actor, payment_export_id=payment_export_id)
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
