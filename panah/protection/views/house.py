from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.core.paging import page as page_of
from panah.protection import actions, forms, queries
from panah.protection.queries.house import stays_ended
from panah.protection.states import IncidentState, PresenceState


@page(Permission.PROTECTION_PRESENCE_TICK)
def presence_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Daily list"),
        "intro": _("Once a day, quietly: who is in the house. Nobody is asked where they go."),
        "lines": queries.daily_list(actor=request.actor),
    }
    return render(request, "protection/presence_list.html", context)


@page(Permission.PROTECTION_PRESENCE_TICK)
def presence_tick(request: DeskRequest, stay_id: UUID) -> HttpResponse:
    stay = queries.stay(actor=request.actor, stay_id=stay_id)
    form = forms.TickPresenceForm(request.POST or None)
    if send(request, form, actions.tick_presence, stay_id=stay_id):
        return redirect("protection:presence_list")
    context = {
        "form": form,
        "title": _("Today"),
        "intro": stay.reference,
        "back_url": reverse("protection:presence_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PRESENCE_TICK)
def presence_confirm(request: DeskRequest, stay_id: UUID) -> HttpResponse:
    if request.method == "POST":
        actions.tick_presence(actor=request.actor, stay_id=stay_id, state=PresenceState.PRESENT)
    else:
        queries.stay(actor=request.actor, stay_id=stay_id)
    return redirect("protection:presence_list")


@page(Permission.PROTECTION_INCIDENT_READ)
def incident_list(request: DeskRequest) -> HttpResponse:
    incidents = queries.incidents(actor=request.actor)
    found = page_of(incidents, order=("-happened_on", "-id"), after=request.GET.get("after"))
    context = {"title": _("House events and incidents"), "page": found, "incidents": found.rows}
    return render(request, "protection/incident_list.html", context)


@page(Permission.PROTECTION_INCIDENT_RECORD)
def incident_record(request: DeskRequest) -> HttpResponse:
    houses = [(str(house.pk), house.name) for house in queries.shelters(actor=request.actor)]
    stays = [(str(stay.pk), stay.reference) for stay in queries.stays(actor=request.actor)]
    known = {"shelter_id": houses[0][0]} if len(houses) == 1 else {}
    form = forms.RecordIncidentForm(request.POST or None, shelters=houses, stays=stays, initial=known)
    if send(request, form, actions.record_incident):
        return redirect("protection:incident_list")
    context = {
        "form": form,
        "title": _("Record what happened"),
        "back_url": reverse("protection:incident_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_INCIDENT_READ)
def incident_read(request: DeskRequest, incident_id: UUID) -> HttpResponse:
    incident = queries.incident(actor=request.actor, incident_id=incident_id)
    note = None
    if request.method == "POST":
        note = actions.show_incident(actor=request.actor, incident_id=incident_id)
    context = {
        "title": _("What happened in the house"),
        "incident": incident,
        "note": note,
        "is_open": incident.state == IncidentState.OPEN,
    }
    return render(request, "protection/incident_read.html", context)


@page(Permission.PROTECTION_INCIDENT_RECORD)
def incident_settle(request: DeskRequest, incident_id: UUID) -> HttpResponse:
    incident = queries.incident_to_change(actor=request.actor, incident_id=incident_id)
    form = forms.SettleIncidentForm(request.POST or None, initial={"told": incident.told})
    if edit(request, form, actions.settle_incident, incident_id=incident_id):
        messages.success(request, _("Seen to."))
        return redirect("protection:incident_list")
    back = reverse("protection:incident_read", args=[incident_id])
    context = {"form": form, "title": _("Somebody has seen to it"), "submit": _("Seen to"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_INCIDENT_RECORD)
def incident_reopen(request: DeskRequest, incident_id: UUID) -> HttpResponse:
    back = reverse("protection:incident_read", args=[incident_id])
    if request.method != "POST":
        queries.incident(actor=request.actor, incident_id=incident_id)
        return render(request, "core/confirm_page.html", {"title": _("Open the incident again"), "back_url": back})
    actions.reopen_incident(actor=request.actor, incident_id=incident_id)
    return redirect(back)


@page(Permission.PROTECTION_INCIDENT_COUNT)
def incident_count(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Incidents in shelters"),
        "intro": _("Numbers only: by month, organisation and severity. No house, no person, no words."),
        "rows": queries.incident_counts(actor=request.actor),
    }
    return render(request, "protection/incident_count.html", context)


@page(Permission.PROTECTION_SHELTER_READ)
def stay_list(request: DeskRequest) -> HttpResponse:
    found = stays_ended(actor=request.actor, after=request.GET.get("after"))
    rows = [(stay, (stay.ended_on - stay.started_on).days) for stay in found.rows]
    context = {
        "title": _("Stays that ended"),
        "intro": _(
            "By case number, without names. What became of the person afterwards, the holder of the case knows."
        ),
        "page": found,
        "rows": rows,
    }
    return render(request, "protection/stay_list.html", context)
