from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.forms import language
from panah.core.errors import NotVisible
from panah.protection import actions, forms, queries
from panah.protection.forms.case import UnwillingForm
from panah.protection.queries import resumption as resumption_queries
from panah.protection.queries import review as review_queries
from panah.protection.states import InquiryStage


@page(Permission.PROTECTION_INQUIRY_READ)
def inquiry_list(request: DeskRequest) -> HttpResponse:
    filters = forms.InquiryFilterForm(request.GET or None)
    stage = filters.cleaned_data["stage"] if filters.is_valid() else ""
    found = queries.inquiries(actor=request.actor, stage=stage, after=request.GET.get("after"))
    rows = [(row, row.holder_organisation.name(language())) for row in found.rows]
    context = {"title": _("Inquiries"), "filters": filters, "page": found, "rows": rows}
    return render(request, "protection/inquiry_list.html", context)


@page(Permission.PROTECTION_INQUIRY_READ)
def inquiry_read(request: DeskRequest, inquiry_id: UUID) -> HttpResponse:
    inquiry = actions.look_at_inquiry(actor=request.actor, inquiry_id=inquiry_id)
    context = {
        "title": inquiry.reference,
        "inquiry": inquiry,
        "holder": inquiry.holder_organisation.name(language()),
        "known": queries.known_of_person(actor=request.actor, inquiry=inquiry),
        "decisions": queries.decisions_of_inquiry(actor=request.actor, inquiry_id=inquiry_id),
        "reviews": review_queries.reviewed(
            actor=request.actor, reviews=review_queries.reviews_of_inquiry(actor=request.actor, inquiry_id=inquiry_id)
        ),
        "stages": queries.next_stages(actor=request.actor, inquiry=inquiry),
        "is_suspended": inquiry.stage == InquiryStage.SUSPENDED,
        "is_decided": inquiry.stage == InquiryStage.DECIDED,
        "back_url": reverse("protection:inquiry_list"),
    }
    return render(request, "protection/inquiry_read.html", context)


@page(Permission.PROTECTION_INQUIRY_CHANGE)
@require_POST
def inquiry_move(request: DeskRequest, inquiry_id: UUID, stage: str) -> HttpResponse:
    if stage not in set(InquiryStage):
        raise NotVisible(f"stage {stage}")
    actions.change_inquiry_stage(actor=request.actor, inquiry_id=inquiry_id, to=InquiryStage(stage))
    return redirect("protection:inquiry_read", inquiry_id)


@page(Permission.PROTECTION_INQUIRY_CHANGE)
@require_POST
def inquiry_resume(request: DeskRequest, inquiry_id: UUID) -> HttpResponse:
    actions.resume_inquiry(actor=request.actor, inquiry_id=inquiry_id)
    messages.success(request, _("The inquiry goes on. The holder of the case is told."))
    return redirect("protection:inquiry_read", inquiry_id)


@page(Permission.PROTECTION_DECISION_MAKE)
def decision_make(request: DeskRequest, inquiry_id: UUID) -> HttpResponse:
    inquiry = queries.inquiry(actor=request.actor, inquiry_id=inquiry_id)
    known = queries.known_of_person(actor=request.actor, inquiry=inquiry)
    form = forms.DecideForm(request.POST or None, initial=known)
    if send(request, form, actions.decide, inquiry_id=inquiry_id):
        messages.success(request, _("The decision is made. The holder of the case can read it now."))
        return redirect("protection:inquiry_read", inquiry_id)
    context = {
        "form": form,
        "title": _("Decide in %(reference)s") % {"reference": inquiry.reference},
        "intro": _("The decision does not depend on whether the person cooperates with an investigation."),
        "submit": _("Make the decision"),
        "back_url": reverse("protection:inquiry_read", args=[inquiry_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_decision(request: DeskRequest, case_id: UUID) -> HttpResponse:
    return render(request, "protection/case_decision.html", _decisions(request, case_id))


@page(Permission.PROTECTION_CONSENT_RECORD)
def case_unwilling(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case_to_change(actor=request.actor, case_id=case_id)
    form = UnwillingForm(request.POST or None)
    if send(request, form, actions.note_unwilling, case_id=case_id):
        messages.success(request, _("Noted. Help goes on, and the clock of the referral has ended."))
        return redirect("protection:case_decision", case_id)
    context = {
        "form": form,
        "title": _("Asked about the special police unit, does not agree: %(number)s") % {"number": case.reference},
        "intro": _("The person can change their mind at any time: then refer with their consent."),
        "submit": _("Note it"),
        "back_url": reverse("protection:case_decision", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def decision_show(request: DeskRequest, decision_id: UUID) -> HttpResponse:
    reasons = actions.show_reasons(actor=request.actor, decision_id=decision_id)
    decision = queries.decision(actor=request.actor, decision_id=decision_id)
    context = {**_decisions(request, decision.case_id), "shown": decision, "reasons": reasons}
    return render(request, "protection/case_decision.html", context)


def _decisions(request: DeskRequest, case_id: UUID) -> dict[str, object]:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="decision")
    found = queries.decisions_on_case(actor=request.actor, case_id=case_id)
    waiting = {row.pk for row in queries.decisions_to_receive(actor=request.actor).filter(case_id=case_id)}
    rows = [(row, row.from_organisation.name(language()), row.pk in waiting) for row in found]
    reviews = review_queries.reviews_of_case(actor=request.actor, case_id=case_id)
    return {
        "bar": bar,
        "tab": "decision",
        "rows": rows,
        "carried": queries.carried_decisions(actor=request.actor, case_id=case_id),
        "resumed": set(resumption_queries.resumptions_to_receive(actor=request.actor).values_list("pk", flat=True)),
        "reviews": review_queries.reviewed(actor=request.actor, reviews=reviews),
        "asked": {row.decision_id for row in reviews if row.withdrawn_on is None},
    }


@page(Permission.PROTECTION_DECISION_RECEIVE)
@require_POST
def decision_receive(request: DeskRequest, decision_id: UUID) -> HttpResponse:
    case = actions.receive_decision(actor=request.actor, decision_id=decision_id)
    messages.success(request, _("The decision is in the case now. All help goes on as before."))
    return redirect("protection:case_decision", case.pk)


@page(Permission.PROTECTION_DECISION_RECEIVE)
@require_POST
def resumption_receive(request: DeskRequest, resumption_id: UUID) -> HttpResponse:
    case = actions.receive_resumption(actor=request.actor, resumption_id=resumption_id)
    messages.success(request, _("The case waits for the decision again, and its clock runs on."))
    return redirect("protection:case_decision", case.pk)
