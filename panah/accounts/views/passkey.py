from uuid import UUID

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
from panah.access.web import DeskRequest, open_page, page
from panah.accounts import actions, queries
from panah.accounts.actors import METHODS_KEY, actor_of
from panah.core.errors import NotPermitted, gettext_noop


@open_page(reason="A first passkey is added before the session is strong enough for the desk.")
@login_required
def passkey_add(request: HttpRequest) -> HttpResponseBase:
    methods = request.session.get(METHODS_KEY, [])
    actor = actor_of(request.user, methods)  # type: ignore[arg-type]
    known = queries.own_passkeys(actor=actor)
    if not queries.may_add_passkey(actor=actor, methods=methods):
        if known:
            query = urlencode({"next": request.path})
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate_webauthn')}?{query}")
        raise NotPermitted(gettext_noop("Your first passkey needs an invitation: ask the administrator for one."))
    answer: HttpResponseBase = add_webauthn(request)
    if queries.own_passkeys(actor=actor) > known:
        actions.note_passkey(actor=actor)
    return answer


@page(Permission.ACCOUNTS_ACCOUNT_MANAGE)
@require_POST
def passkey_allow(request: DeskRequest, account_id: UUID) -> HttpResponseBase:
    actions.allow_passkey(actor=request.actor, account_id=account_id)
    messages.success(request, _("A new passkey may be added within three days."))
    return redirect("accounts:account_change", account_id)
