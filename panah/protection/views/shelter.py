from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries


@page(Permission.PROTECTION_SHELTER_READ)
def shelter_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Shelter"),
        "shelters": queries.shelters(actor=request.actor),
        "requests": queries.place_requests(actor=request.actor),
        "stays": queries.stays(actor=request.actor),
    }
    return render(request, "protection/shelter_list.html", context)


@page(Permission.PROTECTION_LOCATION_SHOW)
def shelter_open(request: DeskRequest) -> HttpResponse:
    form = forms.OpenShelterForm(request.POST or None)
    if send(request, form, actions.open_shelter):
        return redirect("protection:shelter_list")
    context = {"form": form, "title": _("Add a house"), "back_url": reverse("protection:shelter_list")}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_LOCATION_SHOW)
def shelter_locate(request: DeskRequest, shelter_id: UUID) -> HttpResponse:
    queries.shelter(actor=request.actor, shelter_id=shelter_id)
    if request.method != "POST":
        context = {"title": _("Show the address"), "warning": _("Every look at an address is logged.")}
        return render(request, "core/confirm_page.html", context)
    address = actions.show_location(actor=request.actor, shelter_id=shelter_id)
    return render(request, "protection/shelter_locate.html", {"title": _("Address"), "address": address})


@page(Permission.PROTECTION_STAY_ADMIT)
def place_answer(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.place_request_to_answer(actor=request.actor, request_id=request_id)
    houses = [(str(house.pk), house.name) for house in queries.shelters(actor=request.actor)]
    form = forms.AdmitForm(request.POST or None, shelters=houses)
    if send(request, form, actions.admit, request_id=request_id):
        messages.success(request, _("The place is given. The one who asked sees it now."))
        return redirect("protection:shelter_list")
    context = {
        "form": form,
        "title": _("Request for a safe place"),
        "asked": asked,
        "submit": _("Give the place"),
        "back_url": reverse("protection:shelter_list"),
    }
    return render(request, "protection/place_answer.html", context)


@page(Permission.PROTECTION_STAY_ADMIT)
def place_decline(request: DeskRequest, request_id: UUID) -> HttpResponse:
    queries.place_request_to_answer(actor=request.actor, request_id=request_id)
    form = forms.DeclinePlaceForm(request.POST or None)
    if send(request, form, actions.decline_place, request_id=request_id):
        return redirect("protection:shelter_list")
    back = reverse("protection:place_answer", args=[request_id])
    context = {"form": form, "title": _("There is no place"), "submit": _("Send"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_STAY_END)
def stay_end(request: DeskRequest, stay_id: UUID) -> HttpResponse:
    queries.stay(actor=request.actor, stay_id=stay_id)
    form = forms.EndStayForm(request.POST or None)
    if send(request, form, actions.end_stay, stay_id=stay_id):
        return redirect("protection:shelter_list")
    context = {"form": form, "title": _("The person leaves"), "back_url": reverse("protection:shelter_list")}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_shelter(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="shelter")
    asked = queries.place_requests_of_case(actor=request.actor, case_id=case_id)
    rows = [(row, row.state) for row in asked]
    return render(request, "protection/case_shelter.html", {"bar": bar, "tab": "shelter", "rows": rows})


@page(Permission.PROTECTION_PLACE_REQUEST)
def place_request(request: DeskRequest, case_id: UUID) -> HttpResponse:
    queries.case(actor=request.actor, case_id=case_id)
    shelters = choices_of(queries.sheltering_organisations(actor=request.actor), language=request.actor.language)
    form = forms.RequestPlaceForm(request.POST or None, shelters=shelters)
    if send(request, form, actions.request_place, case_id=case_id):
        messages.success(request, _("The request is on its way. You are told as soon as there is an answer."))
        return redirect("protection:case_shelter", case_id)
    back = reverse("protection:case_shelter", args=[case_id])
    context = {"form": form, "title": _("Ask for a safe place"), "submit": _("Send"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PLACE_REQUEST)
def place_withdraw(request: DeskRequest, request_id: UUID) -> HttpResponse:
    queries.place_request_sent(actor=request.actor, request_id=request_id)
    if request.method != "POST":
        return render(request, "core/confirm_page.html", {"title": _("Withdraw the request for a place")})
    asked = actions.withdraw_place_request(actor=request.actor, request_id=request_id)
    return redirect("protection:case_shelter", asked.case_id)
