"""Signals that were begun: saved to go on later, or removed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.core.clock import today
from panah.country.parameters import number
from panah.helpline import actions, queries
from panah.helpline.forms import MakeSignalForm

ABOUT = ("concern", "call")


@page(Permission.HELPLINE_SIGNAL_MAKE)
@require_POST
def draft_save(request: DeskRequest) -> HttpResponse:
    draft_id = live_draft(request)
    before = actions.open_draft(actor=request.actor, draft_id=draft_id) if draft_id else {}
    about = {name: request.GET.get(name) or before.get(name, "") for name in ABOUT}
    actions.save_draft(actor=request.actor, answers={**MakeSignalForm.raw(request.POST), **about}, draft_id=draft_id)
    days = number("signal_draft_days", on=today())
    messages.success(request, _("Saved, and not sent. It waits under your work for %(days)s days.") % {"days": days})
    return redirect("helpline:signal_list")


@page(Permission.HELPLINE_SIGNAL_MAKE)
@require_POST
def draft_drop(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    actions.drop_draft(actor=request.actor, draft_id=draft_id)
    messages.success(request, _("The draft is removed."))
    return redirect("helpline:signal_list")


def live_draft(request: DeskRequest) -> UUID | None:
    """
    Return the draft of an address. One that is gone meanwhile takes nothing with it that was typed: it begins anew.

    :raises NotVisible: if only a page is asked for, and the actor wrote no such draft
    """
    draft_id = as_uuid(request.GET.get("draft", ""))
    if draft_id and request.method == "POST" and queries.draft_is_gone(actor=request.actor, draft_id=draft_id):
        return None
    return draft_id


def as_uuid(text: str) -> UUID | None:
    """Return an id of an address, or nothing if it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
