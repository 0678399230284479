"""
Rows of facts out of PostgreSQL, as the role that reads fact views and nothing else.

The columns and their types are asked of the database. A fact may hold codes, numbers, booleans and dates to
the day; a column of any other type (an identifier, a moment) is refused, for it could lead back to a record.
"""

import json
import shutil
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from panah.statistics.engine.manifest import PLAN

TYPES = {
    "text": "VARCHAR",
    "character varying": "VARCHAR",
    "date": "DATE",
    "smallint": "INTEGER",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "numeric": "DECIMAL(18,2)",
    "boolean": "BOOLEAN",
}
_COLUMNS = """
    SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
    WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""


class BadFactError(RuntimeError):
    """A fact view holds what may not leave the database, or is not there."""


def export(
    connection: psycopg.Connection[tuple[object, ...]],
    *,
    facts: Iterable[str],
    root: Path,
    reference: str,
    taken_at: datetime,
    as_of: date,
) -> Path:
    """
    Write the rows of the given facts into a new folder, to be frozen, and return the folder.

    The caller holds one REPEATABLE READ transaction, so that all facts are of the same moment.

    :raises BadFactError: if a fact is missing or has a column that may not be exported
    """
    part = root / f".{reference}.part"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.mkdir(mode=0o700)
    try:
        columns = {fact: _export_fact(connection, fact, part / f"{fact}.csv") for fact in facts}
    except Exception:
        shutil.rmtree(part)
        raise
    plan = {"reference": reference, "taken_at": taken_at.isoformat(), "as_of": as_of.isoformat(), "facts": columns}
    (part / PLAN).write_text(json.dumps(plan), encoding="utf-8")
    return part


def _export_fact(connection: psycopg.Connection[tuple[object, ...]], fact: str, target: Path) -> dict[str, str]:
    columns = {str(name): str(kind) for name, kind in connection.execute(_COLUMNS, [fact]).fetchall()}
    if not columns:
        raise BadFactError(f"there is no fact view {fact}")
    for name, kind in columns.items():
        if kind not in TYPES:
            raise BadFactError(f"{fact}.{name} is of type {kind}; facts hold codes, numbers and dates to the day")
    query = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT WITH (FORMAT csv, HEADER)").format(sql.Identifier(fact))
    with connection.cursor() as cursor, cursor.copy(query) as rows, target.open("wb") as stream:
        for block in rows:
            stream.write(block)
    return {name: TYPES[kind] for name, kind in columns.items()}
