from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.exchange import actions, queries
from panah.exchange.empty_sheet import empty_sheet
from panah.exchange.forms import UploadRegisterForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Permission.EXCHANGE_REGISTER_IMPORT)
def register_upload(request: DeskRequest) -> HttpResponse:
    form = UploadRegisterForm(request.POST or None, request.FILES or None)
    if upload := send(request, form, actions.upload_register):
        return redirect("exchange:register_read", upload.pk)
    context = {
        "form": form,
        "title": _("Take over an existing register"),
        "intro": _("Nothing is stored as a case before you have seen what will be made, and confirmed it."),
        "submit": _("Read the file"),
        "back_url": reverse("protection:case_list"),
    }
    return render(request, "exchange/register_upload.html", context)


@page(Permission.EXCHANGE_REGISTER_IMPORT)
def register_read(request: DeskRequest, upload_id: UUID) -> HttpResponse:
    upload = queries.register_upload(actor=request.actor, upload_id=upload_id)
    preview = queries.preview(actor=request.actor, upload=upload)
    context = {"title": _("What will be made"), "upload": upload, "preview": preview}
    return render(request, "exchange/register_read.html", context)


@page(Permission.EXCHANGE_REGISTER_IMPORT)
@require_POST
def register_import(request: DeskRequest, upload_id: UUID) -> HttpResponse:
    count = actions.import_register(actor=request.actor, upload_id=upload_id)
    made = ngettext("%(count)s case was made.", "%(count)s cases were made.", count) % {"count": count}
    messages.success(request, made)
    return redirect("protection:case_list")


@page(Permission.EXCHANGE_REGISTER_IMPORT)
@require_POST
def register_discard(request: DeskRequest, upload_id: UUID) -> HttpResponse:
    actions.discard_register(actor=request.actor, upload_id=upload_id)
    messages.success(request, _("Thrown away. No case was made."))
    return redirect("exchange:register_upload")


@page(Permission.EXCHANGE_REGISTER_IMPORT)
def register_sheet(request: DeskRequest) -> HttpResponse:
    response = HttpResponse(empty_sheet(language=request.actor.language), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="sheet.xlsx"'
    return response
