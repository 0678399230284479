"""Doing what somebody does, as that somebody: through the rooms' own actions, in the context of a session."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from panah.access.policy import Actor
from panah.accounts.actors import METHODS_KEY, actor_of
from panah.accounts.models import Account, Session
from panah.accounts.sessions import SessionStore, hashed
from panah.core.db import enter_session, leave_context


def open_session(account: Account) -> SessionStore:
    """Sign somebody in, just now and with a password."""
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store[METHODS_KEY] = [{"method": "password", "at": time.time()}]
    store.create()
    return store


@contextmanager
def acting_as(account: Account) -> Iterator[Actor]:
    """Give the running transaction the context of somebody, and take it away after the block."""
    store = open_session(account)
    key = store.session_key or ""
    enter_session(key)
    try:
        yield actor_of(account, store[METHODS_KEY])
    finally:
        leave_context()
        Session.objects.filter(key_hash=hashed(key)).delete()
