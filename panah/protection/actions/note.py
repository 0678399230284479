"""Notes of those who work with the person."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.errors import InvalidInput, gettext_noop
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import Note


@transaction.atomic
def add_note(*, actor: Actor, case_id: UUID, text: str) -> Note:
    """
    Add a note to a case. It is sealed, and no grant ever opens it.

    :raises NotPermitted: if the actor may not write notes
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if nothing was written
    """
    check(actor, Permission.PROTECTION_NOTE_ADD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if not text.strip():
        raise InvalidInput(gettext_noop("Write the note first."), field="text")
    note = Note(
        organisation_id=actor.organisation_id, wall=actor.wall, key_id=case.key_id, case=case, written_by_id=actor.id
    )
    seal(note, text=text)
    note.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_NOTE_ADDED, subject=note, case_id=case.id)
    return note
