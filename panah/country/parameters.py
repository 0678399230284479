"""
National deadlines, amounts and thresholds: dated, each with its source and how certain it is. No Django here.

The table is `az/parameters.csv`. A row without a value is known to be missing: its source was not obtained.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from panah.country import tables

PERIODS = {"days": "days", "hours": "hours", "minutes": "minutes"}


class NoValue(LookupError):
    """The parameter is known to exist, but no source for its value was obtained, or none holds on that day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    One value for one span of time.

    `value` is an int, a Decimal (money) or a str, by its unit; None where no source was obtained.
    """

    name: str
    value: Any
    unit: str
    valid_from: date | None
    valid_until: date | None
    source: str
    certainty: str
    note: str

    def holds(self, on: date) -> bool:
        return (self.valid_from or date.min) <= on <= (self.valid_until or date.max)


def parameter(name: str, *, on: date) -> Parameter:
    """
    Return the parameter as it was on that day.

    :raises UnknownEntry: if the table has no such name
    :raises NoValue: if the table says nothing for that day
    """
    rows = history(name)
    for row in rows:
        if row.holds(on):
            return row
    raise NoValue(f"{name} has no value on {on}")


def history(name: str) -> list[Parameter]:
    """
    Return all spans of a parameter, oldest first.

    :raises UnknownEntry: if the table has no such name
    """
    table = _table()
    if name not in table:
        raise tables.unknown("parameter", name, list(table))
    return table[name]


def number(name: str, *, on: date) -> int:
    """
    Return a whole number.

    :raises NoValue: if no source for the value was obtained
    """
    return int(_known(name, on))


def amount(name: str, *, on: date) -> Decimal:
    """
    Return an amount of money.

    :raises NoValue: if no source for the value was obtained
    """
    return Decimal(_known(name, on))


def text(name: str, *, on: date) -> str:
    """
    Return a text such as a telephone number.

    :raises NoValue: if no source for the value was obtained
    """
    return str(_known(name, on))


def period(name: str, *, on: date) -> timedelta:
    """
    Return a span of days, hours or minutes.

    :raises NoValue: if no source for the value was obtained
    """
    unit = PERIODS[parameter(name, on=on).unit]
    return timedelta(**{unit: number(name, on=on)})


def numbers(name: str, *, on: date) -> list[int]:
    """
    Return a list of whole numbers, such as the months of the follow-ups.

    :raises NoValue: if no source for the value was obtained
    """
    return [int(part) for part in str(_known(name, on)).split(",")]


def parameters() -> list[Parameter]:
    """Return the whole table in file order."""
    return [row for rows in _table().values() for row in rows]


def _known(name: str, on: date) -> Any:
    value = parameter(name, on=on).value
    if value is None:
        raise NoValue(f"no source for {name} was obtained")
    return value


@cache
def _table() -> dict[str, list[Parameter]]:
    table: dict[str, list[Parameter]] = {}
    for row in tables.read("parameters.csv"):
        table.setdefault(row["name"], []).append(_parameter(row))
    return table


def _parameter(row: dict[str, str]) -> Parameter:
    return Parameter(
        name=row["name"],
        value=_value(row["value"], row["unit"]),
        unit=row["unit"],
        valid_from=_date(row["valid_from"]),
        valid_until=_date(row["valid_until"]),
        source=row["source"],
        certainty=row["certainty"],
        note=row["note"],
    )


def _value(value: str, unit: str) -> Any:
    if not value:
        return None
    if unit == "AZN":
        return Decimal(value)
    return int(value) if value.isdigit() and unit != "text" else value


def _date(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
