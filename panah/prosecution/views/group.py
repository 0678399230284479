from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.prosecution import actions, forms, queries
from panah.prosecution.rules import has_open_case
from panah.prosecution.states import InvestigationState

if TYPE_CHECKING:
    from panah.prosecution.models import CriminalGroup


@page(Permission.PROSECUTION_GROUP_READ)
def group_list(request: DeskRequest) -> HttpResponse:
    filters = forms.GroupFilterForm(request.GET or None)
    kind = filters.cleaned_data["kind"] if filters.is_valid() else ""
    context = {
        "title": _("Groups"),
        "filters": filters,
        "page": queries.groups(actor=request.actor, kind=kind, after=request.GET.get("after")),
        "shared": queries.shared_groups(actor=request.actor),
        "is_filtered": bool(kind),
        "may_open": request.actor.may(Permission.PROSECUTION_GROUP_OPEN),
    }
    return render(request, "prosecution/group_list.html", context)


@page(Permission.PROSECUTION_GROUP_OPEN)
def group_open(request: DeskRequest) -> HttpResponse:
    form = forms.GroupForm(request.POST or None)
    if group := send(request, form, actions.open_group):
        messages.success(request, _("The group is open. Add its members and links."))
        return redirect("prosecution:group_read", group.pk)
    context = {
        "form": form,
        "title": _("Open a group"),
        "submit": _("Open the group"),
        "back_url": reverse("prosecution:group_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROSECUTION_GROUP_READ)
def group_read(request: DeskRequest, group_id: UUID) -> HttpResponse:
    group = actions.look_at_group(actor=request.actor, group_id=group_id)
    given: dict[str, Any] = {"actor": request.actor, "group": group}
    cases = queries.investigations(**given)
    context = {
        "title": _("Group %(number)s") % {"number": group.reference},
        "group": group,
        "words": queries.group_name(**given),
        "members": queries.suspects(**given),
        "graph": queries.graph(**given),
        "disposition": queries.standing_disposition(**given),
        "investigations": cases,
        "has_open_case": has_open_case(InvestigationState(case.state) for case in cases),
        "entries": queries.timeline(**given),
        **_may(request, group),
    }
    return render(request, "prosecution/group_read.html", context)


@page(Permission.PROSECUTION_GROUP_SHARE)
def group_share(request: DeskRequest, group_id: UUID) -> HttpResponse:
    group = queries.group(actor=request.actor, group_id=group_id)
    bodies = queries.prosecution_offices(actor=request.actor)
    form = forms.ShareForm(request.POST or None, bodies=bodies)
    if send(request, form, actions.share_group, group_id=group_id):
        messages.success(request, _("The group is open to this body, for reading."))
        return redirect("prosecution:group_read", group_id)
    context = _form_page(group, form, title=_("Open the group to the prosecutor"), submit=_("Open it"))
    return render(request, "core/form_page.html", context)


def _may(request: DeskRequest, group: "CriminalGroup") -> dict[str, bool]:
    is_own = group.organisation_id == request.actor.organisation_id and group.wall == request.actor.wall
    return {
        "is_own": is_own,
        "may_show": request.actor.may(Permission.PROSECUTION_SUSPECT_SHOW),
        "may_change": is_own and request.actor.may(Permission.PROSECUTION_GROUP_CHANGE),
        "may_investigate": is_own and request.actor.may(Permission.PROSECUTION_INVESTIGATION_CHANGE),
        "may_dispose": is_own and request.actor.may(Permission.PROSECUTION_DISPOSITION_RECORD),
    }


def _form_page(group: "CriminalGroup", form: Any, *, title: str, submit: str) -> dict[str, Any]:
    back = reverse("prosecution:group_read", args=[group.pk])
    return {"form": form, "title": title, "intro": group.reference, "submit": submit, "back_url": back}
