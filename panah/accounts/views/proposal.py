from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.accounts import actions, queries


@page(Permission.ACCOUNTS_PROPOSAL_DECIDE)
def proposal_list(request: DeskRequest) -> HttpResponse:
    proposals = list(queries.proposals(actor=request.actor))
    names = queries.names(actor=request.actor, ids=[proposal.proposed_by_id for proposal in proposals])
    rows = [(proposal, names.get(proposal.proposed_by_id, "")) for proposal in proposals]
    intro = _("What an administrator would give somebody at another organisation waits here for a second person.")
    context = {"title": _("Proposed accounts"), "intro": intro, "rows": rows}
    return render(request, "accounts/proposal_list.html", context)


@page(Permission.ACCOUNTS_PROPOSAL_DECIDE)
@require_POST
def proposal_approve(request: DeskRequest, proposal_id: UUID) -> HttpResponse:
    actions.decide_proposal(actor=request.actor, proposal_id=proposal_id, is_approved=True)
    messages.success(request, _("Approved. The administrator invites the person."))
    return redirect("accounts:proposal_list")


@page(Permission.ACCOUNTS_PROPOSAL_DECIDE)
@require_POST
def proposal_reject(request: DeskRequest, proposal_id: UUID) -> HttpResponse:
    actions.decide_proposal(actor=request.actor, proposal_id=proposal_id, is_approved=False)
    messages.success(request, _("Rejected. Nothing has changed for the person."))
    return redirect("accounts:proposal_list")
