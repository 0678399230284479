"""From a signed-in account and its session to the actor of the domain."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from panah.access.policy import Actor
from panah.access.roles import ROLES, Strength
from panah.access.walls import Wall
from panah.accounts.models import Account

METHODS_KEY = "account_authentication_methods"
PASSKEY, ONE_TIME_CODE = "webauthn", "totp"


def actor_of(account: Account, methods: Iterable[Mapping[str, Any]]) -> Actor:
    """Return the actor; `methods` are the ways in which the session was authenticated, with their times."""
    methods = list(methods)
    times = [float(method["at"]) for method in methods if "at" in method]
    return Actor(
        id=account.id,
        organisation_id=account.organisation_id,
        wall=Wall(account.wall),
        roles=frozenset(account.roles),
        duties=frozenset(account.duties),
        strength=strength_of(methods),
        stepped_up_at=datetime.fromtimestamp(max(times), UTC) if times else None,
        name=account.name,
        language=account.language,
    )


def strength_of(methods: Iterable[Mapping[str, Any]]) -> Strength:
    """Return how surely the session knows who is there."""
    kinds = {method.get("type") for method in methods if method.get("method") == "mfa"}
    if PASSKEY in kinds:
        return Strength.PASSKEY
    return Strength.ONE_TIME_CODE if kinds else Strength.PASSWORD


def strength_needed(actor: Actor) -> Strength:
    """Return the second factor that the actor's roles need."""
    return max(ROLES[name].strength for name in actor.roles)
