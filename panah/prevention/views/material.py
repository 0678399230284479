from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, paper, send
from panah.prevention import actions, forms, queries
from panah.prevention.queries.papers import delivery_paper

PLAIN = ("title_en", "title_az", "motif", "exploitation_forms", "violence_shown")


@page(Permission.PREVENTION_CAMPAIGN_READ)
def material_show(request: DeskRequest, material_id: UUID) -> HttpResponse:
    row = queries.material(actor=request.actor, material_id=material_id)
    own = row.material.organisation_id == request.actor.organisation_id
    context = {
        "title": str(row.material),
        "row": row,
        "recordings": queries.recordings(actor=request.actor, material=row.material),
        "shown": queries.pieces_shown(actor=request.actor, material=row.material),
        "back_url": reverse("prevention:campaign_show", args=[row.material.campaign.slug]),
        "may_change": own and request.actor.may(Permission.PREVENTION_MATERIAL_CHANGE),
    }
    return render(request, "prevention/material_show.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def material_add(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.MaterialForm(request.POST or None)
    if material := send(request, form, actions.add_material, slug=slug):
        return redirect("prevention:material_show", material.pk)
    back_url = reverse("prevention:campaign_show", args=[slug])
    return render(request, "core/form_page.html", {"form": form, "title": _("Add a material"), "back_url": back_url})


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def material_change(request: DeskRequest, material_id: UUID) -> HttpResponse:
    material = queries.material_to_change(actor=request.actor, material_id=material_id)
    form = forms.ChangeMaterialForm(request.POST or None, initial={name: getattr(material, name) for name in PLAIN})
    return _part(request, form, actions.change_material, material_id, _("Change the material"), hand=edit)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def material_review(request: DeskRequest, material_id: UUID) -> HttpResponse:
    row = queries.material(actor=request.actor, material_id=material_id)
    versions = [(str(one.pk), f"{one.language} {one.number}") for one in row.versions]
    is_maker = row.material.made_by_id == request.actor.id
    form = forms.ReviewForm(request.POST or None, is_maker=is_maker, versions=versions)
    return _part(request, form, actions.review_material, material_id, _("Record a review"))


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def material_place(request: DeskRequest, material_id: UUID) -> HttpResponse:
    form = forms.PlacementForm(request.POST or None, **_places(request))
    return _part(request, form, actions.place_material, material_id, _("Place the material"))


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def delivery_record(request: DeskRequest, material_id: UUID) -> HttpResponse:
    form = forms.DeliveryForm(request.POST or None, **_places(request))
    return _part(request, form, actions.record_delivery, material_id, _("Record what was given out"))


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def material_publish(request: DeskRequest, material_id: UUID) -> HttpResponse:
    material = queries.material_to_change(actor=request.actor, material_id=material_id)
    form = forms.PublishForm(request.POST or None, initial={"is_kept": material.is_kept})
    return _part(
        request, form, actions.publish_material, material_id, _("Put the material before the public"), hand=edit
    )


@page(Permission.PREVENTION_MATERIAL_CHANGE)
@require_POST
def material_unpublish(request: DeskRequest, material_id: UUID) -> HttpResponse:
    actions.unpublish_material(actor=request.actor, material_id=material_id)
    messages.success(request, _("The material is gone from our pages."))
    return redirect("prevention:material_show", material_id)


@page(Permission.PREVENTION_CAMPAIGN_READ)
def delivery_print(request: DeskRequest, delivery_id: UUID) -> HttpResponse:
    return paper(request, delivery_paper, delivery_id=delivery_id)


def _places(request: DeskRequest) -> dict[str, Any]:
    return {
        "venues": queries.venue_choices(actor=request.actor),
        "missions": queries.mission_choices(actor=request.actor),
    }


def _part(
    request: DeskRequest, form: Any, action: Any, material_id: UUID, title: str, *, hand: Callable[..., Any] = send
) -> HttpResponse:
    if hand(request, form, action, material_id=material_id):
        return redirect("prevention:material_show", material_id)
    back_url = reverse("prevention:material_show", args=[material_id])
    return render(request, "core/form_page.html", {"form": form, "title": title, "back_url": back_url})
