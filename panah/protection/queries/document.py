"""Reading the documents that are kept in a case. Only the holder's own people find them."""

from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.errors import NotVisible
from panah.core.formats import day_text
from panah.protection.models import Consent, Document, DocumentPart

SHOWN = 200


def documents(*, actor: Actor, case_id: UUID) -> QuerySet[Document]:
    """Return the documents of an own case, withdrawn ones too, the newest first."""
    return Document.objects.own(actor).filter(case_id=case_id).order_by("-added_at", "-id")[:SHOWN]


def document(*, actor: Actor, document_id: UUID) -> Document:
    """
    Return one document of an own case.

    :raises NotVisible: if there is none
    """
    return _one(Document.objects.own(actor).select_related("case", "consent"), document_id)


def document_to_change(*, actor: Actor, document_id: UUID) -> Document:
    """
    Return one document of an own case, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    return _one(Document.objects.own(actor).select_for_update(), document_id)


def document_parts(*, actor: Actor, document: Document) -> QuerySet[DocumentPart]:
    """Return the sealed pieces of a document, in order."""
    return DocumentPart.objects.own(actor).filter(document=document).order_by("number")


def papers_of_consents(*, actor: Actor, case_id: UUID) -> QuerySet[Consent]:
    """Return the consents of an own case whose signed paper was scanned when they were given."""
    found = Consent.objects.own(actor).filter(case_id=case_id, paper__isnull=False)
    return found.select_related("paper", "recipient").order_by("-given_on", "-id")


def consents_to_sign(*, actor: Actor, case_id: UUID) -> list[tuple[str, str]]:
    """Return the consents of an own case that a signed paper can belong to, as choices of a form."""
    purposes = code_list("consent_purpose")
    return [
        (str(row.pk), f"{purposes.label(row.purpose, language())}, {day_text(row.given_on, language())}")
        for row in Consent.objects.own(actor).filter(case_id=case_id, withdrawn_at=None).order_by("-given_on", "-id")
    ]


def _one(found: QuerySet[Document], key: UUID) -> Document:
    row = found.filter(pk=key).first()
    if row is None:
        raise NotVisible(f"document {key}")
    return row
