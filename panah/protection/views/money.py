"""The money tab of a case: what was asked for, what the person has, and compensation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries


@page(Permission.PROTECTION_CASE_READ)
def case_money(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="money")
    context = {
        "bar": bar,
        "tab": "money",
        "standing": queries.money_standing(actor=request.actor, case_id=case_id),
        "claims": queries.claims(actor=request.actor, case_id=case_id),
    }
    return render(request, "protection/case_money.html", context)


@page(Permission.PROTECTION_ALLOWANCE_REQUEST)
def allowance_request(request: DeskRequest, case_id: UUID) -> HttpResponse:
    queries.case(actor=request.actor, case_id=case_id)
    payers = choices_of(queries.paying_organisations(actor=request.actor), language=request.actor.language)
    form = forms.RequestAllowanceForm(request.POST or None, payers=payers)
    if send(request, form, actions.request_allowance, case_id=case_id):
        messages.success(request, _("The allowance is asked for. Two other people approve and pay it."))
        return redirect("protection:case_money", case_id)
    back = reverse("protection:case_money", args=[case_id])
    context = {"form": form, "title": _("Ask for the one-time allowance"), "submit": _("Send"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_AID_APPLY)
def aid_apply(request: DeskRequest, case_id: UUID) -> HttpResponse:
    queries.case(actor=request.actor, case_id=case_id)
    payers = choices_of(queries.paying_organisations(actor=request.actor), language=request.actor.language)
    form = forms.ApplyForAidForm(request.POST or None, payers=payers)
    if send(request, form, actions.apply_for_aid, case_id=case_id):
        messages.success(request, _("The application is sent. The committee decides."))
        return redirect("protection:case_money", case_id)
    back = reverse("protection:case_money", args=[case_id])
    context = {"form": form, "title": _("Apply to the Aid Fund"), "submit": _("Send"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_AID_APPLY)
@require_POST
def money_request_withdraw(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = actions.withdraw_money_request(actor=request.actor, request_id=request_id)
    messages.success(request, _("Withdrawn. It can be asked for again."))
    return redirect("protection:case_money", asked.case_id)
