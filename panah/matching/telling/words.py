"""Words of a text with their places, numbers written out, and word endings of the three languages. No Django here."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from panah.core.text import lower
from panah.matching.names import canon, latin
from panah.matching.telling.tables import words

# A soft hyphen or a blank of no width inside a word does not hide it.
HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{HIDDEN}'’ʼ\u0300-\u036f])*")
_NUMBER = re.compile(r"\d+")
_ENDS_SENTENCE = re.compile(r"[.!?…]+[\"'»”’)]*\s+|\n")

# What a language puts behind a noun or a name, longest first within a reading in plain Latin letters.
ENDINGS = {
    language: tuple(sorted(set(words(f"endings_{language}")), key=len, reverse=True)) for language in ("az", "ru", "en")
}
LEAST_STEM = 3

_ORDINAL_EN = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
# Stems of Russian numerals: what follows them is an ending of a case, or of an ordinal.
_RU_STEMS = (
    ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14), ("пятнадцат", 15),
    ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19), ("двадцат", 20),
    ("тридцат", 30), ("сорок", 40), ("пятьдесят", 50), ("пятидесят", 50), ("шестьдесят", 60), ("шестидесят", 60),
    ("семьдесят", 70), ("семидесят", 70), ("восемьдесят", 80), ("восьмидесят", 80), ("девяност", 90),
    ("десят", 10), ("девят", 9), ("восьм", 8), ("восем", 8), ("седьм", 7), ("семь", 7), ("семи", 7), ("шест", 6),
    ("пят", 5), ("четыр", 4), ("четвёрт", 4), ("четверт", 4), ("трем", 3), ("трёх", 3), ("трех", 3), ("трет", 3),
    ("двух", 2), ("втор", 2), ("одн", 1), ("перв", 1),
)  # fmt: skip
_RU_WHOLE = {"двое": 2, "трое": 3, "четверо": 4, "три": 3, "два": 2, "две": 2, "один": 1, "одна": 1}
_RU_ENDING = re.compile("(?:ь|и|ью|ый|ая|ое|ого|ому|ым|ом|ой|ую|е|а|я|ье|ьего|ех|ёх|ми|ем)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number of a text: where it stands, as it is written, and whether a sentence begins with it."""

    start: int
    end: int
    text: str
    begins: bool
    number: int | None = None

    @property
    def small(self) -> str:
        return lower(unicodedata.normalize("NFC", self.text))

    @property
    def is_capital(self) -> bool:
        """Test if a name may begin here; letters of a script without capitals may always."""
        return not self.text[:1].islower()


def tokens(text: str, language: str) -> list[Token]:
    """Return the words and the numbers of a text; numbers in words become their value, one token each."""
    begins = {0} | {found.end() for found in _ENDS_SENTENCE.finditer(text)}
    found = []
    edges = sorted(begins)
    places = [*_WORD.finditer(text), *_NUMBER.finditer(text)]
    for place in sorted(places, key=lambda one: one.start()):
        first = _is_first(text, place.start(), edges)
        bare = "".join(letter for letter in place.group() if letter not in HIDDEN)
        number = int(bare) if bare.isdecimal() else None
        found.append(Token(place.start(), place.end(), bare, first, number))
    return _with_numbers(found, language)


def _is_first(text: str, start: int, edges: list[int]) -> bool:
    edge = max((edge for edge in edges if edge <= start), default=0)
    return not any(letter.isalnum() for letter in text[edge:start])


def _with_numbers(found: list[Token], language: str) -> list[Token]:
    merged: list[Token] = []
    for token in found:
        value = token.number if token.number is not None else number_of(token.text, language)
        last = merged[-1] if merged else None
        if last is not None and _joins(last, token, value):
            whole = f"{last.text} {token.text}"
            merged[-1] = Token(last.start, token.end, whole, last.begins, (last.number or 0) + (value or 0))
        else:
            merged.append(Token(token.start, token.end, token.text, token.begins, value))
    return merged


def _joins(last: Token, token: Token, value: int | None) -> bool:
    if last.number is None or value is None or token.start - last.end > 1:
        return False
    if last.text.isdecimal() or token.text.isdecimal():
        return False
    return last.number % 10 == 0 and last.number >= 10 and 0 < value < 10


@lru_cache(maxsize=4096)
def number_of(word: str, language: str) -> int | None:
    """Return the value of a number written as a word, in any case or as an ordinal, or None."""
    small = lower(word) if language != "en" else word.lower()
    if language == "en":
        return _EN_NUMBERS.get(small)
    if language == "az":
        return _AZ_NUMBERS.get(small) or _az_number(small)
    for stem, value in _RU_STEMS:
        if small.startswith(stem) and _RU_ENDING.fullmatch(small[len(stem) :]):
            return value
    return _RU_WHOLE.get(small)


def _az_number(small: str) -> int | None:
    # on ikisi, on ikisində, on ikinci, on ikidə: what stands behind the number is taken off.
    for stem, value in _AZ_BY_LENGTH:
        if small.startswith(stem) and _AZ_ENDING.fullmatch(small[len(stem) :]):
            return value
    return None


@lru_cache(maxsize=20_000)
def forms(word: str, language: str) -> tuple[str, ...]:
    """Return what a word may be without what its language puts behind it, read in Latin letters, the word first."""
    bare = re.sub("['’ʼ].*$", "", word) if language != "ru" else word
    found = [latin(bare)]
    for _ in range(2):
        found += [
            form[: -len(ending)]
            for form in list(found)
            for ending in ENDINGS.get(language, ())
            if form.endswith(ending) and len(form) - len(ending) >= LEAST_STEM
        ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the coarse spellings of a word with and without its endings, for names that are spelt in many ways."""
    return tuple(dict.fromkeys(canon(form) for form in forms(word, language)))


_AZ_NUMBERS = {word: value for value, word in enumerate(words("units_az"), 1)} | {
    word: value * 10 for value, word in enumerate(words("tens_az"), 1)
}
_AZ_BY_LENGTH = sorted(_AZ_NUMBERS.items(), key=lambda pair: -len(pair[0]))
_AZ_ENDING = re.compile("(?:[ıiuü]?nc[ıiuü])?(?:s?[ıiuü])?(?:n?d[aə]n?|n?[aə]|y[aə])?(?:d[ıiuü]r)?")
_EN_NUMBERS = (
    {word: value for value, word in enumerate(words("units_en"), 1)}
    | {word: value for value, word in enumerate(words("teens_en"), 10)}
    | {word: value * 10 for value, word in enumerate(words("tens_en"), 2)}
    | _ORDINAL_EN
)
