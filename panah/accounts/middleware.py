"""One request, one transaction, one context."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string
from psycopg.errors import UniqueViolation

from panah.accounts import sessions
from panah.accounts.actors import METHODS_KEY, actor_of, is_admitted
from panah.accounts.models import Account
from panah.core.db import enter_session
from panah.core.errors import DomainError, WrongState, gettext_noop
from panah.crypto.errors import Erased

Handler = Callable[[HttpRequest], HttpResponseBase]
OPEN_TO_THE_WEAKLY_SIGNED_IN = ("/account/", "/static/", "/language/")

# An open page asks for alarms by itself: that is nobody at work, and the session goes idle all the same.
LISTENING = "/helpline/alarms/now/"


class TransactionMiddleware:
    """Open the transaction of the request. What fails is undone; a DomainError becomes a page outside it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.refusal: Callable[[HttpRequest, DomainError], HttpResponseBase] = import_string(settings.PANAH_REFUSAL)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        error = getattr(request, "domain_error", None)
        return response if error is None else self.refusal(request, error)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Undo the request. A DomainError is answered after the transaction has ended."""
        transaction.set_rollback(True)
        if isinstance(error, IntegrityError) and isinstance(error.__cause__, UniqueViolation):
            # Two people, or one finger tapping twice, met at a unique constraint: the first one is kept.
            error = WrongState(gettext_noop("This was done a moment ago. Open the page again and look."))
        if isinstance(error, Erased):
            error = WrongState(gettext_noop("This was erased: its time had run out. Nobody can read it any more."))
        if isinstance(error, DomainError):
            request.domain_error = error  # type: ignore[attr-defined]
            return HttpResponse(status=error.status)
        return None


class ActorMiddleware:
    """Say who asks: to the domain as `request.actor`, to the database as the row-security context."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = None  # type: ignore[attr-defined]
        account = request.user
        if isinstance(account, AnonymousUser) or not isinstance(account, Account):
            return self.get_response(request)
        key = request.session.session_key or ""
        enter_session(key)
        if request.path != LISTENING:
            sessions.touch(request.session)  # type: ignore[arg-type]
        methods = request.session.get(METHODS_KEY, [])
        actor = actor_of(account, methods)
        if is_admitted(actor):
            request.actor = actor  # type: ignore[attr-defined]
        elif not request.path.startswith(OPEN_TO_THE_WEAKLY_SIGNED_IN):
            return HttpResponseRedirect(reverse("mfa_index"))
        with translation.override(account.language):
            request.LANGUAGE_CODE = account.language
            response = self.get_response(request)
        if request.session.get(METHODS_KEY, methods) != methods:
            # A step-up: whoever knew the key before it does not get what it opens.
            request.session.cycle_key()
        return response
