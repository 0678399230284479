from datetime import timedelta
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
from panah.coordination import actions, forms, queries
from panah.core.clock import today
from panah.country.parameters import number


@page(Permission.COORDINATION_REQUEST_READ)
def request_list(request: DeskRequest) -> HttpResponse:
    sent = request.GET.get("box") == "sent"
    context = {
        "title": _("Information requests"),
        "sent": sent,
        "page": queries.requests(actor=request.actor, sent=sent, after=request.GET.get("after")),
        "may_send": request.actor.may(Permission.COORDINATION_REQUEST_SEND),
    }
    return render(request, "coordination/request_list.html", context)


@page(Permission.COORDINATION_REQUEST_SEND)
def request_send(request: DeskRequest) -> HttpResponse:
    usual = timedelta(days=number("information_request_days", on=today()))
    form = forms.RequestForm(
        request.POST or None,
        initial={"due_on": today() + usual},
        bodies=queries.bodies_to_ask(actor=request.actor),
        walls=queries.wall_choices(actor=request.actor),
    )
    if asked := send(request, form, actions.send_request):
        messages.success(request, _("The request is sent."))
        return redirect("coordination:request_read", asked.pk)
    context = {
        "form": form,
        "title": _("Ask for information"),
        "intro": _("Ask only what you need. Both ends can see later who looked."),
        "submit": _("Send"),
        "back_url": reverse("coordination:request_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.COORDINATION_REQUEST_READ)
def request_read(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = actions.look_at_request(actor=request.actor, request_id=request_id)
    answer = getattr(asked, "answer", None)
    words = queries.words_of(actor=request.actor, record=asked)
    answers = (queries.words_of(actor=request.actor, record=answer) or {}).get("answers", [])
    is_sender = asked.from_organisation_id == request.actor.organisation_id and asked.from_wall == request.actor.wall
    is_open = asked.state == "sent"
    context: dict[str, Any] = {
        "title": _("Information request %(number)s") % {"number": asked.reference},
        "asked": asked,
        "answer": answer,
        "words": words,
        "rows": list(zip(words["asked"], answers or [""] * asked.asked_count, strict=True)) if words else [],
        "looked": queries.looked(actor=request.actor, ids=[asked.pk]),
        "may_answer": is_open and not is_sender and request.actor.may(Permission.COORDINATION_REQUEST_ANSWER),
        "may_withdraw": is_open and is_sender and request.actor.may(Permission.COORDINATION_REQUEST_SEND),
    }
    return render(request, "coordination/request_read.html", context)


@page(Permission.COORDINATION_REQUEST_ANSWER)
def request_answer(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.request_for_us_to_change(actor=request.actor, request_id=request_id)
    lines = queries.lines_asked(actor=request.actor, request=asked)
    form = forms.AnswerForm(request.POST or None, asked=lines)
    if send(request, form, actions.answer_request, request_id=request_id):
        messages.success(request, _("The answer is sent."))
        return redirect("coordination:request_read", request_id)
    context = {
        "form": form,
        "title": _("Answer the request"),
        "intro": _("What you leave empty stays unanswered. Nothing else is sent."),
        "submit": _("Send the answer"),
        "back_url": reverse("coordination:request_read", args=[request_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.COORDINATION_REQUEST_ANSWER)
def request_refuse(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.request_for_us_to_change(actor=request.actor, request_id=request_id)
    form = forms.RefuseForm(request.POST or None)
    if send(request, form, actions.refuse_request, request_id=request_id):
        messages.success(request, _("The request is refused. The asker reads the reason."))
        return redirect("coordination:request_read", request_id)
    back = reverse("coordination:request_read", args=[request_id])
    context = {"form": form, "title": _("Refuse the request"), "intro": asked.reference, "submit": _("Refuse")}
    return render(request, "core/form_page.html", context | {"back_url": back})


@page(Permission.COORDINATION_REQUEST_SEND)
@require_POST
def request_withdraw(request: DeskRequest, request_id: UUID) -> HttpResponse:
    actions.withdraw_request(actor=request.actor, request_id=request_id)
    messages.success(request, _("The request is withdrawn."))
    return redirect("coordination:request_read", request_id)
