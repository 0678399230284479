"""How allauth behaves here: nobody signs up, secrets of second factors are sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse

from panah.accounts.actors import METHODS_KEY
from panah.crypto.texts import open_text, seal_text


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by focal points and administrators, never by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Count signing in as a confirmation: who has just typed the password is not asked for it again at once."""
        records = request.session.get(METHODS_KEY, [])
        if records:
            request.session[METHODS_KEY] = [*records[:-1], {**records[-1], "reauthenticated": True}]
        answer: HttpResponse = super().post_login(request, user, **more)
        return answer


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed under a key outside the database."""

    PURPOSE = "second factor"

    def encrypt(self, text: str) -> str:
        """Return the secret as it is stored."""
        return seal_text(self.PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret from what is stored."""
        return open_text(self.PURPOSE, encrypted_text)
