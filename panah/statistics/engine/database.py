"""A DuckDB connection that reaches nothing but what it is given: no extensions, no network, two threads."""

from pathlib import Path

import duckdb

THREADS = 2
MEMORY = "1GB"


def connect() -> duckdb.DuckDBPyConnection:
    """Return a fresh database in memory."""
    return duckdb.connect(
        config={
            "threads": str(THREADS),
            "memory_limit": MEMORY,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )


def quoted(path: Path) -> str:
    """Return a path as an SQL literal."""
    return "'" + str(path).replace("'", "''") + "'"
