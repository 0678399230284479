"""Accounts and sign-ins: what their owner and the administrator do to them."""

from collections.abc import Collection
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.roles import SYSTEM_ADMINISTRATOR
from panah.accounts import queries
from panah.accounts.models import Account, Proposal, Session
from panah.accounts.models.account import wall_of
from panah.accounts.rules import INVITED_FOR, needs_second_person
from panah.accounts.sessions import live
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState, gettext_noop

LANGUAGES = ("az", "en")


@transaction.atomic
def end_session(*, actor: Actor, key_hash: str) -> None:
    """
    End one of the actor's own sign-ins, for instance on a phone that was lost.

    :raises NotVisible: if the actor has no such live session
    """
    check(actor, Permission.ACCOUNTS_SESSION_END)
    if not Session.objects.filter(live(), key_hash=key_hash, account_id=actor.id).update(ended_at=now(), data=""):
        raise NotVisible("session")
    account = Account.objects.get(pk=actor.id)
    log.record(actor=actor, event=Event.ACCOUNTS_SESSION_ENDED, subject=account)


@transaction.atomic
def change_language(*, actor: Actor, language: str) -> None:
    """
    Keep the language in which the actor reads the desk.

    :raises InvalidInput: if the desk is not translated into it
    """
    check(actor, Permission.DESK_HOME_READ)
    if language not in LANGUAGES:
        raise InvalidInput(gettext_noop("The desk does not speak this language."), field="language")
    account = Account.objects.get(pk=actor.id)
    account.language = language
    account.save(update_fields=["language"])
    log.record(actor=actor, event=Event.ACCOUNTS_LANGUAGE_CHANGED, subject=account)


@transaction.atomic
def open_account(
    *,
    actor: Actor,
    email: str,
    name: str,
    organisation_id: UUID,
    roles: Collection[str],
    duties: Collection[str],
    language: str,
) -> Account | Proposal:
    """
    Make an account without a password, or propose it; its owner chooses a password through the link of `invite`.

    :raises NotPermitted: if the actor may not manage accounts
    :raises InvalidInput: if the address has an account, or the roles do not stand behind one wall
    :raises WrongState: if the same is proposed already
    """
    check(actor, Permission.ACCOUNTS_ACCOUNT_MANAGE)
    if Account.objects.filter(email=email.lower()).exists():
        raise InvalidInput(gettext_noop("This address has an account already."), field="email")
    _check_roles(roles)
    wanted = Proposal(
        organisation_id=organisation_id,
        email=email.lower(),
        name=name,
        roles=sorted(roles),
        duties=sorted(duties),
        language=language,
        proposed_by_id=actor.id,
    )
    own = organisation_id == actor.organisation_id
    if needs_second_person(is_own_organisation=own, before=(), after=[*roles, *duties], is_reopened=False):
        return _propose(actor, wanted)
    return _make_account(actor, wanted)


@transaction.atomic
def change_account(
    *, actor: Actor, account_id: UUID, roles: Collection[str], duties: Collection[str], is_active: bool
) -> Account | Proposal:
    """
    Change what somebody may do, or propose it, or end the account. Every sign-in of theirs ends with a change.

    :raises NotPermitted: if the actor may not manage accounts
    :raises NotVisible: if there is no such account
    :raises InvalidInput: if the roles do not stand behind one wall, or the actor would change the own account
    :raises WrongState: if a change of this account is proposed already
    """
    check(actor, Permission.ACCOUNTS_ACCOUNT_MANAGE)
    account = queries.account_to_change(actor=actor, account_id=account_id)
    if account.id == actor.id:
        raise InvalidInput(gettext_noop("Somebody else must change your own account."))
    _check_roles(roles)
    waits = needs_second_person(
        is_own_organisation=account.organisation_id == actor.organisation_id,
        before=[*account.roles, *account.duties],
        after=[*roles, *duties] if is_active else (),
        is_reopened=is_active and not account.is_active,
    )
    if waits:
        return _propose(actor, _change_wanted(actor, account, roles=roles, duties=duties))
    return _set_account(actor, account, roles=roles, duties=duties, is_active=is_active)


@transaction.atomic
def decide_proposal(*, actor: Actor, proposal_id: UUID, is_approved: bool) -> Proposal:
    """
    Agree to what another administrator proposed, or not: the second of two persons.

    :raises NotPermitted: if the actor may not decide, made the proposal, or would gain by it
    :raises NotVisible: if the actor is neither an administrator nor the focal point of that organisation
    :raises WrongState: if it is decided, or whoever proposed it may no longer propose
    """
    check(actor, Permission.ACCOUNTS_PROPOSAL_DECIDE)
    proposal = queries.proposal_to_decide(actor=actor, proposal_id=proposal_id)
    if actor.id in (proposal.proposed_by_id, proposal.account_id):
        raise NotPermitted(gettext_noop("Two persons decide this: somebody else has to agree."))
    if is_approved:
        _carry_out(actor, proposal)
    proposal.decided_by_id, proposal.decided_at, proposal.is_approved = actor.id, now(), is_approved
    proposal.save(update_fields=["decided_by_id", "decided_at", "is_approved", "account"])
    event = Event.ACCOUNTS_PROPOSAL_APPROVED if is_approved else Event.ACCOUNTS_PROPOSAL_REJECTED
    log.record(actor=actor, event=event, subject=proposal, roles=tuple(proposal.roles), by=proposal.proposed_by_id)
    return proposal


def _propose(actor: Actor, proposal: Proposal) -> Proposal:
    if Proposal.objects.filter(email=proposal.email, decided_at=None).exists():
        raise WrongState(gettext_noop("This is proposed already and waits for a second person."))
    proposal.save(force_insert=True)
    roles, duties = tuple(proposal.roles), tuple(proposal.duties)
    log.record(actor=actor, event=Event.ACCOUNTS_PROPOSAL_MADE, subject=proposal, roles=roles, duties=duties)
    return proposal


def _change_wanted(actor: Actor, account: Account, *, roles: Collection[str], duties: Collection[str]) -> Proposal:
    return Proposal(
        organisation_id=account.organisation_id,
        account=account,
        email=account.email,
        name=account.name,
        roles=sorted(roles),
        duties=sorted(duties),
        language=account.language,
        proposed_by_id=actor.id,
    )


def _carry_out(actor: Actor, proposal: Proposal) -> None:
    proposer = Account.objects.filter(pk=proposal.proposed_by_id, is_active=True).first()
    if proposer is None or SYSTEM_ADMINISTRATOR.name not in proposer.roles:
        raise WrongState(gettext_noop("Whoever proposed this is no administrator any more. Reject it."))
    if proposal.account_id is None:
        if Account.objects.filter(email=proposal.email).exists():
            raise WrongState(gettext_noop("This address has an account already."))
        proposal.account = _make_account(actor, proposal)
        return
    account = Account.objects.select_for_update().get(pk=proposal.account_id)
    if account.organisation_id != proposal.organisation_id:
        raise WrongState(gettext_noop("This person works elsewhere now. Reject the proposal."))
    _set_account(actor, account, roles=proposal.roles, duties=proposal.duties, is_active=True)


def _make_account(actor: Actor, wanted: Proposal) -> Account:
    account = Account(
        email=wanted.email,
        name=wanted.name,
        organisation_id=wanted.organisation_id,
        roles=wanted.roles,
        duties=wanted.duties,
        language=wanted.language,
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    log.record(actor=actor, event=Event.ACCOUNTS_ACCOUNT_OPENED, subject=account, roles=tuple(account.roles))
    return account


def _set_account(
    actor: Actor, account: Account, *, roles: Collection[str], duties: Collection[str], is_active: bool
) -> Account:
    account.roles, account.duties, account.is_active = sorted(roles), sorted(duties), is_active
    account.save(update_fields=["roles", "duties", "is_active", "wall"])
    Session.objects.filter(live(), account_id=account.id).update(ended_at=now(), data="")
    log.record(actor=actor, event=Event.ACCOUNTS_ACCOUNT_CHANGED, subject=account, roles=tuple(account.roles))
    return account


@transaction.atomic
def invite(*, actor: Actor, account_id: UUID) -> str:
    """
    Return the path at which the owner of an account chooses a password. It works once, for three days.

    :raises NotPermitted: if the actor may not manage accounts
    :raises NotVisible: if there is no such account
    :raises WrongState: if its owner has chosen a password already: nobody logs in as somebody else
    """
    check(actor, Permission.ACCOUNTS_ACCOUNT_MANAGE)
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise NotVisible(f"account {account_id}")
    if account.has_usable_password():
        raise WrongState(gettext_noop("This person has a password. Nobody else can set another one."))
    key = default_token_generator.make_token(account)
    account.passkey_until = now() + INVITED_FOR
    account.save(update_fields=["passkey_until"])
    log.record(actor=actor, event=Event.ACCOUNTS_ACCOUNT_INVITED, subject=account)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])


@transaction.atomic
def allow_passkey(*, actor: Actor, account_id: UUID) -> None:
    """
    Let somebody whose passkeys are lost add one within three days. Whoever asks has been recognised in person.

    :raises NotPermitted: if the actor may not manage accounts
    :raises NotVisible: if there is no such account
    :raises InvalidInput: if it is the actor's own
    """
    check(actor, Permission.ACCOUNTS_ACCOUNT_MANAGE)
    account = Account.objects.select_for_update().filter(pk=account_id, is_active=True).first()
    if account is None:
        raise NotVisible(f"account {account_id}")
    if account.id == actor.id:
        raise InvalidInput(gettext_noop("Somebody else must change your own account."))
    account.passkey_until = now() + INVITED_FOR
    account.save(update_fields=["passkey_until"])
    log.record(actor=actor, event=Event.ACCOUNTS_PASSKEY_ALLOWED, subject=account)


@transaction.atomic
def note_factor(*, actor: Actor, event: Event) -> None:
    """Note that the actor added a second factor: the invitation is used up, and the next one needs this one."""
    check(actor, Permission.DESK_HOME_READ)
    account = Account.objects.select_for_update().get(pk=actor.id)
    account.passkey_until = None
    account.save(update_fields=["passkey_until"])
    log.record(actor=actor, event=event, subject=account)


def _check_roles(roles: Collection[str]) -> None:
    try:
        wall_of(list(roles))
    except ValueError as error:
        raise InvalidInput(
            gettext_noop("All roles of one account stand behind one wall. Choose roles of one wall."), field="roles"
        ) from error
