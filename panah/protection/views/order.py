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
from panah.protection import actions, queries
from panah.protection.forms.order import ConfirmDeliveryForm, OrderServiceForm
from panah.protection.queries import order as order_queries
from panah.protection.states import ORDER_OPEN


@page(Permission.PROTECTION_DELIVERY_CONFIRM)
def order_list(request: DeskRequest) -> HttpResponse:
    found = order_queries.orders(actor=request.actor, after=request.GET.get("after"))
    context = {
        "title": _("Help that was ordered of us"),
        "intro": _("A number and a service. Who it is, the person says when they come."),
        "page": found,
    }
    return render(request, "protection/order_list.html", context)


@page(Permission.PROTECTION_SERVICE_RECORD)
def order_send(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case_to_change(actor=request.actor, case_id=case_id)
    goals = queries.goals(actor=request.actor, case=case)
    form = OrderServiceForm(
        request.POST or None,
        providers=choices_of(queries.providers(actor=request.actor), language=request.actor.language),
        goals=order_queries.goal_choices(actor=request.actor, goals=goals),
    )
    if order := send(request, form, actions.order_service, case_id=case_id):
        said = _("Ordered as %(number)s. Tell the person this number: it stands for them at the provider.")
        messages.success(request, said % {"number": order.reference})
        return redirect("protection:case_plan", case_id)
    context = {
        "form": form,
        "title": _("Order help in %(reference)s") % {"reference": case.reference},
        "intro": _("The provider learns a number and the service, nothing else. It confirms what became of it."),
        "submit": _("Send the order"),
        "back_url": reverse("protection:case_plan", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_ORDER_READ)
def order_read(request: DeskRequest, order_id: UUID) -> HttpResponse:
    order, words = actions.show_order(actor=request.actor, order_id=order_id)
    is_sender = order.from_organisation_id == request.actor.organisation_id
    last, is_open = order.last, order.state in ORDER_OPEN
    may_record = is_sender and request.actor.may(Permission.PROTECTION_SERVICE_RECORD)
    back = reverse("protection:case_plan", args=[order.case_id]) if is_sender else reverse("protection:order_list")
    context = {
        "title": order.reference,
        "order": order,
        "words": words,
        "state": order.state,
        "is_sender": is_sender,
        "may_confirm": not is_sender and is_open and request.actor.may(Permission.PROTECTION_DELIVERY_CONFIRM),
        "may_note": may_record and last is not None and last.pk != order.noted_id,
        "may_withdraw": may_record and is_open,
        "back_url": back,
    }
    return render(request, "protection/order_read.html", context)


@page(Permission.PROTECTION_DELIVERY_CONFIRM)
def delivery_confirm(request: DeskRequest, order_id: UUID) -> HttpResponse:
    order = order_queries.order_for_us(actor=request.actor, order_id=order_id)
    form = ConfirmDeliveryForm(request.POST or None)
    back = reverse("protection:order_read", args=[order_id])
    if send(request, form, actions.confirm_delivery, order_id=order_id):
        messages.success(request, _("Confirmed. The one who ordered sees it now."))
        return redirect(back)
    title = _("Confirm %(number)s") % {"number": order.reference}
    context = {"form": form, "title": title, "submit": _("Confirm"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_SERVICE_RECORD)
@require_POST
def delivery_note(request: DeskRequest, order_id: UUID) -> HttpResponse:
    order = actions.note_delivery(actor=request.actor, order_id=order_id)
    messages.success(request, _("Noted. What was given stands among the help of the case."))
    return redirect("protection:case_plan", order.case_id)


@page(Permission.PROTECTION_SERVICE_RECORD)
@require_POST
def order_withdraw(request: DeskRequest, order_id: UUID) -> HttpResponse:
    actions.withdraw_order(actor=request.actor, order_id=order_id)
    return redirect("protection:order_read", order_id)
