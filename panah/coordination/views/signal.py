"""Signals of the helpline as they are referred: presumed and sent on, and what their receivers say of them."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.policy import check_fresh
from panah.access.web import DeskRequest, page, send
from panah.coordination import actions, forms, queries
from panah.core.clock import today
from panah.helpline import queries as helpline

USUAL = timedelta(days=30)


@page(Permission.COORDINATION_REFERRAL_READ)
def signal_referrals(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    signal = helpline.signal(actor=request.actor, signal_id=signal_id)
    context = {
        "title": _("Referrals of %(signal)s") % {"signal": signal.reference},
        "rows": queries.signal_referrals(actor=request.actor, signal_id=signal_id),
        "back_url": reverse("helpline:signal_read", args=[signal_id]),
    }
    return render(request, "coordination/signal_referrals.html", context)


@page(Permission.COORDINATION_REFERRAL_SEND)
def signal_presume(request: DeskRequest, signal_id: UUID) -> HttpResponse:
    signal = helpline.signal_to_change(actor=request.actor, signal_id=signal_id)
    if request.method == "GET":
        check_fresh(request.actor)
    form = forms.PresumeForm(
        request.POST or None,
        initial={"to_organisation_id": queries.helping_body(actor=request.actor), "expires_on": today() + USUAL},
        bodies=queries.helping_choices(actor=request.actor, signal_id=signal_id),
    )
    if sent := send(request, form, actions.presume_signal, signal_id=signal_id):
        messages.success(request, _("Sent: %(count)s. The receivers have their clocks now.") % {"count": len(sent)})
        return redirect("coordination:signal_referrals", signal_id)
    context = {
        "form": form,
        "title": _("Presume and refer %(signal)s") % {"signal": signal.reference},
        "unit": queries.identifying_body(actor=request.actor, signal_id=signal_id),
        "submit": _("Send now"),
        "back_url": reverse("helpline:signal_read", args=[signal_id]),
    }
    return render(request, "coordination/signal_presume.html", context, status=422 if form.errors else 200)


@page(Permission.COORDINATION_REFERRAL_ANSWER)
@require_POST
def referral_tell(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    actions.tell_outcome(actor=request.actor, referral_id=referral_id, outcome=request.POST.get("outcome", ""))
    messages.success(request, _("The sender hears this one word, and nothing else."))
    return redirect("coordination:referral_read", referral_id)


@page(Permission.COORDINATION_REFERRAL_SEND)
@require_POST
def referral_follow(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    referral = actions.note_outcome(actor=request.actor, referral_id=referral_id)
    messages.success(request, _("Your signal stands as its receiver found. Whoever wrote hears that the work ended."))
    return redirect("helpline:signal_read", referral.signal_id)
