from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.core.paging import page as rows_of
from panah.prevention import actions, forms, queries
from panah.prevention.queries import plan

PLAIN = (
    *("title_en", "title_az", "observance", "starts_on", "ends_on", "languages", "divisions"),
    *("message_en", "message_az", "goal_en", "goal_az"),
)
PARTS: dict[str, Callable[..., Any]] = {
    "funders": queries.funders,
    "audiences": queries.audiences,
    "channels": queries.channels,
    "materials": queries.materials,
    "placements": queries.placements,
    "deliveries": queries.deliveries,
    "shelves": queries.shelves,
    "responses": queries.responses,
    "surveys": queries.surveys,
    "plan": plan.plan,
    "local_actions": plan.local_actions,
    "money": plan.money,
}


@page(Permission.PREVENTION_CAMPAIGN_READ)
def campaign_list(request: DeskRequest) -> HttpResponse:
    filters = forms.FilterForm(request.GET, years=queries.campaign_years(actor=request.actor))
    wanted = filters.cleaned_data if filters.is_valid() else {}
    found = queries.campaigns(actor=request.actor, state=wanted.get("state", ""), year=wanted.get("year"))
    context = {
        "title": _("Campaigns"),
        "page": rows_of(found, order=("-id",), after=request.GET.get("after")),
        "filters": filters,
        "may_change": request.actor.may(Permission.PREVENTION_CAMPAIGN_CHANGE),
    }
    return render(request, "prevention/campaign_list.html", context)


@page(Permission.PREVENTION_CAMPAIGN_READ)
def campaign_show(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.campaign(actor=request.actor, slug=slug)
    context = {
        "title": str(shown),
        "campaign": shown,
        "observance": queries.observance_name(actor=request.actor, campaign=shown),
        "districts": queries.district_names(actor=request.actor, campaign=shown),
        "sources": queries.campaign_sources(actor=request.actor, slug=slug, language=request.actor.language),
        "may_change": _is_own(request, shown.organisation_id),
        **{name: query(actor=request.actor, campaign=shown) for name, query in PARTS.items()},
    }
    return render(request, "prevention/campaign_show.html", context)


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
@require_POST
def campaign_publish(request: DeskRequest, slug: str) -> HttpResponse:
    actions.publish_campaign(actor=request.actor, slug=slug)
    messages.success(request, _("The campaign has a page for everybody now."))
    return redirect("prevention:campaign_show", slug)


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def campaign_open(request: DeskRequest) -> HttpResponse:
    choices = {
        "divisions": queries.division_choices(actor=request.actor),
        "phases": queries.phase_choices(actor=request.actor),
    }
    form = forms.OpenCampaignForm(request.POST or None, **choices)
    if campaign := send(request, form, actions.open_campaign):
        return redirect("prevention:campaign_show", campaign.slug)
    return _form(request, form, _("Open a campaign"), reverse("prevention:campaign_list"))


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def campaign_change(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.campaign_to_change(actor=request.actor, slug=slug)
    initial = {name: getattr(shown, name) for name in PLAIN}
    divisions = queries.division_choices(actor=request.actor)
    form = forms.CampaignForm(request.POST or None, initial=initial, divisions=divisions)
    return _part(request, form, actions.change_campaign, slug, _("Change the campaign"), hand=edit)


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def campaign_step(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.campaign(actor=request.actor, slug=slug)
    form = forms.CampaignStepForm(request.POST or None, state=shown.state)
    return _part(request, form, actions.take_campaign_step, slug, _("Next step of the campaign"))


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def audience_add(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.AudienceForm(
        request.POST or None,
        missions=queries.mission_choices(actor=request.actor),
        divisions=queries.division_choices(actor=request.actor),
    )
    return _part(request, form, actions.add_audience, slug, _("Add an audience"))


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def channel_add(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.ChannelForm(request.POST or None)
    return _part(request, form, actions.add_channel, slug, _("Add an outlet"))


@page(Permission.PREVENTION_CAMPAIGN_READ)
def outreach_list(request: DeskRequest) -> HttpResponse:
    found = queries.outreach(actor=request.actor)
    context = {
        "title": _("Outreach"),
        "intro": _("Visits to people at risk, in counts. Nobody is named."),
        "page": rows_of(found, order=("-visited_on", "-id"), after=request.GET.get("after")),
        "sums": queries.outreach_sums(actor=request.actor),
        "may_change": request.actor.may(Permission.PREVENTION_OUTREACH_RECORD),
    }
    return render(request, "prevention/outreach_list.html", context)


@page(Permission.PREVENTION_OUTREACH_RECORD)
def outreach_record(request: DeskRequest) -> HttpResponse:
    choices = {
        "divisions": queries.division_choices(actor=request.actor),
        "campaigns": queries.campaign_choices(actor=request.actor),
    }
    form = forms.OutreachForm(request.POST or None, **choices)
    if send(request, form, actions.record_outreach):
        messages.success(request, _("The visit is recorded."))
        return redirect("prevention:outreach_list")
    return _form(request, form, _("Record a visit"), reverse("prevention:outreach_list"))


def _is_own(request: DeskRequest, organisation_id: Any) -> bool:
    own = organisation_id == request.actor.organisation_id
    return own and request.actor.may(Permission.PREVENTION_CAMPAIGN_CHANGE)


def _part(
    request: DeskRequest, form: Any, action: Any, slug: str, title: str, *, hand: Callable[..., Any] = send
) -> HttpResponse:
    if hand(request, form, action, slug=slug):
        return redirect("prevention:campaign_show", slug)
    return _form(request, form, title, reverse("prevention:campaign_show", args=[slug]))


def _form(request: DeskRequest, form: Any, title: str, back_url: str) -> HttpResponse:
    return render(request, "core/form_page.html", {"form": form, "title": title, "back_url": back_url})
