"""
Tags: keyed hashes of combinations of a person's details, by which a person is found without reading a name.

A tag is a 63-bit HMAC. Each kind has its own key, derived from bytes which the caller passes in and which
are kept outside the database. No tag stands for a bare name: the commonest tag would be the commonest name.
"""

import hashlib
import hmac
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from panah.matching.names import keys, skeleton, words

LEAST_TO_SHORTEN = 3  # a skeleton of two letters says nothing any more when one is gone
WORDS_SEARCHED = 3
PARTS_KEPT = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class TagKind(IntEnum):
    """What a tag combines. The numbers are stored: never change or reuse one."""

    PRESENT = 0
    NAME = 1
    NAME_SHORTENED = 2
    NAME_YEAR = 3
    NAME_YEAR_SHORTENED = 4
    FULL_NAME = 5
    GIVEN_PATRONYMIC_YEAR = 6
    SURNAME_PATRONYMIC_YEAR = 7
    BIRTH_DATE = 8
    GIVEN_DAY = 9
    SURNAME_DAY = 10
    DOCUMENT = 11
    PHONE = 12


# What a shared tag is worth when candidates are put in order before any of them is decrypted.
WEIGHTS: Mapping[TagKind, int] = {
    TagKind.DOCUMENT: 12,
    TagKind.FULL_NAME: 9,
    TagKind.NAME_YEAR: 9,
    TagKind.PHONE: 8,
    TagKind.NAME: 6,
    TagKind.GIVEN_PATRONYMIC_YEAR: 6,
    TagKind.SURNAME_PATRONYMIC_YEAR: 5,
    TagKind.GIVEN_DAY: 5,
    TagKind.SURNAME_DAY: 5,
    TagKind.NAME_YEAR_SHORTENED: 4,
    TagKind.BIRTH_DATE: 3,
    TagKind.NAME_SHORTENED: 2,
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """What is known of a person, as heard. Every part may be missing."""

    given_name: str = ""
    surname: str = ""
    patronymic: str = ""
    born_on: date | None = None
    birth_year: int | None = None
    documents: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        return self.born_on.year if self.born_on else self.birth_year

    @property
    def day(self) -> tuple[int, int] | None:
        """Return day and month in either order, or None; the first of January stands for "not known"."""
        if self.born_on is None or (self.born_on.day, self.born_on.month) == (1, 1):
            return None
        low, high = sorted((self.born_on.day, self.born_on.month))
        return low, high


@dataclass(frozen=True)
class TagKeys:
    """The keys of one version: one for each kind of tag, made from one secret."""

    version: int
    secret: bytes

    def key(self, kind: TagKind) -> bytes:
        return hashlib.blake2b(b"panah matching %d" % kind, key=self.secret[:64], digest_size=32).digest()


@dataclass(frozen=True, order=True)
class Tag:
    kind: TagKind
    value: int


def person_tags(person: Person, tag_keys: TagKeys) -> frozenset[Tag]:
    """Return every tag under which a person is kept, and by which the same person is looked up."""
    given, surname = _keys_of(person.given_name), _keys_of(person.surname)
    patronymic = _keys_of(person.patronymic)
    parts = itertools.chain(
        _name_parts(given, surname, person.year),
        _patronymic_parts(given, surname, patronymic, person.year),
        _day_parts(given, surname, person),
        ((TagKind.DOCUMENT, (number,)) for number in map(_document, person.documents) if number),
        ((TagKind.PHONE, (number,)) for number in map(_phone, person.phones) if number),
    )
    return _hashed(parts, tag_keys)


def text_tags(text: str, tag_keys: TagKeys) -> frozenset[Tag]:
    """
    Return the tags of a name typed in one field: two or three words of any script, in any order, perhaps a year.

    One word gives none, because no tag stands for a bare name.
    """
    typed = [keys(word) for word in words(text)[:WORDS_SEARCHED]]
    spelled = [key for key in typed if key]
    year = _YEAR.search(text)
    parts: list[tuple[TagKind, tuple[str, ...]]] = []
    for one, other in itertools.combinations(spelled, 2):
        parts += _name_parts(one, other, int(year[0]) if year else None)
    if len(spelled) == WORDS_SEARCHED:
        parts += [(TagKind.FULL_NAME, tuple(sorted(three))) for three in itertools.product(*spelled)]
    return _hashed(parts, tag_keys)


def _keys_of(name: str) -> tuple[str, ...]:
    parts = words(name)
    if len(parts) < 2:
        return keys(parts[0]) if parts else ()
    # A double name is kept by each of its parts and as a whole: people use any of them.
    single = [key for part in parts[:PARTS_KEPT] for key in keys(part)[:1]]
    return tuple(dict.fromkeys((*single, "".join(skeleton(part) for part in parts))))


def _name_parts(
    given: tuple[str, ...], surname: tuple[str, ...], year: int | None
) -> Iterator[tuple[TagKind, tuple[str, ...]]]:
    # The two names are sorted: forms, passports and callers put them in either order.
    for one, other in itertools.product(given, surname):
        pair = tuple(sorted((one, other)))
        yield TagKind.NAME, pair
        if year:
            yield TagKind.NAME_YEAR, (*pair, str(year))
    if given and surname:
        for shortened in {*_shortened(given[0], surname[0]), *_shortened(surname[0], given[0])}:
            yield TagKind.NAME_SHORTENED, shortened
            if year:
                yield TagKind.NAME_YEAR_SHORTENED, (*shortened, str(year))


def _shortened(word: str, other: str) -> Iterator[tuple[str, ...]]:
    # One letter left out on both sides finds one letter wrong, missing, added or exchanged (SymSpell).
    if len(word) < LEAST_TO_SHORTEN:
        return
    yield tuple(sorted((word, other)))
    for place in range(len(word)):
        yield tuple(sorted((word[:place] + word[place + 1 :], other)))


def _patronymic_parts(
    given: tuple[str, ...], surname: tuple[str, ...], patronymic: tuple[str, ...], year: int | None
) -> Iterator[tuple[TagKind, tuple[str, ...]]]:
    if not patronymic:
        return
    for three in itertools.product(given, surname, patronymic):
        yield TagKind.FULL_NAME, tuple(sorted(three))
    if year:
        for pair in itertools.product(given, patronymic):
            yield TagKind.GIVEN_PATRONYMIC_YEAR, (*pair, str(year))
        for pair in itertools.product(surname, patronymic):
            yield TagKind.SURNAME_PATRONYMIC_YEAR, (*pair, str(year))


def _day_parts(
    given: tuple[str, ...], surname: tuple[str, ...], person: Person
) -> Iterator[tuple[TagKind, tuple[str, ...]]]:
    if person.day is None:
        return
    day = f"{person.day[0]}.{person.day[1]}"
    yield TagKind.BIRTH_DATE, (day, str(person.year))
    for name in given:
        yield TagKind.GIVEN_DAY, (name, day)
    for name in surname:
        yield TagKind.SURNAME_DAY, (name, day)


def _document(number: str) -> str:
    return "".join(letter for letter in number.upper() if letter.isalnum())


def _phone(number: str) -> str:
    # The last nine digits: with or without the country's prefix it is the same telephone.
    digits = "".join(letter for letter in number if letter.isdigit())
    return digits[-9:] if len(digits) >= 7 else ""


def _hashed(parts: Iterable[tuple[TagKind, tuple[str, ...]]], tag_keys: TagKeys) -> frozenset[Tag]:
    made: dict[TagKind, bytes] = {}
    found = set()
    for kind, values in parts:
        key = made.setdefault(kind, tag_keys.key(kind))
        digest = hmac.digest(key, "|".join(values).encode(), "sha256")
        found.add(Tag(kind, int.from_bytes(digest[:8], "big") >> 1))
    return frozenset(found)
