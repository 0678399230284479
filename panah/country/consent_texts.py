"""
What a person is asked to agree to, in words: a text for each purpose, language and version. No Django here.

The table is `az/consent_texts.csv`. A text that was shown to anybody is never changed: a new wording is a new version,
and a test holds the old ones to their letters. What is true of every consent stands in the rows of `common`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256

from panah.country import tables

COMMON = "common"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One text in one language: `code` names purpose and version, `paragraphs` is what is shown and read aloud."""

    code: str
    purpose: str
    version: int
    valid_from: date
    language: str
    paragraphs: tuple[str, ...]

    @property
    def digest(self) -> bytes:
        """Return the SHA-256 of what was shown: it proves later which letters were signed."""
        return sha256("\n".join((self.code, self.language, *self.paragraphs)).encode()).digest()


def purposes() -> tuple[str, ...]:
    """Return the purposes that have a text."""
    return tuple(dict.fromkeys(text.purpose for text in _table()))


def current_text(*, purpose: str, language: str, fallback: str, on: date) -> ConsentText:
    """
    Return the newest text for a purpose, in the language or, where it has none, in the fallback.

    :raises UnknownEntry: if there is no text for this purpose
    """
    held = [text for text in _table() if text.purpose == purpose and text.valid_from <= on]
    for wanted in (language, fallback):
        found = [text for text in held if text.language == wanted]
        if found:
            return max(found, key=lambda text: text.version)
    raise tables.unknown("consent text", purpose, list(purposes()))


def consent_text(*, code: str, language: str) -> ConsentText | None:
    """Return one text as it was shown, or None for one that was read from paper before texts were kept here."""
    return next((text for text in _table() if (text.code, text.language) == (code, language)), None)


@cache
def _table() -> tuple[ConsentText, ...]:
    rows = tables.read("consent_texts.csv")
    common = {(row["language"], row["version"]): row for row in rows if row["purpose"] == COMMON}
    return tuple(_text(row, common[(row["language"], row["version"])]) for row in rows if row["purpose"] != COMMON)


def _text(row: dict[str, str], common: dict[str, str]) -> ConsentText:
    return ConsentText(
        code=row["code"],
        purpose=row["purpose"],
        version=int(row["version"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        language=row["language"],
        paragraphs=(row["what"], row["who"], common["what"], common["who"]),
    )
