from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.protection import actions, queries
from panah.protection.forms.residence import PermitStepForm
from panah.protection.queries import residence as residence_queries
from panah.protection.queries.eligibility import person_facts
from panah.protection.states import ResidenceState


@page(Permission.PROTECTION_CASE_READ)
def case_residence(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="residence")
    actor, case = request.actor, bar.case
    found = residence_queries.residence(actor=actor, case=case)
    context = {
        "bar": bar,
        "tab": "residence",
        "residence": found,
        "steps": residence_queries.residence_steps(actor=actor, case=case),
        "possible": residence_queries.next_permit_steps(actor=actor, case=case, residence=found),
        "is_foreign": person_facts(actor=actor, case=case).is_foreign,
    }
    return render(request, "protection/case_residence.html", context)


@page(Permission.PROTECTION_RESIDENCE_RECORD)
def residence_record(request: DeskRequest, case_id: UUID, state: str) -> HttpResponse:
    case = queries.case_to_change(actor=request.actor, case_id=case_id)
    if state not in set(ResidenceState) - {ResidenceState.EXPIRED}:
        raise NotVisible(f"residence {state}")
    to = ResidenceState(state)
    end = residence_queries.usual_end(actor=request.actor, on=today())
    form = PermitStepForm(request.POST or None, to=to, initial={"until_on": end, "address": "prosecuting_body"})
    back = reverse("protection:case_residence", args=[case_id])
    if send(request, form, actions.record_residence, case_id=case_id, to=to):
        messages.success(request, _("Saved"))
        return redirect(back)
    context = {
        "form": form,
        "title": f"{_('Residence permit')}: {code_list('residence_state').label(state, language())}",
        "intro": case.reference,
        "back_url": back,
    }
    return render(request, "core/form_page.html", context)
