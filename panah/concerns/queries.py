"""What a receiving desk reads of the public's door. Words leave their seal only here, one report at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, QuerySet, Value

from panah.access.policy import Actor
from panah.concerns import sealing
from panah.concerns.attachments import WITHOUT_COPY, file_kind
from panah.concerns.models import Attachment, Desk, Message, Report
from panah.core.errors import NotVisible, gettext_noop
from panah.core.paging import Page, page
from panah.crypto import desks
from panah.organisations.models import Organisation
from panah.organisations.queries import organisations

WAITING = ("id", "topic", "language", "is_urgent", "is_opened", "received_on")
HAS_ORIGINAL = ExpressionWrapper(Q(original__isnull=False), output_field=BooleanField())


class SameLine(Func):
    """Are two bodies one line of command? The door asks the same function before it takes a report."""

    function = "concern_same_line"


@dataclass(frozen=True)
class Attached:
    """A file that came with a message: what it is, and whether there is an original beside what is looked at."""

    id: UUID
    kind: str
    has_original: bool
    has_copy: bool


@dataclass(frozen=True)
class OpenedFile:
    """A file as it is handed to the desk; the name tells nothing."""

    content: bytes
    media: str
    file_name: str


@dataclass(frozen=True)
class Said:
    """One message of a conversation, as the desk reads it."""

    words: str
    written_on: date
    is_from_desk: bool
    is_read: bool
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """A report and everything that was written since."""

    report_id: UUID
    first: dict[str, Any]
    received_on: date
    messages: tuple[Said, ...]
    files: tuple[Attached, ...] = ()


def channel(*, actor: Actor) -> str:
    """Return the channel by which the public knows the actor's desk, or nothing."""
    return Desk.objects.own(actor).filter(wall=actor.wall).values_list("channel", flat=True).first() or ""


def desks_behind(*, actor: Actor, wall: str) -> set[UUID]:
    """Return the bodies that have an open desk behind a wall: whom the public can reach there."""
    rows = Desk.objects.all_for(actor).filter(wall=wall, is_open=True)
    return set(rows.values_list("organisation_id", flat=True))


def waiting_reports(*, actor: Actor, is_opened: bool = False) -> QuerySet[Report, dict[str, Any]]:
    """Return reports nobody opened yet, or opened ones whose reporter wrote again; none about our own staff."""
    found = _readable(actor).filter(has_news=True, is_opened=is_opened)
    rows: QuerySet[Report, dict[str, Any]] = found.values(*WAITING)
    return rows


def waiting_page(*, actor: Actor, after: str | None, size: int, is_opened: bool = False) -> Page:
    """Return one page of the reports that nobody opened yet, or that have news, the oldest day first."""
    return page(waiting_reports(actor=actor, is_opened=is_opened), order=("received_on", "id"), after=after, size=size)


def report(*, actor: Actor, report_id: UUID) -> Report:
    """
    Return one report, still sealed.

    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    found = _readable(actor).filter(pk=report_id).first()
    if found is None:
        raise NotVisible(gettext_noop("There is no such report."))
    return found


def about_staff(*, actor: Actor, report_id: UUID) -> Organisation | None:
    """
    Return the body whose staff a report is about, if it is about any.

    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    return report(actor=actor, report_id=report_id).about_organisation


def line_of_command(organisation_id: UUID) -> set[UUID]:
    """Return a body with those above it and those below it."""
    of_line = SameLine(F("id"), Value(organisation_id), output_field=BooleanField())
    return set(organisations().filter(of_line).values_list("id", flat=True))


def conversation(*, actor: Actor, report_id: UUID) -> Conversation:
    """
    Return a report in words, with all messages.

    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    found = report(actor=actor, report_id=report_id)
    sealed = bytes(found.sealed)  # empty: the night erased it after its time
    first = sealing.unpadded(desks.open_at_desk(found.desk_key_id, sealed)) if sealed else {}
    messages = Message.objects.own(actor).filter(report=found).order_by("place")
    files = _files(actor, found)
    said = tuple(_said(message, files.get(message.id, ())) for message in messages)
    return Conversation(found.id, first, found.received_on, said, files.get(None, ()))


def attachment(*, actor: Actor, attachment_id: UUID) -> Attachment:
    """
    Return a file that came with a report, still sealed.

    :raises NotVisible: if the actor's desk has no such file, or its report is about the actor's own body
    """
    found: Attachment | None = Attachment.objects.own(actor).filter(pk=attachment_id).first()
    if found is None:
        raise NotVisible(gettext_noop("There is no such file."))
    report(actor=actor, report_id=found.report_id)
    return found


def opened_file(*, actor: Actor, attachment_id: UUID, is_original: bool) -> OpenedFile:
    """
    Return a file out of its seal: the copy to look at, or the original where there is one.

    :raises NotVisible: if the actor's desk has no such file, or no original of it
    """
    found = attachment(actor=actor, attachment_id=attachment_id)
    as_looked_at = found.sealed if _has_copy(found.kind, has_original=found.original is not None) else None
    sealed = found.original if is_original else as_looked_at
    if sealed is None:
        raise NotVisible(gettext_noop("There is no such file."))
    kind = file_kind(found.kind)
    content = sealing.unpadded_file(desks.open_at_desk(found.desk_key_id, bytes(sealed)))
    return OpenedFile(content, kind.media, f"file.{kind.ending}")


def _files(actor: Actor, found: Report) -> dict[UUID | None, tuple[Attached, ...]]:
    rows = Attachment.objects.own(actor).filter(report=found).order_by("place")
    files: dict[UUID | None, tuple[Attached, ...]] = {}
    for pk, message, kind, has_original in rows.values_list("id", "message_id", "kind", HAS_ORIGINAL):
        attached = Attached(pk, kind, has_original, _has_copy(kind, has_original=has_original))
        files[message] = (*files.get(message, ()), attached)
    return files


def _has_copy(kind: str, *, has_original: bool) -> bool:
    """Test if there is something to look at; a file of this kind that has no original was kept as it came, once."""
    return not (has_original and kind in WITHOUT_COPY)


def _said(message: Message, files: tuple[Attached, ...]) -> Said:
    sealed = message.copy if message.is_from_desk else message.sealed
    if sealed is None or message.desk_key_id is None:
        return Said("", message.written_on, message.is_from_desk, message.read_on is not None)
    words = sealing.unpadded(desks.open_at_desk(message.desk_key_id, bytes(sealed))).get("words", "")
    return Said(str(words), message.written_on, message.is_from_desk, message.read_on is not None, files)


def _readable(actor: Actor) -> QuerySet[Report]:
    """Return the reports of the desk, but none about the actor's body, one above it or one below it."""
    own_line = SameLine(F("about_organisation_id"), Value(actor.organisation_id), output_field=BooleanField())
    rows: QuerySet[Report] = Report.objects.own(actor).filter(Q(about_organisation__isnull=True) | ~Q(own_line))
    return rows
