"""Reading and keeping where loaded facts come from. The documents are public: nothing here takes an actor."""

from collections.abc import Iterable
from dataclasses import dataclass
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
        said = row.quote if row.basis == "stated" else row.reason(language)
        sentence = row.sentence.number if row.sentence else None
        found.setdefault(row.subject_id, []).append(Why(row.field, row.basis, said, row.document.code, sentence))
    return found


def state(subject: Model, *, field: str, sentence: SourceSentence, quote: str) -> None:
    """Keep that a sentence states a field of a record."""
    _keep(subject, field, sentence.document, basis="stated", sentence=sentence, quote=quote, reason_en="", reason_az="")


def infer(subject: Model, *, field: str, document: SourceDocument, reason: dict[str, str]) -> None:
    """Keep that a field of a record was inferred, and why."""
    _keep(
        subject,
        field,
        document,
        basis="inferred",
        sentence=None,
        quote="",
        reason_en=reason["en"],
        reason_az=reason["az"],
    )


def _keep(subject: Model, field: str, document: SourceDocument, **why: object) -> None:
    SourceStatement.objects.update_or_create(
        subject_table=subject._meta.db_table,
        subject_id=subject.pk,
        field=field,
        document=document,
        sentence=why.pop("sentence"),
        defaults=why,
    )
