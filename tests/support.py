"""Signing in, for tests."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client

from panah.access.policy import Actor
from panah.accounts.actors import METHODS_KEY, actor_of
from panah.accounts.models import Account
from panah.accounts.sessions import SessionStore
from panah.core.db import enter_session, leave_context
from panah.organisations.models import Organisation

NUMBERS = count(1)


@contextmanager
def as_owner() -> Iterator[None]:
    """Be the database's owner inside the block."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute("SET LOCAL ROLE panah_desk")


def account(*roles: str, organisation: str, duties: tuple[str, ...] = (), language: str = "en") -> Account:
    """Make an account with roles at an organisation."""
    number = next(NUMBERS)
    made = Account(
        email=f"person{number}@{organisation}.example",
        name=f"Person {number}",
        organisation=Organisation.objects.get(code=organisation),
        roles=list(roles),
        duties=list(duties),
        language=language,
    )
    made.set_unusable_password()
    made.save()
    return made


def session_of(person: Account) -> SessionStore:
    """Sign an account in with a password, just now."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store[METHODS_KEY] = [{"method": "password", "at": time.time()}]
    store.create()
    return store


def sign_in(*roles: str, organisation: str, duties: tuple[str, ...] = (), language: str = "en") -> Actor:
    """Make an account, sign it in, and give the running transaction its row-security context."""
    person = account(*roles, organisation=organisation, duties=duties, language=language)
    store = session_of(person)
    enter_session(store.session_key or "")
    actor = actor_of(person, store[METHODS_KEY])
    object.__setattr__(actor, "session_key", store.session_key)
    return actor


def again(actor: Actor) -> None:
    """Give the running transaction the context of an actor who signed in before."""
    enter_session(actor.session_key)  # type: ignore[attr-defined]


class DeskClient(Client):
    """A browser whose row-security context ends with each request, as it does in production."""

    actor: Actor

    def request(self, **request: Any) -> Any:
        """Send a request, then clear the context."""
        try:
            return super().request(**request)
        finally:
            leave_context()


def one_time_code(client: DeskClient) -> DeskClient:
    """Let a browser's session be one that was opened with a password and a one-time code, as in production."""
    store = SessionStore(client.actor.session_key)  # type: ignore[attr-defined]
    store[METHODS_KEY] = [{"method": kind, "type": "totp", "at": time.time()} for kind in ("password", "mfa")]
    store.save()
    return client


def desk_client(*roles: str, organisation: str, duties: tuple[str, ...] = (), language: str = "en") -> DeskClient:
    """Return a browser of somebody who is signed in."""
    person = account(*roles, organisation=organisation, duties=duties, language=language)
    return client_of(person)


def client_of(person: Account) -> DeskClient:
    """Return a browser in which an existing account is signed in."""
    store = session_of(person)
    client = DeskClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key or ""
    client.actor = actor_of(person, store[METHODS_KEY])
    object.__setattr__(client.actor, "session_key", store.session_key)
    return client


def stood(page: str) -> dict[str, str]:
    """Return what the page of a correction carries along: the token of what stood in the record."""
    found = re.search(r'name="stood" value="([^"]+)"', page)
    assert found, "the page carries no token"
    return {"stood": found[1]}
