import json
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
from panah.core.errors import InvalidInput
from panah.prevention import actions, forms, queries

SHOWN = 50
COUNTS = ("received_count", "used_count", "left_count", "damaged_count")


@page(Permission.PREVENTION_CAMPAIGN_READ)
def stock_list(request: DeskRequest) -> HttpResponse:
    stops = list(queries.stops_for_us(actor=request.actor))
    context = {
        "title": _("Stock of materials"),
        "stopped": {stop.batch_id for stop in stops},
        "shelves": queries.shelves(actor=request.actor),
        "stops": stops,
        "arriving": queries.arriving(actor=request.actor),
        "may_change": request.actor.may(Permission.PREVENTION_PLACEMENT_CHANGE),
    }
    return render(request, "prevention/stock_list.html", context)


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
@require_POST
def stop_confirm(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    actions.confirm_stop(actor=request.actor, stop_id=stop_id)
    messages.success(request, _("The publisher sees that nothing more leaves your store."))
    return redirect("prevention:stock_list")


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def batch_record(request: DeskRequest, material_id: UUID) -> HttpResponse:
    material = queries.material_to_change(actor=request.actor, material_id=material_id)
    form = forms.BatchForm(request.POST or None, funders=queries.receiver_choices(actor=request.actor))
    if send(request, form, actions.record_batch, material_id=material_id):
        messages.success(request, _("The print run is in your store."))
        return redirect("prevention:stock_list")
    return _form(request, form, _("Record a print run"), str(material))


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def batch_hand_out(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    shelf = queries.shelf(actor=request.actor, batch_id=batch_id)
    venues = queries.venue_choices(actor=request.actor)
    receivers = queries.receiver_choices(actor=request.actor)
    form = forms.HandOutForm(request.POST or None, venues=venues, receivers=receivers)
    if send(request, form, actions.hand_out, batch_id=batch_id):
        messages.success(request, _("It stands in the ledger."))
        return redirect("prevention:stock_list")
    left = _("In your store: %(count)s") % {"count": shelf.stock.left}
    return _form(request, form, _("Hand out"), f"{shelf.batch} · {left}")


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def batch_sheet(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    shelf = queries.shelf(actor=request.actor, batch_id=batch_id)
    form = forms.SheetForm(request.POST or None, request.FILES or None)
    if "import" in request.POST and (done := send(request, form, actions.import_sheet, batch_id=batch_id)):
        messages.success(request, _("%(new)s new, %(old)s stood already.") % {"new": done[0], "old": done[1]})
        return redirect("prevention:stock_list")
    context = {
        "form": form,
        "title": _("Hand out by a sheet"),
        "intro": f"{shelf.batch} · " + _("In your store: %(count)s") % {"count": shelf.stock.left},
        "submit": _("Look at it first"),
        "back_url": reverse("prevention:stock_list"),
        "sheet": _looked_at(request, form, batch_id),
    }
    return render(request, "prevention/batch_sheet.html", context, status=422 if form.errors else 200)


def _looked_at(request: DeskRequest, form: forms.SheetForm, batch_id: UUID) -> dict[str, Any] | None:
    if not form.is_bound or not (cells := form.cleaned_data.get("sheet") if form.is_valid() else None):
        return None
    try:
        read = queries.sheet(actor=request.actor, batch_id=batch_id, cells=cells)
    except InvalidInput as error:
        form.add_error("file", _(error.message))
        return None
    faults = [(fault.row, fault.typed, _(fault.message), fault.near) for fault in read.faults[:SHOWN]]
    shown = [(line.venue.name(request.actor.language), line) for line in read.new[:SHOWN]]
    rows = json.dumps([cells.rows, cells.from_1904])
    return {"read": read, "shown": shown, "faults": faults, "rows": rows}


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def delivery_receive(request: DeskRequest, delivery_id: UUID) -> HttpResponse:
    delivery = queries.arriving_delivery(actor=request.actor, delivery_id=delivery_id)
    initial = {"received_count": delivery.given_count}
    form = forms.ReceiptForm(request.POST or None, initial=initial)
    if send(request, form, actions.receive_delivery, delivery_id=delivery_id):
        messages.success(request, _("What arrived is in your store."))
        return redirect("prevention:stock_list")
    return _form(request, form, _("Confirm what arrived"), f"{delivery.material} · {delivery.organisation}")


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def delivery_count(request: DeskRequest, delivery_id: UUID) -> HttpResponse:
    delivery = queries.delivery_to_change(actor=request.actor, delivery_id=delivery_id)
    initial = {name: getattr(delivery, name) for name in COUNTS}
    form = forms.CountForm(request.POST or None, initial=initial)
    back_url = reverse("prevention:campaign_show", args=[delivery.campaign.slug])
    if edit(request, form, actions.count_delivery, delivery_id=delivery_id):
        return redirect(back_url)
    return _form(request, form, _("What was found there"), str(delivery.material), back_url)


def _form(request: DeskRequest, form: Any, title: str, intro: str, back_url: str = "") -> HttpResponse:
    back_url = back_url or reverse("prevention:stock_list")
    return render(request, "core/form_page.html", {"form": form, "title": title, "intro": intro, "back_url": back_url})
