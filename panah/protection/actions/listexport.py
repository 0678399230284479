"""The list that leaves as a file: for a purpose, where needed approved by a second person, made by a job, sealed."""

import io
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core.clock import HOME, now, today
from panah.core.errors import WrongState, gettext_noop
from panah.core.formats import moment_text
from panah.core.ids import reference
from panah.core.jobs import enqueue
from panah.crypto.blind import tracer
from panah.crypto.fields import seal_bytes
from panah.crypto.records import new_record_key
from panah.printing.lists import write_papers
from panah.printing.spreadsheets import Table
from panah.printing.tracer import hidden
from panah.printing.workbooks import write_workbook
from panah.protection import queries
from panah.protection.models import ListExport, ListPart
from panah.protection.rules import (
    MOST_ROWS,
    ListKind,
    check_length,
    check_may_decide,
    check_may_have,
    needs_second_person,
)
from panah.protection.states import ExportState, move_export

PIECE = 512 * 1024
OTHER_PERSON = gettext_noop("Somebody else must do this: nobody approves the list they asked for.")


@transaction.atomic
def ask_list_export(
    *,
    actor: Actor,
    list_kind: ListKind,
    purpose: str,
    basis: str,
    file_kind: str,
    with_names: bool = False,
    **chosen: Any,
) -> ListExport:
    """
    Ask for a list as a file. A job makes it; a long one, or one with names, once a second person has approved it.

    :raises NotPermitted: if the actor may not have such a list
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises InvalidInput: if the list is empty, or too long
    """
    check(actor, Permission.PROTECTION_LIST_EXPORT)
    check_may_have(actor.permissions, kind=list_kind, with_names=with_names)
    ids = queries.ids_for_list(actor=actor, list_kind=list_kind, most=MOST_ROWS + 1, **chosen)
    check_length(len(ids))
    waits = needs_second_person(row_count=len(ids), with_names=with_names)
    export: ListExport = ListExport.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        list_kind=list_kind,
        file_kind=file_kind,
        number=reference("L", year=today().year),
        purpose=purpose,
        basis=basis,
        with_names=with_names,
        row_ids=ids,
        row_count=len(ids),
        language=actor.language,
        state=ExportState.WAITING if waits else ExportState.MAKING,
        asked_by_id=actor.id,
    )
    if not waits:
        enqueue("protection.make_list", list_export_id=export.pk, account_id=actor.id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_LIST_ASKED,
        subject=export,
        list_kind=list_kind,
        purpose=purpose,
        basis=basis,
        row_count=len(ids),
        with_names=int(with_names),
    )
    return export


@transaction.atomic
def approve_list_export(*, actor: Actor, list_export_id: UUID) -> ListExport:
    """
    Approve, as a second person, that a list leaves.

    :raises NotPermitted: if the actor may not approve such lists
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such list at the actor's organisation
    :raises WrongState: if the actor asked for it, it was decided on, or somebody on it had sharing restricted
    """
    check(actor, Permission.PROTECTION_LIST_EXPORT_DECIDE)
    export = _deciding(actor, list_export_id)
    export.state = move_export(ExportState(export.state), ExportState.MAKING)
    if actor.id == export.asked_by_id:
        raise WrongState(OTHER_PERSON)
    _check_not_paused(actor, export)
    export.decided_by_id = actor.id
    export.save(update_fields=["decided_by_id", "state"])
    enqueue("protection.make_list", list_export_id=export.pk, account_id=actor.id)
    log.record(actor=actor, event=Event.PROTECTION_LIST_APPROVED, subject=export, groups=_groups(export))
    return export


@transaction.atomic
def refuse_list_export(*, actor: Actor, list_export_id: UUID) -> ListExport:
    """
    Refuse that a list leaves.

    :raises NotPermitted: if the actor may not approve such lists
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such list at the actor's organisation
    :raises WrongState: if it was decided on
    """
    check(actor, Permission.PROTECTION_LIST_EXPORT_DECIDE)
    export = _deciding(actor, list_export_id)
    export.state = move_export(ExportState(export.state), ExportState.REFUSED)
    if actor.id == export.asked_by_id:
        raise WrongState(OTHER_PERSON)
    export.decided_by_id = actor.id
    export.save(update_fields=["decided_by_id", "state"])
    log.record(actor=actor, event=Event.PROTECTION_LIST_REFUSED, subject=export)
    return export


@transaction.atomic
def make_list_export(*, actor: Actor, list_export_id: UUID) -> bool:
    """
    Make the file of a list, and return whether it was made now. Only a job does.

    It is stopped instead if who asked for it may not have it any more, or somebody on it had sharing restricted.

    :raises NotPermitted: if the actor may not have to do with lists any more
    :raises NotVisible: if there is no such list at the actor's organisation
    """
    check(actor, Permission.PROTECTION_LIST_READ)
    export = queries.list_export_to_change(actor=actor, list_export_id=list_export_id)
    if export.state != ExportState.MAKING:
        return False
    asker = queries.asker_of_list(actor=actor, export=export)
    if asker is None or queries.is_list_paused(actor=actor, export=export):
        export.state = move_export(ExportState.MAKING, ExportState.STOPPED)
        export.save(update_fields=["state"])
        log.record(actor=actor, event=Event.PROTECTION_LIST_STOPPED, subject=export)
        return False
    _make(asker, export)
    export.state, export.ready_at = move_export(ExportState.MAKING, ExportState.READY), now()
    export.save(update_fields=["state", "ready_at"])
    log.record(actor=actor, event=Event.PROTECTION_LIST_MADE, subject=export, groups=_groups(export))
    return True


@transaction.atomic
def fetch_list_export(*, actor: Actor, list_export_id: UUID) -> tuple[str, bytes]:
    """
    Return the name and the bytes of a list that is ready, to the one who asked for it.

    :raises NotPermitted: if the actor may not have such lists (any more)
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such list at the actor's organisation
    :raises WrongState: if it is not ready, somebody else asked for it, or its day is over
    """
    check(actor, Permission.PROTECTION_LIST_EXPORT)
    export = queries.list_export(actor=actor, list_export_id=list_export_id)
    check_may_have(actor.permissions, kind=ListKind(export.list_kind), with_names=export.with_names)
    if export.asked_by_id != actor.id:
        raise WrongState(gettext_noop("Only the one who asked for this list can fetch it."))
    if export.state != ExportState.READY:
        raise WrongState(gettext_noop("This list is not ready."))
    if not queries.is_fresh(actor=actor, export=export):
        raise WrongState(gettext_noop("This list could be fetched for one day. Ask for a new one."))
    _check_not_paused(actor, export)
    log.record(actor=actor, event=Event.PROTECTION_LIST_FETCHED, subject=export, groups=_groups(export))
    return queries.file_of_list(actor=actor, export=export)


def _deciding(actor: Actor, list_export_id: UUID) -> ListExport:
    export = queries.list_export_to_change(actor=actor, list_export_id=list_export_id)
    check_may_decide(actor.permissions, kind=ListKind(export.list_kind))
    return export


def _groups(export: ListExport) -> tuple[str, ...]:
    return ("identity",) if export.with_names else ()


def _check_not_paused(actor: Actor, export: ListExport) -> None:
    if queries.is_list_paused(actor=actor, export=export):
        raise WrongState(
            gettext_noop("Somebody on this list had sharing restricted since: it is held back. Ask for a new list.")
        )


class _Sealing(io.RawIOBase):
    """Takes the bytes of a file as they are made, and keeps each piece of them sealed."""

    def __init__(self, export: ListExport) -> None:
        super().__init__()
        self.export, self.left, self.count = export, bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        self.left += piece
        while len(self.left) >= PIECE:
            self._keep(bytes(self.left[:PIECE]))
            del self.left[:PIECE]
        return len(piece)

    def end(self) -> None:
        """Keep what is left."""
        self._keep(bytes(self.left))

    def _keep(self, content: bytes) -> None:
        of, self.count = self.export, self.count + 1
        part = ListPart(
            organisation_id=of.organisation_id, wall=of.wall, key_id=of.key_id, export=of, number=self.count
        )
        seal_bytes(part, "content", content)
        part.save(force_insert=True)


def _make(asker: Actor, export: ListExport) -> None:
    out = _Sealing(export)
    with override(export.language):
        table = Table(
            title=code_list("list_kind").label(export.list_kind, export.language),
            header=queries.list_header(actor=asker, export=export),
            rows=queries.list_rows(actor=asker, export=export),
            footer=_footer(asker, export),
            mark=hidden(tracer(export.id)),
        )
        if export.file_kind == "pdf":
            write_papers(out, table, name=export.number, language=export.language)
        else:
            write_workbook(out, table)
    out.end()


def _footer(asker: Actor, export: ListExport) -> str:
    body, made = queries.body_of_list(actor=asker, export=export), now().astimezone(HOME)
    lines = _("%(count)s lines") % {"count": export.row_count}
    return " · ".join([asker.name, body, moment_text(made, export.language), export.number, lines])
