"""Promises about the database itself, read from its catalogue. Faults as sentences."""

from collections.abc import Mapping
from typing import Any

from tests.contracts.reviewed import OPEN_POLICIES

TABLES = """SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"""
POLICIES = """SELECT tablename, policyname, cmd, roles::text[], coalesce(qual, ''), coalesce(with_check, '')
    FROM pg_policies WHERE schemaname = 'public'"""
DEFINERS = """SELECT p.oid::regprocedure::text, coalesce(array_to_string(proconfig, ' '), '') FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace AND prosecdef"""
VIEWS = """SELECT relname, coalesce(array_to_string(reloptions, ' '), '') FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm') AND relowner <> 'panah_facts'::regrole
      AND (has_table_privilege('panah_desk', oid, 'SELECT') OR has_table_privilege('panah_public', oid, 'SELECT'))"""
CONTEXT = ("panah_organisation()", "panah_wall()", "panah_person()")


def open_tables(cursor: Any, reviewed: Mapping[str, str]) -> list[str]:
    """Every table is under forced row security, or on the reviewed list; the list names no other."""
    cursor.execute(TABLES)
    rows = cursor.fetchall()
    bare = {name for name, secured, _ in rows if not secured}
    faults = [
        f"{name}: give it row security, or review it in reviewed_data.py" for name in sorted(bare - set(reviewed))
    ]
    faults += [f"{name}: take it off the list in reviewed_data.py" for name in sorted(set(reviewed) - bare)]
    return faults + [f"{name}: row security is not forced" for name, secured, forced in rows if secured and not forced]


def blind_policies(cursor: Any, register: frozenset[str], confidential: frozenset[str]) -> list[str]:
    """Every policy asks who is there; a confidential table's asks for organisation and wall."""
    cursor.execute(POLICIES)
    faults = []
    for table, policy, command, roles, using, check in cursor.fetchall():
        text = f"{using} {check}"
        if "public" not in roles and not {"panah_desk", "panah_worker"} & set(roles):
            continue
        if "public" in roles:
            faults.append(f"{table}.{policy}: name the roles it is for")
        if table in register and command == "SELECT":
            continue
        if table in confidential and not ("panah_organisation()" in text and "panah_wall()" in text):
            faults.append(f"{table}.{policy}: compare organisation and wall")
            continue
        asks = any(name in text for name in CONTEXT) or set(text.split()) == {"false"}
        if not asks and f"{table}.{policy}" not in OPEN_POLICIES:
            faults.append(f"{table}.{policy}: asks nobody who they are")
    return faults


def unanchored_definers(cursor: Any) -> list[str]:
    """A function that runs as the owner names its search path, or others could put their tables in its way."""
    cursor.execute(DEFINERS)
    return [f"{name}: SET search_path" for name, options in cursor.fetchall() if "search_path=" not in options]


def borrowed_views(cursor: Any) -> list[str]:
    """A view that the desk reads reads with the desk's own rights, or the owner's would lead past row security."""
    cursor.execute(VIEWS)
    return [
        f"{name}: WITH (security_invoker = true)"
        for name, options in cursor.fetchall()
        if "security_invoker=true" not in options
    ]
