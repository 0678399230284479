from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.coordination import actions, forms, queries
from panah.core.clock import today


@page(Permission.COORDINATION_REFERRAL_ANSWER)
@require_POST
def referral_acknowledge(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    actions.acknowledge_referral(actor=request.actor, referral_id=referral_id)
    messages.success(request, _("The sender sees that it has arrived. Please answer within the time."))
    return redirect("coordination:referral_read", referral_id)


@page(Permission.COORDINATION_REFERRAL_ANSWER)
def referral_accept(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    referral = queries.referral_for_us_to_change(actor=request.actor, referral_id=referral_id)
    form = forms.AcceptForm(request.POST or None)
    if send(request, form, actions.accept_referral, referral_id=referral_id):
        messages.success(request, _("The referral is accepted. Make your own record of it now."))
        return redirect("coordination:referral_read", referral_id)
    back = reverse("coordination:referral_read", args=[referral_id])
    context = {"form": form, "title": _("Accept the referral"), "intro": referral.reference, "submit": _("Accept")}
    return render(request, "core/form_page.html", context | {"back_url": back})


@page(Permission.COORDINATION_REFERRAL_ANSWER)
def referral_decline(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    referral = queries.referral_for_us_to_change(actor=request.actor, referral_id=referral_id)
    form = forms.DeclineForm(request.POST or None)
    if send(request, form, actions.decline_referral, referral_id=referral_id):
        messages.success(request, _("The referral is declined. The sender reads the reason."))
        return redirect("coordination:referral_read", referral_id)
    back = reverse("coordination:referral_read", args=[referral_id])
    context = {"form": form, "title": _("Decline the referral"), "intro": referral.reference, "submit": _("Decline")}
    return render(request, "core/form_page.html", context | {"back_url": back})


@page(Permission.COORDINATION_REFERRAL_ANSWER)
@require_POST
def referral_take_up(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    referral = queries.referral(actor=request.actor, referral_id=referral_id)
    record_id = actions.take_up_referral(actor=request.actor, referral_id=referral_id)
    messages.success(request, _("Your own record is open. It names the person by the same opaque number."))
    room = "protection:inquiry_read" if referral.purpose == "identification" else "protection:case_read"
    return redirect(room, record_id)


@page(Permission.COORDINATION_REFERRAL_ANSWER)
def referral_complete(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    referral = queries.referral_for_us_to_change(actor=request.actor, referral_id=referral_id)
    form = forms.CompleteForm(request.POST or None, initial={"completed_on": today()})
    if send(request, form, actions.complete_referral, referral_id=referral_id):
        messages.success(request, _("The sender sees that it is done."))
        return redirect("coordination:referral_read", referral_id)
    back = reverse("coordination:referral_read", args=[referral_id])
    context = {"form": form, "title": _("It is done"), "intro": referral.reference, "submit": _("Tell the sender")}
    return render(request, "core/form_page.html", context | {"back_url": back})
