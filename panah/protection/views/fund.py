"""The aid fund and its committee."""

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
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries
from panah.protection.actions.award import look_at_award


@page(Permission.PROTECTION_PAYMENT_READ)
def fund_read(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Aid Fund"),
        "fund": queries.fund_overview(actor=request.actor),
        "back_url": reverse("protection:payment_list"),
    }
    return render(request, "protection/fund_read.html", context)


@page(Permission.PROTECTION_PAYMENT_PAY)
def fund_enter(request: DeskRequest) -> HttpResponse:
    kinds = [choice for choice in open_choices("fund_entry") if choice[0] in ("donation", "budget")]
    donors = choices_of(queries.donors(actor=request.actor), language=request.actor.language)
    form = forms.FundEntryForm(request.POST or None, kinds=kinds, donors=donors)
    if send(request, form, actions.add_to_fund):
        messages.success(request, _("Entered. The ledger has the line."))
        return redirect("protection:fund_read")
    context = {"form": form, "title": _("Money into the fund"), "back_url": reverse("protection:fund_read")}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PAYMENT_REVERSE)
def fund_entry_correct(request: DeskRequest, fund_entry_id: UUID) -> HttpResponse:
    queries.fund_entry(actor=request.actor, fund_entry_id=fund_entry_id)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if send(request, form, actions.correct_entry, fund_entry_id=fund_entry_id):
        return redirect("protection:fund_read")
    warning = _("The line stays. A second line takes it back, under your name.")
    context = {"title": _("Correct a line of the ledger"), "warning": warning, "form": form}
    return render(request, "core/confirm_page.html", context | {"back_url": reverse("protection:fund_read")})


@page(Permission.PROTECTION_PAYMENT_PAY)
def fund_exchange_prepare(request: DeskRequest) -> HttpResponse:
    form = forms.ExchangeForm(request.POST or None, parts=queries.exchange_choices(actor=request.actor))
    if exchange := send(request, form, actions.prepare_exchange):
        messages.success(request, _("Entered. A second person books it."))
        return redirect("protection:fund_exchange_read", exchange.pk)
    context = {"form": form, "title": _("Exchange of currency"), "back_url": reverse("protection:fund_read")}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PAYMENT_READ)
def fund_exchange_read(request: DeskRequest, fund_exchange_id: UUID) -> HttpResponse:
    view = queries.exchange_view(actor=request.actor, fund_exchange_id=fund_exchange_id)
    context = {"title": view.exchange.number, "view": view, "exchange": view.exchange}
    return render(
        request, "protection/fund_exchange_read.html", context | {"back_url": reverse("protection:fund_read")}
    )


@page(Permission.PROTECTION_EXCHANGE_DECIDE)
@require_POST
def fund_exchange_book(request: DeskRequest, fund_exchange_id: UUID) -> HttpResponse:
    actions.book_exchange(actor=request.actor, fund_exchange_id=fund_exchange_id)
    return redirect("protection:fund_exchange_read", fund_exchange_id)


@page(Permission.PROTECTION_EXCHANGE_DECIDE)
@require_POST
def fund_exchange_reject(request: DeskRequest, fund_exchange_id: UUID) -> HttpResponse:
    actions.reject_exchange(actor=request.actor, fund_exchange_id=fund_exchange_id)
    return redirect("protection:fund_exchange_read", fund_exchange_id)


@page(Permission.PROTECTION_PAYMENT_REVERSE)
def fund_exchange_reverse(request: DeskRequest, fund_exchange_id: UUID) -> HttpResponse:
    queries.fund_exchange(actor=request.actor, fund_exchange_id=fund_exchange_id)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if send(request, form, actions.reverse_exchange, fund_exchange_id=fund_exchange_id):
        return redirect("protection:fund_exchange_read", fund_exchange_id)
    back = reverse("protection:fund_exchange_read", args=[fund_exchange_id])
    warning = _("Its lines stay. Two more lines take it back, under your name.")
    context = {"title": _("Take back an exchange"), "warning": warning, "form": form, "back_url": back}
    return render(request, "core/confirm_page.html", context)


@page(Permission.PROTECTION_PAYMENT_DRAFT)
def award_prepare(request: DeskRequest, request_id: UUID) -> HttpResponse:
    asked = queries.money_request_to_answer(actor=request.actor, request_id=request_id)
    form = forms.PrepareAwardForm(request.POST or None, initial={"amount": asked.amount})
    if award := send(request, form, actions.prepare_award, request_id=request_id):
        messages.success(request, _("Two members of the committee decide now."))
        return redirect("protection:award_read", award.pk)
    context = {
        "form": form,
        "title": _("Put before the committee"),
        "asked": asked,
        "submit": _("Put before the committee"),
        "back_url": reverse("protection:payment_list"),
    }
    return render(request, "protection/payment_draft.html", context)


@page(Permission.PROTECTION_PAYMENT_READ)
def award_read(request: DeskRequest, award_id: UUID) -> HttpResponse:
    view = look_at_award(actor=request.actor, award_id=award_id)
    back = reverse("protection:payment_list")
    context = {"title": view.award.reference, "view": view, "award": view.award, "back_url": back}
    return render(request, "protection/award_read.html", context)


@page(Permission.PROTECTION_AID_DECIDE)
@require_POST
def award_grant(request: DeskRequest, award_id: UUID) -> HttpResponse:
    actions.grant_award(actor=request.actor, award_id=award_id)
    return redirect("protection:award_read", award_id)


@page(Permission.PROTECTION_AID_DECIDE)
def award_reject(request: DeskRequest, award_id: UUID) -> HttpResponse:
    queries.award(actor=request.actor, award_id=award_id)
    form = forms.RejectAwardForm(request.POST or None)
    if send(request, form, actions.reject_award, award_id=award_id):
        return redirect("protection:award_read", award_id)
    back = reverse("protection:award_read", args=[award_id])
    context = {"form": form, "title": _("Refuse aid"), "submit": _("Refuse it"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PAYMENT_DRAFT)
@require_POST
def award_end(request: DeskRequest, award_id: UUID) -> HttpResponse:
    actions.end_award(actor=request.actor, award_id=award_id)
    return redirect("protection:award_read", award_id)


@page(Permission.PROTECTION_AID_DECIDE)
@require_POST
def award_resume(request: DeskRequest, award_id: UUID) -> HttpResponse:
    actions.resume_award(actor=request.actor, award_id=award_id)
    return redirect("protection:award_read", award_id)


@page(Permission.PROTECTION_PAYMENT_DRAFT)
def payment_place(request: DeskRequest, award_id: UUID) -> HttpResponse:
    view = queries.award_view(actor=request.actor, award_id=award_id)
    form = forms.PlacePaymentForm(request.POST or None, initial={"payee": "self", "amount": view.left})
    if payment := send(request, form, actions.place_payment, award_id=award_id):
        return redirect("protection:payment_read", payment.pk)
    back = reverse("protection:award_read", args=[award_id])
    context = {"form": form, "title": _("Prepare a payment"), "submit": _("Prepare"), "back_url": back}
    return render(request, "core/form_page.html", context)
