"""Which list a found file came from: by its invisible mark, or by the ids of its rows, which no other list has."""

import html
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from panah.accounts.models import Account
from panah.config.papers import words_of
from panah.config.refusal import Refusal
from panah.crypto.blind import TRACE_DIGITS, trace_id, tracer
from panah.organisations.models import Organisation
from panah.printing.tracer import tokens
from panah.protection.queries.listexport import lists_that_left

LARGEST = 250 * 1024 * 1024
PDF = b"%PDF"
ROW = re.compile(rf"(?<![0-9a-f])[0-9a-f]{{{TRACE_DIGITS}}}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Traced:
    """One export that a file came from, and by what it was known: the mark, or so many of its rows."""

    number: str
    purpose: str
    account: str
    organisation: str
    asked_at: datetime
    has_mark: bool
    rows: int


def text_of(path: Path) -> str:
    """
    Return the words of a found file: a workbook's, a paper's, those of an archive of papers, or of a file of text.

    :raises Refusal: if it cannot be read, or is too large once unpacked
    """
    try:
        if not zipfile.is_zipfile(path):
            return _words(path.read_bytes()[:LARGEST])
        with zipfile.ZipFile(path) as book:
            parts = [part for part in book.infolist() if part.filename.endswith((".xml", ".pdf"))]
            if sum(part.file_size for part in parts) > LARGEST:
                raise Refusal(f"{path} is larger than {LARGEST // 1024 // 1024} MB once unpacked: it is not read.")
            return "\n".join(html.unescape(_words(book.read(part))) for part in parts)
    except (OSError, zipfile.BadZipFile) as error:
        raise Refusal(f"{path} cannot be read ({error}): name a workbook or a file of text.") from error


def _words(content: bytes) -> str:
    return words_of(content, most=LARGEST) if content.startswith(PDF) else content.decode("utf-8", "replace")


def trace(text: str) -> list[Traced]:
    """Return the exports that a text came from, the newest first. Only the owner of the database can ask."""
    marks, ids = tokens(text), set(ROW.findall(text))
    if not marks and not ids:
        return []
    found = []
    for row in lists_that_left():
        has_mark = tracer(row["id"]) in marks
        rows = sum(trace_id(row["id"], str(record)) in ids for record in row["row_ids"])
        if has_mark or rows:
            found.append((row, has_mark, rows))
    return [_told(row, has_mark, rows) for row, has_mark, rows in found]


def _told(row: dict[str, Any], has_mark: bool, rows: int) -> Traced:
    who = Account.objects.filter(pk=row["asked_by_id"]).values_list("name", "email").first()
    body = Organisation.objects.get(pk=row["organisation_id"])
    return Traced(
        number=str(row["number"]),
        purpose=str(row["purpose"]),
        account=f"{who[0]} <{who[1]}>" if who else str(row["asked_by_id"]),
        organisation=body.name("en"),
        asked_at=row["asked_at"],
        has_mark=has_mark,
        rows=rows,
    )
