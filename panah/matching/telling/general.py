"""What leads to somebody by itself, whoever it is: found in a text without any record. No Django here."""

from collections.abc import Iterator, Sequence
from functools import cache

from panah.codes import countries
from panah.core.errors import gettext_noop
from panah.country.places import divisions
from panah.matching.names import canon, latin
from panah.matching.telling import cues
from panah.matching.telling.dates import Written, dates
from panah.matching.telling.finding import Finding
from panah.matching.telling.words import Token, forms, stems

LANGUAGES = ("az", "en", "ru")
OLDEST = 99
NAME = gettext_noop("It is written like a name.")
CALLED = gettext_noop("The text says that somebody is called so.")
AGE = gettext_noop("An exact age narrows it down: say roughly how old.")
DAY = gettext_noop("An exact day can be looked up: say the season, or leave it out.")
YEAR = gettext_noop("A month or a year narrows it down: say roughly when, or leave it out.")
HOLIDAY = gettext_noop("A day that everybody knows is an exact day.")
DISTRICT = gettext_noop("No town or district is named: the country is enough.")
SURNAME_ENDINGS = ("ov", "ova", "yev", "yeva", "iyev", "eva", "zada", "oglu", "kizi", "gizi", "qizi")
_QUOTES = '«"“„(–—:'


def findings(text: str, found: Sequence[Token], language: str) -> Iterator[Finding]:
    """Return what the general rules find in a text."""
    for cue in cues.CUES:
        for place in cue.pattern.finditer(text):
            yield Finding(place.start(), place.end(), place.group(), cue.kind, cue.why)
    yield from _names(text, found, language)
    yield from _ages(text, found, language)
    yield from _dates(text, found, language)
    yield from _districts(text, found, language)


def _dates(text: str, found: Sequence[Token], language: str) -> Iterator[Finding]:
    for one in dates(text, found, language):
        if one.day is not None:
            yield _at(text, one, "date", DAY)
        elif one.year is not None:
            yield _at(text, one, "date", YEAR)
    for place in cues.HOLIDAY.finditer(text):
        yield Finding(place.start(), place.end(), place.group(), "date", HOLIDAY)


def _names(text: str, found: Sequence[Token], language: str) -> Iterator[Finding]:
    for place, token in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        before = found[place - 1] if place else None
        if token.number is not None or len(token.text) < 2:
            continue
        if _is_called(before, token, after):
            yield _at(text, token, "name", CALLED)
        elif token.is_capital and _is_name(text, token, after, language):
            yield _at(text, token, "name", NAME)


def _is_called(before: Token | None, token: Token, after: Token | None) -> bool:
    if before is not None and before.small in cues.NAMED_AFTER:
        return token.is_capital or (before.small in {"adım", "зовут", "named"} and token.small not in cues.OPENERS)
    return after is not None and after.small in cues.NAMED_BEFORE and token.small not in cues.OPENERS


def _is_name(text: str, token: Token, after: Token | None, language: str) -> bool:
    small = {token.small, token.text.lower(), token.text.split("'")[0].lower()}
    if not small.isdisjoint(cues.NOT_NAMES) or _is_country(token.text, language):
        return False
    if _is_inside(text, token):
        return True
    if not small.isdisjoint(cues.OPENERS):
        return False
    if not _given().isdisjoint(stems(token.text, language)) or _has_surname_ending(token, language):
        return True
    follows = after is not None and not after.begins and after.start - token.end <= 1
    verb = cues.VERB_AFTER.get(language)
    return follows and verb is not None and after is not None and verb.fullmatch(after.small) is not None


def _is_inside(text: str, token: Token) -> bool:
    """Test if a word stands inside a sentence, where only a name begins with a capital letter."""
    before = text[: token.start].rstrip()
    return not token.begins and bool(before) and before[-1] not in _QUOTES


def _has_surname_ending(token: Token, language: str) -> bool:
    if token.small in cues.NO_SURNAMES or len(token.text) < 6:
        return False
    return any(form.endswith(SURNAME_ENDINGS) for form in forms(token.text, language)[:1])


def _ages(text: str, found: Sequence[Token], language: str) -> Iterator[Finding]:
    for place, token in enumerate(found):
        if token.number is None or not 1 <= token.number <= OLDEST:
            continue
        before = [one.text.lower() for one in found[max(0, place - 3) : place]]
        after = [one.text.lower() for one in found[place + 1 : place + 4]]
        if _is_age(before, after, language):
            yield _at(text, token, "age", AGE)


def _is_age(before: list[str], after: list[str], language: str) -> bool:
    first, last = (after or [""])[0], (before or [""])[-1]
    if language == "az":
        return first.startswith("yaş")
    if language == "ru":
        return _is_russian_age(before, first)
    if first in {"years", "year", "months"}:
        return "old" in after[:2] or "age" in after
    joined = last in {"aged", "turned", "turn"} or before[-2:] in (["age", "of"], ["age", "at"])
    is_said = last in {"was", "am", "is", "only", "were"} and bool({"i", "she", "he", "we", "was"} & set(before))
    counted = {"of", "hours", "days", "weeks", "people", "women", "men", "girls", "months", "times", "day", "night"}
    return (
        joined
        or (is_said and first not in counted)
        or first == "birthday"
        or (first == "th" and after[1:2] == ["birthday"])
    )


def _is_russian_age(before: list[str], first: str) -> bool:
    if first.startswith("летн") or "возрасте" in before:
        return True
    told = {"мне", "ей", "ему", "исполнилось", "исполнился", "была", "был"}
    return first in {"лет", "год", "года"} and (bool(told & set(before)) or before[-1:] == ["в"])


def _districts(text: str, found: Sequence[Token], language: str) -> Iterator[Finding]:
    names = _division_stems()
    words = [token for token in found if token.number is None and len(token.text) > (3 if token.is_capital else 5)]
    for token in words:
        if not names.isdisjoint(forms(token.text, language)):
            yield _at(text, token, "place", DISTRICT)


def _at(text: str, one: Token | Written, kind: str, why: str) -> Finding:
    return Finding(one.start, one.end, text[one.start : one.end], kind, why)


@cache
def _given() -> frozenset[str]:
    return frozenset(canon(name) for name in cues.GIVEN)


@cache
def _division_stems() -> frozenset[str]:
    found = set()
    for place in divisions():
        for language in LANGUAGES:
            first = place.name(language).split()[0].split("-")[0]
            if len(first) > 3:
                found |= {form for form in forms(first, language)[:1] if len(form) > 3}
                found |= {
                    form[:-1]
                    for form in forms(first, language)[:1]
                    if language == "ru" and form[-1] in "aeiouy" and len(form) > 4
                }
    return frozenset(found)


@cache
def _countries(language: str) -> frozenset[str]:
    words = {
        latin(word) for code in countries.codes() for word in countries.name(code, language).split() if len(word) > 2
    }
    return frozenset(words | {word[:-1] for word in words if word[-1] in "aeiouy" and len(word) > 4})


def _is_country(word: str, language: str) -> bool:
    known = _countries(language if language in LANGUAGES else "en")
    return not known.isdisjoint(forms(word, language))
