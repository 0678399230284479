"""
An organisation's own register becomes cases: uploaded, looked through, confirmed by the same person, all or nothing.

Every case is made by protection's own actions, as if it had been typed.
"""

import json
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_fresh
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.db import wait_for
from panah.core.errors import WrongState, gettext_noop
from panah.core.sheet_reader import cells_of
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.exchange import queries
from panah.exchange.models import RegisterRow, RegisterUpload
from panah.exchange.register import Entry
from panah.protection import actions as protection
from panah.protection.actions.register import close_taken_over
from panah.protection.states import CaseStatus

GROUNDS = gettext_noop("Taken over from the organisation's own register.")


@transaction.atomic
def upload_register(*, actor: Actor, content: bytes, source: str) -> RegisterUpload:
    """
    Read a workbook and keep its cells, sealed, until they are confirmed. No case is made.

    :raises NotPermitted: if the actor may not import
    :raises InvalidInput: if it is no such workbook, is too large, has macros, or names no column that is known
    """
    check(actor, Permission.EXCHANGE_REGISTER_IMPORT)
    read = cells_of(content)
    queries.preview_of(actor=actor, rows=read.rows, from_1904=read.from_1904)
    _forget_unconfirmed(actor)
    upload = RegisterUpload(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        uploaded_by_id=actor.id,
    )
    seal(upload, cells=json.dumps({"rows": read.rows, "from_1904": read.from_1904, "source": source}))
    upload.save(force_insert=True)
    log.record(actor=actor, event=Event.EXCHANGE_REGISTER_UPLOADED, subject=upload)
    return upload


@transaction.atomic
def import_register(*, actor: Actor, upload_id: UUID) -> int:
    """
    Make the cases of an uploaded register, all of them or none, and return how many.

    A row that became a case before makes none again.

    :raises NotPermitted: if the actor may not import
    :raises StepUpNeeded: if the actor's last sign-in is older than five minutes
    :raises NotVisible: if the actor has uploaded no such register
    :raises WrongState: if a cell is wrong, or nothing in it is new
    """
    check(actor, Permission.EXCHANGE_REGISTER_IMPORT)
    check_fresh(actor)
    wait_for(f"exchange.register {actor.organisation_id} {actor.wall}")
    upload = queries.register_upload(actor=actor, upload_id=upload_id)
    preview = queries.preview(actor=actor, upload=upload)
    if not preview.is_ready:
        raise WrongState(gettext_noop("This register cannot be taken over: a cell is wrong, or nothing in it is new."))
    source = queries.source_of(actor=actor, upload=upload)
    for entry in preview.new:
        case_id = _make(actor, entry, source)
        RegisterRow.objects.create(
            organisation_id=actor.organisation_id,
            wall=actor.wall,
            tag=preview.tags[entry.row],
            case_id=case_id,
            upload=upload,
        )
    _end(upload, case_count=len(preview.new))
    log.record(actor=actor, event=Event.EXCHANGE_REGISTER_IMPORTED, subject=upload, case_count=upload.case_count)
    return upload.case_count


@transaction.atomic
def discard_register(*, actor: Actor, upload_id: UUID) -> None:
    """
    Throw an uploaded register away.

    :raises NotPermitted: if the actor may not import
    :raises NotVisible: if the actor has uploaded no such register
    """
    check(actor, Permission.EXCHANGE_REGISTER_IMPORT)
    upload = queries.register_upload(actor=actor, upload_id=upload_id)
    _end(upload)
    log.record(actor=actor, event=Event.EXCHANGE_REGISTER_DISCARDED, subject=upload)


def _make(actor: Actor, entry: Entry, source: str) -> UUID:
    case = protection.open_case(
        actor=actor,
        details=entry.details,
        source=source,
        forms=entry.forms,
        country_of_exploitation=entry.country,
        opened_on=entry.opened_on,
    )
    if entry.note:
        protection.add_note(actor=actor, case_id=case.pk, text=entry.note)
    if entry.is_presumed:
        protection.presume(
            actor=actor,
            case_id=case.pk,
            presumed_on=entry.opened_on,
            body=entry.body,
            indicator_list="practical",
            answers={},
            grounds=gettext(GROUNDS),
        )
    if entry.is_rejected:
        protection.change_case_status(actor=actor, case_id=case.pk, to=CaseStatus.REJECTED)
    if entry.closure:
        close_taken_over(actor=actor, case_id=case.pk, reason=entry.closure, closed_on=entry.closed_on or today())
    return case.pk


def _forget_unconfirmed(actor: Actor) -> None:
    """Empty what the actor's organisation uploaded and left: cells wait a day for their confirmation, not longer."""
    left = RegisterUpload.objects.own(actor).filter(ended_at=None, uploaded_at__lte=now() - queries.WAITS)
    left.update(cells=None, ended_at=now())


def _end(upload: RegisterUpload, *, case_count: int = 0) -> None:
    upload.cells, upload.ended_at, upload.case_count = None, now(), case_count
    upload.save(update_fields=["cells", "ended_at", "case_count"])
