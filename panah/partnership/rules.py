"""Rules of partnership. Pure: values in, answer out."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from panah.core.errors import InvalidInput, gettext_noop

WHOLE = Decimal(100)


def check_shares(shares: Iterable[Decimal | None]) -> None:
    """
    Allow the shares of a project's funders.

    :raises InvalidInput: if together they are more than the whole
    """
    if sum((share for share in shares if share is not None), Decimal(0)) > WHOLE:
        raise InvalidInput(gettext_noop("The shares of all funders are more than 100 percent."), field="share")


def progress(*, baseline: Decimal, target: Decimal, value: Decimal | None) -> int | None:
    """Return how far an indicator has come from baseline to target, in percent; None when that cannot be said."""
    if value is None or target == baseline:
        return None
    return round((value - baseline) / (target - baseline) * 100)


def is_overdue(*, due_on: date | None, done_on: date | None, on: date) -> bool:
    """Test if something that was due is still not done."""
    return due_on is not None and done_on is None and due_on < on


def check_done(*, is_done: bool, done_on: date | None, evidence: str) -> None:
    """
    Allow a measure to be reported.

    :raises InvalidInput: if it is done without a date or without evidence, or has a date although it is not done
    """
    if is_done and done_on is None:
        raise InvalidInput(gettext_noop("Write when the measure was done."), field="done_on")
    if is_done and not evidence.strip():
        raise InvalidInput(gettext_noop("Write what shows that the measure was done."), field="evidence")
    if not is_done and done_on is not None:
        raise InvalidInput(gettext_noop("Only a measure that is done has this date."), field="done_on")


def check_participant(*, body: str, group: str) -> None:
    """
    Allow one organisation or one group.

    :raises InvalidInput: if both or neither is named
    """
    if bool(body) == bool(group):
        raise InvalidInput(gettext_noop("Choose an organisation or a group, not both."), field="body")


def check_follow_up(*, kind: str, owner: str, due_on: date | None) -> None:
    """
    Allow an item of the minutes.

    :raises InvalidInput: if a follow-up has no owner or no date
    """
    if kind == "follow_up" and not owner:
        raise InvalidInput(gettext_noop("Write who follows this up."), field="owner")
    if kind == "follow_up" and due_on is None:
        raise InvalidInput(gettext_noop("Write until when this is to be done."), field="due_on")


def check_order(*, starts_on: date | None, ends_on: date | None) -> None:
    """
    Allow two dates.

    :raises InvalidInput: if the end is before the start
    """
    if starts_on and ends_on and ends_on < starts_on:
        raise InvalidInput(gettext_noop("The end is before the start."), field="ends_on")
