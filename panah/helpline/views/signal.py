from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, paper, send
from panah.codes.catalogue import indicator_list
from panah.codes.forms import language, open_choices
from panah.helpline import actions, queries
from panah.helpline.forms import CorrectSignalForm, JudgeSignalForm, MakeSignalForm
from panah.helpline.rules import DANGER_NOW, Answer, advised, is_owed
from panah.helpline.states import SIGNAL_BY_HAND, SignalState
from panah.helpline.views.draft import as_uuid, live_draft

if TYPE_CHECKING:
    from panah.helpline.models import Signal

CORRECTED = (SignalState.OPEN, SignalState.HANDED_OVER, SignalState.PRESUMED)
NOT_ASKED = {"danger": "unknown", "is_child": "unknown", "foreign_workers": "unknown"}


@page(Permission.HELPLINE_SIGNAL_READ)
def signal_list(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("state") or SignalState.OPEN.value
    wanted = "" if state == "all" else state
    found = queries.signal_page(actor=request.actor, state=wanted, after=request.GET.get("after"))
    states = [*open_choices("signal_state"), ("all", "")]
    context = {"title": _("Signals"), "page": found, "state": state, "states": states}
    return render(request, "helpline/signal_list.html", context)


@page(Permission.HELPLINE_SIGNAL_MAKE)
def signal_make(request: DeskRequest) -> HttpResponse:
    draft_id = live_draft(request)
    about, first, back = _begun(request, draft_id)
    form = MakeSignalForm(request.POST or None, initial={**NOT_ASKED, **first})
    if signal := send(request, form, actions.make_signal, **about):
        if draft_id:
            actions.drop_draft(actor=request.actor, draft_id=draft_id)
        return _made(request, signal)
    context = {
        "form": form,
        "title": _("Make a signal"),
        "submit": _("Make the signal"),
        "back_url": back,
        "draft_id": draft_id,
        "query": request.GET.urlencode(),
        "rings_here": request.actor.may(Permission.HELPLINE_ALARM_TAKE),
    }
    return render(request, "helpline/signal_make.html", context, status=422 if form.errors else 200)


def _made(request: DeskRequest, signal: "Signal") -> HttpResponse:
    messages.success(request, _("The signal is made. Refer it now: the clock runs."))
    if signal.danger == DANGER_NOW:
        _warned(request)
    return redirect("helpline:signal_read", signal.id)


def _warned(request: DeskRequest) -> None:
    """Say whether somebody hears of danger now, where the own desk has no alarm."""
    if not request.actor.may(Permission.HELPLINE_ALARM_TAKE):
        is_told = queries.danger_desk(actor=request.actor) is not None
        told = _("The helpline's alarm rings now. If somebody may be hurt any minute, call the police too.")
        alone = _("Nobody is paged from here. Call the police or the helpline now.")
        messages.warning(request, told if is_told else alone)


@page(Permission.HELPLINE_SIGNAL_READ)
def signal_copy(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    return paper(request, actions.copy_signal, signal_id=signal_id)


@page(Permission.HELPLINE_SIGNAL_READ)
def signal_read(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    return _signal_page(request, signal_id, JudgeSignalForm())


def _signal_page(request: DeskRequest, signal_id: UUID, form: JudgeSignalForm, *, status: int = 200) -> HttpResponse:
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
        "may_correct": is_ours and state in CORRECTED and _may_make(request),
        "moves": sorted(SIGNAL_BY_HAND[state]) if is_ours and _may_make(request) else [],
        "may_refer": is_ours and state is SignalState.OPEN and request.actor.may(Permission.COORDINATION_REFERRAL_SEND),
        **_duty(request, signal_id),
        "may_alarm": _may_alarm(request, signal) if is_ours else False,
        "form": form,
        **_indicators(signal.indicators),
    }
    return render(request, "helpline/signal_read.html", context, status=status)


@page(Permission.HELPLINE_SIGNAL_MAKE)
def signal_correct(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    signal = queries.signal_to_change(actor=request.actor, signal_id=signal_id)
    form = CorrectSignalForm(request.POST or None, initial=CorrectSignalForm.values(signal))
    if corrected := edit(request, form, actions.correct_signal, signal_id=signal_id):
        if corrected.danger == DANGER_NOW != signal.danger:
            _warned(request)
        messages.success(request, _("Saved"))
        return redirect("helpline:signal_read", signal_id)
    context = {
        "form": form,
        "title": _("Correct what is known of %(signal)s") % {"signal": signal.reference},
        "back_url": reverse("helpline:signal_read", args=[signal_id]),
    }
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)


@page(Permission.HELPLINE_SIGNAL_MAKE)
@require_POST
def signal_move(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    form = JudgeSignalForm(request.POST)
    if send(request, form, actions.judge_signal, signal_id=signal_id):
        return redirect("helpline:signal_read", signal_id)
    return _signal_page(request, signal_id, form, status=422)


def _begun(request: DeskRequest, draft_id: UUID | None) -> tuple[dict[str, UUID | None], dict[str, str], str]:
    """Return what a signal is made of, with what it begins, and where it comes from: a draft, a concern, a call."""
    first = actions.open_draft(actor=request.actor, draft_id=draft_id) if draft_id else {}
    concern_id, call_id = (as_uuid(request.GET.get(name) or first.get(name, "")) for name in ("concern", "call"))
    about = {"concern_id": concern_id, "call_id": call_id}
    if concern_id:
        concern = queries.concern(actor=request.actor, concern_id=concern_id)
        known = {"language": concern.language, "source": "family_public"}
        return about, {**known, **first}, reverse("helpline:concern_read", args=[concern_id])
    if call_id:
        call, note = actions.read_call(actor=request.actor, call_id=call_id)
        known = {
            "language": call.language,
            "division": call.division,
            "source": queries.own_source(actor=request.actor),
            "summary": note or "",
        }
        return about, {**known, **first}, reverse("helpline:call_read", args=[call_id])
    return about, first, reverse("helpline:signal_list")


def _may_make(request: DeskRequest) -> bool:
    return request.actor.may(Permission.HELPLINE_SIGNAL_MAKE)


def _duty(request: DeskRequest, signal_id: UUID) -> dict[str, Any]:
    """Return the duty to investigate that a signal opened, whom it was told, and what may be done about it."""
    duty = queries.duty_of(actor=request.actor, signal_id=signal_id)
    told = queries.notices_of(actor=request.actor, duty_id=duty.id) if duty else []
    may_send = duty is not None and duty.ended_on is None and is_owed([notice.standing for notice in told])
    context = {"duty": duty, "told": told, "outcomes": open_choices("duty_outcome")}
    return {**context, "may_tell": may_send and _may_make(request), "may_end": _may_make(request)}


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
