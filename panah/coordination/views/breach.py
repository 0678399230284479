from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.coordination import forms
from panah.coordination.actions import breach as actions
from panah.coordination.queries import breach as queries
from panah.core.clock import now
from panah.protection.rules.consent import OFFICER


@page(Permission.COORDINATION_BREACH_KEEP)
def breach_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Data breaches"),
        "intro": _("Data that was lost, seen or changed without right. The data-protection officer keeps this list."),
        "page": queries.breaches(actor=request.actor, after=request.GET.get("after")),
        "is_officer": OFFICER in request.actor.duties,
    }
    return render(request, "coordination/breach_list.html", context)


@page(Permission.COORDINATION_BREACH_WATCH)
def breach_watch(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Notices of data breaches"),
        "intro": _("What organisations told oversight: codes, numbers and days. The words stay with them."),
        "page": queries.notices(actor=request.actor, after=request.GET.get("after")),
    }
    return render(request, "coordination/breach_watch.html", context)


@page(Permission.COORDINATION_BREACH_WATCH)
@require_POST
def breach_acknowledge(request: DeskRequest, breach_notice_id: UUID) -> HttpResponse:
    actions.acknowledge_breach(actor=request.actor, notice_id=breach_notice_id)
    messages.success(request, _("Confirmed. The organisation sees that you have read it."))
    return redirect("coordination:breach_watch")


@page(Permission.COORDINATION_BREACH_KEEP)
def breach_record(request: DeskRequest) -> HttpResponse:
    form = forms.BreachForm(request.POST or None, initial={"found_at": now()})
    if breach := send(request, form, actions.record_breach):
        return redirect("coordination:breach_read", breach.pk)
    return _form(request, form, _("Record a data breach"), reverse("coordination:breach_list"))


@page(Permission.COORDINATION_BREACH_KEEP)
def breach_read(request: DeskRequest, breach_id: UUID) -> HttpResponse:
    breach = actions.look_at_breach(actor=request.actor, breach_id=breach_id)
    context = {
        "title": _("Data breach %(number)s") % {"number": breach.reference},
        "breach": breach,
        "untold": queries.untold(actor=request.actor, breach=breach) if breach.state == "open" else (),
        "words": queries.breach_words(actor=request.actor, breach=breach),
        "receipt": queries.receipt_of(actor=request.actor, breach=breach),
    }
    return render(request, "coordination/breach_read.html", context)


@page(Permission.COORDINATION_BREACH_KEEP)
def breach_change(request: DeskRequest, breach_id: UUID) -> HttpResponse:
    breach = queries.breach_to_change(actor=request.actor, breach_id=breach_id)
    known: dict[str, Any] = {"data_kinds": breach.data, "people_count": breach.people_count, "risk": breach.risk}
    known["measures"] = queries.breach_words(actor=request.actor, breach=breach).get("measures", "")
    form = forms.BreachChangeForm(request.POST or None, initial=known)
    return _step(request, form, actions.change_breach, breach_id, _("What has become known"), hand=edit)


@page(Permission.COORDINATION_BREACH_KEEP)
def breach_tell(request: DeskRequest, breach_id: UUID) -> HttpResponse:
    breach = queries.breach(actor=request.actor, breach_id=breach_id)
    form = forms.BreachTellForm(
        request.POST or None, initial={"whom": next(iter(queries.untold(actor=request.actor, breach=breach)), "")}
    )
    return _step(request, form, actions.tell_breach, breach_id, _("Who was told"))


@page(Permission.COORDINATION_BREACH_KEEP)
def breach_close(request: DeskRequest, breach_id: UUID) -> HttpResponse:
    queries.breach(actor=request.actor, breach_id=breach_id)
    form = forms.BreachCloseForm(request.POST or None)
    return _step(request, form, actions.close_breach, breach_id, _("Close the breach"))


@page(Permission.COORDINATION_BREACH_KEEP)
def breach_print(request: DeskRequest, breach_id: UUID) -> HttpResponse:
    breach = queries.breach(actor=request.actor, breach_id=breach_id)
    form = forms.BreachPrintForm(request.POST or None)
    if made := send(request, form, actions.print_breach, breach_id=breach_id):
        response = HttpResponse(made, content_type="application/pdf")
        response.headers["Content-Disposition"] = f'attachment; filename="sheet-{breach.reference}.pdf"'
        return response
    return _form(request, form, _("Print the note"), reverse("coordination:breach_read", args=[breach_id]))


def _step(
    request: DeskRequest, form: Any, action: Any, breach_id: UUID, title: str, *, hand: Callable[..., Any] = send
) -> HttpResponse:
    back = reverse("coordination:breach_read", args=[breach_id])
    if hand(request, form, action, breach_id=breach_id):
        messages.success(request, _("Noted."))
        return redirect(back)
    return _form(request, form, title, back)


def _form(request: DeskRequest, form: Any, title: str, back: str) -> HttpResponse:
    return render(request, "core/form_page.html", {"form": form, "title": title, "back_url": back})
