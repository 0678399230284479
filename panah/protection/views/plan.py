from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.errors import NotVisible
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries
from panah.protection.states import GoalState


@page(Permission.PROTECTION_CASE_CHANGE)
def goal_set(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    providers = choices_of(queries.bodies(actor=request.actor), language=request.actor.language)
    form = forms.GoalForm(request.POST or None, providers=providers)
    if send(request, form, actions.set_goal, case_id=case_id):
        return redirect("protection:case_plan", case_id)
    context = {
        "form": form,
        "title": _("A goal of the plan in %(reference)s") % {"reference": case.reference},
        "intro": _("The plan is the person's: write what they want, not what we offer."),
        "submit": _("Set the goal"),
        "back_url": reverse("protection:case_plan", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
@require_POST
def goal_move(request: DeskRequest, goal_id: UUID, state: str) -> HttpResponse:
    if state not in set(GoalState):
        raise NotVisible(f"state {state}")
    goal = actions.change_goal_state(actor=request.actor, goal_id=goal_id, to=GoalState(state))
    return redirect("protection:case_plan", goal.case_id)


@page(Permission.PROTECTION_CASE_CHANGE)
@require_POST
def approval_ask(request: DeskRequest, case_id: UUID, subject: str) -> HttpResponse:
    if subject not in code_list("approval_subject"):
        raise NotVisible(f"subject {subject}")
    actions.ask_approval(actor=request.actor, case_id=case_id, subject=subject)
    messages.success(request, _("Asked. It waits in the work of those who lead."))
    return redirect("protection:case_plan", case_id)


@page(Permission.PROTECTION_APPROVAL_DECIDE)
def approval_decide(request: DeskRequest, approval_id: UUID) -> HttpResponse:
    approval = queries.approval_to_change(actor=request.actor, approval_id=approval_id)
    form = forms.DecideApprovalForm(request.POST or None)
    if send(request, form, actions.decide_approval, approval_id=approval_id):
        return redirect("protection:case_plan", approval.case_id)
    subject = code_list("approval_subject").label(approval.subject, language())
    context = {
        "form": form,
        "title": _("Approve: %(subject)s") % {"subject": subject},
        "submit": _("Answer"),
        "back_url": reverse("protection:case_plan", args=[approval.case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
@require_POST
def approval_withdraw(request: DeskRequest, approval_id: UUID) -> HttpResponse:
    approval = actions.withdraw_approval(actor=request.actor, approval_id=approval_id)
    return redirect("protection:case_plan", approval.case_id)
