"""Days, months with a year, and years that a text names, in any written form. No Django here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from panah.matching.telling.tables import words
from panah.matching.telling.words import Token

MONTHS = {language: words(f"months_{language}") for language in ("az", "ru", "en")}
_AFTER = {
    "az": re.compile("(?:[ıiuü]n)?(?:[ıiuü]|d[aə]|d[aə]n|[aə]|n[ıiuü]n)?"),
    "ru": re.compile("(?:ь|я|е|ю|ём|ем|а|у|ом|й)?"),
    "en": re.compile(""),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
FIRST_YEAR, LAST_YEAR = 1930, 2060
NEAR = 3  # words between a day or a year and its month: "12 of the month of March"
_STOP = re.compile(r"[.!?;:]\s")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})[./-](\d{1,2}|[IVX]{1,4})(?:[./-](\d{4}|\d{2}))?(?![\d%])")
_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_YEAR_IN_WORDS = re.compile(
    r"\biki min [^\W\d_]+(?: [^\W\d_]*nc[ıiuü][^\W\d_]*)?|\bдве тысячи [^\W\d_]+(?: [^\W\d_]+(?:ом|ый|ого|ем|ьем))?"
    r"|\bдву[^\W\d_]*тысяч[^\W\d_]+|\btwo thousand(?: and)? [^\W\d_]+(?:[- ][^\W\d_]+)?"
    r"|\btwenty[ -](?:ten|eleven|twelve|[^\W\d_]+teen|twenty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
    r"\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A day, a month or a year as a text names it; what it leaves open is None."""

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None


def dates(text: str, found: Sequence[Token], language: str) -> list[Written]:
    """Return the dates that a text names, in their order; a month alone is one as well."""
    figures = list(_figures(text))
    free = [token for token in found if not any(one.start <= token.start < one.end for one in figures)]
    written = [*figures, *_words(text, free, language)]
    written += [Written(place.start(), place.end(), None, None, 0) for place in _YEAR_IN_WORDS.finditer(text)]
    taken = [(one.start, one.end) for one in written]
    written += [
        Written(token.start, token.end, None, None, token.number)
        for token in found
        if token.text.isdecimal() and len(token.text) == 4 and FIRST_YEAR <= (token.number or 0) <= LAST_YEAR
        and not any(start <= token.start < end for start, end in taken)
    ]  # fmt: skip
    return sorted(written, key=lambda one: one.start)


def _figures(text: str) -> Iterator[Written]:
    for place in _ISO.finditer(text):
        year, month, day = (int(part) for part in place.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Written(place.start(), place.end(), day, month, year)
    for place in _NUMERIC.finditer(text):
        first, number = int(place[1]), _month(place[2])
        if not (number and 1 <= first <= 31) or (place[3] is None and len(place.group()) != 5):
            continue
        yield Written(place.start(), place.end(), first, number, _full(int(place[3]) if place[3] else None))


def _full(year: int | None) -> int | None:
    if year is None or year > 99:
        return year
    return year + (2000 if year < 50 else 1900)


def _month(figures: str) -> int | None:
    if figures in _ROMAN:
        return _ROMAN.index(figures) + 1
    return int(figures) if figures.isdecimal() and 1 <= int(figures) <= 12 else None


def _words(text: str, found: Sequence[Token], language: str) -> Iterator[Written]:
    for place, token in enumerate(found):
        month = month_of(token, language)
        if month is None:
            continue
        around = [*found[max(0, place - NEAR) : place], *found[place + 1 : place + 1 + NEAR]]
        numbers = [one for one in around if one.number is not None and _is_near(text, one, token)]
        day = next(
            (one for one in _by_nearness(numbers, token) if 1 <= (one.number or 0) <= 31 and _joined(text, one, token)),
            None,
        )
        year = next((one for one in numbers if FIRST_YEAR <= (one.number or 0) <= LAST_YEAR), None)
        if language == "en" and token.small in {"may", "march"} and day is None and year is None:
            continue
        parts = [token, *(one for one in (day, year) if one is not None)]
        yield Written(
            min(one.start for one in parts),
            max(one.end for one in parts),
            day.number if day else None,
            month,
            year.number if year else None,
        )


def month_of(token: Token, language: str) -> int | None:
    """Return the month that a word names, in any case of its language, or None."""
    small = token.text.lower() if language == "en" else token.small
    if language == "ru" and small in {"ма", "мая"}:
        return 5 if small == "мая" else None
    if language == "en" and not token.is_capital:
        return None
    for number, name in enumerate(MONTHS.get(language, ()), 1):
        is_short = language == "en" and small == name[:3] and small != "may"
        if is_short or (small.startswith(name) and _AFTER[language].fullmatch(small[len(name) :])):
            return None if language == "ru" and small == "ма" else number
    return None


def _is_near(text: str, one: Token, other: Token) -> bool:
    between = _between(text, one, other)
    return len(between) <= 16 and not _STOP.search(between)


def _joined(text: str, one: Token, month: Token) -> bool:
    return "," not in _between(text, one, month)


def _between(text: str, one: Token, other: Token) -> str:
    return text[min(one.end, other.end) : max(one.start, other.start)]


def _by_nearness(numbers: Sequence[Token], token: Token) -> list[Token]:
    return sorted(numbers, key=lambda one: max(one.start, token.start) - min(one.end, token.end))
