from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.paging import page as page_of
from panah.core.work import heard
from panah.helpline import actions, queries
from panah.helpline.forms import EndAlarmForm


@page(Permission.HELPLINE_ALARM_TAKE)
def alarm_list(request: DeskRequest) -> HttpResponse:
    found = page_of(
        queries.alarms(actor=request.actor), order=("-opened_at", "-id"), after=request.GET.get("after"), size=50
    )
    rows = [(alarm, queries.title(actor=request.actor, alarm=alarm)) for alarm in found.rows]
    context = {"title": _("Alarms"), "page": found, "rows": rows}
    return render(request, "helpline/alarm_list.html", context)


@page(Permission.HELPLINE_ALARM_TAKE)
def alarm_read(request: DeskRequest, alarm_id: UUID) -> HttpResponse:
    return _alarm_page(request, alarm_id, EndAlarmForm())


@page(Permission.HELPLINE_ALARM_TAKE)
def alarm_hear(request: DeskRequest) -> HttpResponse:
    """Return the red bar for an open page; nothing where it shows what it showed. It keeps no idle session alive."""
    if request.GET.get("heard") == heard(queries.ringing(actor=request.actor)):
        return HttpResponse(status=204)
    return render(request, "core/parts/alarms.html")


@page(Permission.HELPLINE_ALARM_TAKE)
@require_POST
def alarm_take(request: DeskRequest, alarm_id: UUID) -> HttpResponse:
    actions.take_alarm(actor=request.actor, alarm_id=alarm_id, is_over=bool(request.POST.get("over")))
    messages.success(request, _("The alarm is yours. Say what came of it as soon as you know."))
    return redirect("helpline:alarm_read", alarm_id)


@page(Permission.HELPLINE_ALARM_TAKE)
@require_POST
def alarm_end(request: DeskRequest, alarm_id: UUID) -> HttpResponse:
    form = EndAlarmForm(request.POST)
    if send(request, form, actions.end_alarm, alarm_id=alarm_id):
        messages.success(request, _("The alarm has ended."))
        return redirect("helpline:alarm_read", alarm_id)
    return _alarm_page(request, alarm_id, form, status=422)


@page(Permission.HELPLINE_ALARM_TAKE)
@require_POST
def signal_alarm(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    actions.open_alarm(actor=request.actor, signal_id=signal_id)
    messages.success(request, _("The alarm rings. Whoever is on call is paged."))
    return redirect("helpline:signal_read", signal_id)


def _alarm_page(request: DeskRequest, alarm_id: UUID, form: EndAlarmForm, *, status: int = 200) -> HttpResponse:
    actor = request.actor
    alarm = queries.alarm(actor=actor, alarm_id=alarm_id)
    concern = queries.concern_of_report(actor=actor, report_id=alarm.report_id) if alarm.report_id else None
    line = queries.line_now(actor=actor)
    context = {
        "title": _("Alarm: somebody is in danger now"),
        "intro": queries.title(actor=actor, alarm=alarm),
        "alarm": alarm,
        "concern": concern,
        "reach": queries.reached(actor=actor, alarm=alarm, line=line).value,
        "rings_anew": queries.rings_anew(actor=actor, alarm=alarm),
        "steps": queries.steps(actor=actor, alarm=alarm),
        "form": form,
        "back_url": reverse("helpline:alarm_list"),
    }
    return render(request, "helpline/alarm_read.html", context, status=status)
