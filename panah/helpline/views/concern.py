from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.forms import language, open_choices
from panah.concerns.rules import STAFF_ABUSE
from panah.core.clock import today
from panah.country.parameters import number
from panah.country.scripts import ready_answers
from panah.helpline import actions, queries
from panah.helpline.forms import AnswerConcernForm
from panah.helpline.rules import inquiry_due
from panah.helpline.states import ConcernState, concern_moves


@page(Permission.HELPLINE_CONCERN_READ)
def concern_list(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("state") or "waiting"
    context = {
        "title": _("Written concerns"),
        "urgent": queries.urgent(actor=request.actor),
        "waiting": queries.waiting(actor=request.actor, after=request.GET.get("unopened")),
        "news": queries.concerns_with_news(actor=request.actor, after=request.GET.get("news")),
        "page": queries.concern_page(actor=request.actor, state=state, after=request.GET.get("after")),
        "state": state,
        "states": [("waiting", _("Open, or not answered yet")), *open_choices("concern_state"), ("all", "")],
    }
    return render(request, "helpline/concern_list.html", context)


@page(Permission.HELPLINE_CONCERN_READ)
@require_POST
def concern_open(request: DeskRequest, report_id: UUID) -> HttpResponse:
    concern = actions.open_concern(actor=request.actor, report_id=report_id)
    return redirect("helpline:concern_read", concern.id)


@page(Permission.HELPLINE_CONCERN_READ)
def concern_read(request: DeskRequest, concern_id: UUID) -> HttpResponse:
    return _concern_page(request, concern_id, None)


@page(Permission.HELPLINE_CONCERN_ANSWER)
@require_POST
def concern_answer(request: DeskRequest, concern_id: UUID) -> HttpResponse:
    form = AnswerConcernForm(request.POST, people=_people(request), auto_id="answer_%s")
    if send(request, form, actions.answer_concern, concern_id=concern_id):
        messages.success(request, _("The answer lies in the reporter's mailbox."))
        return redirect("helpline:concern_read", concern_id)
    return _concern_page(request, concern_id, form, status=422)


@page(Permission.HELPLINE_CONCERN_ANSWER)
@require_POST
def concern_triage(request: DeskRequest, concern_id: UUID) -> HttpResponse:
    actions.triage_concern(actor=request.actor, concern_id=concern_id, state=request.POST.get("state", ""))
    return redirect("helpline:concern_read", concern_id)


@page(Permission.HELPLINE_CONCERN_ANSWER)
@require_POST
def concern_hurry(request: DeskRequest, concern_id: UUID) -> HttpResponse:
    actions.mark_concern_urgent(actor=request.actor, concern_id=concern_id)
    messages.success(request, _("The alarm rings. Whoever is on call is paged."))
    return redirect("helpline:concern_read", concern_id)


def _concern_page(
    request: DeskRequest, concern_id: UUID, form: AnswerConcernForm | None, *, status: int = 200
) -> HttpResponse:
    concern, conversation = actions.read_concern(actor=request.actor, concern_id=concern_id)
    moves = concern_moves(ConcernState(concern.state), is_abuse=concern.topic == STAFF_ABUSE)
    context = {
        "title": concern.reference,
        "ready": ready_answers(language=concern.language, fallback="en"),
        "translations": queries.translations(actor=request.actor, concern=concern),
        "may_hurry": queries.may_hurry(actor=request.actor, concern=concern),
        "concern": concern,
        "about_staff": queries.about_staff(actor=request.actor, concern=concern, language=language()),
        "first": _with_district(conversation.first),
        "messages_of": conversation.messages,
        "files": conversation.files,
        **_may_open(request),
        "signal": queries.signals(actor=request.actor).filter(concern=concern).first(),
        "moves": sorted(moves - {ConcernState.SIGNAL, ConcernState.REFERRED}),
        "may_hand_over": ConcernState.REFERRED in moves and request.actor.may(Permission.HELPLINE_HANDOVER_SEND),
        "may_signal": ConcernState.SIGNAL in moves and request.actor.may(Permission.HELPLINE_SIGNAL_MAKE),
        "may_answer": request.actor.may(Permission.HELPLINE_CONCERN_ANSWER),
        "inquiry_due_at": _inquiry_due(concern.received_on) if concern.state == ConcernState.INQUIRY else None,
        "form": form or _ready_form(request, concern.language),
    }
    return render(request, "helpline/concern_read.html", context, status=status)


def _may_open(request: DeskRequest) -> dict[str, bool]:
    return {
        "may_open": request.actor.may(Permission.HELPLINE_ATTACHMENT_OPEN),
        "may_original": request.actor.may(Permission.HELPLINE_ORIGINAL_OPEN),
    }


def _with_district(first: dict[str, Any]) -> dict[str, Any]:
    return first and first | {"district": queries.district(str(first.get("material_district", "")))}


def _ready_form(request: DeskRequest, written_in: str) -> AnswerConcernForm:
    """Return the answer form, begun with a ready answer where one was chosen."""
    ready = ready_answers(language=written_in, fallback="en")
    words = next((each.text for each in ready if each.code == request.GET.get("ready")), "")
    return AnswerConcernForm(initial={"words": words}, people=_people(request), auto_id="answer_%s")


def _people(request: DeskRequest) -> list[tuple[str, str]]:
    return [(str(person.id), person.name) for person in queries.checkers(actor=request.actor)]


def _inquiry_due(received_on: date) -> datetime:
    return inquiry_due(received_on=received_on, inquiry_days=number("abuse_inquiry_days", on=today()))
