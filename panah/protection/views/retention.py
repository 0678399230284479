from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.protection import queries
from panah.protection.actions import retention as actions
from panah.protection.forms.retention import PlaceHoldForm
from panah.protection.queries.retention import erasure_to_change, erasures_ended, erasures_waiting, holds
from panah.protection.states.retention import ErasureState


@page(Permission.PROTECTION_ERASURE_DECIDE)
def retention_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("End of records"),
        "intro": _("What has run out is proposed every night. Two persons approve, one the data-protection officer."),
        "waiting": erasures_waiting(actor=request.actor),
        "holds": holds(actor=request.actor),
        "held": {hold.case_id for hold in holds(actor=request.actor)},
        "ended": erasures_ended(actor=request.actor),
    }
    return render(request, "protection/retention_list.html", context)


@page(Permission.PROTECTION_ERASURE_DECIDE)
@require_POST
def erasure_approve(request: DeskRequest, erasure_id: UUID) -> HttpResponse:
    erasure = actions.approve_erasure(actor=request.actor, erasure_id=erasure_id)
    if erasure.state == ErasureState.APPROVED:
        messages.success(request, _("Approved by two. The names and words of this record are erased now."))
    else:
        messages.success(request, _("Approved. A second person has to approve it too."))
    return redirect("protection:retention_list")


@page(Permission.PROTECTION_ERASURE_DECIDE)
@require_POST
def erasure_refuse(request: DeskRequest, erasure_id: UUID) -> HttpResponse:
    actions.refuse_erasure(actor=request.actor, erasure_id=erasure_id)
    messages.success(request, _("Kept. It is proposed again after half a year."))
    return redirect("protection:retention_list")


@page(Permission.PROTECTION_ERASURE_DECIDE)
def erasure_hold(request: DeskRequest, erasure_id: UUID) -> HttpResponse:
    erasure = erasure_to_change(actor=request.actor, erasure_id=erasure_id)
    form = PlaceHoldForm(request.POST or None)
    if send(request, form, actions.hold_erasure, erasure_id=erasure_id):
        messages.success(request, _("Held. Nothing of this record is erased until two persons release it."))
        return redirect("protection:retention_list")
    context = {
        "form": form,
        "title": _("Legal hold on %(reference)s") % {"reference": erasure.case_reference},
        "intro": _("A court, a complaint or a request needs the record. Its time may run out; it is not erased."),
        "submit": _("Hold the record"),
        "back_url": reverse("protection:retention_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_HOLD_PLACE)
def hold_place(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case_to_change(actor=request.actor, case_id=case_id)
    form = PlaceHoldForm(request.POST or None)
    back = reverse("protection:case_documents", args=[case_id])
    if send(request, form, actions.place_hold, case_id=case_id):
        messages.success(request, _("Held. Nothing of this record is erased until two persons release it."))
        return redirect(back)
    context = {
        "form": form,
        "title": _("Legal hold on %(reference)s") % {"reference": case.reference},
        "intro": _("A court, a complaint or a request needs the record. Its time may run out; it is not erased."),
        "submit": _("Hold the record"),
        "back_url": back,
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_ERASURE_DECIDE)
@require_POST
def hold_release(request: DeskRequest, hold_id: UUID) -> HttpResponse:
    hold = actions.release_hold(actor=request.actor, hold_id=hold_id)
    ended = hold.released_at is not None
    messages.success(request, _("Released.") if ended else _("Noted. A second person has to release it too."))
    return redirect("protection:retention_list")
