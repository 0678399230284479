from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.statistics import queries


@page(Permission.STATISTICS_SNAPSHOT_READ)
def indicator_list(request: DeskRequest) -> HttpResponse:
    rows = queries.explained(actor=request.actor, language=get_language() or "en")
    return render(request, "statistics/indicator_list.html", {"rows": rows})


@page(Permission.STATISTICS_SNAPSHOT_READ)
def indicator_read(request: DeskRequest, key: str) -> HttpResponse:
    indicator = queries.indicator(actor=request.actor, key=key)
    wording = indicator.wording[get_language() or "en"]
    return render(request, "statistics/indicator_read.html", {"indicator": indicator, "wording": wording})
