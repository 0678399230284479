"""
Papers of an office: a title, labels with their values, questions with boxes, a table, lines to sign.

An empty value becomes a line to write on: a form that is filled from the record can be finished by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from panah.printing import paper
from panah.printing.words import words

Row = tuple[str, str]
PAPER_LANGUAGES = ("az", "en")
LONGEST = 1_000_000  # characters: all that is held about a person, and who saw it, is long


@dataclass(frozen=True, kw_only=True)
class Part:
    """One section of a paper; what is empty is not drawn."""

    heading: str = ""
    rows: tuple[Row, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()  # the first row is the heading
    questions: tuple[str, ...] = ()  # each with a box for yes and one for no
    question: str = ""  # what stands above them, if not "May we"
    points: tuple[str, ...] = ()
    text: str = ""
    lines: int = 0  # empty lines to write on


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A part to cut off and hand in, such as a withdrawal."""

    title: str
    intro: str
    rows: tuple[Row, ...]
    signatures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OfficePaper:
    """Everything that stands on one paper of an office."""

    language: str
    publisher: str
    title: str
    intro: str = ""
    parts: tuple[Part, ...]
    signatures: tuple[str, ...]
    slip: Slip | None = None
    reference: str = ""
    is_specimen: bool = False


def office_pdf(sheet: OfficePaper) -> bytes:
    """
    Return the paper as a tagged PDF.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.pdf("sheet", _data(sheet), most=LONGEST)


def office_png(sheet: OfficePaper, *, ppi: float = 60) -> bytes:
    """
    Return the first page of the paper as a picture.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.png("sheet", _data(sheet), ppi=ppi)


def texts(sheet: OfficePaper) -> Iterator[str]:
    """Return every text on the paper, so that it can be looked through before it is printed."""
    return _strings(_data(sheet))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _data(sheet: OfficePaper) -> dict[str, Any]:
    word = words(sheet.language)
    return {
        "language": sheet.language,
        "publisher": sheet.publisher,
        "reference": sheet.reference,
        "title": sheet.title,
        "intro": sheet.intro,
        "parts": [_part(part, question=word("consent_question")) for part in sheet.parts],
        "yes": word("yes"),
        "no": word("no"),
        "signatures": list(sheet.signatures),
        "slip": _slip(sheet.slip) if sheet.slip else {},
        "specimen": word("specimen") if sheet.is_specimen else "",
    }


def _part(part: Part, *, question: str) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "rows": [list(row) for row in part.rows],
        "table": [list(row) for row in part.table],
        "questions": list(part.questions),
        "question": part.question or question,
        "points": list(part.points),
        "text": part.text,
        "lines": part.lines,
    }


def _slip(slip: Slip) -> dict[str, Any]:
    return {
        "title": slip.title,
        "intro": slip.intro,
        "rows": [list(row) for row in slip.rows],
        "signatures": list(slip.signatures),
    }
