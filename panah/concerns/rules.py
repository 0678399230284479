"""Who may receive a report, what a report may contain, how long it stays. Pure: values in, answer out, clock given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from panah.core.errors import InvalidInput, gettext_noop

LONGEST_WORDS = 20_000
STAFF_ABUSE = "staff_abuse"  # the topic that is a channel of its own, with its own reader and its own clock
CLOSED = gettext_noop("Nobody reads there any more. Your words are still here: choose somebody else.")
READ_KEPT = timedelta(days=30)
UNREAD_KEPT = timedelta(days=180)


@dataclass(frozen=True)
class Body:
    """A body as the public's door knows it: its code, the bodies above it, its names."""

    code: str
    above: tuple[str, ...]
    names: tuple[tuple[str, str], ...] = ()

    def name(self, language: str) -> str:
        """Return the name in a language, or in English where there is none."""
        names = dict(self.names)
        return names.get(language) or names.get("en") or self.code


@dataclass(frozen=True)
class Desk:
    """A desk that can receive reports: its channel, its body, and the key that reports to it are sealed to."""

    channel: str
    body: Body
    key_id: str
    public_key: bytes

    def name(self, language: str) -> str:
        """Return the name of the body that reads here."""
        return self.body.name(language)


def may_read(desk: Desk, *, about: Body | None) -> bool:
    """Return whether a desk may receive a report about the staff of a body (None: about nobody's staff)."""
    if about is None:
        return True
    # One line of command is one body: neither the unit itself, nor the ministry above it, nor an office below it.
    return about.code not in (desk.body.code, *desk.body.above) and desk.body.code not in about.above


def chosen_desk(desks: Iterable[Desk], *, channel: str, about: Body | None) -> Desk:
    """
    Return the desk that the reporter chose.

    :raises InvalidInput: if nothing that is open was chosen, or the report is about the staff of that very body
    """
    desk = next((desk for desk in desks if desk.channel == channel), None)
    if desk is None:
        raise InvalidInput(CLOSED if channel else gettext_noop("Choose who should read it."), field="reader")
    if not may_read(desk, about=about):
        raise InvalidInput(
            gettext_noop("You said it is about staff of this body. It must not read it: choose somebody else."),
            field="reader",
        )
    return desk


def abuse_desk(desks: Iterable[Desk], *, named: Iterable[str], about: Body | None) -> Desk:
    """
    Return the desk that reads of abuse by staff: the first that the country names and that is not concerned itself.

    :raises InvalidInput: if every desk that is named is the body concerned, or stands above or below it
    """
    open_now = {desk.channel: desk for desk in desks}
    for channel in named:
        if channel in open_now and may_read(open_now[channel], about=about):
            return open_now[channel]
    raise InvalidInput(
        gettext_noop("No independent body can read this here now. Call the number above."), field="abuse"
    )


def topic_of(topics: Iterable[str]) -> str:
    """Return the one topic under which a report is counted: the first that was ticked, in the order of the form."""
    return next(iter(topics), "other")


def message_leaves(*, written_on: date, read_on: date | None) -> date:
    """Return the day on which a message is deleted: 30 days after it was read, else 180 days after it was written."""
    return read_on + READ_KEPT if read_on else written_on + UNREAD_KEPT
