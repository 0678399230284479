from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.forms import language
from panah.helpline import actions, queries
from panah.helpline.forms import AnswerHandoverForm, SendHandoverForm

SHOWN = 100


@page(Permission.HELPLINE_HANDOVER_SEND)
def handover_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Hand-overs between lines"),
        "came": queries.handovers(actor=request.actor, sent=False)[:SHOWN],
        "sent": queries.handovers(actor=request.actor, sent=True)[:SHOWN],
    }
    return render(request, "helpline/handover_list.html", context)


@page(Permission.HELPLINE_CALL_LOG)
def call_hand_over(request: DeskRequest, call_id: UUID) -> HttpResponse:
    queries.call(actor=request.actor, call_id=call_id)
    return _send_page(request, reverse("helpline:call_read", args=[call_id]), call_id=call_id)


@page(Permission.HELPLINE_HANDOVER_SEND)
def concern_hand_over(request: DeskRequest, concern_id: UUID) -> HttpResponse:
    queries.concern(actor=request.actor, concern_id=concern_id)
    return _send_page(request, reverse("helpline:concern_read", args=[concern_id]), concern_id=concern_id)


@page(Permission.HELPLINE_HANDOVER_SEND)
def handover_read(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    return _handover_page(request, handover_id, AnswerHandoverForm())


@page(Permission.HELPLINE_CALL_LOG)
@require_POST
def handover_answer(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    form = AnswerHandoverForm(request.POST)
    if send(request, form, actions.answer_handover, handover_id=handover_id):
        messages.success(request, _("The other line sees your answer."))
        return redirect("helpline:handover_read", handover_id)
    return _handover_page(request, handover_id, form, status=422)


@page(Permission.HELPLINE_HANDOVER_SEND)
@require_POST
def handover_note(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    actions.note_handover(actor=request.actor, handover_id=handover_id)
    return redirect("helpline:handover_list")


def _send_page(request: DeskRequest, back: str, **about: UUID) -> HttpResponse:
    others = queries.other_lines(actor=request.actor, **about)
    lines = [(str(body.id), body.name(language())) for body in others]
    form = SendHandoverForm(request.POST or None, lines=lines)
    if handover := send(request, form, actions.send_handover, **about):
        messages.success(request, _("It is handed over. You see here whether it is taken."))
        return redirect("helpline:handover_read", handover.id)
    context = {"form": form, "title": _("Hand over to another line"), "submit": _("Hand it over"), "back_url": back}
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)


def _handover_page(
    request: DeskRequest, handover_id: UUID, form: AnswerHandoverForm, *, status: int = 200
) -> HttpResponse:
    handover, words = actions.read_handover(actor=request.actor, handover_id=handover_id)
    reply = getattr(handover, "reply", None)
    is_ours = handover.from_organisation_id == request.actor.organisation_id
    context = {
        "title": _("Hand-over between lines"),
        "handover": handover,
        "sender": handover.from_organisation.name(language()),
        "receiver": handover.to_organisation.name(language()),
        "about": handover.about_organisation and handover.about_organisation.name(language()),
        "words": words,
        "reply": reply,
        "may_answer": reply is None and not is_ours and request.actor.may(Permission.HELPLINE_CALL_LOG),
        "may_note": reply is not None and is_ours and handover.noted_at is None,
        "form": form,
        "back_url": reverse("helpline:handover_list"),
    }
    return render(request, "helpline/handover_read.html", context, status=status)
