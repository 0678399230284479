"""Accounts and sign-ins: what their owner and the administrator do to them."""

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.accounts.models import Account, Session
from panah.accounts.sessions import live
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import InvalidInput, NotVisible, gettext_noop


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
    if language not in ("az", "en"):
        raise InvalidInput(gettext_noop("The desk does not speak this language."), field="language")
    account = Account.objects.get(pk=actor.id)
    account.language = language
    account.save(update_fields=["language"])
    log.record(actor=actor, event=Event.ACCOUNTS_LANGUAGE_CHANGED, subject=account)
