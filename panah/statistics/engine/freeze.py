"""
From exported rows to a snapshot that is never changed.

A folder named `.S-….part` holds one CSV file a fact and `export.json`; it becomes the folder `S-…` with one
Parquet file a fact and the manifest, in one rename. A half-made folder is never a snapshot.
"""

# ruff: noqa: S608 (names come from the export, which took them from the catalogue of the database)

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from panah.statistics.engine.database import connect, quoted
from panah.statistics.engine.manifest import NAME, PLAN, FactFile, Manifest, file_digest

READ_ONLY = 0o400
PERSON = "person"


class CannotFreezeError(RuntimeError):
    """The exported rows cannot become a snapshot."""


def freeze(part: Path) -> Manifest:
    """
    Turn an export into a snapshot and return its manifest.

    :raises CannotFreezeError: if there is such a snapshot already, or the rows do not fit their columns
    """
    plan = json.loads((part / PLAN).read_text(encoding="utf-8"))
    folder = part.with_name(plan["reference"])
    if folder.exists():
        raise CannotFreezeError(f"there is a snapshot {folder.name} already")
    with connect() as database:
        for fact, columns in plan["facts"].items():
            _load(database, part / f"{fact}.csv", fact, columns)
        _number_persons(database, [fact for fact, columns in plan["facts"].items() if PERSON in columns])
        files = tuple(_write(database, part, fact, columns) for fact, columns in sorted(plan["facts"].items()))
    manifest = Manifest(plan["reference"], plan["taken_at"], plan["as_of"], files)
    (part / NAME).write_text(manifest.text(), encoding="utf-8")
    (part / PLAN).unlink()
    for path in part.iterdir():
        path.chmod(READ_ONLY)
    part.rename(folder)
    return manifest


def _load(database: duckdb.DuckDBPyConnection, source: Path, fact: str, columns: Mapping[str, str]) -> None:
    types: dict[str, Any] = dict(columns)
    database.execute(
        f"CREATE TABLE {fact} AS SELECT * FROM read_csv({quoted(source)}, columns = {types!r}, header = true,"
        " auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', strict_mode = true)"
    ).fetchall()
    source.unlink()


def _number_persons(database: duckdb.DuckDBPyConnection, facts: list[str]) -> None:
    """
    Make the table from pseudonym to number.

    A snapshot holds numbers that mean nothing outside it: two snapshots cannot be joined by person.
    """
    everybody = " UNION ".join(f"SELECT {PERSON} FROM {fact} WHERE {PERSON} IS NOT NULL" for fact in facts)
    database.execute(
        f"CREATE TABLE persons AS SELECT {PERSON}, row_number() OVER (ORDER BY {PERSON})::INTEGER AS number"
        f" FROM ({everybody or 'SELECT NULL::VARCHAR AS person WHERE false'})"
    ).fetchall()


def _write(database: duckdb.DuckDBPyConnection, part: Path, fact: str, columns: Mapping[str, str]) -> FactFile:
    target = part / f"{fact}.parquet"
    kept = {name: "INTEGER" if name == PERSON else kind for name, kind in columns.items()}
    query = f"SELECT * FROM {fact}"
    if PERSON in columns:
        rest = f"{fact}.* EXCLUDE ({PERSON})"
        query = f"SELECT persons.number AS {PERSON}, {rest} FROM {fact} LEFT JOIN persons USING ({PERSON})"
    # Sorted, so that equal facts make equal snapshots and the order of rows tells nothing about when they came.
    copy = f"COPY ({query} ORDER BY ALL) TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd)"
    [(rows,)] = database.execute(copy).fetchall()
    return FactFile(fact, rows, file_digest(target), kept)
