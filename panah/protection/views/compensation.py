"""Compensation and legal aid in a case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.errors import NotVisible
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries
from panah.protection.actions.compensation import reverse_receipt

# The state that a step leads to -> its form, its action, its title.
STEPS: dict[str, tuple[Callable[..., Form], Callable[..., Any], Any]] = {
    "legal_aid_assigned": (
        forms.AssignLegalAidForm,
        actions.assign_legal_aid,
        gettext_lazy("Assign legal aid"),
    ),
    "claimed": (forms.ClaimCompensationForm, actions.claim_compensation, gettext_lazy("Record the claim")),
    "awarded": (forms.AwardCompensationForm, actions.award_compensation, gettext_lazy("Record the award")),
    "paid_full": (forms.ReceiveCompensationForm, actions.receive_compensation, gettext_lazy("Record money received")),
    "refused": (forms.RefuseCompensationForm, actions.refuse_compensation, gettext_lazy("Record the refusal")),
}


@page(Permission.PROTECTION_CLAIM_CHANGE)
def claim_open(request: DeskRequest, case_id: UUID) -> HttpResponse:
    queries.case(actor=request.actor, case_id=case_id)
    form = forms.OpenClaimForm(request.POST or None)
    if claim := send(request, form, actions.open_claim, case_id=case_id):
        return redirect("protection:claim_read", claim.pk)
    back = reverse("protection:case_money", args=[case_id])
    context = {"form": form, "title": _("The person was told of the right to compensation"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def claim_read(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    view = queries.claim_view(actor=request.actor, claim_id=claim_id)
    bar = actions.look_at_case(actor=request.actor, case_id=view.claim.case_id, tab="money")
    steps = [(state.value, STEPS[state.value][2]) for state in view.steps if state.value in STEPS]
    context = {
        "bar": bar,
        "tab": "money",
        "view": view,
        "steps": steps,
        "is_ours": view.claim.organisation_id == request.actor.organisation_id
        and request.actor.may(Permission.PROTECTION_CLAIM_CHANGE),
        "may_decline": "declined" in view.steps,
    }
    return render(request, "protection/claim_read.html", context)


@page(Permission.PROTECTION_CLAIM_CHANGE)
def claim_move(request: DeskRequest, claim_id: UUID, step: str) -> HttpResponse:
    queries.claim(actor=request.actor, claim_id=claim_id)
    if step not in STEPS:
        raise NotVisible(f"step {step}")
    form_class, action, title = STEPS[step]
    given = {}
    if step == "legal_aid_assigned":
        found = queries.lawyers(actor=request.actor)
        given["lawyers"] = choices_of(found, language=request.actor.language)
    form = form_class(request.POST or None, **given)
    if send(request, form, action, claim_id=claim_id):
        return redirect("protection:claim_read", claim_id)
    back = reverse("protection:claim_read", args=[claim_id])
    return render(request, "core/form_page.html", {"form": form, "title": title, "back_url": back})


@page(Permission.PROTECTION_CLAIM_CHANGE)
@require_POST
def claim_decline(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    actions.decline_compensation(actor=request.actor, claim_id=claim_id)
    return redirect("protection:claim_read", claim_id)


@page(Permission.PROTECTION_CLAIM_CHANGE)
@require_POST
def receipt_reverse(request: DeskRequest, claim_payment_id: UUID) -> HttpResponse:
    claim = reverse_receipt(actor=request.actor, claim_payment_id=claim_payment_id)
    return redirect("protection:claim_read", claim.pk)
