"""Accounts and sign-ins: what their owner and the administrator do to them."""

from collections.abc import Collection
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.accounts.models import Account, Session
from panah.accounts.models.account import wall_of
from panah.accounts.rules import INVITED_FOR
from panah.accounts.sessions import live
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop

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
) -> Account:
    """
    Make an account without a password; its owner chooses one through the link of `invitation`.

    :raises NotPermitted: if the actor may not manage accounts
    :raises InvalidInput: if the address has an account, or the roles do not stand behind one wall
    """
    check(actor, Permission.ACCOUNTS_ACCOUNT_MANAGE)
    if Account.objects.filter(email=email.lower()).exists():
        raise InvalidInput(gettext_noop("This address has an account already."), field="email")
    _check_roles(roles)
    account = Account(
        email=email.lower(),
        name=name,
        organisation_id=organisation_id,
        roles=sorted(roles),
        duties=sorted(duties),
        language=language,
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    log.record(actor=actor, event=Event.ACCOUNTS_ACCOUNT_OPENED, subject=account, roles=tuple(account.roles))
    return account


@transaction.atomic
def change_account(
    *, actor: Actor, account_id: UUID, roles: Collection[str], duties: Collection[str], is_active: bool
) -> Account:
    """
    Change what somebody may do, or end the account. Every sign-in of theirs ends with it.

    :raises NotPermitted: if the actor may not manage accounts
    :raises NotVisible: if there is no such account
    :raises InvalidInput: if the roles do not stand behind one wall, or the actor would change the own account
    """
    check(actor, Permission.ACCOUNTS_ACCOUNT_MANAGE)
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        raise NotVisible(f"account {account_id}")
    if account.id == actor.id:
        raise InvalidInput(gettext_noop("Somebody else must change your own account."))
    _check_roles(roles)
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
def note_passkey(*, actor: Actor) -> None:
    """Note that the actor added a passkey: the next one needs this one."""
    check(actor, Permission.DESK_HOME_READ)
    account = Account.objects.select_for_update().get(pk=actor.id)
    account.passkey_until = None
    account.save(update_fields=["passkey_until"])
    log.record(actor=actor, event=Event.ACCOUNTS_PASSKEY_ADDED, subject=account)


def _check_roles(roles: Collection[str]) -> None:
    try:
        wall_of(list(roles))
    except ValueError as error:
        raise InvalidInput(
            gettext_noop("All roles of one account stand behind one wall. Choose roles of one wall."), field="roles"
        ) from error
