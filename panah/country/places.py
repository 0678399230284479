"""Divisions of the country and venues (where materials hang and events are held). No Django here."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from panah.core.text import sort_key
from panah.country import tables


@dataclass(frozen=True, slots=True)
class Place:
    """Something with a code, a kind and a name in each language; coordinates are rough, for maps of the country."""

    code: str
    kind: str
    names: dict[str, str]
    lat: float | None
    lon: float | None

    def name(self, lang: str) -> str:
        return self.names.get(lang) or self.names["en"]


@dataclass(frozen=True, slots=True)
class Division(Place):
    """A city, a district, a district of a city, or the autonomous republic. `code` begins as in ISO 3166-2."""

    region: str


@dataclass(frozen=True, slots=True)
class Venue(Place):
    """A place with a code of the list `distribution_site` as its kind. `division` is empty for a kind in general."""

    division: str
    since: date | None


def divisions() -> list[Division]:
    """Return all divisions in file order: by economic region."""
    return list(_divisions().values())


def division(code: str) -> Division:
    """
    Return one division.

    :raises UnknownEntry: if there is none with this code; names the nearest
    """
    if code not in _divisions():
        raise tables.unknown("division", code, list(_divisions()))
    return _divisions()[code]


def venues(*, kind: str = "", on: date | None = None) -> list[Venue]:
    """Return the venues, of one kind where asked for, that existed on a day where asked for."""
    return [
        venue
        for venue in _venues().values()
        if (not kind or venue.kind == kind) and (on is None or venue.since is None or venue.since <= on)
    ]


def venue(code: str) -> Venue:
    """
    Return one venue.

    :raises UnknownEntry: if there is none with this code; names the nearest
    """
    if code not in _venues():
        raise tables.unknown("venue", code, list(_venues()))
    return _venues()[code]


def regions() -> dict[str, dict[str, str]]:
    """Return the economic regions: code to the names by language."""
    return _regions()


def choices(places: list[Division] | list[Venue], lang: str) -> list[tuple[str, str]]:
    """Return (code, name) in the order of the alphabet."""
    return sorted(((place.code, place.name(lang)) for place in places), key=lambda pair: sort_key(pair[1]))


@cache
def _divisions() -> dict[str, Division]:
    return {
        row["code"]: Division(
            row["code"], row["kind"], tables.names(row), _degrees(row["lat"]), _degrees(row["lon"]), row["region"]
        )
        for row in tables.read("divisions.csv")
    }


@cache
def _venues() -> dict[str, Venue]:
    return {
        row["code"]: Venue(
            row["code"],
            row["kind"],
            tables.names(row),
            _degrees(row["lat"]),
            _degrees(row["lon"]),
            row["division"],
            date.fromisoformat(row["since"]) if row["since"] else None,
        )
        for row in tables.read("venues.csv")
    }


@cache
def _regions() -> dict[str, dict[str, str]]:
    return {row["code"]: tables.names(row) for row in tables.read("regions.csv")}


def _degrees(value: str) -> float | None:
    return float(value) if value else None
