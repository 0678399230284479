"""
Row security as migration operations: the second wall, in PostgreSQL itself.

A table under row security shows nothing without a context. The context is not a name the application may
choose: it is the session token (or the job's id), which `panah_context()` maps to person, organisation and wall.
"""

from abc import ABC, abstractmethod
from typing import Any

from django.db.migrations.operations.base import Operation

from panah.core.clock import HOME

ROLES = "panah_desk, panah_worker"
MINE = "{organisation} = (SELECT panah_organisation()) AND {wall} = (SELECT panah_wall())"
# The day is the country's: the server's own zone would keep a grant alive for some hours after its last day.
TODAY = f"(now() AT TIME ZONE '{HOME.key}')::date"
# A grant opens what its own giver holds: without the holder in the comparison, anybody could grant away another's case.
LIVE_GRANTS = """SELECT g.organisation_id, g.wall, g.case_id FROM access_grant g
    WHERE g.to_organisation_id = (SELECT panah_organisation()) AND g.to_wall = (SELECT panah_wall())
      AND (g.to_person_id IS NULL OR g.to_person_id = (SELECT panah_person()))
      AND g.withdrawn_at IS NULL AND g.expires_on >= {today} AND '{group}' = ANY (g.groups)"""


class TableOperation(Operation, ABC):
    """SQL about one table; nothing in Django's state changes."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, **options: Any) -> None:
        self.table = table
        self.options = options

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Leave the state as it is."""

    def describe(self) -> str:
        return f"{type(self).__name__} on {self.table}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table], self.options

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self.forwards():
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self.backwards():
            schema_editor.execute(statement)

    @abstractmethod
    def forwards(self) -> list[str]:
        """Return the statements that do it."""

    def backwards(self) -> list[str]:
        return []


class RowSecurity(TableOperation):
    """Show rows where `select` holds; let rows be written where `write` holds (default: the same)."""

    def __init__(self, table: str, *, select: str, write: str | None = None) -> None:
        super().__init__(table, select=select, **({} if write is None else {"write": write}))
        self.select = select
        self.write = write if write is not None else select

    def forwards(self) -> list[str]:
        name = self.table
        return [
            f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY read ON {name} FOR SELECT TO {ROLES} USING ({self.select})",
            f"CREATE POLICY add ON {name} FOR INSERT TO {ROLES} WITH CHECK ({self.write})",
            f"CREATE POLICY change ON {name} FOR UPDATE TO {ROLES} USING ({self.write}) WITH CHECK ({self.write})",
            f"CREATE POLICY remove ON {name} FOR DELETE TO {ROLES} USING ({self.write})",
            f"CREATE POLICY count ON {name} FOR SELECT TO panah_facts USING (true)",
            f"GRANT SELECT ON {name} TO panah_facts",
        ]

    def backwards(self) -> list[str]:
        names = ("read", "add", "change", "remove", "count")
        return [
            *(f"DROP POLICY {policy} ON {self.table}" for policy in names),
            f"ALTER TABLE {self.table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY",
        ]


class HeldRows(RowSecurity):
    """A table whose rows one organisation holds behind one wall; a live grant on the case opens them for reading."""

    def __init__(self, table: str, *, case_column: str | None = None, group: str = "case") -> None:
        mine = MINE.format(organisation="organisation_id", wall="wall")
        granted = (
            f" OR (organisation_id, wall, {case_column}) IN ({LIVE_GRANTS.format(group=group, today=TODAY)})"
            if case_column
            else ""
        )
        super().__init__(table, select=f"({mine}){granted}", write=mine)
        self.options = {"case_column": case_column, "group": group}


class ExchangedRows(RowSecurity):
    """A table of what passes between two: both ends read, the sending end writes."""

    def __init__(self, table: str) -> None:
        sender = MINE.format(organisation="from_organisation_id", wall="from_wall")
        receiver = MINE.format(organisation="to_organisation_id", wall="to_wall")
        super().__init__(table, select=f"({sender}) OR ({receiver})", write=sender)
        self.options = {}


class GrantDelete(TableOperation):
    """Let the desk remove rows of a table that holds no record (sessions, one-time keys)."""

    def forwards(self) -> list[str]:
        return [f"GRANT DELETE ON {self.table} TO {ROLES}"]

    def backwards(self) -> list[str]:
        return [f"REVOKE DELETE ON {self.table} FROM {ROLES}"]


class AppendOnly(TableOperation):
    """Let rows of a table be added and read, never changed."""

    def forwards(self) -> list[str]:
        return [f"REVOKE UPDATE, DELETE, TRUNCATE ON {self.table} FROM {ROLES}"]

    def backwards(self) -> list[str]:
        return [f"GRANT UPDATE ON {self.table} TO {ROLES}"]
