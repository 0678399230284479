from django.http import HttpResponse
from django.shortcuts import render

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.desk import queries

LONGEST = 100


@page(Permission.DESK_HOME_READ)
def command_search(request: DeskRequest) -> HttpResponse:
    # Never from the address: what somebody looks for stays out of histories, logs and referrers.
    text = request.POST.get("q", "").strip()[:LONGEST]
    pages, hits = queries.found(actor=request.actor, text=text)
    return render(request, "desk/command_search.html", {"command_text": text, "pages": pages, "hits": hits})
