from uuid import UUID

from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.roles import Strength
from panah.access.web import DeskRequest, open_page, page
from panah.accounts import actions, queries
from panah.accounts.actors import METHODS_KEY, actor_of
from panah.audit.events import Event
from panah.core.errors import NotPermitted, gettext_noop


@open_page(reason="A first passkey is added before the session is strong enough for the desk.")
@login_required
def passkey_add(request: HttpRequest) -> HttpResponseBase:
    methods = request.session.get(METHODS_KEY, [])
    actor = actor_of(request.user, methods)  # type: ignore[arg-type]
    known = queries.own_passkeys(actor=actor)
    if not queries.may_add_factor(actor=actor, methods=methods, least=Strength.PASSKEY):
        if known:
            query = urlencode({"next": request.path})
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate_webauthn')}?{query}")
        raise NotPermitted(gettext_noop("Your first passkey needs an invitation: ask the administrator for one."))
    answer: HttpResponseBase = add_webauthn(request)
    if queries.own_passkeys(actor=actor) > known:
        actions.note_factor(actor=actor, event=Event.ACCOUNTS_PASSKEY_ADDED)
    return answer


@open_page(reason="A first one-time code is added before the session is strong enough for the desk.")
@login_required
def code_add(request: HttpRequest) -> HttpResponseBase:
    methods = request.session.get(METHODS_KEY, [])
    actor = actor_of(request.user, methods)  # type: ignore[arg-type]
    if not queries.may_add_factor(actor=actor, methods=methods, least=Strength.ONE_TIME_CODE):
        raise NotPermitted(gettext_noop("A one-time code needs an invitation: ask the administrator for one."))
    had = queries.has_code(actor=actor)
    answer: HttpResponseBase = activate_totp(request)
    if queries.has_code(actor=actor) and not had:
        actions.note_factor(actor=actor, event=Event.ACCOUNTS_CODE_ADDED)
    return answer


@page(Permission.ACCOUNTS_ACCOUNT_MANAGE)
@require_POST
def passkey_allow(request: DeskRequest, account_id: UUID) -> HttpResponseBase:
    actions.allow_passkey(actor=request.actor, account_id=account_id)
    messages.success(request, _("A new passkey may be added within three days."))
    return redirect("accounts:account_change", account_id)
