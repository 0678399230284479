from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.policy import check
from panah.access.web import DeskRequest, edit, page, send
from panah.codes.forms import open_choices
from panah.helpline import actions, queries
from panah.helpline.forms import KeepInterpreterForm


@page(Permission.HELPLINE_CALL_LOG)
def interpreter_list(request: DeskRequest) -> HttpResponse:
    wanted = request.GET.get("language", "")
    context = {
        "title": _("Interpreters"),
        "intro": _("Those who can be called now stand first, the vetted ones before."),
        "rows": queries.interpreter_rows(actor=request.actor, language=wanted),
        "wanted": wanted,
        "languages": open_choices("language", blank=True),
        "may_keep": request.actor.may(Permission.HELPLINE_ROSTER_KEEP),
    }
    return render(request, "helpline/interpreter_list.html", context)


@page(Permission.HELPLINE_ROSTER_KEEP)
def interpreter_add(request: DeskRequest) -> HttpResponse:
    form = KeepInterpreterForm(request.POST or None)
    back = reverse("helpline:interpreter_list")
    if send(request, form, actions.keep_interpreter):
        messages.success(request, _("The roster is kept."))
        return redirect(back)
    context = {"form": form, "title": _("Put an interpreter on the roster"), "back_url": back}
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)


@page(Permission.HELPLINE_CALL_LOG)
def interpreter_read(request: DeskRequest, interpreter_id: UUID) -> HttpResponse:
    interpreter, words = actions.read_interpreter(actor=request.actor, interpreter_id=interpreter_id)
    context = {
        "title": _("Interpreter"),
        "interpreter": interpreter,
        "words": words,
        "is_now": queries.is_available(actor=request.actor, interpreter=interpreter),
        "may_keep": request.actor.may(Permission.HELPLINE_ROSTER_KEEP) and interpreter.left_on is None,
        "back_url": reverse("helpline:interpreter_list"),
    }
    return render(request, "helpline/interpreter_read.html", context)


@page(Permission.HELPLINE_ROSTER_KEEP)
def interpreter_correct(request: DeskRequest, interpreter_id: UUID) -> HttpResponse:
    interpreter = queries.interpreter_to_change(actor=request.actor, interpreter_id=interpreter_id)
    check(request.actor, Permission.HELPLINE_WORDS_READ)
    _read, words = actions.read_interpreter(actor=request.actor, interpreter_id=interpreter_id)
    form = KeepInterpreterForm(request.POST or None, initial=KeepInterpreterForm.values(interpreter) | (words or {}))
    back = reverse("helpline:interpreter_read", args=[interpreter_id])
    if edit(request, form, actions.correct_interpreter, interpreter_id=interpreter_id):
        messages.success(request, _("The roster is kept."))
        return redirect(back)
    context = {"form": form, "title": _("Correct what the roster says"), "back_url": back}
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)


@page(Permission.HELPLINE_ROSTER_KEEP)
@require_POST
def interpreter_end(request: DeskRequest, interpreter_id: UUID) -> HttpResponse:
    actions.end_interpreter(actor=request.actor, interpreter_id=interpreter_id)
    messages.success(request, _("The roster is kept."))
    return redirect("helpline:interpreter_list")
