"""
Counting a statement's figures over a snapshot, as the indicators declare.

Nothing dated after the as-of date counts, and nothing is taken back by what came after it.
Names of facts and columns come from checked definitions; codes and dates are parameters.
"""

# ruff: noqa: S608 (names of facts and columns come from definitions that `catalogue` has checked)

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from panah.statistics.engine.database import connect, quoted
from panah.statistics.engine.manifest import BrokenSnapshotError, Manifest
from panah.statistics.indicators.catalogue import SEVERAL, Each, Indicator
from panah.statistics.rules import Period

NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Counted:
    """The value of one indicator: in all, by calendar year, and facts that could not be counted for lack of a date."""

    total: float
    years: Mapping[int, float]
    unknown: int


def count(
    folder: Path, manifest: Manifest, indicators: Iterable[Indicator], *, period: Period, as_of: date
) -> dict[str, Counted]:
    """
    Count indicators over a snapshot that was proved unchanged. Cohorts must come before their members.

    :raises BrokenSnapshotError: if the snapshot lacks a fact or a column that a definition needs
    """
    with connect() as database:
        counted = {}
        for indicator in indicators:
            _check(indicator, manifest)
            counted[indicator.key] = _count(database, folder, indicator, period=period, as_of=as_of)
        return counted


def _plain(value: float) -> float:
    """Return whole numbers as such, and money to the hundredth."""
    return int(value) if value == int(value) else round(value, 2)


def _check(indicator: Indicator, manifest: Manifest, cuts: tuple[str, ...] = ()) -> None:
    missing = {*indicator.count.columns, *cuts} - set(manifest.columns(indicator.count.fact))
    if missing:
        raise BrokenSnapshotError(
            f"{indicator.key} needs {indicator.count.fact}.{min(missing)}, which the snapshot lacks"
        )


def _count(
    database: duckdb.DuckDBPyConnection, folder: Path, indicator: Indicator, *, period: Period, as_of: date
) -> Counted:
    values: dict[str, Any] = {"as_of": as_of, "first": period.first, "last": period.last}
    fact = quoted(folder / f"{indicator.count.fact}.parquet")
    query = SELECT[indicator.count.each](indicator, fact, values)
    used = {name: value for name, value in values.items() if f"${name}" in query}
    database.execute(f"CREATE TEMP TABLE cohort_{indicator.key} AS {query}", used).fetchall()
    added = "sum(amount)::DOUBLE" if indicator.count.each is Each.SUM else "count(*)"
    by_year = database.execute(
        f"SELECT year(counted_on), {added} FROM cohort_{indicator.key} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return Counted(sum(value for _, value in by_year), dict(by_year), _unknown(database, indicator, fact))


def cut(
    database: duckdb.DuckDBPyConnection, folder: Path, indicator: Indicator, column: str, *, period: Period, as_of: date
) -> dict[str, float]:
    """
    Return an indicator that was counted just now by the values of a column.

    A person stands where the first fact put them that says it; in a column of which one may have several, in each.
    """
    values: dict[str, Any] = {"as_of": as_of, "first": period.first, "last": period.last}
    holds = _holds(indicator.count.where, values, prefix="where")
    day, fact = indicator.count.date, quoted(folder / f"{indicator.count.fact}.parquet")
    among = f"{_standing(indicator, values)} AND {holds}"
    if indicator.count.each is not Each.PERSON:
        among += f" AND {day} BETWEEN $first AND $last"
    if indicator.count.each in (Each.SUM, Each.ROW):
        added = f"sum({indicator.count.amount})::DOUBLE" if indicator.count.each is Each.SUM else "count(*)"
        query = (
            f"SELECT coalesce({column}::VARCHAR, '{NOT_KNOWN}'), {added}"
            f" FROM read_parquet({fact}) WHERE {among} GROUP BY ALL ORDER BY ALL"
        )
    else:
        kept = "unnest(list_distinct(list({0})))" if column in SEVERAL else "arg_min({0}, ({1}, {0}))"
        query = (
            f"SELECT coalesce(value, '{NOT_KNOWN}'), count(*) FROM cohort_{indicator.key} LEFT JOIN"
            f" (SELECT person, {kept.format(f'{column}::VARCHAR', day)} AS value FROM read_parquet({fact})"
            f" WHERE {among} AND {column} IS NOT NULL GROUP BY person) USING (person) GROUP BY ALL ORDER BY ALL"
        )
    used = {name: value for name, value in values.items() if f"${name}" in query}
    return {value: _plain(number) for value, number in database.execute(query, used).fetchall()}


def report(
    folder: Path, manifest: Manifest, wanted: Iterable[tuple[Indicator, Iterable[str]]], *, period: Period, as_of: date
) -> dict[str, dict[str, Any]]:
    """
    Count indicators over a snapshot, each in all and by its cuts.

    :raises BrokenSnapshotError: if the snapshot lacks a fact or a column that a definition or a cut needs
    """
    with connect() as database:
        found: dict[str, dict[str, Any]] = {}
        for indicator, columns in wanted:
            cuts = tuple(columns)
            _check(indicator, manifest, cuts)
            counted = _count(database, folder, indicator, period=period, as_of=as_of)
            by = {each: cut(database, folder, indicator, each, period=period, as_of=as_of) for each in cuts}
            found[indicator.key] = {"total": _plain(counted.total), "unknown": counted.unknown, "cuts": by}
        return found


def _standing(indicator: Indicator, values: dict[str, Any]) -> str:
    """Return the condition that a fact is known on the as-of date, and not yet taken back."""
    void = indicator.count.void
    taken_back = f" AND ({void} IS NULL OR {void} > $as_of)" if void else ""
    return f"{indicator.count.date} <= $as_of{taken_back}"


def _holds(codes: Mapping[str, tuple[str, ...]], values: dict[str, Any], *, prefix: str) -> str:
    conditions = []
    for column, wanted in codes.items():
        values[f"{prefix}_{column}"] = list(wanted)
        conditions.append("coalesce(list_contains($" + f"{prefix}_{column}, {column}), false)")
    return " AND ".join(conditions) or "true"


def _persons(indicator: Indicator, fact: str, values: dict[str, Any]) -> str:
    """Select each person once, on the first day the fact held, unless a later fact overruled the last of them."""
    day = indicator.count.date
    holds = _holds(indicator.count.where, values, prefix="where")
    overruled = _holds(indicator.count.overruled, values, prefix="over") if indicator.count.overruled else "false"
    return (
        f"SELECT person, min({day}) FILTER ({holds}) AS counted_on FROM read_parquet({fact})"
        f" WHERE {_standing(indicator, values)} AND person IS NOT NULL AND ({holds} OR {overruled}) GROUP BY person"
        f" HAVING min({day}) FILTER ({holds}) BETWEEN $first AND $last AND"
        f" coalesce(max({day}) FILTER ({overruled}) <= max({day}) FILTER ({holds}), true)"
    )


def _members(indicator: Indicator, fact: str, values: dict[str, Any]) -> str:
    """Select those of the cohort for whom a fact is known; they keep the cohort's counting date."""
    holds = _holds(indicator.count.where, values, prefix="where")
    return (
        f"SELECT person, counted_on FROM cohort_{indicator.count.of} SEMI JOIN"
        f" (SELECT person FROM read_parquet({fact}) WHERE {_standing(indicator, values)} AND {holds}) USING (person)"
    )


def _recipients(indicator: Indicator, fact: str, values: dict[str, Any]) -> str:
    """Select each person with such a fact in the period, once."""
    day = indicator.count.date
    holds = _holds(indicator.count.where, values, prefix="where")
    return (
        f"SELECT person, min({day}) AS counted_on FROM read_parquet({fact}) WHERE {day} BETWEEN $first AND $last"
        f" AND {_standing(indicator, values)} AND person IS NOT NULL AND {holds} GROUP BY person"
    )


def _amounts(indicator: Indicator, fact: str, values: dict[str, Any]) -> str:
    """Select the amount of every row in the period."""
    day = indicator.count.date
    holds = _holds(indicator.count.where, values, prefix="where")
    return (
        f"SELECT {day} AS counted_on, {indicator.count.amount} AS amount FROM read_parquet({fact})"
        f" WHERE {day} BETWEEN $first AND $last AND {_standing(indicator, values)} AND {holds}"
    )


def _rows(indicator: Indicator, fact: str, values: dict[str, Any]) -> str:
    """Select every row in the period."""
    day = indicator.count.date
    holds = _holds(indicator.count.where, values, prefix="where")
    return (
        f"SELECT {day} AS counted_on FROM read_parquet({fact})"
        f" WHERE {day} BETWEEN $first AND $last AND {_standing(indicator, values)} AND {holds}"
    )


SELECT = {
    Each.PERSON: _persons,
    Each.MEMBER: _members,
    Each.ROW: _rows,
    Each.RECIPIENT: _recipients,
    Each.SUM: _amounts,
}


def _unknown(database: duckdb.DuckDBPyConnection, indicator: Indicator, fact: str) -> int:
    if indicator.count.is_step:
        return 0
    values: dict[str, Any] = {}
    holds = _holds(indicator.count.where, values, prefix="where")
    among = f" SEMI JOIN cohort_{indicator.count.of} USING (person)" if indicator.count.of else ""
    query = f"SELECT count(*) FROM read_parquet({fact}){among} WHERE {indicator.count.date} IS NULL AND {holds}"
    [(unknown,)] = database.execute(query, values).fetchall()
    return int(unknown)
