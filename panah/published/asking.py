"""
What a survey may ask of anybody, and how two answers of one person find each other. Pure.

The door of the public and the desk that enters papers both use it, so that a person who answered on a phone before and
on paper afterwards is one pair.
"""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from panah.core.errors import InvalidInput, gettext_noop
from panah.crypto import boxes

LETTERS = 3
YES, NO, DONT_KNOW = 1, 2, 3
AGREES, DISAGREES = frozenset({4, 5}), frozenset({1, 2})
HELPLINE = "helpline"

# Form of a question -> (how it is asked, which answers are counted as hoped for; of a helpline the right number).
FORMS: dict[str, tuple[str, frozenset[int]]] = {
    "yes_counts": ("choice", frozenset({YES})),
    "no_counts": ("choice", frozenset({NO})),
    "agree_counts": ("scale", AGREES),
    "disagree_counts": ("scale", DISAGREES),
    HELPLINE: ("number", frozenset()),
}
VALUES = {"choice": range(1, 4), "scale": range(1, 6), "number": range(10_000)}
_SAME = str.maketrans("İIıÎ", "iiii")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is asked: its place, its form, its words in each language that has them."""

    position: int
    form: str
    words: dict[str, str]

    @property
    def way(self) -> str:
        return FORMS[self.form][0]

    def said(self, language: str) -> str:
        """Return the question in a language, or in one that it has."""
        return next(filter(None, (self.words.get(each, "") for each in (language, "en", "az", "ru"))), "")


def check_answer(form: str, value: int) -> int:
    """
    Return the answer to a question of this form.

    :raises InvalidInput: if nobody could have answered so
    """
    if value not in VALUES[FORMS[form][0]]:
        raise InvalidInput(gettext_noop("This is no answer to the question."))
    return value


def pairing_code(letters: str, day: int | None) -> str:
    """
    Return the code of a person, or nothing where none was given. Capitals, accents and the dotted i make no difference.

    :raises InvalidInput: if a half of it is missing, or is not three letters and a day of the month
    """
    plain = unicodedata.normalize("NFC", letters.strip()).translate(_SAME).casefold()
    if not plain and day is None:
        return ""
    if len(plain) != LETTERS or not plain.isalpha():
        raise InvalidInput(gettext_noop("Write three letters, or leave both boxes empty."), field="letters")
    if day is None or not 1 <= day <= 31:
        raise InvalidInput(gettext_noop("Write the day of the month, from 1 to 31."), field="day")
    return f"{plain}{day:02d}"


def pairing_tag(survey_id: UUID, code: str, *, secret: str) -> bytes | None:
    """Return the tag under which a code is kept in one survey. Without the pairing key nobody makes it."""
    if not code:
        return None
    key = boxes.derive(secret.encode(), "panah survey pairing")
    return boxes.mac(key, f"{survey_id}|{code}".encode())
