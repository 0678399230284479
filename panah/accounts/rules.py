"""What the owner of an account and one administrator may do alone, and what not."""

from datetime import datetime, timedelta

from panah.access.policy import STEP_UP_LASTS

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
