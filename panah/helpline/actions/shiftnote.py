"""Handing the desk over: a note at the end of a shift, read and acknowledged by the next one."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.core.errors import WrongState, gettext_noop
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.helpline import queries
from panah.helpline.models import ShiftNote


@transaction.atomic
def write_shiftnote(*, actor: Actor, words: str = "") -> ShiftNote:
    """
    Write what the next shift must know; what is open stands in it by itself.

    :raises NotPermitted: if the actor may not log calls
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    note = ShiftNote(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        left_open=queries.left_open(actor=actor),
        written_by_id=actor.id,
        written_at=clock.now(),
    )
    seal(note, words=words)
    ShiftNote.objects.bulk_create([note])
    log.record(actor=actor, event=Event.HELPLINE_SHIFTNOTE_WRITTEN, subject=note)
    return note


@transaction.atomic
def read_shiftnote(*, actor: Actor, shiftnote_id: UUID) -> tuple[ShiftNote, str | None]:
    """
    Return a note with its words, and log that it was read. Without a passkey the words are None.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if the actor's line has no such note
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    note = queries.shiftnote(actor=actor, shiftnote_id=shiftnote_id)
    words = unseal(note, "words")["words"] if actor.may(Permission.HELPLINE_WORDS_READ) else None
    groups = ("identity",) if words else ()
    log.record(actor=actor, event=Event.HELPLINE_SHIFTNOTE_READ, subject=note, groups=groups)
    return note, words


@transaction.atomic
def acknowledge_shiftnote(*, actor: Actor, shiftnote_id: UUID) -> ShiftNote:
    """
    Say that the next shift has read a note and goes on.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if the actor's line has no such note
    :raises WrongState: if the actor wrote it, or somebody acknowledged it before
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    note = queries.shiftnote_to_change(actor=actor, shiftnote_id=shiftnote_id)
    if note.written_by_id == actor.id:
        raise WrongState(gettext_noop("You wrote this note. Somebody of the next shift acknowledges it."))
    if note.acknowledged_at is not None:
        raise WrongState(gettext_noop("Somebody acknowledged this note before you."))
    note.acknowledged_by_id, note.acknowledged_at = actor.id, clock.now()
    note.save(update_fields=["acknowledged_by_id", "acknowledged_at"])
    log.record(actor=actor, event=Event.HELPLINE_SHIFTNOTE_ACKNOWLEDGED, subject=note)
    return note
