from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.clock import today
from panah.core.text import sort_key
from panah.prevention import actions, forms, queries
from panah.prevention.states import HANGING


@page(Permission.PREVENTION_CAMPAIGN_READ)
def placement_show(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    placement = queries.placement(actor=request.actor, placement_id=placement_id)
    own = placement.organisation_id == request.actor.organisation_id
    place = queries.placement_name(actor=request.actor, placement=placement)
    context = {
        "title": place or _("Placement"),
        "placement": placement,
        "checks": queries.placement_checks(actor=request.actor, placement=placement),
        "scan_days": queries.scan_days(actor=request.actor, placement=placement),
        "sheets": queries.material(actor=request.actor, material_id=placement.material_id),
        "back_url": reverse("prevention:campaign_show", args=[placement.campaign.slug]),
        "may_change": own and request.actor.may(Permission.PREVENTION_PLACEMENT_CHANGE),
    }
    return render(request, "prevention/placement_show.html", context)


@page(Permission.PREVENTION_CAMPAIGN_READ)
def map_show(request: DeskRequest) -> HttpResponse:
    return HttpResponse(queries.country_map(actor=request.actor), content_type="application/geo+json")


@page(Permission.PREVENTION_CAMPAIGN_READ)
def gap_list(request: DeskRequest) -> HttpResponse:
    filters = forms.GapForm(request.GET, campaigns=queries.campaigns_hanging(actor=request.actor))
    wanted = filters.cleaned_data["campaign"] if filters.is_valid() else ""
    found = queries.gaps(actor=request.actor, campaign=wanted)
    language = request.actor.language
    context = {
        "title": _("Places without material"),
        "filters": filters,
        "gaps": [(gap, sorted(((one.name(language), one) for one in gap.missing), key=_by_name)) for gap in found],
    }
    return render(request, "prevention/gap_list.html", context)


def _by_name(named: tuple[str, Any]) -> Any:
    return sort_key(named[0])


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def placement_find(request: DeskRequest) -> HttpResponse:
    form = forms.FindForm(request.GET if "code" in request.GET else None)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    if found := queries.placement_called(actor=request.actor, code=code) if code else None:
        return redirect("prevention:placement_look", found.pk)
    if code:
        form.add_error("code", _("No placement has this code."))
    context = {
        "form": form,
        "title": _("At a poster"),
        "near": queries.placements_near(actor=request.actor, code=code) if code else [],
        "stops": queries.stops(actor=request.actor),
    }
    return render(request, "prevention/placement_find.html", context, status=422 if form.errors else 200)


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def placement_look(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    """Show what should hang where somebody stands now, and take what they found."""
    placement = queries.placement(actor=request.actor, placement_id=placement_id)
    hangs = placement.state in HANGING
    form = forms.LookForm(request.POST or None, request.FILES or None)
    action, day = (actions.check_placement, "checked_on") if hangs else (actions.put_up, "up_on")
    if not hangs:
        del form.fields["found"]
    if send(request, form, action, placement_id=placement_id, **{day: today()}):
        messages.success(request, _("Recorded. Thank you for looking."))
        return redirect("prevention:placement_look", placement_id)
    context = {
        "form": form,
        "title": queries.placement_name(actor=request.actor, placement=placement) or _("Placement"),
        "placement": placement,
        "hangs": hangs,
        "may_change": placement.organisation_id == request.actor.organisation_id,
        "row": queries.material(actor=request.actor, material_id=placement.material_id),
    }
    return render(request, "prevention/placement_look.html", context)


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
@require_POST
def photo_open(request: DeskRequest, check_id: UUID) -> HttpResponse:
    kind, content = actions.open_photo(actor=request.actor, check_id=check_id)
    answer = HttpResponse(content, content_type=kind.media)
    answer["Content-Disposition"] = f'attachment; filename="photo.{kind.ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def placement_put_up(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    form = forms.PutUpForm(request.POST or None, request.FILES or None)
    return _part(request, form, actions.put_up, placement_id, _("It hangs"))


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def placement_check(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    form = forms.CheckForm(request.POST or None, request.FILES or None)
    return _part(request, form, actions.check_placement, placement_id, _("Record a check"))


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def placement_take_down(request: DeskRequest, placement_id: UUID) -> HttpResponse:
    form = forms.TakeDownForm(request.POST or None)
    return _part(request, form, actions.take_down, placement_id, _("Taken down"))


def _part(request: DeskRequest, form: Any, action: Any, placement_id: UUID, title: str) -> HttpResponse:
    if send(request, form, action, placement_id=placement_id):
        return redirect("prevention:placement_show", placement_id)
    placement = queries.placement(actor=request.actor, placement_id=placement_id)
    context = {
        "form": form,
        "title": title,
        "intro": queries.placement_name(actor=request.actor, placement=placement),
        "back_url": reverse("prevention:placement_show", args=[placement_id]),
    }
    return render(request, "core/form_page.html", context)
