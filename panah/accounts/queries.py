"""Who somebody is, as far as colleagues may know, and the actor's own sessions."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.roles import Duty, Strength
from panah.access.walls import Wall
from panah.accounts import rules
from panah.accounts.actors import shown_at
from panah.accounts.models import Account, Proposal, Session
from panah.accounts.sessions import live
from panah.core.clock import now
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.core.installation import is_demo
from panah.core.work import Found, WorkItem
from panah.organisations import queries as organisations


def names(*, actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of people by id: two queries for a whole page. Of another organisation only its name is said."""
    rows = list(Account.objects.filter(pk__in=set(ids)).values_list("id", "name", "organisation_id"))
    foreign = {employer for _, _, employer in rows if employer != actor.organisation_id}
    bodies = organisations.names(ids=foreign, language=actor.language)
    return {key: name if employer == actor.organisation_id else bodies[employer] for key, name, employer in rows}


def colleagues(*, actor: Actor) -> QuerySet[Account]:
    """Return the active people of the actor's organisation behind the actor's wall."""
    return Account.objects.filter(organisation_id=actor.organisation_id, wall=actor.wall, is_active=True).order_by(
        "name"
    )


def transport_officers(*, actor: Actor, wall: Wall) -> QuerySet[Account]:
    """Return the active people, of any organisation, whom a shelter can name to bring somebody."""
    return Account.objects.filter(roles__contains=["transport_officer"], wall=wall, is_active=True).order_by("name")


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


def account_to_change(*, actor: Actor, account_id: UUID) -> Account:
    """
    Return one account, locked until the transaction ends.

    :raises NotPermitted: if the actor may not manage accounts
    :raises NotVisible: if there is none
    """
    check(actor, Permission.ACCOUNTS_ACCOUNT_MANAGE)
    found = Account.objects.select_for_update().filter(pk=account_id).first()
    if found is None:
        raise NotVisible(f"account {account_id}")
    return found


def proposals(*, actor: Actor) -> QuerySet[Proposal]:
    """
    Return what waits for a second person: all of it for an administrator, of the own organisation for a focal point.

    :raises NotPermitted: if the actor may not decide on proposals
    """
    check(actor, Permission.ACCOUNTS_PROPOSAL_DECIDE)
    return _proposals(actor).filter(decided_at=None).select_related("organisation").order_by("proposed_at")


def proposal_to_decide(*, actor: Actor, proposal_id: UUID) -> Proposal:
    """
    Return a proposal, locked.

    :raises NotVisible: if there is none for this actor
    :raises WrongState: if it is decided
    """
    check(actor, Permission.ACCOUNTS_PROPOSAL_DECIDE)
    found = _proposals(actor).select_for_update().filter(pk=proposal_id).first()
    if found is None:
        raise NotVisible(f"proposal {proposal_id}")
    if found.decided_at is not None:
        raise WrongState(gettext_noop("This is decided already."))
    return found


def _proposals(actor: Actor) -> QuerySet[Proposal]:
    is_everywhere, is_here = actor.wall == Wall.SYSTEM, Duty.FOCAL_POINT in actor.duties
    found = Proposal.objects.filter(Q() if is_everywhere else Q(organisation_id=actor.organisation_id))
    return found if is_everywhere or is_here else found.none()


def work(*, actor: Actor) -> list[WorkItem]:
    """Return what the actor may decide as the second of two persons."""
    if not actor.may(Permission.ACCOUNTS_PROPOSAL_DECIDE):
        return []
    waiting = _proposals(actor).filter(decided_at=None).exclude(proposed_by_id=actor.id).exclude(account_id=actor.id)
    sender = names(actor=actor, ids=[proposal.proposed_by_id for proposal in waiting])
    return [
        WorkItem(
            kind="proposal",
            title=proposal.name,
            reference="",
            sender=sender.get(proposal.proposed_by_id, ""),
            due_at=None,
            url=reverse("accounts:proposal_list"),
            action=gettext("Decide"),
        )
        for proposal in waiting
    ]


def found(*, actor: Actor, text: str) -> list[Found]:
    """Return nothing: people are looked up in their list."""
    return []


def own_passkeys(*, actor: Actor) -> int:
    """Return how many passkeys the actor has."""
    found: int = Authenticator.objects.filter(user_id=actor.id, type=Authenticator.Type.WEBAUTHN).count()
    return found


def has_code(*, actor: Actor) -> bool:
    """Test if the actor has one-time codes."""
    found: bool = Authenticator.objects.filter(user_id=actor.id, type=Authenticator.Type.TOTP).exists()
    return found


def may_add_factor(*, actor: Actor, methods: Iterable[Mapping[str, Any]], least: Strength) -> bool:
    """Test if the actor may add a second factor now, who has to show an earlier one at least as sure as `least`."""
    if is_demo():
        return True
    invited = Account.objects.values_list("passkey_until", flat=True).get(pk=actor.id)
    return rules.may_add_factor(now=now(), allowed_until=invited, shown_at=shown_at(methods, least=least))


def own_sessions(*, actor: Actor) -> QuerySet[Session]:
    """Return the actor's live sign-ins, the newest first."""
    return Session.objects.filter(live(), account_id=actor.id).order_by("-created_at")
