from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.protection import actions, forms, queries
from panah.protection.queries.house_staff import own_houses


@page(Permission.PROTECTION_SHELTER_READ)
def shelter_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Shelter"),
        "shelters": queries.shelters(actor=request.actor),
        "own_houses": own_houses(actor=request.actor),
        "requests": queries.place_requests(actor=request.actor),
        "stays": queries.stays(actor=request.actor),
    }
    return render(request, "protection/shelter_list.html", context)


@page(Permission.PROTECTION_SHELTER_READ)
def board_read(request: DeskRequest) -> HttpResponse:
    units = queries.board(actor=request.actor)
    context = {
        "title": _("Occupancy"),
        "intro": _("References only. Who it is stands in no list."),
        "units": units,
        "free": queries.free_for(actor=request.actor, units=units),
    }
    return render(request, "protection/board_read.html", context)


@page(Permission.PROTECTION_LOCATION_SHOW)
def shelter_open(request: DeskRequest) -> HttpResponse:
    form = forms.OpenShelterForm(request.POST or None)
    if send(request, form, actions.open_shelter):
        return redirect("protection:shelter_list")
    context = {"form": form, "title": _("Add a house"), "back_url": reverse("protection:shelter_list")}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_SHELTER_CHANGE)
def shelter_change(request: DeskRequest, shelter_id: UUID) -> HttpResponse:
    shelter = queries.shelter_to_change(actor=request.actor, shelter_id=shelter_id)
    known = {"name": shelter.name, "languages": shelter.languages}
    form = forms.ChangeShelterForm(request.POST or None, initial=known)
    if edit(request, form, actions.change_shelter, shelter_id=shelter_id):
        return redirect("protection:shelter_list")
    context = {"form": form, "title": shelter.name, "back_url": reverse("protection:shelter_list")}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_SHELTER_CHANGE)
def unit_add(request: DeskRequest, shelter_id: UUID) -> HttpResponse:
    shelter = queries.shelter(actor=request.actor, shelter_id=shelter_id)
    form = forms.AddUnitForm(request.POST or None)
    if send(request, form, actions.add_unit, shelter_id=shelter_id):
        return redirect("protection:board_read")
    context = {
        "form": form,
        "title": _("Add a unit"),
        "intro": shelter.name,
        "back_url": reverse("protection:board_read"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_SHELTER_CHANGE)
def place_block(request: DeskRequest, place_id: UUID) -> HttpResponse:
    place = queries.place(actor=request.actor, place_id=place_id)
    form = forms.BlockPlaceForm(request.POST or None)
    if send(request, form, actions.block_place, place_id=place_id):
        return redirect("protection:board_read")
    context = {
        "form": form,
        "title": _("Block place %(number)s") % {"number": place.number},
        "intro": f"{place.unit.shelter.name}, {place.unit.name}",
        "submit": _("Block"),
        "back_url": reverse("protection:board_read"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_SHELTER_CHANGE)
def block_lift(request: DeskRequest, block_id: UUID) -> HttpResponse:
    if request.method != "POST":
        queries.block_to_change(actor=request.actor, block_id=block_id)
        context = {"title": _("Let this place be given again"), "back_url": reverse("protection:board_read")}
        return render(request, "core/confirm_page.html", context)
    actions.lift_block(actor=request.actor, block_id=block_id)
    return redirect("protection:board_read")


@page(Permission.PROTECTION_LOCATION_SHOW)
def shelter_locate(request: DeskRequest, shelter_id: UUID) -> HttpResponse:
    queries.shelter(actor=request.actor, shelter_id=shelter_id)
    if request.method != "POST":
        context = {"title": _("Show the address"), "warning": _("Every look at an address is logged.")}
        return render(request, "core/confirm_page.html", context)
    address = actions.show_location(actor=request.actor, shelter_id=shelter_id)
    return render(request, "protection/shelter_locate.html", {"title": _("Address"), "address": address})


@page(Permission.PROTECTION_UNMET_READ)
def unmet_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Unmet need"),
        "intro": _("Requests for a safe place that no shelter could meet, by month. Numbers only."),
        "months": queries.unmet_need(actor=request.actor),
        "reasons": queries.REASONS,
    }
    return render(request, "protection/unmet_list.html", context)
