"""Payments at the body that pays."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.formats import money_text
from panah.core.paging import page as page_of
from panah.protection import actions, forms, queries
from panah.protection.queries.sheet import sheets


@page(Permission.PROTECTION_PAYMENT_READ)
def payment_list(request: DeskRequest) -> HttpResponse:
    filters = forms.PaymentFilterForm(request.GET or None)
    given = filters.cleaned_data if filters.is_valid() else {}
    found = queries.payments(actor=request.actor, **given)
    context = {
        "title": _("Payments"),
        "page": page_of(found, order=("-drafted_at", "-id"), after=request.GET.get("after")),
        "filters": filters,
        "requests": queries.money_requests(actor=request.actor)[:50],
        "awards": queries.open_awards(actor=request.actor)[:50],
        "balances": queries.fund_overview(actor=request.actor).balances,
    }
    return render(request, "protection/payment_list.html", context)


@page(Permission.PROTECTION_PAYMENT_READ)
def payment_read(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    return _payment_page(request, payment_id, {})


@page(Permission.PROTECTION_PAYEE_SHOW)
@require_POST
def payee_show(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    shown = actions.show_payee(actor=request.actor, payment_id=payment_id)
    return _payment_page(request, payment_id, {"shown": shown})


def _payment_page(request: DeskRequest, payment_id: UUID, more: dict[str, Any]) -> HttpResponse:
    payment = queries.payment(actor=request.actor, payment_id=payment_id)
    context = {
        "title": payment.number or payment.reference,
        "payment": payment,
        "people": queries.people_of_payment(actor=request.actor, payment=payment),
        "may": queries.steps_of_payment(actor=request.actor, payment=payment),
        "lines": queries.lines_of_payment(actor=request.actor, payment=payment),
        "earlier": queries.earlier_allowances(actor=request.actor, payment=payment)[:10],
        "sheets": sheets(actor=request.actor, case_id=payment.case_id),
        "back_url": reverse("protection:payment_list"),
    }
    return render(request, "protection/payment_read.html", context | more)


@page(Permission.PROTECTION_PAYMENT_DRAFT)
def payment_draft(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.money_request_to_answer(actor=request.actor, request_id=request_id)
    form = forms.DraftPaymentForm(request.POST or None, initial={"payee": "self"})
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


@page(Permission.PROTECTION_ALLOWANCE_APPROVE)
@require_POST
def payment_approve(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    actions.approve_payment(actor=request.actor, payment_id=payment_id)
    return redirect("protection:payment_read", payment_id)


@page(Permission.PROTECTION_ALLOWANCE_APPROVE)
@require_POST
def payment_reject(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    actions.reject_payment(actor=request.actor, payment_id=payment_id)
    return redirect("protection:payment_read", payment_id)


@page(Permission.PROTECTION_PAYMENT_DRAFT)
@require_POST
def payment_cancel(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    actions.cancel_payment(actor=request.actor, payment_id=payment_id)
    return redirect("protection:payment_read", payment_id)


@page(Permission.PROTECTION_PAYMENT_PAY)
def payment_pay(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    done = _("Paid. The one who asked sees it now.")
    return _step(request, payment_id, forms.PayForm, actions.pay, title=_("Pay"), submit=_("Paid"), done=done)


@page(Permission.PROTECTION_PAYMENT_PAY)
def payment_miss(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    title, done = _("The money was not given"), _("Noted. It can be paid as soon as the person wants it.")
    return _step(request, payment_id, forms.LeaveUnpaidForm, actions.leave_unpaid, title=title, done=done)


@page(Permission.PROTECTION_PAYMENT_PAY)
def payment_sign(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    title, done = _("The receipt is signed"), _("Noted.")
    return _step(request, payment_id, forms.SignReceiptForm, actions.sign_receipt, title=title, done=done)


@page(Permission.PROTECTION_PAYMENT_PAY)
def payment_return(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    title, done = _("The money came back"), _("The ledger has the money again. It can be paid anew.")
    return _step(request, payment_id, forms.ReturnPaymentForm, actions.return_payment, title=title, done=done)


@page(Permission.PROTECTION_PAYMENT_REVERSE)
def payment_reverse(request: DeskRequest, payment_id: UUID) -> HttpResponse:
    title, done = _("Reverse the payment"), _("Reversed. The ledger has the line that takes it back.")
    return _step(request, payment_id, forms.ReversePaymentForm, actions.reverse_payment, title=title, done=done)


def _step(
    request: DeskRequest,
    payment_id: UUID,
    form_class: type[Form],
    action: Callable[..., Any],
    *,
    title: str,
    done: str,
    submit: str = "",
) -> HttpResponse:
    payment = queries.payment(actor=request.actor, payment_id=payment_id)
    form = form_class(request.POST or None)
    if send(request, form, action, payment_id=payment_id):
        messages.success(request, done)
        return redirect("protection:payment_read", payment_id)
    back = reverse("protection:payment_read", args=[payment_id])
    intro = f"{payment.number} · {money_text(payment.amount, payment.currency, request.actor.language)}"
    context = {"form": form, "title": title, "intro": intro, "submit": submit, "back_url": back}
    return render(request, "core/form_page.html", context)
