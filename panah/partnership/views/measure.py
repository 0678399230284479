from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, paper, send
from panah.core.paging import page as rows_of
from panah.partnership import actions, forms, queries
from panah.partnership.queries.papers import measure_paper

ORDER = ("plan", "number", "id")


@page(Permission.PARTNERSHIP_MEASURE_READ)
def measure_list(request: DeskRequest) -> HttpResponse:
    filters = forms.MeasureFilterForm(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    found = rows_of(queries.measures(actor=request.actor, **wanted), order=ORDER, after=request.GET.get("after"))
    context = {"title": _("Action plan"), "page": found, "filters": filters, "may_change": _may(request)}
    return render(request, "partnership/measure_list.html", context)


@page(Permission.PARTNERSHIP_MEASURE_READ)
def measure_show(request: DeskRequest, measure_id: UUID) -> HttpResponse:
    shown = queries.measure(actor=request.actor, measure_id=measure_id)
    mine = request.actor.organisation_id in (shown.organisation_id, shown.lead_id)
    context = {"title": shown.text(request.actor.language), "measure": shown, "may_change": mine and _may(request)}
    return render(request, "partnership/measure_show.html", context)


@page(Permission.PARTNERSHIP_MEASURE_READ)
def measure_print(request: DeskRequest, measure_id: UUID) -> HttpResponse:
    return paper(request, measure_paper, measure_id=measure_id)


@page(Permission.PARTNERSHIP_MEASURE_CHANGE)
def measure_plan(request: DeskRequest) -> HttpResponse:
    form = forms.MeasureForm(request.POST or None)
    measure = send(request, form, actions.plan_measure)
    if measure:
        return redirect("partnership:measure_show", measure.id)
    return _form(request, form, _("Add a measure"), reverse("partnership:measure_list"))


@page(Permission.PARTNERSHIP_MEASURE_CHANGE)
def measure_change(request: DeskRequest, measure_id: UUID) -> HttpResponse:
    shown = queries.measure_to_change(actor=request.actor, measure_id=measure_id)
    initial = {name: getattr(shown, name) for name in ("pillar", "text_en", "text_az", "starts_on", "due_on")}
    form = forms.MeasureChangeForm(request.POST or None, initial=initial | {"lead": shown.lead.code})
    return _part(request, form, actions.change_measure, measure_id, _("Change the measure"))


@page(Permission.PARTNERSHIP_MEASURE_CHANGE)
def measure_report(request: DeskRequest, measure_id: UUID) -> HttpResponse:
    shown = queries.measure_to_change(actor=request.actor, measure_id=measure_id)
    initial = {name: getattr(shown, name) for name in ("status", "done_on", "evidence")}
    form = forms.ReportForm(request.POST or None, initial=initial)
    return _part(request, form, actions.report_measure, measure_id, _("How far is this measure?"))


def _part(request: DeskRequest, form: Any, action: Any, measure_id: UUID, title: str) -> HttpResponse:
    # Both pages correct what stands in the measure.
    if edit(request, form, action, measure_id=measure_id):
        messages.success(request, _("Saved"))
        return redirect("partnership:measure_show", measure_id)
    return _form(request, form, title, reverse("partnership:measure_show", args=[measure_id]))


def _form(request: DeskRequest, form: Any, title: str, back: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "core/form_page.html", {"title": title, "form": form, "back_url": back}, status=status)


def _may(request: DeskRequest) -> bool:
    return request.actor.may(Permission.PARTNERSHIP_MEASURE_CHANGE)
