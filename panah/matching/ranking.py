"""
How likely two descriptions are of one person: points added up, each with its reason in words. No Django here.

The score orders a list for a person to judge. It decides nothing, and nothing is merged by it.
"""

import itertools
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from panah.core.errors import gettext_noop
from panah.core.text import fold
from panah.matching.names import MEMORY, canon, keys, words
from panah.matching.tags import Person

SHOWN = 10
LEAST_SCORE = 8
NEARLY = 0.9  # Jaro-Winkler on canon: another name, one slip away
LOOSELY = 0.6  # enough where the keys agree as well: the vowels may be missing altogether
RARE = 3  # people in the register under this given name and surname
COMMON = 50


@dataclass(frozen=True)
class Level:
    """One step of agreement: its points, and why, in words for the reader."""

    points: int
    reason: str


SAME_GIVEN = Level(7, gettext_noop("same given name"))
SPELT_GIVEN = Level(6, gettext_noop("same given name, other spelling"))
NEAR_GIVEN = Level(3, gettext_noop("similar given name"))
OTHER_GIVEN = Level(-5, gettext_noop("other given name"))
SAME_SURNAME = Level(7, gettext_noop("same surname"))
SPELT_SURNAME = Level(6, gettext_noop("same surname, other spelling"))
NEAR_SURNAME = Level(3, gettext_noop("similar surname"))
OTHER_SURNAME = Level(-4, gettext_noop("other surname"))
EXCHANGED = Level(11, gettext_noop("given name and surname exchanged"))
SAME_PATRONYMIC = Level(5, gettext_noop("same father's name"))
NEAR_PATRONYMIC = Level(2, gettext_noop("similar father's name"))
OTHER_PATRONYMIC = Level(-5, gettext_noop("other father's name"))
SAME_DATE = Level(9, gettext_noop("same date of birth"))
DAY_EXCHANGED = Level(7, gettext_noop("day and month exchanged"))
NEAR_DATE = Level(5, gettext_noop("date of birth differs in one digit"))
SAME_DAY = Level(3, gettext_noop("same day and month, other year"))
SAME_YEAR = Level(3, gettext_noop("same year of birth"))
NEAR_YEAR = Level(1, gettext_noop("year of birth differs by one"))
OTHER_DATE = Level(-7, gettext_noop("other date of birth"))
SAME_DOCUMENT = Level(14, gettext_noop("same document number"))
SAME_PHONE = Level(8, gettext_noop("same telephone number"))
RARE_NAME = Level(2, gettext_noop("a rare name"))
COMMON_NAME = Level(-2, gettext_noop("a common name"))
MAY_BE_SIBLING = Level(-2, gettext_noop("may be a brother or sister: same surname and father's name"))
MAY_BE_NAMESAKE = Level(-2, gettext_noop("may be a namesake: the dates of birth disagree"))
PATRONYMIC = (SAME_PATRONYMIC, SAME_PATRONYMIC, NEAR_PATRONYMIC, OTHER_PATRONYMIC)
ALL_WORDS = Level(0, gettext_noop("every word you typed"))


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody already known, decrypted by the caller for this comparison only."""

    subject: Hashable
    person: Person
    namesakes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Match:
    candidate: Candidate
    score: int
    levels: tuple[Level, ...]


def rank(sought: Person, candidates: Iterable[Candidate], *, limit: int = SHOWN) -> tuple[Match, ...]:
    """Return the candidates worth a look, the likeliest first, with the reasons for and against each."""
    return _best((_matched(candidate, compare(sought, candidate)) for candidate in candidates), limit)


def rank_text(text: str, candidates: Iterable[Candidate], *, limit: int = SHOWN) -> tuple[Match, ...]:
    """Return the candidates whose name holds the words typed in one field, in any order and script."""
    typed = words(text)
    return _best((_matched(candidate, compare_text(typed, candidate)) for candidate in candidates), limit)


def is_settled(text: str, matches: Sequence[Match], *, others_named: bool, limit: int = SHOWN) -> bool:
    """
    Return whether nobody who was left out could come before the first `limit` matches.

    `others_named` says whether some of those left out share both names; without that one word is a slip away at best.
    """
    best = len(words(text)) * max(SAME_GIVEN.points, SAME_SURNAME.points, SAME_PATRONYMIC.points)
    if not others_named:
        best -= min(SAME_GIVEN.points - NEAR_GIVEN.points, SAME_SURNAME.points - NEAR_SURNAME.points)
    return len(matches) >= limit and all(match.score >= best for match in matches[:limit])


def compare(sought: Person, candidate: Candidate) -> tuple[Level, ...]:
    """Return the levels of agreement between what is sought and a candidate."""
    known = candidate.person
    names = _names(sought, known)
    patronymic = _part(sought.patronymic, known.patronymic, PATRONYMIC)
    birth = _birth(sought, known)
    found = [*names, *patronymic, *birth]
    if set(map(_plain_number, sought.documents)) & set(map(_plain_number, known.documents)):
        found.append(SAME_DOCUMENT)
    if {_digits(number) for number in sought.phones} & {_digits(number) for number in known.phones}:
        found.append(SAME_PHONE)
    return (*found, *_warnings(found), *_rarity(found, candidate.namesakes))


def compare_text(typed: tuple[str, ...], candidate: Candidate) -> tuple[Level, ...]:
    """Return the levels of agreement between typed words and a candidate's names, each name used once."""
    known = candidate.person
    parts = [
        (word, levels)
        for name, levels in (
            (known.given_name, (SAME_GIVEN, SPELT_GIVEN, NEAR_GIVEN)),
            (known.surname, (SAME_SURNAME, SPELT_SURNAME, NEAR_SURNAME)),
            (known.patronymic, PATRONYMIC[:3]),
        )
        for word in words(name)
    ]
    found: list[Level] = []
    for word in typed:
        steps = [(_step(word, part), place) for place, (part, _) in enumerate(parts)]
        step, place = min(steps, default=(3, 0))
        if step == 3:
            return ()
        found.append(parts.pop(place)[1][step])
    return (*found, ALL_WORDS) if found else ()


def _matched(candidate: Candidate, levels: tuple[Level, ...]) -> Match:
    return Match(candidate=candidate, score=sum(level.points for level in levels), levels=levels)


def _best(matches: Iterable[Match], limit: int) -> tuple[Match, ...]:
    worth = [match for match in matches if match.score >= _least(match)]
    return tuple(sorted(worth, key=lambda match: -match.score)[:limit])


def _least(match: Match) -> int:
    # Somebody who typed one word sees everybody who bears it.
    return 2 if ALL_WORDS in match.levels else LEAST_SCORE


def _names(sought: Person, known: Person) -> list[Level]:
    straight = [
        *_part(sought.given_name, known.given_name, (SAME_GIVEN, SPELT_GIVEN, NEAR_GIVEN, OTHER_GIVEN)),
        *_part(sought.surname, known.surname, (SAME_SURNAME, SPELT_SURNAME, NEAR_SURNAME, OTHER_SURNAME)),
    ]
    crossed = (_step(sought.given_name, known.surname), _step(sought.surname, known.given_name))
    if max(crossed) <= 1 and sum(level.points for level in straight) < EXCHANGED.points:
        return [EXCHANGED]
    return straight


def _part(one: str, other: str, levels: tuple[Level, Level, Level, Level]) -> list[Level]:
    return [levels[_step(one, other)]] if one and other else []


@lru_cache(maxsize=MEMORY)
def _step(one: str, other: str) -> int:
    # 0 letter for letter, 1 another spelling, 2 similar, 3 different
    if not one or not other:
        return 3
    if fold(one) == fold(other):
        return 0
    pairs = list(itertools.product(words(one) or (one,), words(other) or (other,)))
    alike = [(JaroWinkler.similarity(canon(a), canon(b)), not set(keys(a)).isdisjoint(keys(b))) for a, b in pairs]
    if any(shares and likeness > LOOSELY for likeness, shares in alike):
        return 1
    return 2 if any(likeness >= NEARLY for likeness, _ in alike) else 3


def _birth(sought: Person, known: Person) -> list[Level]:
    if sought.day is None or known.day is None or sought.born_on is None or known.born_on is None:
        return _years(sought.year, known.year)
    if sought.born_on == known.born_on:
        return [SAME_DATE]
    if sought.day == known.day:
        return [DAY_EXCHANGED if sought.year == known.year else SAME_DAY]
    if _digits_apart(sought.born_on, known.born_on) == 1:
        return [NEAR_DATE]
    return [SAME_YEAR] if sought.year == known.year else [OTHER_DATE]


def _years(one: int | None, other: int | None) -> list[Level]:
    if one is None or other is None:
        return []
    if one == other:
        return [SAME_YEAR]
    return [NEAR_YEAR] if abs(one - other) == 1 else [OTHER_DATE]


def _digits_apart(one: date, other: date) -> int:
    return OSA.distance(one.isoformat(), other.isoformat())


def _warnings(found: list[Level]) -> list[Level]:
    has = set(found)
    same_surname = bool(has & {SAME_SURNAME, SPELT_SURNAME})
    if same_surname and SAME_PATRONYMIC in has and has & {OTHER_GIVEN, NEAR_GIVEN}:
        return [MAY_BE_SIBLING]
    if same_surname and has & {SAME_GIVEN, SPELT_GIVEN} and has & {OTHER_DATE, OTHER_PATRONYMIC}:
        return [MAY_BE_NAMESAKE]
    return []


def _rarity(found: list[Level], namesakes: int | None) -> list[Level]:
    has = set(found)
    if namesakes is None or not (has & {SAME_GIVEN, SPELT_GIVEN} and has & {SAME_SURNAME, SPELT_SURNAME}):
        return []
    if namesakes <= RARE:
        return [RARE_NAME]
    return [COMMON_NAME] if namesakes >= COMMON else []


def _plain_number(number: str) -> str:
    return "".join(letter for letter in number.upper() if letter.isalnum())


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())[-9:]
