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
from panah.core.errors import InvalidInput
from panah.country.scripts import Script, scripts
from panah.helpline import actions, queries
from panah.helpline.forms import LogCallForm


@page(Permission.HELPLINE_CALL_LOG)
def desk_show(request: DeskRequest) -> HttpResponse:
    return render(request, "helpline/desk_show.html", _desk(request, LogCallForm(auto_id="call_%s")))


@page(Permission.HELPLINE_CALL_LOG)
@require_POST
def call_log(request: DeskRequest) -> HttpResponse:
    form = LogCallForm(request.POST, auto_id="call_%s")
    if call := send(request, form, actions.log_call):
        if "hand_over" in request.POST:
            return redirect("helpline:call_hand_over", call.id)
        messages.success(request, _("The call is logged. The next one can come."))
        return redirect("helpline:desk_show")
    return render(request, "helpline/desk_show.html", _desk(request, form), status=422)


@page(Permission.HELPLINE_CALL_LOG)
@require_POST
def call_recall(request: DeskRequest) -> HttpResponse:
    context: dict[str, Any] = {"is_open": True}
    try:
        context["recalled"] = actions.recall_caller(actor=request.actor, number=request.POST.get("number", ""))
    except InvalidInput as error:
        messages.error(request, _(error.message))
    form = LogCallForm(initial=request.POST.dict(), auto_id="call_%s")
    return render(request, "helpline/desk_show.html", {**_desk(request, form), **context})


@page(Permission.HELPLINE_CALL_LOG)
def call_list(request: DeskRequest) -> HttpResponse:
    topic = request.GET.get("topic", "")
    found = queries.call_page(actor=request.actor, topic=topic, after=request.GET.get("after"))
    context = {"title": _("Calls"), "page": found, "topic": topic, "topics": open_choices("hotline_topic", blank=True)}
    context["people"] = queries.people(actor=request.actor, ids=[row.logged_by_id for row in found.rows])
    return render(request, "helpline/call_list.html", context)


@page(Permission.HELPLINE_CALL_LOG)
def call_read(request: DeskRequest, call_id: UUID) -> HttpResponse:
    call, note = actions.read_call(actor=request.actor, call_id=call_id)
    people = queries.people(actor=request.actor, ids=[call.logged_by_id])
    about = call.taken_from_id and queries.staff_concerned(actor=request.actor, call_id=call_id)
    context = {
        "title": _("Call"),
        "call": call,
        "note": note,
        "about": about and about.name(language()),
        "district": queries.district(call.division),
        "logged_by": people.get(call.logged_by_id, ""),
        "callback": queries.callback_of(actor=request.actor, call=call),
        "signal": queries.signal_of_call(actor=request.actor, call_id=call_id),
        "may_signal": request.actor.may(Permission.HELPLINE_SIGNAL_MAKE),
    }
    return render(request, "helpline/call_read.html", context)


@page(Permission.HELPLINE_CALL_LOG)
def script_show(request: DeskRequest) -> HttpResponse:
    """Return the scripts with that of the chosen topic open and first; without JavaScript on the whole desk."""
    if request.method == "POST":
        form = LogCallForm(initial=request.POST.dict(), auto_id="call_%s")
        return render(request, "helpline/desk_show.html", _desk(request, form))
    return render(request, "helpline/_scripts.html", {"scripts": scripts_for(request.GET.get("topic", ""))})


def scripts_for(topic: str) -> list[tuple[Script, bool]]:
    """Return the scripts in the language of the page, that of the topic first, and which it is."""
    found = [(script, script.topic == topic) for script in scripts(language=language())]
    return sorted(found, key=lambda row: not row[1])


def _desk(request: DeskRequest, form: LogCallForm) -> dict[str, Any]:
    actor = request.actor
    return {
        "title": _("Helpline desk"),
        "form": form,
        "today": queries.today(actor=actor),
        "urgent": queries.urgent(actor=actor),
        "waiting": queries.waiting(actor=actor, size=5).rows,
        "staffed_lines": queries.own_hours(actor=actor),
        "scripts": scripts_for(str(form["topic"].value() or "")),
        "callbacks": queries.callbacks(actor=actor)[:1],
        "news": queries.concerns_with_news(actor=actor, size=5).rows,
        "calls": queries.call_page(actor=actor, after=None, size=8).rows,
    }
