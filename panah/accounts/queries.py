"""Who somebody is, as far as colleagues may know, and the actor's own sessions."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.accounts import rules
from panah.accounts.actors import passkey_used_at
from panah.accounts.models import Account, Session
from panah.accounts.sessions import live
from panah.core.clock import now
from panah.core.errors import NotVisible
from panah.core.installation import is_demo


def names(*, actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of people by id: one query for a whole page. Of another organisation only its name is said."""
    found = Account.objects.filter(pk__in=set(ids)).values_list(
        "id", "name", "organisation_id", "organisation__name_en"
    )
    return {key: name if employer == actor.organisation_id else body for key, name, employer, body in found}


def colleagues(*, actor: Actor) -> QuerySet[Account]:
    """Return the active people of the actor's organisation behind the actor's wall."""
    return Account.objects.filter(organisation_id=actor.organisation_id, wall=actor.wall, is_active=True).order_by(
        "name"
    )


def accounts(*, actor: Actor) -> QuerySet[Account]:
    """
    Return every account, by organisation. Accounts are no records of cases.

    :raises NotPermitted: if the actor may not manage accounts
    """
    check(actor, Permission.ACCOUNTS_ACCOUNT_MANAGE)
    return Account.objects.select_related("organisation").order_by("organisation__sort_key", "name", "id")


def account(*, actor: Actor, account_id: UUID) -> Account:
    """
    Return one account.

    :raises NotPermitted: if the actor may not manage accounts
    :raises NotVisible: if there is none
    """
    found = accounts(actor=actor).filter(pk=account_id).first()
    if found is None:
        raise NotVisible(f"account {account_id}")
    return found


def own_passkeys(*, actor: Actor) -> int:
    """Return how many passkeys the actor has."""
    found: int = Authenticator.objects.filter(user_id=actor.id, type=Authenticator.Type.WEBAUTHN).count()
    return found


def may_add_passkey(*, actor: Actor, methods: Iterable[Mapping[str, Any]]) -> bool:
    """Test if the actor may add a passkey now; `methods` are the ways in which the session was confirmed."""
    if is_demo():
        return True
    invited = Account.objects.values_list("passkey_until", flat=True).get(pk=actor.id)
    return rules.may_add_passkey(now=now(), allowed_until=invited, passkey_used_at=passkey_used_at(methods))


def own_sessions(*, actor: Actor) -> QuerySet[Session]:
    """Return the actor's live sign-ins, the newest first."""
    return Session.objects.filter(live(), account_id=actor.id).order_by("-created_at")
