from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.roles import Strength
from panah.access.web import DeskRequest, open_page, page
from panah.accounts import actions, queries
from panah.accounts.actors import METHODS_KEY, strength_of
from panah.accounts.sessions import hashed

# Where somebody says once more that it is them: in the way in which the session was opened.
CONFIRM = {
    Strength.PASSKEY: "mfa_reauthenticate_webauthn",
    Strength.ONE_TIME_CODE: "mfa_reauthenticate",
    Strength.PASSWORD: "account_reauthenticate",
}


@open_page(reason="Whoever is signed in confirms that it is them; the login library's page asks for it.")
@login_required
def session_confirm(request: HttpRequest) -> HttpResponse:
    opened_with = strength_of(request.session.get(METHODS_KEY, []))
    return HttpResponseRedirect(f"{reverse(CONFIRM[opened_with])}?{request.GET.urlencode()}")


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
