"""Who somebody is, as far as colleagues may know, and the actor's own sessions."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.accounts.models import Account, Session
from panah.accounts.sessions import live
from panah.core.errors import NotVisible


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


def own_sessions(*, actor: Actor) -> QuerySet[Session]:
    """Return the actor's live sign-ins, the newest first."""
    return Session.objects.filter(live(), account_id=actor.id).order_by("-created_at")
