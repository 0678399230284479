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
from panah.statistics.indicators.catalogue import Each, Indicator
from panah.statistics.rules import Period


@dataclass(frozen=True, slots=True)
class Counted:
    """The value of one indicator: in all, by calendar year, and facts that could not be counted for lack of a date."""

    total: int
    years: Mapping[int, int]
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


def _check(indicator: Indicator, manifest: Manifest) -> None:
    missing = indicator.count.columns - set(manifest.columns(indicator.count.fact))
    if missing:
        raise BrokenSnapshotError(
            f"{indicator.key} needs {indicator.count.fact}.{min(missing)}, which the snapshot lacks"
        )


def _count(
    database: duckdb.DuckDBPyConnection, folder: Path, indicator: Indicator, *, period: Period, as_of: date
) -> Counted:
    values: dict[str, Any] = {"as_of": as_of, "first": period.first, "last": period.last}
    fact = quoted(folder / f"{indicator.count.fact}.parquet")
    select = {Each.PERSON: _persons, Each.MEMBER: _members, Each.ROW: _rows}[indicator.count.each]
    query = select(indicator, fact, values)
    used = {name: value for name, value in values.items() if f"${name}" in query}
    database.execute(f"CREATE TEMP TABLE cohort_{indicator.key} AS {query}", used).fetchall()
    by_year = database.execute(
        f"SELECT year(counted_on), count(*) FROM cohort_{indicator.key} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return Counted(sum(value for _, value in by_year), dict(by_year), _unknown(database, indicator, fact))


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


def _rows(indicator: Indicator, fact: str, values: dict[str, Any]) -> str:
    """Select every row in the period."""
    day = indicator.count.date
    holds = _holds(indicator.count.where, values, prefix="where")
    return (
        f"SELECT {day} AS counted_on FROM read_parquet({fact})"
        f" WHERE {day} BETWEEN $first AND $last AND {_standing(indicator, values)} AND {holds}"
    )


def _unknown(database: duckdb.DuckDBPyConnection, indicator: Indicator, fact: str) -> int:
    values: dict[str, Any] = {}
    holds = _holds(indicator.count.where, values, prefix="where")
    among = f" SEMI JOIN cohort_{indicator.count.of} USING (person)" if indicator.count.of else ""
    query = f"SELECT count(*) FROM read_parquet({fact}){among} WHERE {indicator.count.date} IS NULL AND {holds}"
    [(unknown,)] = database.execute(query, values).fetchall()
    return int(unknown)
