"""The bodies and the people through whose hands everything goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from panah.accounts.models import Account
from panah.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Places:
    """Organisations by code, and accounts by role and organisation."""

    organisations: Mapping[str, Organisation]
    accounts: Mapping[tuple[str, str], Account]
    second_member: Account

    def id(self, code: str) -> UUID:
        """Return the id of an organisation."""
        return self.organisations[code].id

    def who(self, role: str, code: str) -> UUID:
        """Return the id of somebody who works there."""
        return self.accounts[role, code].id
