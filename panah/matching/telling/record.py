"""What a text has in common with one person's record. It is run behind the wall of that record only. No Django here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import JaroWinkler

from panah.codes import countries
from panah.core.errors import gettext_noop
from panah.matching.names import canon, keys, words
from panah.matching.telling.dates import Written, dates
from panah.matching.telling.finding import Finding
from panah.matching.telling.words import Token, forms, stems

NEARLY = 0.93  # Jaro-Winkler on the coarse spelling: one slip in a name of usual length
LEAST_NAME = 3
LEAST_WORD = 4
RARE = 3  # kinds that agree in one text: each harmless alone, together they describe one person
NAME = gettext_noop("It agrees with a name in the record.")
DATE = gettext_noop("It agrees with a date in the record.")
AGE = gettext_noop("It agrees with an age in the record.")
PLACE = gettext_noop("It agrees with a place in the record.")
JOB = gettext_noop("It agrees with the work in the record.")
FAMILY = gettext_noop("It agrees with the family in the record.")
NUMBER = gettext_noop("It agrees with a number or an address in the record.")
TOGETHER = gettext_noop("Several small agreements in one text describe one person: change some of them.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the record knows of a person, opened for one comparison and kept nowhere."""

    names: tuple[str, ...] = ()
    born_on: date | None = None
    happened_on: tuple[date, ...] = ()
    places: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    family: tuple[str, ...] = ()  # words for relatives in every language, as lists of codes give them
    children: int | None = None
    contacts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def findings(text: str, found: Sequence[Token], language: str, known: Known) -> list[Finding]:
    """Return what agrees with the record, and one finding more where several small things agree together."""
    agreed = [
        *_names(text, found, language, known),
        *_dates(text, dates(text, found, language), known),
        *_ages(text, found, language, known),
        *_like(text, found, language, known.places, "place", PLACE),
        *_like(text, found, language, known.jobs, "occupation", JOB),
        *_like(text, found, language, known.family, "family", FAMILY),
        *_children(text, found, known),
        *_contacts(text, known),
    ]
    abroad = list(_like(text, found, language, _country_names(known.countries, language), "country", TOGETHER))
    kinds = {one.kind for one in (*agreed, *abroad)} - {"name", "contact"}
    if len(kinds) >= RARE:
        first = min((*agreed, *abroad), key=lambda one: one.start)
        agreed.append(Finding(first.start, first.end, first.passage, "combination", TOGETHER, True))
    return agreed


def _names(text: str, found: Sequence[Token], language: str, known: Known) -> Iterator[Finding]:
    names = [word for name in known.names for word in words(name) if len(word) >= LEAST_NAME]
    for token in found:
        if token.number is None and any(_is_same_name(token, name, language) for name in names):
            yield _at(text, token.start, token.end, "name", NAME)


def _is_same_name(token: Token, name: str, language: str) -> bool:
    """Test if a word is the name in any script, spelling or case; in small letters it has to be the very name."""
    sought = canon(name)
    read = stems(token.text, language)
    if sought in read:
        return len(sought) >= LEAST_NAME
    if not token.is_capital:
        return False
    near = any(JaroWinkler.similarity(sought, form) >= NEARLY for form in read if form[:1] == sought[:1])
    return near or any(_share_key(form, name) for form in forms(token.text, language) if len(form) >= LEAST_WORD)


def _share_key(form: str, name: str) -> bool:
    # A skeleton of two consonants fits half a dozen names: the spelling has to be near as well.
    shared = set(keys(form)) & set(keys(name))
    return any(len(key) > 2 for key in shared) and JaroWinkler.similarity(canon(form), canon(name)) >= 0.8


def _dates(text: str, written: Sequence[Written], known: Known) -> Iterator[Finding]:
    days = (*([known.born_on] if known.born_on else []), *known.happened_on)
    for one in written:
        if any(_is_day(one, day) for day in days):
            yield _at(text, one.start, one.end, "date", DATE)


def _is_day(one: Written, day: date) -> bool:
    parts = ((one.day, day.day), (one.month, day.month), (one.year, day.year))
    return any(told for told, _ in parts) and all(told in (None, 0, kept) for told, kept in parts)


def _ages(text: str, found: Sequence[Token], language: str, known: Known) -> Iterator[Finding]:
    if known.born_on is None:
        return
    ages = {day.year - known.born_on.year - before for day in known.happened_on for before in (0, 1)}
    for place, token in enumerate(found):
        after = found[place + 1].text.lower() if place + 1 < len(found) else ""
        if token.number in ages and (token.number or 0) > 11 and not after.startswith(_COUNTED[language]):
            yield _at(text, token.start, token.end, "age", AGE)


def _like(
    text: str, found: Sequence[Token], language: str, sought: Sequence[str], kind: str, why: str
) -> Iterator[Finding]:
    """Return the words that are one of those sought, without what the language puts behind them."""
    wanted = {form for words_ in sought for word in words(words_) if len(word) >= LEAST_WORD for form in _bare(word)}
    for token in found:
        if token.number is None and not wanted.isdisjoint(forms(token.text, language)):
            yield _at(text, token.start, token.end, kind, why)


def _bare(word: str) -> set[str]:
    # A Russian word changes its last vowel with the case: both forms are sought.
    read = forms(word, "")[0]
    return {read, read[:-1]} if read[-1:] in "aeiouy" and len(read) > LEAST_WORD else {read}


def _children(text: str, found: Sequence[Token], known: Known) -> Iterator[Finding]:
    for place, token in enumerate(found[:-1]):
        after = found[place + 1]
        if token.number is not None and token.number == known.children and after.small.startswith(_CHILD):
            yield _at(text, token.start, after.end, "family", FAMILY)


def _contacts(text: str, known: Known) -> Iterator[Finding]:
    plain = [(place, letter.lower()) for place, letter in enumerate(text) if letter.isalnum()]
    joined = "".join(letter for _, letter in plain)
    for contact in known.contacts:
        sought = "".join(letter.lower() for letter in contact if letter.isalnum())[-9:]
        place = joined.find(sought) if len(sought) >= 5 else -1
        if place >= 0:
            yield _at(text, plain[place][0], plain[place + len(sought) - 1][0] + 1, "contact", NUMBER)


def _country_names(codes: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(countries.name(code, language) for code in codes)


def _at(text: str, start: int, end: int, kind: str, why: str) -> Finding:
    return Finding(start, end, text[start:end], kind, why, True)


_CHILD = ("child", "kid", "son", "daughter", "uşaq", "övlad", "oğul", "qız", "дет", "ребён", "ребен", "сын", "доч")
_COUNTED = {
    "az": ("gün", "ay", "saat", "manat", "nəfər", "dəfə", "dəqiqə", "həftə", "dollar", "faiz", "mart", "min", "kilo"),
    "en": (
        "hour",
        "day",
        "month",
        "week",
        "people",
        "women",
        "men",
        "girls",
        "minute",
        "time",
        "dollar",
        "per",
        "kilo",
    ),
    "ru": ("час", "дн", "ден", "месяц", "недел", "человек", "минут", "раз", "долл", "руб", "проц", "кило", "манат"),
}
