"""Days that campaigns commemorate. No Django here."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from panah.country import tables


@dataclass(frozen=True, slots=True)
class Observance:
    code: str
    kind: str
    month: int
    day: int
    names: dict[str, str]
    source: str
    since_year: int | None

    def name(self, lang: str) -> str:
        return self.names.get(lang) or self.names["en"]

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)

    def next_after(self, day: date) -> date:
        """Return the next time it is observed, that day included."""
        this_year = self.in_year(day.year)
        return this_year if this_year >= day else self.in_year(day.year + 1)


def observances() -> list[Observance]:
    """Return all observances, the two about trafficking first."""
    return list(_observances().values())


def observance(code: str) -> Observance:
    """
    Return one observance.

    :raises UnknownEntry: if there is none with this code; names the nearest
    """
    if code not in _observances():
        raise tables.unknown("observance", code, list(_observances()))
    return _observances()[code]


@cache
def _observances() -> dict[str, Observance]:
    return {
        row["code"]: Observance(
            row["code"],
            row["kind"],
            int(row["month"]),
            int(row["day"]),
            tables.names(row),
            row["source"],
            int(row["since_year"]) if row["since_year"] else None,
        )
        for row in tables.read("observances.csv")
    }
