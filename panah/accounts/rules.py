"""What the owner of an account and one administrator may do alone, and what waits for a second person."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from panah.access.policy import STEP_UP_LASTS
from panah.access.roles import SYSTEM_ADMINISTRATOR, Duty

APPROVERS = frozenset({SYSTEM_ADMINISTRATOR.name, Duty.FOCAL_POINT.value})
INVITED_FOR = timedelta(days=3)


def may_add_factor(*, now: datetime, allowed_until: datetime | None, shown_at: datetime | None) -> bool:
    """
    Test if a second factor may be added: in the days after an invitation, or by an earlier one, shown just now.

    A passkey asks for an earlier passkey, a one-time code for any second factor. A password is never enough by itself,
    nor a one-time code for a passkey: whoever has stolen them would climb to what they do not open.
    """
    is_invited = allowed_until is not None and now < allowed_until
    has_shown = shown_at is not None and now - shown_at <= STEP_UP_LASTS
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
