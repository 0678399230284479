from collections.abc import Callable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.core.clock import today
from panah.prevention import actions, forms, queries
from panah.prevention.queries import plan as plans


@page(Permission.PREVENTION_CAMPAIGN_READ)
def calendar_show(request: DeskRequest) -> HttpResponse:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today().year
    year = min(max(year, 2000), today().year + 10)
    days = plans.calendar(actor=request.actor, year=year)
    context = {
        "title": _("Calendar of campaigns"),
        "year": year,
        "days": days,
        "months": [list(group) for _month, group in groupby(days, key=lambda day: day.on.month)],
        "as_list": request.GET.get("as") == "list",
    }
    return render(request, "prevention/calendar_show.html", context)


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def entry_plan(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.PlanEntryForm(
        request.POST or None,
        kind=request.GET.get("kind", ""),
        own=request.actor.organisation_id,
        divisions=queries.division_choices(actor=request.actor),
        organisations=plans.organisation_choices(actor=request.actor),
    )
    return _part(request, form, actions.plan_entry, slug, _("Plan a step or a local action"), slug=slug)


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def entry_finish(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    entry = plans.entry_to_change(actor=request.actor, entry_id=entry_id)
    form = forms.DoneForm(request.POST or None)
    title = _("Done: %(what)s") % {"what": plans.entry_title(actor=request.actor, entry=entry)}
    return _part(request, form, actions.finish_entry, entry.campaign.slug, title, entry_id=entry_id)


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def money_enter(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.BudgetLineForm(request.POST or None, organisations=plans.organisation_choices(actor=request.actor))
    return _part(request, form, actions.enter_money, slug, _("Enter money"), slug=slug)


@page(Permission.PREVENTION_CAMPAIGN_READ)
def money_list(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.campaign(actor=request.actor, slug=slug)
    context = {
        "title": _("Budget and spending"),
        "campaign": shown,
        "money": plans.money(actor=request.actor, campaign=shown),
        "lines": plans.budget_lines(actor=request.actor, campaign=shown),
        "back_url": reverse("prevention:campaign_show", args=[slug]),
    }
    return render(request, "prevention/money_list.html", context)


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def campaign_evaluate(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.campaign_to_change(actor=request.actor, slug=slug)
    initial = {"reached": shown.reached, "unknown": shown.unknown}
    form = forms.EvaluationForm(request.POST or None, initial=initial)
    return _part(request, form, actions.evaluate_campaign, slug, _("Evaluate the campaign"), hand=edit, slug=slug)


def _part(
    request: DeskRequest,
    form: Any,
    action: Callable[..., Any],
    campaign: str,
    title: str,
    *,
    hand: Callable[..., Any] = send,
    **given: Any,
) -> HttpResponse:
    if hand(request, form, action, **given):
        return redirect("prevention:campaign_show", campaign)
    back_url = reverse("prevention:campaign_show", args=[campaign])
    return render(request, "core/form_page.html", {"form": form, "title": title, "back_url": back_url})
