"""Where each fact comes from. A fact without a source is refused, and so are quoted words that its sentence lacks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import Model

from panah.core.text import nearest
from panah.country import provenance
from panah.country.lined import Lined, wrong
from panah.country.models import SourceDocument, SourceSentence, SourceStatement
from panah.exchange.kinds import Kind


@dataclass(frozen=True, slots=True)
class Source:
    """A document on record with its numbered sentences, and what is to be kept of it."""

    document: SourceDocument
    sentences: dict[int, SourceSentence]
    statements: list[SourceStatement] = field(default_factory=list)


def keep_document(entry: Lined, folder: Path) -> Source:
    """
    Put a document and its sentences on record.

    :raises InvalidInput: if something is missing, or the sentences cannot be read
    """
    for key in ("code", "title", "sentences"):
        if not entry.get(key):
            raise entry.error(f"the document needs {key!r}")
    texts = read_sentences(folder / entry["sentences"])
    plain = {key: entry.get(key, "") for key in ("title", "publisher", "dateline", "note")}
    document, _ = SourceDocument.objects.update_or_create(code=entry["code"], defaults=plain)
    kept = {
        number: SourceSentence.objects.update_or_create(document=document, number=number, defaults={"text": text})[0]
        for number, text in texts.items()
    }
    return Source(document, kept)


def read_sentences(path: Path) -> dict[int, str]:
    """
    Return the numbered sentences of a text file: number, tab, sentence.

    :raises InvalidInput: if the file is missing or a line has another form
    """
    if not path.is_file():
        raise wrong(path.name, 1, "there is no such file")
    found = {}
    for line, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        number, tab, text = row.partition("\t")
        if not tab or not number.isdigit() or not text.strip():
            raise wrong(path.name, line, "a line is a number, a tab and a sentence")
        found[int(number)] = text
    return found


def check_claims(kind: Kind, entry: Lined, source: Source) -> None:
    """
    Allow an entry every field of which is stated or inferred.

    :raises InvalidInput: if a field has no source, a sentence lacks the quoted words, or a reason is missing
    """
    claims, claimable = entry.get("from") or [], kind.claimable(entry)
    claimed: set[str] = set()
    for claim in claims:
        fields = _fields(claim, claimable)
        claimed |= set(fields)
        if "inferred" in claim:
            _reason(claim)
        else:
            _quoted(claim, source)
    for name in sorted(claimable - claimed):
        raise entry.error(f"{name!r} of {kind.name} has no source: say which sentence states it, or why it is inferred",
                          key=name)  # fmt: skip


def claims_of(row: Model, entry: Lined, source: Source) -> Iterator[SourceStatement]:
    """Return the sources of a record's fields, unsaved; they were checked before."""
    for claim in entry.get("from") or []:
        for name in claim["of"]:
            if "inferred" in claim:
                yield provenance.inferred(row, field=name, document=source.document, reason=dict(claim["inferred"]))
            else:
                sentence = source.sentences[claim["sentence"]]
                yield provenance.stated(row, field=name, sentence=sentence, quote=claim["quote"])


def _fields(claim: Lined, claimable: set[str]) -> list[str]:
    fields: list[str] = claim.get("of") or []
    if not fields:
        raise claim.error("a source needs 'of': the fields it is for")
    for name in fields:
        if name not in claimable:
            hint = nearest(name, claimable)
            raise claim.error(f"there is no {name!r} here" + (f"; nearest: {hint!r}" if hint else ""), key="of")
    return fields


def _reason(claim: Lined) -> None:
    reason: Any = claim["inferred"]
    if not isinstance(reason, Lined) or not (reason.get("en") and reason.get("az")):
        raise claim.error("'inferred' needs the reason in en and az", key="inferred")


def _quoted(claim: Lined, source: Source) -> None:
    number, quote = claim.get("sentence"), claim.get("quote")
    if not isinstance(number, int) or not quote:
        raise claim.error("a source needs 'sentence' and 'quote', or 'inferred'")
    if number not in source.sentences:
        raise claim.error(f"the document has no sentence {number}", key="sentence")
    if _plain(quote) not in _plain(source.sentences[number].text):
        raise claim.error(f"sentence {number} does not have the words {quote!r}", key="quote")


def _plain(words: str) -> str:
    return " ".join(words.split())
