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


def install(views: Iterable[FactView]) -> None:
    """Create the views anew; they belong to `panah_facts`, the one role that may read every row."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_facts")
        for view in views:
            cursor.execute(f"DROP VIEW IF EXISTS {view.name} CASCADE")
            cursor.execute(f"CREATE VIEW {view.name} AS {view.sql}")
            cursor.execute(f"GRANT SELECT ON {view.name} TO panah_statistics")
        cursor.execute("RESET ROLE")
