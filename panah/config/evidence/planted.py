"""
A site with a fault planted in it, for the proof's own process only: nothing in the product leads here.

gunicorn calls `site("...")`, so that the faulty site is served exactly as the real one is.
"""

import secrets
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.concerns import tokens
from panah.config.evidence.faults import FORGETS_SENDINGS, NO_POLICY, OPEN_TO_ALL, ROLLED_BACK
from panah.config.wsgi import application


def site(fault: str) -> Any:
    """Return the site with one fault."""
    if fault == ROLLED_BACK:
        DatabaseWrapper._commit = DatabaseWrapper._rollback  # type: ignore[attr-defined]
    elif fault == FORGETS_SENDINGS:
        tokens.sending_of = _another_each_time
    elif fault == OPEN_TO_ALL:
        Actor.permissions = frozenset(Permission)  # type: ignore[assignment]
    elif fault == NO_POLICY:
        return _without_policy
    return application


def _another_each_time(once: bytes, content: bytes) -> bytes:
    return secrets.token_bytes(32)


def _without_policy(environ: dict[str, Any], start: Any) -> Any:
    def start_without(status: str, headers: list[tuple[str, str]], *info: Any) -> Any:
        kept = [(name, value) for name, value in headers if name.lower() != "content-security-policy"]
        return start(status, kept, *info)

    return application(environ, start_without)
