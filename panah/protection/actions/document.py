"""Documents of a case: taken in and sealed, opened by those who may, withdrawn instead of deleted."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_fresh
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import NotVisible
from panah.core.file_reader import open_one
from panah.core.files import KINDS
from panah.crypto.fields import seal, seal_bytes, unseal, unseal_bytes
from panah.protection import queries
from panah.protection.models import Case, Document, DocumentPart
from panah.protection.queries import document as documents
from panah.protection.rules import check_day
from panah.protection.rules.document import (
    check_group,
    check_not_withdrawn,
    check_opening,
    check_signed,
    pieces,
    plain_name,
    taken,
)


class Opened(NamedTuple):
    """A document as it is handed to whoever asked for it; the name tells nothing."""

    content: bytes
    media: str
    file_name: str


@transaction.atomic
def add_document(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    group: str,
    file: bytes,
    file_name: str = "",
    language: str = "",
    dated_on: date | None = None,
    words: str = "",
    consent_id: UUID | None = None,
) -> Document:
    """
    Take a file into a case: its kind told by its content, a picture without place and time, everything sealed.

    :raises NotPermitted: if the actor may not add documents
    :raises NotVisible: if the actor's organisation holds no such case, or the case no such consent
    :raises InvalidInput: if the file is not taken, is opened too widely, or its day cannot be right
    """
    check(actor, Permission.PROTECTION_DOCUMENT_ADD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_group(kind=kind, group=group)
    check_signed(kind=kind, has_consent=consent_id is not None)
    if consent_id and queries.consent_to_change(actor=actor, consent_id=consent_id).case_id != case.pk:
        raise NotVisible(f"consent {consent_id} of case {case_id}")
    if dated_on:
        check_day(dated_on, today=today(), field="dated_on")
    file_kind, content = taken(file, seen=open_one(file, field="file"))
    document = Document(
        organisation_id=case.organisation_id,
        wall=case.wall,
        key_id=case.key_id,
        case=case,
        kind=kind,
        group=group,
        file_kind=file_kind.code,
        language=language,
        dated_on=dated_on,
        consent_id=consent_id,
        size=len(content),
        added_by_id=actor.id,
    )
    seal(document, file_name=plain_name(file_name), words=words)
    document.save(force_insert=True)
    _keep_parts(document, content)
    log.record(
        actor=actor,
        event=Event.PROTECTION_DOCUMENT_ADDED,
        subject=document,
        case_id=case.pk,
        groups=(FieldGroup(group),),
        kind=kind,
    )
    return document


def _keep_parts(document: Document, content: bytes) -> None:
    for number, piece in enumerate(pieces(content), start=1):
        part = DocumentPart(
            organisation_id=document.organisation_id,
            wall=document.wall,
            key_id=document.key_id,
            document=document,
            number=number,
        )
        seal_bytes(part, "content", piece)
        part.save(force_insert=True)


@transaction.atomic
def show_document(*, actor: Actor, document_id: UUID) -> dict[str, str]:
    """
    Return the name of a file and what was written about it. Each look is logged.

    :raises NotPermitted: if the actor's role does not open documents of this group
    :raises StepUpNeeded: if it tells a place and the actor's last sign-in is older than five minutes
    :raises NotVisible: if the actor's organisation keeps no such document
    :raises WrongState: if it was withdrawn
    """
    check(actor, Permission.PROTECTION_DOCUMENT_READ)
    document = _opening(actor, documents.document(actor=actor, document_id=document_id))
    _log_opening(actor, document, Event.PROTECTION_DOCUMENT_SHOWN)
    return unseal(document, "file_name", "words")


@transaction.atomic
def open_document(*, actor: Actor, document_id: UUID) -> Opened:
    """
    Return the bytes of a document. Each opening is logged.

    :raises NotPermitted: if the actor's role does not open documents of this group
    :raises StepUpNeeded: if it tells a place and the actor's last sign-in is older than five minutes
    :raises NotVisible: if the actor's organisation keeps no such document
    :raises WrongState: if it was withdrawn
    """
    check(actor, Permission.PROTECTION_DOCUMENT_READ)
    document = _opening(actor, documents.document(actor=actor, document_id=document_id))
    parts = documents.document_parts(actor=actor, document=document)
    content = b"".join(unseal_bytes(part, "content") for part in parts)
    _log_opening(actor, document, Event.PROTECTION_DOCUMENT_OPENED)
    kind = KINDS[document.file_kind]
    return Opened(content, kind.media, f"document.{kind.ending}")


@transaction.atomic
def withdraw_document(*, actor: Actor, document_id: UUID, withdrawal: str) -> Document:
    """
    Withdraw a document, with a reason: nobody opens it any more. It is erased with its case.

    :raises NotPermitted: if the actor may not add documents
    :raises NotVisible: if the actor's organisation keeps no such document
    :raises WrongState: if it was withdrawn before
    """
    check(actor, Permission.PROTECTION_DOCUMENT_ADD)
    document = documents.document_to_change(actor=actor, document_id=document_id)
    check_not_withdrawn(is_withdrawn=document.withdrawn_at is not None)
    document.withdrawal, document.withdrawn_by_id, document.withdrawn_at = withdrawal, actor.id, now()
    document.save(update_fields=["withdrawal", "withdrawn_by_id", "withdrawn_at"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_DOCUMENT_WITHDRAWN,
        subject=document,
        case_id=document.case_id,
        reason=withdrawal,
    )
    return document


def _opening(actor: Actor, document: Document) -> Document:
    case: Case = document.case
    check_not_withdrawn(is_withdrawn=document.withdrawn_at is not None)
    check_opening(
        group=document.group,
        permissions=actor.permissions,
        person=actor.id,
        near=(case.worker_id, document.added_by_id),
    )
    if document.group == FieldGroup.LOCATION:
        check_fresh(actor)
    return document


def _log_opening(actor: Actor, document: Document, event: Event) -> None:
    log.record(
        actor=actor,
        event=event,
        subject=document,
        case_id=document.case_id,
        groups=(FieldGroup(document.group),),
        kind=document.kind,
    )
