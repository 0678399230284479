"""The database around a transaction: the row-security context, and loads that must see every row."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from panah.core.rowsecurity import AppendOnly, ExchangedRows, GrantDelete, HeldRows, RowSecurity

__all__ = [
    "AppendOnly",
    "ExchangedRows",
    "GrantDelete",
    "HeldRows",
    "RowSecurity",
    "enter_job",
    "enter_session",
    "leave_context",
    "unforced",
    "unforced_tables",
    "wait_for",
]


def enter_session(token: str) -> None:
    """Give the running transaction the context of a session: its token, which the database itself looks up."""
    _set("panah.session", token)


def enter_job(context_id: str) -> None:
    """Give the running transaction the context of a job. Only the worker's role is believed."""
    _set("panah.job", context_id)


def leave_context() -> None:
    """Take the context away: from here on, row security shows nothing."""
    _set("panah.session", "")
    _set("panah.job", "")


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def wait_for(name: str) -> None:
    """Let only one transaction at a time pass here under this name; the next waits until this one has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@contextmanager
def unforced(*tables: str) -> Iterator[None]:
    """
    Let the owner see and load every row of the tables, in one transaction.

    FORCE ROW LEVEL SECURITY blinds the owner too: a data migration would change 0 rows and say nothing, COPY fails.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # A table with checks that still wait for the end of the transaction cannot be altered: they are made now.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        # What follows in this transaction is checked at its end again, as it would have been without this load.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def unforced_tables() -> list[str]:
    """Return tables that have row security but are not forced: a load that died half-way. Empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]
