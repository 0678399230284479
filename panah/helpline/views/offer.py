"""The directory of services: searched by whoever refers, kept by its providers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.roles import Duty
from panah.access.web import DeskRequest, edit, page, send
from panah.core.paging import page as rows_of
from panah.helpline.forms import OfferForm
from panah.published import actions, queries
from panah.published.forms import OfferFilterForm

FRESHEST = ("-confirmed_on", "-id")


@page(Permission.PUBLISHED_OFFER_READ)
def offer_list(request: DeskRequest) -> HttpResponse:
    filters = OfferFilterForm(request.GET)
    found = queries.offers(**filters.wanted()).select_related("organisation")
    context = {
        "title": _("Directory of services"),
        "intro": _("Who helps with what, where and in which language. Each provider keeps its own."),
        "page": rows_of(found, order=FRESHEST, after=request.GET.get("after")),
        "filters": filters,
        **_shown(request),
    }
    return render(request, "helpline/offer_list.html", context)


@page(Permission.PUBLISHED_OFFER_KEEP)
def offer_list_own(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Our services"),
        "intro": _("What the directory tells of your organisation, on the desk and to the public."),
        "rows": queries.own_offers(actor=request.actor),
        **_shown(request),
    }
    return render(request, "helpline/offer_list_own.html", context)


@page(Permission.PUBLISHED_OFFER_READ)
def offer_read(request: DeskRequest, offer_id: UUID) -> HttpResponse:
    offer = queries.offer(offer_id=offer_id)
    is_own = offer.organisation_id == request.actor.organisation_id
    context = {"title": _("Service"), "offer": offer, "is_own": is_own, "back_url": reverse("helpline:offer_list")}
    return render(request, "helpline/offer_read.html", {**context, **_shown(request)})


@page(Permission.PUBLISHED_OFFER_KEEP)
def offer_add(request: DeskRequest) -> HttpResponse:
    form = OfferForm(request.POST or None)
    if offer := send(request, form, actions.keep_offer):
        messages.success(request, _("The service stands in the directory."))
        return redirect("helpline:offer_read", offer.pk)
    return _form(request, form, _("Add a service"), reverse("helpline:offer_list_own"))


@page(Permission.PUBLISHED_OFFER_KEEP)
def offer_change(request: DeskRequest, offer_id: UUID) -> HttpResponse:
    offer = queries.offer_to_change(actor=request.actor, offer_id=offer_id)
    known = {name: getattr(offer, name, "") for name in OfferForm.base_fields}
    known |= {f"note_{language}": offer.note(language) for language in actions.LANGUAGES}
    form = OfferForm(request.POST or None, initial=known)
    if edit(request, form, actions.change_offer, offer_id=offer_id):
        messages.success(request, _("The directory shows it as you wrote it."))
        return redirect("helpline:offer_read", offer_id)
    return _form(request, form, _("Change the service"), reverse("helpline:offer_read", args=[offer_id]))


@page(Permission.PUBLISHED_OFFER_KEEP)
@require_POST
def offer_confirm(request: DeskRequest, offer_id: UUID) -> HttpResponse:
    actions.confirm_offer(actor=request.actor, offer_id=offer_id)
    messages.success(request, _("The service is confirmed as of today."))
    return redirect("helpline:offer_list_own")


@page(Permission.PUBLISHED_OFFER_KEEP)
@require_POST
def offer_withdraw(request: DeskRequest, offer_id: UUID) -> HttpResponse:
    actions.withdraw_offer(actor=request.actor, offer_id=offer_id)
    messages.success(request, _("The service is no longer in the directory."))
    return redirect("helpline:offer_list_own")


def _shown(request: DeskRequest) -> dict[str, Any]:
    keeps = request.actor.may(Permission.PUBLISHED_OFFER_KEEP)
    return {
        "fresh_since": queries.fresh_since(),
        "may_keep": keeps,
        "is_focal_point": keeps and Duty.FOCAL_POINT in request.actor.duties,
        "may_refer": request.actor.may(Permission.COORDINATION_REFERRAL_SEND),
    }


def _form(request: DeskRequest, form: OfferForm, title: str, back_url: str) -> HttpResponse:
    context = {"form": form, "title": title, "back_url": back_url}
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)
