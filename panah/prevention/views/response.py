from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.prevention import forms, queries
from panah.prevention.rules.cuts import PLACES, WEEK, pooled
from panah.printing.spreadsheets import csv_bytes


@page(Permission.PREVENTION_CAMPAIGN_READ)
def response_show(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.campaign(actor=request.actor, slug=slug)
    context = {
        "title": _("Response"),
        "campaign": shown,
        "response": queries.response_page(actor=request.actor, campaign=shown),
        "screenings": queries.screenings(actor=request.actor, campaign=shown),
        "surveys": queries.surveys(actor=request.actor, campaign=shown),
        **_cut(request, shown),
    }
    return render(request, "prevention/response_show.html", context)


@page(Permission.PREVENTION_CAMPAIGN_READ)
def response_save(request: DeskRequest, slug: str) -> HttpResponse:
    cut = _cut(request, queries.campaign(actor=request.actor, slug=slug))["cut"]
    head = [cut.heading, _("Items given out"), cut.placed_heading, _("Scans")]
    rows = [[row.label, row.given, row.placed, row.scans] for row in cut.rows]
    if cut.by in PLACES:
        head.append(_("Smallest rise of reports per 1,000 scans that could be seen"))
        rows = [[*line, row.smallest] for line, row in zip(rows, cut.rows, strict=True)]
    answer = HttpResponse(csv_bytes(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="response-{slug}-{cut.by}.csv"'
    return answer


def _cut(request: DeskRequest, campaign: Any) -> dict[str, Any]:
    materials = queries.material_choices(actor=request.actor, campaign=campaign)
    divisions = queries.cut_choices(actor=request.actor, campaign=campaign)
    filters = forms.CutForm(request.GET, materials=materials, divisions=divisions)
    wanted = {name: value for name, value in filters.cleaned_data.items() if value} if filters.is_valid() else {}
    responses = queries.responses(actor=request.actor, campaign=campaign)
    share = pooled(row.share for row in responses)
    wanted = {"by": WEEK, **wanted}
    cut = queries.response_cut(actor=request.actor, campaign=campaign, share=share, **wanted)
    return {"responses": responses, "filters": filters, "cut": cut, "query": request.GET.urlencode()}
