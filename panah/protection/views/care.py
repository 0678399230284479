from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.catalogue import code_list
from panah.core.clock import now
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries
from panah.protection.queries import order as order_queries
from panah.protection.queries.service import service_line


@page(Permission.PROTECTION_CASE_READ)
def case_indicators(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="indicators")
    found = queries.presumptions(actor=request.actor, case_id=case_id)
    context = {
        "bar": bar,
        "tab": "indicators",
        "rows": [(row, queries.signs(actor=request.actor, presumption=row)) for row in found],
        "screenings": queries.screenings(actor=request.actor, case=bar.case),
        "lists": queries.list_choices(actor=request.actor, case=bar.case),
    }
    return render(request, "protection/case_indicators.html", context)


@page(Permission.PROTECTION_PRESUMPTION_MAKE)
def presumption_make(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.PresumeForm(request.POST or None)
    if send(request, form, actions.presume, case_id=case_id):
        messages.success(request, _("The person is presumed a victim. Every kind of help is open from now on."))
        return redirect("protection:case_plan", case_id)
    context = {
        "form": form,
        "title": _("Presume trafficking in %(reference)s") % {"reference": case.reference},
        "intro": _("One sign is enough. Neither the police nor a complaint is needed. Leave what you did not ask."),
        "submit": _("Record the presumption"),
        "back_url": reverse("protection:case_indicators", args=[case_id]),
    }
    return render(request, "protection/presumption_make.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_plan(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="plan")
    context = {
        "bar": bar,
        "tab": "plan",
        "services": queries.services(actor=request.actor, case_id=case_id),
        "goals": queries.goals(actor=request.actor, case=bar.case),
        "orders": order_queries.orders_of_case(actor=request.actor, case_id=case_id),
        "approvals": queries.approval_rows(actor=request.actor, case=bar.case) if bar.is_own else [],
        "approval_subjects": [subject.code for subject in code_list("approval_subject")],
        "clocks": queries.running_clocks(actor=request.actor, case=bar.case),
        "may_void": bar.is_own and request.actor.may(Permission.PROTECTION_SERVICE_RECORD),
    }
    return render(request, "protection/case_plan.html", context)


@page(Permission.PROTECTION_SERVICE_RECORD)
def service_record(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    providers = choices_of(queries.bodies(actor=request.actor), language=request.actor.language)
    form = forms.RecordServiceForm(request.POST or None, providers=providers)
    if send(request, form, actions.record_service, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_plan", case_id)
    context = {
        "form": form,
        "title": _("Record help in %(reference)s") % {"reference": case.reference},
        "intro": _("What was declined or not to be had counts too."),
        "back_url": reverse("protection:case_plan", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_SERVICE_RECORD)
def service_void(request: DeskRequest, service_id: UUID) -> HttpResponse:
    service = service_line(actor=request.actor, service_id=service_id)
    form = forms.VoidServiceForm(request.POST or None)
    if send(request, form, actions.void_service, service_id=service_id):
        messages.success(request, _("Marked as wrong. Record the right line beside it."))
        return redirect("protection:case_plan", service.case_id)
    context = {
        "form": form,
        "title": _("This line is wrong"),
        "intro": _("The line stays in the record with its reason. No figure and no paper counts it any more."),
        "submit": _("Mark it as wrong"),
        "back_url": reverse("protection:case_plan", args=[service.case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
def plan_review(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.ReviewPlanForm(request.POST or None)
    if send(request, form, actions.review_plan, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_plan", case_id)
    back = reverse("protection:case_plan", args=[case_id])
    context = {"form": form, "title": _("Plan made or reviewed"), "intro": case.reference, "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_timeline(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="timeline")
    happened = queries.happenings(actor=request.actor, case=bar.case)
    context = {
        "bar": bar,
        "tab": "timeline",
        "entries": queries.timeline(actor=request.actor, case=bar.case, happened=happened),
        "page": queries.note_rows(actor=request.actor, case_id=case_id, after=request.GET.get("after")),
        "now": now(),
    }
    return render(request, "protection/case_timeline.html", context)


@page(Permission.PROTECTION_NOTE_ADD)
def note_add(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.AddNoteForm(request.POST or None)
    if send(request, form, actions.add_note, case_id=case_id):
        return redirect("protection:case_timeline", case_id)
    back = reverse("protection:case_timeline", args=[case_id])
    context = {"form": form, "title": _("Add a note"), "intro": case.reference, "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_access(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="access")
    context = {
        "bar": bar,
        "tab": "access",
        "seers": queries.seers(actor=request.actor, case=bar.case),
        "looks": queries.looks(actor=request.actor, case=bar.case),
        "may_lock": bar.is_own and request.actor.may(Permission.PROTECTION_CASE_LOCK),
    }
    return render(request, "protection/case_access.html", context)
