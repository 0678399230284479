"""Reading an uploaded register: what it would make, what is there already, and which cells are wrong."""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from panah.access.policy import Actor
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotVisible, gettext_noop
from panah.crypto.blind import blind
from panah.crypto.fields import unseal
from panah.exchange.columns import Heading, heading
from panah.exchange.models import RegisterRow, RegisterUpload
from panah.exchange.register import Entry, RowError, entries

WAITS = timedelta(hours=24)
MOST = 500  # cases of one file: one transaction makes them all
ERRORS = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """What a register would make. It shows no name: only rows, numbers of the source, and what is wrong."""

    heading: Heading
    entries: tuple[Entry, ...]
    new: tuple[Entry, ...]
    errors: tuple[RowError, ...]
    tags: dict[int, str]

    @property
    def is_ready(self) -> bool:
        return bool(self.new) and not self.errors

    @property
    def known_count(self) -> int:
        return len(self.entries) - len(self.new)


def register_upload(*, actor: Actor, upload_id: UUID) -> RegisterUpload:
    """
    Return a register that the actor uploaded and has not ended, locked until the transaction ends.

    :raises NotVisible: if there is none: somebody else's, an ended one, or one older than a day
    """
    mine = RegisterUpload.objects.own(actor).select_for_update()
    found: RegisterUpload | None = mine.filter(
        pk=upload_id, uploaded_by_id=actor.id, ended_at=None, uploaded_at__gt=now() - WAITS
    ).first()
    if found is None:
        raise NotVisible(f"register {upload_id}")
    return found


def preview(*, actor: Actor, upload: RegisterUpload) -> Preview:
    """
    Return what an upload would make.

    :raises InvalidInput: if it has no heading that is known
    """
    held = json.loads(unseal(upload, "cells")["cells"])
    return preview_of(actor=actor, rows=held["rows"], from_1904=held["from_1904"])


def preview_of(*, actor: Actor, rows: list[list[str]], from_1904: bool) -> Preview:
    """
    Return what rows of text would make.

    :raises InvalidInput: if there is no heading, no row, or too many of them
    """
    found = heading(rows)
    if found is None:
        raise InvalidInput(
            gettext_noop("No row near the top names the columns. Use the names of the empty sheet."), field="file"
        )
    read, errors = entries(rows, found, from_1904=from_1904, today=today())
    if not read:
        raise InvalidInput(gettext_noop("There is no row below the heading."), field="file")
    if len(read) > MOST:
        raise InvalidInput(gettext_noop("At most %(most)s cases in one file. Split it."), field="file", most=MOST)
    tags = {entry.row: tag(actor=actor, entry=entry) for entry in read}
    known = set(RegisterRow.objects.own(actor).filter(tag__in=tags.values()).values_list("tag", flat=True))
    new: dict[str, Entry] = {}
    for entry in read:
        if tags[entry.row] not in known:
            new.setdefault(tags[entry.row], entry)
    return Preview(found, tuple(read), tuple(new.values()), tuple(errors[:ERRORS]), tags)


def tag(*, actor: Actor, entry: Entry) -> str:
    """Return the opaque name of a row: of the source's own number, or of all that the row says of the person."""
    said = entry.source_id or repr((entry.details, entry.country, entry.forms, entry.note))
    kind = "number" if entry.source_id else "row"
    return blind("exchange register", f"{actor.organisation_id}|{actor.wall}|{kind}|{said}").hex()


def source_of(*, actor: Actor, upload: RegisterUpload) -> str:
    """Return how the persons of a register came to the organisation, as whoever uploaded it said."""
    return str(json.loads(unseal(upload, "cells")["cells"])["source"])
