"""Danger now, told by a first responder: read at the line, and taken by one person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.codes.forms import language
from panah.helpline import actions, queries


@page(Permission.HELPLINE_ALARM_TAKE)
def notice_read(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    notice, words = actions.read_notice(actor=request.actor, notice_id=notice_id)
    context = {
        "title": _("Danger now: a first responder"),
        "intro": notice.from_organisation.name(language()),
        "notice": notice,
        "words": words,
        "district": queries.district(notice.division),
        "alarm": queries.alarm_of_notice(actor=request.actor, notice_id=notice_id),
        "back_url": reverse("helpline:alarm_list"),
    }
    return render(request, "helpline/notice_read.html", context)


@page(Permission.HELPLINE_ALARM_TAKE)
@require_POST
def notice_take(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    alarm = actions.take_notice(actor=request.actor, notice_id=notice_id)
    messages.success(request, _("The alarm is yours. Say what came of it as soon as you know."))
    return redirect("helpline:alarm_read", alarm.pk)
