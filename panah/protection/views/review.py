from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.protection import actions, forms, queries
from panah.protection.queries import review as review_queries


@page(Permission.PROTECTION_REVIEW_ASK)
def review_ask(request: DeskRequest, decision_id: UUID) -> HttpResponse:
    decision = queries.decision_to_review(actor=request.actor, decision_id=decision_id)
    form = forms.AskReviewForm(request.POST or None)
    if review := send(request, form, actions.ask_review, decision_id=decision_id):
        said = _("The review is asked for. All help goes on.")
        messages.success(request, said if not review.is_late else _("Sent, although its last day has passed."))
        return redirect("protection:case_decision", decision.case_id)
    context = {
        "form": form,
        "title": _("Ask for a review of %(reference)s") % {"reference": decision.reference},
        "intro": _("The decision stays as it is until a new one. No help ends because somebody asks."),
        "submit": _("Ask for the review"),
        "back_url": reverse("protection:case_decision", args=[decision.case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def review_read(request: DeskRequest, review_id: UUID) -> HttpResponse:
    return render(request, "protection/review_read.html", _review(request, review_id))


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def review_show(request: DeskRequest, review_id: UUID) -> HttpResponse:
    words = actions.show_review(actor=request.actor, review_id=review_id)
    return render(request, "protection/review_read.html", {**_review(request, review_id), "words": words or "–"})


def _review(request: DeskRequest, review_id: UUID) -> dict[str, object]:
    review = review_queries.review(actor=request.actor, review_id=review_id)
    is_ours = review.to_organisation_id == request.actor.organisation_id
    back = ("protection:inquiry_read", review.inquiry_id) if is_ours else ("protection:case_decision", review.case_id)
    return {
        "title": review.reference,
        "review": review,
        "state": review_queries.review_state(actor=request.actor, review=review),
        "is_ours": is_ours,
        "back_url": reverse(back[0], args=[back[1]]),
    }


@page(Permission.PROTECTION_REVIEW_ASK)
@require_POST
def review_withdraw(request: DeskRequest, review_id: UUID) -> HttpResponse:
    review = actions.withdraw_review(actor=request.actor, review_id=review_id)
    return redirect("protection:case_decision", review.case_id)


@page(Permission.PROTECTION_INQUIRY_CHANGE)
@require_POST
def review_take_up(request: DeskRequest, review_id: UUID) -> HttpResponse:
    answer = actions.take_up_review(actor=request.actor, review_id=review_id)
    messages.success(request, _("The inquiry is open again. The next decision answers the review."))
    return redirect("protection:inquiry_read", answer.review.inquiry_id)
