from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.prevention import actions, forms, queries


@page(Permission.PREVENTION_CAMPAIGN_READ)
def placement_show(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    placement = queries.placement(actor=request.actor, placement_id=placement_id)
    own = placement.organisation_id == request.actor.organisation_id
    place = queries.placement_name(actor=request.actor, placement=placement)
    context = {
        "title": place or _("Placement"),
        "placement": placement,
        "scan_days": queries.scan_days(actor=request.actor, placement=placement),
        "sheets": queries.material(actor=request.actor, material_id=placement.material_id),
        "back_url": reverse("prevention:campaign_show", args=[placement.campaign.slug]),
        "may_change": own and request.actor.may(Permission.PREVENTION_PLACEMENT_CHANGE),
    }
    return render(request, "prevention/placement_show.html", context)


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def placement_put_up(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    form = forms.PutUpForm(request.POST or None)
    return _part(request, form, actions.put_up, placement_id, _("It hangs"))


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def placement_check(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    form = forms.CheckForm(request.POST or None)
    return _part(request, form, actions.check_placement, placement_id, _("Record a check"))


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def placement_take_down(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    form = forms.TakeDownForm(request.POST or None)
    return _part(request, form, actions.take_down, placement_id, _("Taken down"))


def _part(request: DeskRequest, form: Any, action: Any, placement_id: UUID, title: str) -> HttpResponse:
    if send(request, form, action, placement_id=placement_id):
        return redirect("prevention:placement_show", placement_id)
    placement = queries.placement(actor=request.actor, placement_id=placement_id)
    context = {
        "form": form,
        "title": title,
        "intro": queries.placement_name(actor=request.actor, placement=placement),
        "back_url": reverse("prevention:placement_show", args=[placement_id]),
    }
    return render(request, "core/form_page.html", context)
