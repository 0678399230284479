"""The time. Everybody asks here, so that a test can give another."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Asia/Baku")


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the date on a calendar in the reference country."""
    return datetime.now(HOME).date()
