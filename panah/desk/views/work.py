from django.http import HttpResponse
from django.shortcuts import render

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.core.clock import now
from panah.desk import queries


@page(Permission.DESK_HOME_READ)
def work_list(request: DeskRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    waiting = queries.waiting(actor=request.actor, kind=kind)
    return render(request, "desk/work_list.html", {"waiting": waiting, "kind": kind, "now": now()})
