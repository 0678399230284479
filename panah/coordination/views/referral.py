from datetime import timedelta
from typing import TYPE_CHECKING, Any
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
from panah.coordination.rules import PRESUMED, waits_to_be_noted
from panah.core.clock import today
from panah.protection import actions as protection

if TYPE_CHECKING:
    from panah.coordination.models import Referral

USUAL = timedelta(days=30)


@page(Permission.COORDINATION_REFERRAL_READ)
def referral_list(request: DeskRequest) -> HttpResponse:
    sent = request.GET.get("box") == "sent"
    context = {
        "title": _("Referrals"),
        "sent": sent,
        "page": queries.referrals(actor=request.actor, sent=sent, after=request.GET.get("after")),
        "may_send": request.actor.may(Permission.COORDINATION_REFERRAL_SEND),
    }
    return render(request, "coordination/referral_list.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_referrals(request: DeskRequest, case_id: UUID) -> HttpResponse:
    context = {
        "bar": protection.look_at_case(actor=request.actor, case_id=case_id, tab="referrals"),
        "tab": "referrals",
        "rows": queries.case_referrals(actor=request.actor, case_id=case_id),
        "may_send": request.actor.may(Permission.COORDINATION_REFERRAL_SEND),
    }
    return render(request, "coordination/case_referrals.html", context)


@page(Permission.COORDINATION_REFERRAL_SEND)
def referral_send(request: DeskRequest) -> HttpResponse:
    about = {name: _uuid(request.GET.get(name.removesuffix("_id"), "")) for name in ("case_id", "signal_id")}
    has_file = any(about.values())
    if has_file and request.method == "GET":
        check_fresh(request.actor)
    form = forms.ReferralForm(
        request.POST or None,
        initial={"groups": ["case"], "expires_on": today() + USUAL, "to_organisation_id": request.GET.get("to", "")},
        bodies=queries.receiver_choices(actor=request.actor, signal_id=about["signal_id"]),
        consents=queries.consent_choices(actor=request.actor, case_id=about["case_id"]),
        has_file=has_file,
        has_case=about["case_id"] is not None,
        has_signal=about["signal_id"] is not None,
    )
    if referral := send(request, form, actions.send_referral, **about):
        messages.success(request, _("The referral is sent. The receiver has its clock now."))
        return redirect("coordination:referral_read", referral.pk)
    context = {
        "form": form,
        "title": _("Send a referral"),
        "intro": _("The receiver makes a record of its own. To hand a whole case over, choose Transfer in the case."),
        "submit": _("Send"),
        "back_url": reverse("coordination:referral_list"),
    }
    return render(request, "coordination/referral_send.html", context)


@page(Permission.COORDINATION_REFERRAL_READ)
def referral_read(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    referral = actions.look_at_referral(actor=request.actor, referral_id=referral_id)
    reply = getattr(referral, "reply", None)
    context = {
        "title": _("Referral %(number)s") % {"number": referral.reference},
        "referral": referral,
        "reply": reply,
        "outcome": getattr(getattr(referral, "outcome", None), "outcome", ""),
        "words": queries.words_of(actor=request.actor, record=referral),
        "reply_words": queries.words_of(actor=request.actor, record=reply),
        "about": queries.what_it_is_about(actor=request.actor, referral=referral),
        "looked": queries.looked(actor=request.actor, ids=[referral.pk]),
        **_steps(request, referral),
        **_outcome_steps(request, referral),
    }
    return render(request, "coordination/referral_read.html", context)


def _steps(request: DeskRequest, referral: "Referral") -> dict[str, Any]:
    """Return what this actor can do now, at which end."""
    actor, state = request.actor, referral.state
    reply, told = (getattr(referral, name, None) for name in ("reply", "outcome"))
    is_sender = referral.from_organisation_id == actor.organisation_id and referral.from_wall == actor.wall
    may_answer = not is_sender and actor.may(Permission.COORDINATION_REFERRAL_ANSWER)
    takes = {"identification": Permission.PROTECTION_INQUIRY_OPEN}
    takes |= dict.fromkeys(("assistance", "transfer"), Permission.PROTECTION_CASE_OPEN)
    waits = state == "accepted" and reply is not None and reply.taken_up_on is None
    return {
        "is_sender": is_sender,
        "may_acknowledge": may_answer and state == "sent",
        "may_answer": may_answer and state in ("sent", "received"),
        "may_take_up": may_answer and waits and referral.purpose in takes and actor.may(takes[referral.purpose]),
        "may_complete": may_answer and state == "accepted" and not (referral.signal_id and told is None),
        "may_withdraw": is_sender
        and state in ("sent", "received", "accepted")
        and actor.may(Permission.COORDINATION_REFERRAL_SEND),
        "may_note": is_sender and state == "declined" and referral.noted_at is None,
    }


def _outcome_steps(request: DeskRequest, referral: "Referral") -> dict[str, bool]:
    """Return whether this actor can tell what came of a signal, or take over what was told."""
    actor, told = request.actor, getattr(referral, "outcome", None)
    is_sender = referral.from_organisation_id == actor.organisation_id and referral.from_wall == actor.wall
    if is_sender:
        waits = told is not None and waits_to_be_noted(told_at=told.sent_at, noted_at=referral.noted_at)
        return {"may_tell": False, "may_follow": waits and actor.may(Permission.COORDINATION_REFERRAL_SEND)}
    is_taken = referral.signal_id is not None and referral.state in ("accepted", "completed")
    may_tell = is_taken and actor.may(Permission.COORDINATION_REFERRAL_ANSWER)
    return {"may_tell": may_tell and getattr(told, "outcome", "") != PRESUMED, "may_follow": False}


@page(Permission.COORDINATION_REFERRAL_SEND)
@require_POST
def referral_withdraw(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    actions.withdraw_referral(actor=request.actor, referral_id=referral_id)
    messages.success(request, _("The referral is withdrawn. What it opened is closed."))
    return redirect("coordination:referral_read", referral_id)


@page(Permission.COORDINATION_REFERRAL_SEND)
@require_POST
def referral_note(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    actions.note_answer(actor=request.actor, referral_id=referral_id)
    messages.success(request, _("Noted. The record stands as before, and the receiver sees it no more."))
    return redirect("coordination:referral_read", referral_id)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
