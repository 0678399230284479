"""Taking a snapshot: facts out of the database in one transaction, then frozen. Knows no model."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import IsolationLevel

from panah.statistics.engine import process
from panah.statistics.engine.export import export
from panah.statistics.indicators.catalogue import indicators

Facts = psycopg.Connection[tuple[object, ...]]


def root() -> Path:
    """Return the folder of all snapshots."""
    return Path(settings.VAR) / "snapshots"


@contextmanager
def connect() -> Iterator[Facts]:
    """
    Connect as the role that reads fact views and nothing else; every fact is of the same moment.

    :raises RuntimeError: in a process that was not given this role
    """
    entry: dict[str, Any] | None = settings.PANAH_FACTS_DATABASE
    if entry is None:
        raise RuntimeError("facts are read by the worker and by commands, never by this process")
    with psycopg.connect(
        host=entry["HOST"],
        port=entry["PORT"],
        dbname=entry["NAME"],
        user=entry["USER"],
        password=entry["PASSWORD"],
        **entry.get("OPTIONS", {}),
    ) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield connection


def take(*, reference: str, taken_at: datetime, as_of: date, facts: Sequence[str] = ()) -> process.Frozen:
    """
    Take a snapshot of the facts that the indicators need, or of those named.

    :raises BadFactError: if a fact view is missing or shows what may not leave the database
    :raises WrongState: if the rows cannot be frozen
    """
    wanted = facts or sorted({one.count.fact for one in indicators().values()})
    with connect() as connection:
        part = export(connection, facts=wanted, root=root(), reference=reference, taken_at=taken_at, as_of=as_of)
    try:
        return process.freeze(part)
    finally:
        # After a success the folder has its final name, and there is nothing here to remove.
        shutil.rmtree(part, ignore_errors=True)
