from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.errors import NotVisible
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries
from panah.protection.states import SanctionState


@page(Permission.PROTECTION_CASE_READ)
def case_rights(request: DeskRequest, case_id: UUID) -> HttpResponse:
    return render(request, "protection/case_rights.html", _rights(request, case_id))


def _rights(request: DeskRequest, case_id: UUID) -> dict[str, object]:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="rights")
    found = queries.sanctions(actor=request.actor, case_id=case_id)
    rows = [(row, queries.sanction_steps(actor=request.actor, sanction=row)) for row in found]
    return {"bar": bar, "tab": "rights", "sanctions": rows}


@page(Permission.PROTECTION_SANCTION_FLAG)
def sanction_flag(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    bodies = choices_of(queries.providers(actor=request.actor), language=request.actor.language)
    form = forms.FlagSanctionForm(request.POST or None, bodies=bodies)
    if send(request, form, actions.flag_sanction, case_id=case_id):
        messages.success(request, _("Flagged. The case supervisor was told and reviews it."))
        return redirect("protection:case_rights", case_id)
    context = {
        "form": form,
        "title": _("Charged or penalised, in %(reference)s") % {"reference": case.reference},
        "intro": _("Nobody may be punished for what they were made to do. It changes no help."),
        "submit": _("Flag it"),
        "back_url": reverse("protection:case_rights", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_SANCTION_REVIEW)
@require_POST
def sanction_review(request: DeskRequest, sanction_id: UUID, state: str) -> HttpResponse:
    if state not in set(SanctionState):
        raise NotVisible(f"state {state}")
    sanction = actions.review_sanction(actor=request.actor, sanction_id=sanction_id, to=SanctionState(state))
    return redirect("protection:case_rights", sanction.case_id)


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def sanction_show(request: DeskRequest, sanction_id: UUID) -> HttpResponse:
    words = actions.show_sanction(actor=request.actor, sanction_id=sanction_id)
    shown = queries.sanction(actor=request.actor, sanction_id=sanction_id)
    context = {**_rights(request, shown.case_id), "shown": shown, "words": words or "–"}
    return render(request, "protection/case_rights.html", context)
