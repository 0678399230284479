"""Reading and keeping where loaded facts come from. The documents are public: nothing here takes an actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from panah.country.models import SourceDocument, SourceSentence, SourceStatement


@dataclass(frozen=True, slots=True)
class Why:
    """Why a field holds what it holds, ready to be shown."""

    field: str
    basis: str
    said: str
    document: str
    sentence: int | None
    document_name: str

    @property
    def is_inferred(self) -> bool:
        return self.basis == "inferred"


def of(subjects: Iterable[Model], *, language: str) -> dict[UUID, list[Why]]:
    """Return for each record why its fields hold what they hold: one query for a whole page."""
    keys = [subject.pk for subject in subjects]
    rows = (
        SourceStatement.objects.filter(subject_id__in=keys)
        .select_related("document", "sentence")
        .order_by("subject_id", "basis", "sentence__number", "field")
    )
    found: dict[UUID, list[Why]] = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(_why(row, language))
    return found


def stated(subject: Model, *, field: str, sentence: SourceSentence, quote: str) -> SourceStatement:
    """Return, unsaved, that a sentence states a field of a record."""
    return _statement(subject, field, sentence.document, basis="stated", sentence=sentence, quote=quote)


def inferred(subject: Model, *, field: str, document: SourceDocument, reason: dict[str, str]) -> SourceStatement:
    """Return, unsaved, that a field of a record was inferred, and why."""
    reasons = {"reason_en": reason["en"], "reason_az": reason["az"]}
    return _statement(subject, field, document, basis="inferred", **reasons)


def keep(statements: Iterable[SourceStatement]) -> None:
    """Save statements; one that is known is brought up to date."""
    SourceStatement.objects.bulk_create(
        statements,
        update_conflicts=True,
        unique_fields=["subject_table", "subject_id", "field", "document", "sentence"],
        update_fields=["basis", "quote", "reason_en", "reason_az"],
    )


def _why(row: SourceStatement, language: str) -> Why:
    said = row.quote if row.basis == "stated" else row.reason(language)
    sentence = row.sentence.number if row.sentence else None
    return Why(row.field, row.basis, said, row.document.code, sentence, row.document.name())


def _statement(subject: Model, field: str, document: SourceDocument, **why: Any) -> SourceStatement:
    return SourceStatement(
        subject_table=subject._meta.db_table, subject_id=subject.pk, field=field, document=document, **why
    )
