from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.accounts import actions, queries
from panah.accounts.sessions import hashed


@page(Permission.ACCOUNTS_SESSION_END)
def session_list(request: DeskRequest) -> HttpResponse:
    sessions = queries.own_sessions(actor=request.actor)
    here = hashed(request.session.session_key or "")
    return render(request, "accounts/session_list.html", {"sessions": sessions, "here": here})


@page(Permission.ACCOUNTS_SESSION_END)
@require_POST
def session_end(request: DeskRequest, key_hash: str) -> HttpResponse:
    actions.end_session(actor=request.actor, key_hash=key_hash)
    return redirect("accounts:session_list")


@page(Permission.DESK_HOME_READ)
@require_POST
def language_change(request: DeskRequest) -> HttpResponse:
    actions.change_language(actor=request.actor, language=request.POST.get("language", ""))
    back = request.POST.get("next", "/")
    return redirect(back if back.startswith("/") and not back.startswith("//") else "/")
