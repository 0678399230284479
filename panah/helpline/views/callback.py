from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.helpline import actions, queries
from panah.helpline.forms import AttemptCallbackForm


@page(Permission.HELPLINE_CALL_LOG)
def callback_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Call-backs"),
        "intro": _("Call only in the safe hours. The number is deleted when it is over."),
        "rows": queries.callback_rows(actor=request.actor),
        "back_url": reverse("helpline:desk_show"),
    }
    return render(request, "helpline/callback_list.html", context)


@page(Permission.HELPLINE_CALL_LOG)
def callback_read(request: DeskRequest, callback_id: UUID) -> HttpResponse:
    return _callback_page(request, callback_id, AttemptCallbackForm())


@page(Permission.HELPLINE_CALL_LOG)
@require_POST
def callback_attempt(request: DeskRequest, callback_id: UUID) -> HttpResponse:
    form = AttemptCallbackForm(request.POST)
    if send(request, form, actions.attempt_callback, callback_id=callback_id):
        messages.success(request, _("It is noted."))
        return redirect("helpline:callback_list")
    return _callback_page(request, callback_id, form, status=422)


def _callback_page(
    request: DeskRequest, callback_id: UUID, form: AttemptCallbackForm, *, status: int = 200
) -> HttpResponse:
    callback, way = actions.read_callback(actor=request.actor, callback_id=callback_id)
    context = {
        "title": _("Call back"),
        "callback": callback,
        "way": way,
        "is_over": callback.ended_on is not None,
        "window": queries.window(actor=request.actor, callback=callback),
        "attempts": queries.attempts(actor=request.actor, callback=callback),
        "form": form,
        "back_url": reverse("helpline:callback_list"),
    }
    return render(request, "helpline/callback_read.html", context, status=status)
