from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.core.paging import page as rows_of
from panah.partnership import actions, forms, queries

NEWEST = ("-id",)
DEMANDED = ("position", "sentence_az", "sentence_en", "sentence_ru", "kinds", "is_over")


@page(Permission.PARTNERSHIP_PROJECT_READ)
def project_list(request: DeskRequest) -> HttpResponse:
    found = rows_of(queries.projects(actor=request.actor), order=NEWEST, after=request.GET.get("after"))
    context = {"title": _("Projects"), "page": found, "may_change": _may(request)}
    return render(request, "partnership/project_list.html", context)


@page(Permission.PARTNERSHIP_PROJECT_READ)
def project_show(request: DeskRequest, slug: str) -> HttpResponse:
    language = request.actor.language
    shown = queries.project_page(actor=request.actor, slug=slug, language=language)
    words = queries.project_words(actor=request.actor, slug=slug, language=language)
    context = {"title": words.title, "shown": shown, "words": words, "may_change": shown.is_own and _may(request)}
    context["visibility"] = queries.visibility(actor=request.actor, project_id=shown.project.pk)
    return render(request, "partnership/project_show.html", context)


@page(Permission.PARTNERSHIP_PROJECT_CHANGE)
def project_open(request: DeskRequest) -> HttpResponse:
    form = forms.ProjectForm(request.POST or None)
    project = send(request, form, actions.open_project)
    if project:
        return redirect("partnership:project_show", project.slug)
    back = reverse("partnership:project_list")
    return _form(request, form, _("Put a project on record"), back)


@page(Permission.PARTNERSHIP_PROJECT_CHANGE)
def project_change(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.project_to_change(actor=request.actor, slug=slug)
    names = ("name_en", "name_az", "acronym", "objective_en", "objective_az")
    initial = {name: getattr(shown, name) for name in names}
    initial["beneficiary"] = shown.beneficiary.code if shown.beneficiary else ""
    form = forms.ProjectForm(request.POST or None, initial=initial)
    return _part(request, form, actions.change_project, slug, _("Change the project"), hand=edit)


@page(Permission.PARTNERSHIP_PROJECT_CHANGE)
def phase_add(request: DeskRequest, slug: str) -> HttpResponse:
    return _part(request, forms.PhaseForm(request.POST or None), actions.add_phase, slug, _("Add a phase"))


@page(Permission.PARTNERSHIP_PROJECT_CHANGE)
def funding_add(request: DeskRequest, slug: str) -> HttpResponse:
    return _part(request, forms.FundingForm(request.POST or None), actions.add_funding, slug, _("Add a funder"))


@page(Permission.PARTNERSHIP_PROJECT_CHANGE)
def visibility_keep(request: DeskRequest, slug: str) -> HttpResponse:
    project = queries.project_to_change(actor=request.actor, slug=slug)
    shown = queries.project_page(actor=request.actor, slug=slug, language=request.actor.language)
    funders = list(dict.fromkeys((row.funder.code, row.funder.name(request.actor.language)) for row in shown.funding))
    wanted = request.POST.get("funder") or request.GET.get("funder")
    kept = queries.visibility(actor=request.actor, project_id=project.pk)
    row = next((one for one in kept if one.funder.code == wanted), None)
    initial = {name: getattr(row, name) for name in DEMANDED} if row else {"position": len(kept) + 1}
    form = forms.VisibilityForm(request.POST or None, initial={"funder": wanted, **initial}, funders=funders)
    title = _("What a funder demands on materials")
    return _part(request, form, actions.keep_visibility, slug, title, hand=edit)


@page(Permission.PARTNERSHIP_INDICATOR_CHANGE)
def indicator_define(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.IndicatorForm(request.POST or None)
    return _part(request, form, actions.define_indicator, slug, _("Add an indicator"))


@page(Permission.PARTNERSHIP_INDICATOR_CHANGE)
def value_add(request: DeskRequest, slug: str, indicator_id: UUID) -> HttpResponse:
    form = forms.ValueForm(request.POST or None)
    if send(request, form, actions.add_value, indicator_id=indicator_id):
        messages.success(request, _("Saved"))
        return redirect("partnership:project_show", slug)
    return _form(request, form, _("Add a value"), reverse("partnership:project_show", args=[slug]))


@page(Permission.PARTNERSHIP_PROJECT_CHANGE)
@require_POST
def project_publish(request: DeskRequest, slug: str) -> HttpResponse:
    actions.publish_project(actor=request.actor, slug=slug)
    messages.success(request, _("The page is published in Azerbaijani and English."))
    return redirect("partnership:project_show", slug)


def _part(
    request: DeskRequest, form: Any, action: Any, slug: str, title: str, *, hand: Callable[..., Any] = send
) -> HttpResponse:
    if hand(request, form, action, slug=slug):
        messages.success(request, _("Saved"))
        return redirect("partnership:project_show", slug)
    return _form(request, form, title, reverse("partnership:project_show", args=[slug]))


def _form(request: DeskRequest, form: Any, title: str, back: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "core/form_page.html", {"title": title, "form": form, "back_url": back}, status=status)


def _may(request: DeskRequest) -> bool:
    return request.actor.may(Permission.PARTNERSHIP_PROJECT_CHANGE)
