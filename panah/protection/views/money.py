from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.forms import open_choices
from panah.core.paging import page as page_of
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries


@page(Permission.PROTECTION_CASE_READ)
def case_money(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="money")
    asked = queries.money_of_case(actor=request.actor, case_id=case_id)
    rows = [(row, row.newest_answer) for row in asked]
    decision = queries.positive_decision(actor=request.actor, case_id=case_id)
    context = {
        "bar": bar,
        "tab": "money",
        "rows": rows,
        "decision": decision,
        "may_ask_allowance": decision is not None
        and not any(row.decision_id == decision.id and row.withdrawn_at is None for row in asked),
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


@page(Permission.PROTECTION_PAYMENT_READ)
def payment_list(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("state") or None
    found = queries.payments(actor=request.actor, state=state)
    rows = page_of(found, order=("-drafted_at", "-id"), after=request.GET.get("after"))
    context = {
        "title": _("Payments"),
        "page": rows,
        "state": state,
        "states": open_choices("payment_state"),
        "requests": queries.money_requests(actor=request.actor)[:50],
        "balance": queries.fund_balance(actor=request.actor),
    }
    return render(request, "protection/payment_list.html", context)


@page(Permission.PROTECTION_PAYMENT_READ)
def payment_read(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    payment = queries.payment(actor=request.actor, payment_id=payment_id)
    context = {
        "title": payment.reference,
        "payment": payment,
        "people": queries.people_of_payment(actor=request.actor, payment=payment),
        "may": queries.steps_of_payment(actor=request.actor, payment=payment),
    }
    return render(request, "protection/payment_read.html", context)


@page(Permission.PROTECTION_PAYMENT_DRAFT)
def payment_draft(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.money_request_to_answer(actor=request.actor, request_id=request_id)
    form = forms.DraftPaymentForm(request.POST or None)
    if payment := send(request, form, actions.draft_payment, request_id=request_id):
        return redirect("protection:payment_read", payment.pk)
    context = {
        "form": form,
        "title": _("Prepare a payment"),
        "asked": asked,
        "submit": _("Prepare"),
        "back_url": reverse("protection:payment_list"),
    }
    return render(request, "protection/payment_draft.html", context)


@page(Permission.PROTECTION_PAYMENT_READ)
@require_POST
def payment_approve(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    actions.approve_payment(actor=request.actor, payment_id=payment_id)
    return redirect("protection:payment_read", payment_id)


@page(Permission.PROTECTION_PAYMENT_READ)
@require_POST
def payment_reject(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    actions.reject_payment(actor=request.actor, payment_id=payment_id)
    return redirect("protection:payment_read", payment_id)


@page(Permission.PROTECTION_PAYMENT_PAY)
def payment_pay(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    queries.payment(actor=request.actor, payment_id=payment_id)
    form = forms.PayForm(request.POST or None)
    if send(request, form, actions.pay, payment_id=payment_id):
        messages.success(request, _("Paid. The one who asked sees it now."))
        return redirect("protection:payment_read", payment_id)
    back = reverse("protection:payment_read", args=[payment_id])
    context = {"form": form, "title": _("Pay"), "submit": _("Paid"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PAYMENT_PAY)
def payment_reverse(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    queries.payment(actor=request.actor, payment_id=payment_id)
    if request.method != "POST":
        context = {"title": _("Reverse the payment"), "warning": _("The person can be paid again afterwards.")}
        return render(request, "core/confirm_page.html", context)
    actions.reverse_payment(actor=request.actor, payment_id=payment_id)
    return redirect("protection:payment_read", payment_id)


@page(Permission.PROTECTION_PAYMENT_PAY)
def fund_enter(request: DeskRequest) -> HttpResponse:
    kinds = [choice for choice in open_choices("fund_entry") if choice[0] in ("donation", "budget")]
    form = forms.FundEntryForm(request.POST or None, kinds=kinds)
    if send(request, form, actions.add_to_fund):
        return redirect("protection:payment_list")
    context = {"form": form, "title": _("Money into the fund"), "back_url": reverse("protection:payment_list")}
    return render(request, "core/form_page.html", context)
