"""What a receiving desk reads of the public's door. Words leave their seal only here, one report at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.concerns import sealing
from panah.concerns.models import Message, Report
from panah.core.errors import NotVisible, gettext_noop
from panah.core.paging import Page, page
from panah.crypto import desks
from panah.organisations.models import Organisation

WAITING = ("id", "topic", "language", "is_urgent", "is_opened", "received_on")


@dataclass(frozen=True)
class Said:
    """One message of a conversation, as the desk reads it."""

    words: str
    written_on: date
    is_from_desk: bool
    is_read: bool


@dataclass(frozen=True)
class Conversation:
    """A report and everything that was written since."""

    report_id: UUID
    first: dict[str, Any]
    received_on: date
    messages: tuple[Said, ...]


def waiting_reports(*, actor: Actor, is_opened: bool = False) -> QuerySet[Report, dict[str, Any]]:
    """Return reports nobody opened yet, or opened ones whose reporter wrote again; none about our own staff."""
    own = Report.objects.own(actor).exclude(about_organisation_id=actor.organisation_id)
    rows: QuerySet[Report, dict[str, Any]] = own.filter(has_news=True, is_opened=is_opened).values(*WAITING)
    return rows


def waiting_page(*, actor: Actor, after: str | None = None, size: int = 50) -> Page:
    """Return one page of the reports that nobody opened yet, the oldest day first."""
    return page(waiting_reports(actor=actor), order=("received_on", "id"), after=after, size=size)


def report(*, actor: Actor, report_id: UUID) -> Report:
    """
    Return one report, still sealed.

    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    found: Report | None = Report.objects.own(actor).filter(pk=report_id).first()
    if found is None or _is_about_own_line(actor, found):
        raise NotVisible(gettext_noop("There is no such report."))
    return found


def conversation(*, actor: Actor, report_id: UUID) -> Conversation:
    """
    Return a report in words, with all messages.

    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    found = report(actor=actor, report_id=report_id)
    first = sealing.unpadded(desks.open_at_desk(found.desk_key_id, bytes(found.sealed)))
    messages = Message.objects.own(actor).filter(report=found).order_by("place")
    return Conversation(found.id, first, found.received_on, tuple(_said(message) for message in messages))


def _said(message: Message) -> Said:
    sealed = message.copy if message.is_from_desk else message.sealed
    if sealed is None or message.desk_key_id is None:
        return Said("", message.written_on, message.is_from_desk, message.read_on is not None)
    words = sealing.unpadded(desks.open_at_desk(message.desk_key_id, bytes(sealed))).get("words", "")
    return Said(str(words), message.written_on, message.is_from_desk, message.read_on is not None)


def _is_about_own_line(actor: Actor, found: Report) -> bool:
    """Test if the report is about the actor's body, one above it or one below it."""
    if found.about_organisation_id is None:
        return False
    above = dict(Organisation.objects.values_list("id", "parent_id"))
    mine, theirs = _line(actor.organisation_id, above), _line(found.about_organisation_id, above)
    return found.about_organisation_id in mine or actor.organisation_id in theirs


def _line(start: UUID, above: Mapping[UUID, UUID | None]) -> set[UUID]:
    line: set[UUID] = set()
    here: UUID | None = start
    while here is not None and here not in line:
        line.add(here)
        here = above.get(here)
    return line
