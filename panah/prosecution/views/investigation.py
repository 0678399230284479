from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.prosecution import actions, forms, queries


@page(Permission.PROSECUTION_INVESTIGATION_OPEN)
def investigation_open(request: DeskRequest, group_id: UUID) -> HttpResponse:
    group = queries.group(actor=request.actor, group_id=group_id)
    form = forms.InvestigationForm(request.POST or None)
    if send(request, form, actions.open_investigation, group_id=group_id):
        messages.success(request, _("The report is registered."))
        return redirect("prosecution:group_read", group_id)
    back = reverse("prosecution:group_read", args=[group_id])
    context = {"form": form, "title": _("Open an investigation"), "intro": group.reference, "submit": _("Register")}
    return render(request, "core/form_page.html", context | {"back_url": back})


@page(Permission.PROSECUTION_INVESTIGATION_CHANGE)
def investigation_move(request: DeskRequest, investigation_id: UUID) -> HttpResponse:
    case = queries.investigation_to_change(actor=request.actor, investigation_id=investigation_id)
    steps = queries.next_states(actor=request.actor, investigation=case)
    form = forms.StepForm(request.POST or None, steps=steps)
    if send(request, form, actions.move_investigation_on, investigation_id=investigation_id):
        messages.success(request, _("The step is recorded."))
        return redirect("prosecution:group_read", case.group_id)
    back = reverse("prosecution:group_read", args=[case.group_id])
    context = {"form": form, "title": _("Next step"), "intro": case.reference, "submit": _("Record the step")}
    return render(request, "core/form_page.html", context | {"back_url": back})


@page(Permission.PROSECUTION_DISPOSITION_RECORD)
def disposition_record(request: DeskRequest, group_id: UUID) -> HttpResponse:
    group = queries.group(actor=request.actor, group_id=group_id)
    form = forms.DispositionForm(request.POST or None)
    if send(request, form, actions.record_disposition, group_id=group_id):
        messages.success(request, _("The group is counted from this day."))
        return redirect("prosecution:group_read", group_id)
    context = {
        "form": form,
        "title": _("Record the disposition"),
        "intro": _("It does not mean convicted. An acquittal brings a correction."),
        "submit": _("Record it"),
        "back_url": reverse("prosecution:group_read", args=[group.pk]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROSECUTION_DISPOSITION_RECORD)
def disposition_correct(request: DeskRequest, group_id: UUID) -> HttpResponse:
    group = queries.group(actor=request.actor, group_id=group_id)
    form = forms.CorrectionForm(request.POST or None)
    if send(request, form, actions.correct_disposition, group_id=group_id):
        messages.success(request, _("The disposition is corrected. The group is not counted any more."))
        return redirect("prosecution:group_read", group_id)
    context = {
        "form": form,
        "title": _("Correct the disposition"),
        "intro": group.reference,
        "warning": _("The group leaves every count from now on. The disposition stays on its page, with the reason."),
        "submit": _("Correct it"),
        "back_url": reverse("prosecution:group_read", args=[group.pk]),
    }
    return render(request, "core/confirm_page.html", context)
