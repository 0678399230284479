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
from panah.codes.catalogue import indicator_list
from panah.codes.forms import language, open_choices
from panah.helpline import actions, queries
from panah.helpline.forms import MakeSignalForm
from panah.helpline.rules import DANGER_NOW, Answer, advised
from panah.helpline.states import SIGNAL_BY_HAND, SignalState


@page(Permission.HELPLINE_SIGNAL_READ)
def signal_list(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    found = queries.signal_page(actor=request.actor, state=state, after=request.GET.get("after"))
    context = {"title": _("Signals"), "page": found, "state": state, "states": open_choices("signal_state", blank=True)}
    return render(request, "helpline/signal_list.html", context)


@page(Permission.HELPLINE_SIGNAL_MAKE)
def signal_make(request: DeskRequest) -> HttpResponse:
    concern_id, call_id = (_uuid(request.GET.get(name, "")) for name in ("concern", "call"))
    first, back = _begun(request, concern_id, call_id)
    form = MakeSignalForm(
        request.POST or None,
        initial={"danger": "unknown", "is_child": "unknown", "foreign_workers": "unknown", **first},
    )
    if signal := send(request, form, actions.make_signal, concern_id=concern_id, call_id=call_id):
        messages.success(request, _("The signal is made. Refer it now: the clock runs."))
        if signal.danger == DANGER_NOW and not request.actor.may(Permission.HELPLINE_ALARM_TAKE):
            messages.warning(request, _("Nobody is paged from here. Call the police or the helpline now."))
        return redirect("helpline:signal_read", signal.id)
    context = {"form": form, "title": _("Make a signal"), "submit": _("Make the signal"), "back_url": back}
    return render(request, "helpline/signal_make.html", context, status=422 if form.errors else 200)


@page(Permission.HELPLINE_SIGNAL_READ)
def signal_read(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    signal, words = actions.read_signal(actor=request.actor, signal_id=signal_id)
    is_ours = signal.organisation_id == request.actor.organisation_id
    state = SignalState(signal.state)
    people = queries.people(actor=request.actor, ids=[signal.made_by_id])
    context = {
        "title": signal.reference,
        "signal": signal,
        "is_ours": is_ours,
        "words": words,
        "may_read_concern": is_ours
        and signal.wall == request.actor.wall
        and request.actor.may(Permission.HELPLINE_CONCERN_READ),
        "district": queries.district(signal.division),
        "made_by": people.get(signal.made_by_id) or _("Somebody with a one-time link"),
        "moves": sorted(SIGNAL_BY_HAND[state]) if is_ours and _may_make(request) else [],
        "may_refer": is_ours and state is SignalState.OPEN and request.actor.may(Permission.COORDINATION_REFERRAL_SEND),
        "duty": queries.duty_of(actor=request.actor, signal_id=signal_id),
        "outcomes": open_choices("duty_outcome"),
        "may_alarm": _may_alarm(request, signal) if is_ours else False,
        **_indicators(signal.indicators),
    }
    return render(request, "helpline/signal_read.html", context)


@page(Permission.HELPLINE_SIGNAL_MAKE)
@require_POST
def signal_move(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    actions.judge_signal(actor=request.actor, signal_id=signal_id, state=request.POST.get("state", ""))
    return redirect("helpline:signal_read", signal_id)


@page(Permission.HELPLINE_SIGNAL_MAKE)
@require_POST
def duty_end(request: DeskRequest, duty_id: UUID) -> HttpResponse:
    duty = actions.end_duty(actor=request.actor, duty_id=duty_id, outcome=request.POST.get("outcome", ""))
    messages.success(request, _("The outcome is recorded."))
    return redirect("helpline:signal_read", duty.signal_id)


def _begun(request: DeskRequest, concern_id: UUID | None, call_id: UUID | None) -> tuple[dict[str, str], str]:
    """Return with what a signal begins, and where it comes from: of a call with what was said, where it may be read."""
    if concern_id:
        concern = queries.concern(actor=request.actor, concern_id=concern_id)
        first = {"language": concern.language, "source": "family_public"}
        return first, reverse("helpline:concern_read", args=[concern_id])
    if call_id:
        call, note = actions.read_call(actor=request.actor, call_id=call_id)
        first = {"language": call.language, "division": call.division, "source": "hotline152", "summary": note or ""}
        return first, reverse("helpline:call_read", args=[call_id])
    return {}, reverse("helpline:signal_list")


def _may_make(request: DeskRequest) -> bool:
    return request.actor.may(Permission.HELPLINE_SIGNAL_MAKE)


def _may_alarm(request: DeskRequest, signal: Any) -> bool:
    is_open = signal.state in (SignalState.OPEN, SignalState.HANDED_OVER)
    rings = queries.alarms(actor=request.actor).filter(signal=signal, ended_at=None)
    return is_open and request.actor.may(Permission.HELPLINE_ALARM_TAKE) and not rings.exists()


def _indicators(given: dict[str, str]) -> dict[str, Any]:
    answers = {code: Answer(answer) for code, answer in given.items()}
    known, lang = indicator_list("ilo11"), language()
    advice = advised(answers)
    return {
        "advice": advice.advice.value,
        "reasons": [known.label(code, lang) for code in advice.reasons],
        "answers": [(known.label(code, lang), answer.value) for code, answer in answers.items()],
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
