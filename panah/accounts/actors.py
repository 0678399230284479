"""From a signed-in account and its session to the actor of the domain."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from panah.access.policy import Actor
from panah.access.roles import Strength
from panah.access.walls import Wall
from panah.accounts.models import Account
from panah.core.installation import is_demo

METHODS_KEY = "account_authentication_methods"
PASSKEY, ONE_TIME_CODE = "webauthn", "totp"


def actor_of(account: Account, methods: Iterable[Mapping[str, Any]]) -> Actor:
    """Return the actor; `methods` are the ways in which the session was authenticated, with their times."""
    methods = list(methods)
    # In a demonstration the second factor may be left out; the database's own mark says which this is.
    strength = Strength.PASSKEY if is_demo() else strength_of(methods)
    return Actor(
        id=account.id,
        organisation_id=account.organisation_id,
        wall=Wall(account.wall),
        roles=frozenset(account.roles),
        duties=frozenset(account.duties),
        strength=strength,
        stepped_up_at=confirmed_at(methods),
        name=account.name,
        language=account.language,
    )


def strength_of(methods: Iterable[Mapping[str, Any]]) -> Strength:
    """Return how surely the session knows who is there."""
    kinds = {method.get("type") for method in methods if method.get("method") == "mfa"}
    if PASSKEY in kinds:
        return Strength.PASSKEY
    return Strength.ONE_TIME_CODE if kinds else Strength.PASSWORD


def confirmed_at(methods: Iterable[Mapping[str, Any]]) -> datetime | None:
    """
    Return when somebody last confirmed that it is them, as surely as the session was opened.

    Whoever finds an open desk and knows the password has not confirmed a session that a passkey opened.
    """
    methods = list(methods)
    return shown_at(methods, least=strength_of(methods))


def shown_at(methods: Iterable[Mapping[str, Any]], *, least: Strength) -> datetime | None:
    """Return when the session was last confirmed at least as surely as this."""
    times = [float(method["at"]) for method in methods if "at" in method and strength_of([method]) >= least]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def is_admitted(actor: Actor) -> bool:
    """
    Test if the session is strong enough for the desk: a second factor always, a one-time code as the least.

    What needs a passkey is taken from the actor's permissions (`access.roles.NEEDS_PASSKEY`), page by page.
    """
    return actor.strength >= Strength.ONE_TIME_CODE
