from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.helpline import actions, queries
from panah.helpline.forms import SetOnCallForm


@page(Permission.HELPLINE_ALARM_TAKE)
def oncall_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("On call"),
        "intro": _("Who is paged when somebody is in danger now."),
        "roster": queries.roster(actor=request.actor),
        "gaps": queries.roster_gaps(actor=request.actor),
        "may_keep": request.actor.may(Permission.HELPLINE_ROSTER_KEEP),
    }
    return render(request, "helpline/oncall_list.html", context)


@page(Permission.HELPLINE_ROSTER_KEEP)
def oncall_add(request: DeskRequest) -> HttpResponse:
    people = [(str(person.id), person.name) for person in queries.line_people(actor=request.actor)]
    form = SetOnCallForm(request.POST or None, people=people)
    back = reverse("helpline:oncall_list")
    if send(request, form, actions.set_oncall):
        messages.success(request, _("The roster is kept."))
        return redirect(back)
    context = {"form": form, "title": _("Put somebody on call"), "back_url": back}
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)


@page(Permission.HELPLINE_ROSTER_KEEP)
@require_POST
def oncall_end(request: DeskRequest, oncall_id: UUID) -> HttpResponse:
    actions.end_oncall(actor=request.actor, oncall_id=oncall_id)
    messages.success(request, _("The roster is kept."))
    return redirect("helpline:oncall_list")
