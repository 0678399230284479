"""What the owner of an account and one administrator may do alone, and what waits for a second person."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from panah.access.policy import STEP_UP_LASTS
from panah.access.roles import SYSTEM_ADMINISTRATOR, Duty

APPROVERS = frozenset({SYSTEM_ADMINISTRATOR.name, Duty.FOCAL_POINT.value})
INVITED_FOR = timedelta(days=3)


def may_add_passkey(*, now: datetime, allowed_until: datetime | None, passkey_used_at: datetime | None) -> bool:
    """
    Test if a passkey may be added: by an earlier passkey, used just now, or in the days after an invitation.

    A password or a one-time code is never enough by itself: whoever has stolen them would climb to what only a
    passkey opens.
    """
    is_invited = allowed_until is not None and now < allowed_until
    has_shown = passkey_used_at is not None and now - passkey_used_at <= STEP_UP_LASTS
    return is_invited or has_shown


def needs_second_person(
    *, is_own_organisation: bool, before: Iterable[str], after: Iterable[str], is_reopened: bool
) -> bool:
    """
    Test if a change of roles and duties waits for a second person.

    What somebody gains at another organisation does; what is taken away never does: ending access cannot wait.
    Whoever could be the second person (`APPROVERS`) is named by two everywhere, or one person would be both.
    """
    gained = set(after) - set(before) or (set(after) if is_reopened else set())
    return bool(gained) and (not is_own_organisation or bool(gained & APPROVERS))
