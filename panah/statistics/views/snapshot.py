from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.statistics import actions, queries


@page(Permission.STATISTICS_SNAPSHOT_READ)
def snapshot_list(request: DeskRequest) -> HttpResponse:
    context = {
        "page": queries.snapshots(actor=request.actor, after=request.GET.get("after")),
        "waiting": queries.snapshot_being_taken(actor=request.actor),
    }
    return render(request, "statistics/snapshot_list.html", context)


@page(Permission.STATISTICS_SNAPSHOT_TAKE)
@require_POST
def snapshot_take(request: DeskRequest) -> HttpResponse:
    actions.take_snapshot(actor=request.actor)
    messages.success(request, _("A new snapshot is being taken. It will stand here in a moment."))
    return HttpResponseRedirect(reverse("statistics:snapshot_list"))
