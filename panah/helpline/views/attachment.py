"""Files that came with a report: the copy to look at, and the original for a reason."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.concerns import actions, queries
from panah.helpline.forms import OriginalForm


@page(Permission.HELPLINE_ATTACHMENT_OPEN)
@require_POST
def attachment_open(request: DeskRequest, attachment_id: UUID) -> HttpResponse:
    return _file(actions.open_attachment(actor=request.actor, attachment_id=attachment_id))


@page(Permission.HELPLINE_ORIGINAL_OPEN)
def attachment_original(request: DeskRequest, attachment_id: UUID) -> HttpResponse:
    queries.attachment(actor=request.actor, attachment_id=attachment_id)
    form = OriginalForm(request.POST or None)
    if opened := send(request, form, actions.open_original, attachment_id=attachment_id):
        return _file(opened)
    context = {
        "form": form,
        "title": _("Open the original"),
        "intro": _("It may tell where, when and with whose device it was made, and who wrote it. The reason is kept."),
        "submit": _("Open the original"),
    }
    return render(request, "core/form_page.html", context)


def _file(opened: queries.OpenedFile) -> HttpResponse:
    answer = HttpResponse(opened.content, content_type=opened.media)
    answer["Content-Disposition"] = f'attachment; filename="{opened.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
