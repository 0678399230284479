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
from panah.protection.queries.house_rules import rules_of_houses
from panah.protection.states import PLACE_OPEN


@page(Permission.PROTECTION_STAY_ADMIT)
def place_answer(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.place_request_to_answer(actor=request.actor, request_id=request_id)
    context = {
        "title": _("Request for a safe place"),
        "asked": asked,
        "state": asked.state,
        "is_open": asked.state in PLACE_OPEN,
        "fits": queries.fits(actor=request.actor, request=asked),
        "hold": queries.hold_of_request(actor=request.actor, request_id=request_id),
    }
    return render(request, "protection/place_answer.html", context)


@page(Permission.PROTECTION_STAY_ADMIT)
def place_accept(request: DeskRequest, request_id: UUID) -> HttpResponse:
    back = reverse("protection:place_answer", args=[request_id])
    if request.method != "POST":
        queries.place_request_to_answer(actor=request.actor, request_id=request_id)
        context = {
            "title": _("The person can be taken"),
            "warning": _(
                "The one who asked is told that a place is being looked for. A place that was held is free again."
            ),
            "back_url": back,
        }
        return render(request, "core/confirm_page.html", context)
    actions.accept_place_request(actor=request.actor, request_id=request_id)
    return redirect(back)


@page(Permission.PROTECTION_STAY_ADMIT)
def place_hold(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.place_request_to_answer(actor=request.actor, request_id=request_id)
    form = forms.HoldPlaceForm(request.POST or None, units=queries.unit_choices(actor=request.actor))
    back = reverse("protection:place_answer", args=[request_id])
    if send(request, form, actions.hold_place, request_id=request_id):
        messages.success(request, _("A place is held. It becomes free again by itself."))
        return redirect(back)
    context = {
        "form": form,
        "title": _("Hold a place"),
        "asked": asked,
        "fits": queries.fits(actor=request.actor, request=asked),
        "submit": _("Hold"),
        "back_url": back,
    }
    return render(request, "protection/place_give.html", context)


@page(Permission.PROTECTION_STAY_ADMIT)
def place_admit(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.place_request_to_answer(actor=request.actor, request_id=request_id)
    hold = queries.hold_of_request(actor=request.actor, request_id=request_id)
    known = {"rules_language": asked.language, "unit_id": hold.place.unit_id if hold else None}
    houses = rules_of_houses(actor=request.actor)
    known["override_reason"] = hold.override_reason if hold else ""
    known["rules_seen"] = " ".join(str(rules.id) for _name, rules in houses if rules.id)
    form = forms.AdmitForm(request.POST or None, initial=known, units=queries.unit_choices(actor=request.actor))
    if send(request, form, actions.admit, request_id=request_id):
        messages.success(request, _("The place is given. The one who asked sees it now."))
        return redirect("protection:shelter_list")
    context = {
        "form": form,
        "title": _("Give a place"),
        "asked": asked,
        "fits": queries.fits(actor=request.actor, request=asked),
        "houses": [(name, rules.lines(asked.language)) for name, rules in houses],
        "submit": _("Give the place"),
        "back_url": reverse("protection:place_answer", args=[request_id]),
    }
    return render(request, "protection/place_give.html", context)


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
    stay = queries.stay(actor=request.actor, stay_id=stay_id)
    form = forms.EndStayForm(request.POST or None)
    if send(request, form, actions.end_stay, stay_id=stay_id):
        return redirect("protection:shelter_list")
    waits = _("Whether the family is involved is not assessed yet. The child does not go home before that.")
    is_asked = stay.request is not None and stay.request.is_family_asked
    context = {
        "form": form,
        "title": _("The person leaves"),
        "intro": f"{stay.reference}. {waits}" if is_asked else stay.reference,
        "back_url": reverse("protection:shelter_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_STAY_ADMIT)
def stay_move(request: DeskRequest, stay_id: UUID) -> HttpResponse:
    stay = queries.stay(actor=request.actor, stay_id=stay_id)
    form = forms.MoveStayForm(request.POST or None, units=queries.unit_choices(actor=request.actor))
    if send(request, form, actions.move_stay, stay_id=stay_id):
        return redirect("protection:board_read")
    context = {
        "form": form,
        "title": _("Another place in the house"),
        "intro": stay.reference,
        "back_url": reverse("protection:board_read"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_shelter(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="shelter")
    asked = queries.place_requests_of_case(actor=request.actor, case_id=case_id)
    rows = [(row, row.state, row.state in PLACE_OPEN) for row in asked]
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
    asked = queries.place_request_sent(actor=request.actor, request_id=request_id)
    form = forms.WithdrawPlaceForm(request.POST or None)
    back = reverse("protection:case_shelter", args=[asked.case_id])
    if send(request, form, actions.withdraw_place_request, request_id=request_id):
        return redirect(back)
    context = {
        "form": form,
        "title": _("Withdraw the request for a place"),
        "submit": _("Withdraw"),
        "back_url": back,
    }
    return render(request, "core/form_page.html", context)
