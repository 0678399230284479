"""
The first two accounts of an installation: whoever opens accounts needs a second person, so two begin.

Nobody acts yet, so no permission can be checked; it runs as the tables' owner, at the machine itself, and only while
there is no administrator.
"""

from collections.abc import Sequence
from uuid import UUID

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse

from panah.access.permissions import Permission
from panah.access.roles import ROLES
from panah.accounts.models import Account
from panah.accounts.rules import INVITED_FOR
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import InvalidInput, WrongState, gettext_noop

ROLE = "system_administrator"
BEGINNERS = 2
RULERS = sorted(name for name, role in ROLES.items() if Permission.ACCOUNTS_ACCOUNT_MANAGE in role.permissions)


@transaction.atomic
def make_first_administrators(*, organisation_id: UUID, people: Sequence[tuple[str, str]], language: str) -> list[str]:
    """
    Make two administrators, and return the paths at which each chooses a password within three days.

    :param people: name and e-mail address of two different persons

    :raises WrongState: if somebody can open accounts already
    :raises InvalidInput: if these are not two persons with two addresses
    """
    if Account.objects.filter(roles__overlap=RULERS, is_active=True).exists():
        raise WrongState(gettext_noop("There are administrators already: they open every further account."))
    if len({email.lower() for _name, email in people}) != BEGINNERS:
        raise InvalidInput(gettext_noop("Name two persons, each with an e-mail address of their own."))
    return [_invite(organisation_id, name, email, language) for name, email in people]


def _invite(organisation_id: UUID, name: str, email: str, language: str) -> str:
    account = Account(
        email=email.lower(),
        name=name,
        organisation_id=organisation_id,
        roles=[ROLE],
        language=language,
        passkey_until=now() + INVITED_FOR,
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    log.record(actor=None, event=Event.ACCOUNTS_ACCOUNT_OPENED, subject=account, roles=tuple(account.roles))
    key = default_token_generator.make_token(account)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])
