"""What a source file may say: kinds of records, their fields, and how each field is read and checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model

from panah.access.policy import Actor
from panah.codes.catalogue import UnknownCode, code_list
from panah.core.text import nearest
from panah.country import observances, places
from panah.country.lined import Lined
from panah.country.tables import UnknownEntry
from panah.organisations import queries as organisations

T = TypeVar("T")
Values = dict[str, Any]
Reader = Callable[[Lined, str], Values]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record of a file stands: who loads it, its entry, and the records above it, the nearest last."""

    actor: Actor
    entry: Lined
    above: tuple[Any, ...] = ()

    @property
    def parent(self) -> Any:
        return self.above[-1]


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of record.

    `addresses` need no source; `also` can be claimed although the file has no such key (the year of a date).
    """

    name: str
    fields: Mapping[str, Reader]
    required: tuple[str, ...]
    find: Callable[[Place, Values], Model | None]
    make: Callable[[Place, Values], Model]
    correct: Callable[[Place, Model, Values], list[str]]
    addresses: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    parts: Mapping[str, "Kind"] = field(default_factory=dict)

    def read(self, entry: Lined) -> Values:
        """
        Return the values of an entry.

        :raises InvalidInput: if a key is unknown, missing or wrong; names file, line and the nearest valid value
        """
        known = [*self.fields, *self.parts, "from"]
        for key in entry:
            if key not in known:
                hint = nearest(key, known)
                raise entry.error(f"{self.name} has no {key!r}" + (f"; nearest: {hint!r}" if hint else ""), key=key)
        for key in self.required:
            if key not in entry:
                raise entry.error(f"{self.name} needs {key!r}")
        values: Values = {}
        for key, reader in self.fields.items():
            if key in entry:
                values |= reader(entry, key)
        return values

    def claimable(self, entry: Lined) -> set[str]:
        """Return the fields of an entry that need a source."""
        return {key for key in self.fields if key in entry} - self.addresses | self.also


def text(entry: Lined, key: str) -> Values:
    """
    Read plain words.

    :raises InvalidInput: if it is anything else
    """
    if not isinstance(entry[key], str) or not entry[key].strip():
        raise entry.error(f"{key!r} must be words", key=key)
    return {key: entry[key]}


def words(entry: Lined, key: str) -> Values:
    """
    Read words in English and Azerbaijani.

    :raises InvalidInput: if one of them is missing
    """
    given = entry[key]
    if not isinstance(given, Lined) or set(given) != {"en", "az"}:
        raise entry.error(f"{key!r} must have words in en and az", key=key)
    return {f"{key}_{language}": given[language] for language in ("en", "az")}


def day(entry: Lined, key: str) -> Values:
    """
    Read a date.

    :raises InvalidInput: if it is anything else
    """
    if not isinstance(entry[key], date):
        raise entry.error(f"{key!r} must be a date such as 2019-05-31", key=key)
    return {key: entry[key]}


def whole(entry: Lined, key: str) -> Values:
    """
    Read a whole number.

    :raises InvalidInput: if it is anything else
    """
    if not isinstance(entry[key], int) or isinstance(entry[key], bool):
        raise entry.error(f"{key!r} must be a whole number", key=key)
    return {key: entry[key]}


def code(list_name: str) -> Reader:
    """Return the reader of a code of a list."""

    def read(entry: Lined, key: str) -> Values:
        return {key: _checked(entry, key, lambda: code_list(list_name).check(str(entry[key])))}

    return read


def codes(list_name: str) -> Reader:
    """Return the reader of several codes of a list."""

    def read(entry: Lined, key: str) -> Values:
        known = code_list(list_name)
        return {key: _checked(entry, key, lambda: [known.check(str(each)) for each in entry[key]])}

    return read


def body(entry: Lined, key: str) -> Values:
    """
    Read an organisation's code.

    :raises InvalidInput: if there is no such organisation; names the nearest
    """
    return {key: _checked(entry, key, lambda: organisations.organisation(code=str(entry[key])).code)}


def venue(entry: Lined, key: str) -> Values:
    """
    Read a venue's code.

    :raises InvalidInput: if there is no such venue; names the nearest
    """
    return {key: _checked(entry, key, lambda: places.venue(str(entry[key])).code)}


def division(entry: Lined, key: str) -> Values:
    """
    Read the code of a town or district.

    :raises InvalidInput: if there is none; names the nearest
    """
    return {key: _checked(entry, key, lambda: places.division(str(entry[key])).code)}


def observance(entry: Lined, key: str) -> Values:
    """
    Read the code of a day of observance.

    :raises InvalidInput: if there is none; names the nearest
    """
    return {key: _checked(entry, key, lambda: observances.observance(str(entry[key])).code)}


def _checked(entry: Lined, key: str, look: Callable[[], T]) -> T:
    try:
        return look()
    except (UnknownCode, UnknownEntry, organisations.UnknownOrganisation) as error:
        raise entry.error(str(error), key=key) from error
