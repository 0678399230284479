"""What a room lets be counted: pseudonymous rows as SQL views. No identity, no free text, no record's id."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True, slots=True)
class FactView:
    """
    A view that statistics may read.

    `sql` names persons only through `panah_pseudonym(person_id)`, dates to the day, and codes.
    """

    name: str
    sql: str
    note: str


TABLES = """
    SELECT DISTINCT c.oid::regclass::text FROM pg_rewrite r
    JOIN pg_depend d ON d.objid = r.oid AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
    JOIN pg_class c ON c.oid = d.refobjid AND c.relkind = 'r'
    WHERE r.ev_class = ANY (%s::regclass[])
"""


def install(views: Iterable[FactView]) -> None:
    """Create the views anew; they belong to `panah_facts`, the one role that may read every row."""
    wanted = list(views)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_facts")
        for view in wanted:
            cursor.execute(f"DROP VIEW IF EXISTS {view.name} CASCADE")
            cursor.execute(f"CREATE VIEW {view.name} AS {view.sql}")
            cursor.execute(f"GRANT SELECT ON {view.name} TO panah_statistics")
        cursor.execute("RESET ROLE")
        # A table without row security names no person; the views' owner is given it when a view reads it.
        cursor.execute(TABLES, [[view.name for view in wanted]])
        for (table,) in cursor.fetchall():
            cursor.execute(f"GRANT SELECT ON {table} TO panah_facts")
