from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.prevention import queries


@page(Permission.PREVENTION_CAMPAIGN_READ)
def response_show(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.campaign(actor=request.actor, slug=slug)
    context = {
        "title": _("Response"),
        "campaign": shown,
        "response": queries.response_page(actor=request.actor, campaign=shown),
        "responses": queries.responses(actor=request.actor, campaign=shown),
        "surveys": queries.surveys(actor=request.actor, campaign=shown),
    }
    return render(request, "prevention/response_show.html", context)
