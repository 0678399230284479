"""
What must be true of a database before Panah works on it. Each check answers with sentences, none when all is well.

A superuser bypasses row security even where it is forced, and fsync=off loses what was acknowledged: such a server is
refused, not warned about.
"""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import psycopg

from panah.config import database, postgres

OLDEST_SERVER = 150000
PLAIN_COLLATIONS = ("C", "POSIX", "C.UTF-8", "C.utf8")
DURABLE = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
Connection: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"
MAY_BECOME = {"panah_owner": {"panah_facts"}}


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong, and how to mend it."""

    sentence: str


def connect(role: str) -> Connection:
    """Connect as one of Panah's roles, as the settings would."""
    entry = database.connection(role)
    return psycopg.connect(
        host=entry["HOST"],
        port=entry["PORT"],
        dbname=entry["NAME"],
        user=entry["USER"],
        password=entry["PASSWORD"],
        connect_timeout=5,
        **entry.get("OPTIONS", {}),
    )


def server_troubles(roles: tuple[str, ...] = database.ROLES) -> list[Trouble]:
    """Check everything that does not need Panah's own tables."""
    found: list[Trouble] = []
    for role in roles:
        try:
            with connect(role) as connection:
                found += role_troubles(connection, role)
                if role == "owner":
                    found += [trouble for check in SERVER_CHECKS for trouble in check(connection)]
        except psycopg.OperationalError as error:
            reason = str(error).strip().splitlines()[-1]
            found.append(
                Trouble(
                    f"The database cannot be reached as panah_{role} ({reason}): "
                    "start it, correct its URL, or create the roles (`panah database sql` prints how)."
                )
            )
    return found


def role_troubles(connection: Connection, role: str) -> Iterator[Trouble]:
    """No role of ours is a superuser or bypasses row security, nor may it become one that does."""
    name = f"panah_{role}"
    rows = connection.execute(
        "SELECT rolname FROM pg_roles"
        " WHERE (rolsuper OR rolbypassrls) AND (rolname = current_user OR pg_has_role(current_user, oid, 'MEMBER'))"
    ).fetchall()
    if rows:
        yield Trouble(
            f"{name} is a superuser or may bypass row security, so no wall would hold: run "
            f'"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS" and take its memberships away.'
        )
        return
    rows = connection.execute(
        "SELECT rolname FROM pg_roles"
        " WHERE rolname <> current_user AND rolname LIKE 'panah\\_%%' AND pg_has_role(current_user, oid, 'MEMBER')"
    ).fetchall()
    if more := {other for (other,) in rows} - MAY_BECOME.get(name, set()):
        yield Trouble(f"{name} may become {', '.join(sorted(more))}: revoke that membership.")
    yield from hasty_troubles(connection, name)


def hasty_troubles(connection: Connection, name: str) -> Iterator[Trouble]:
    """The server may be durable and one role not: then a receipt is shown before its report is on the disk."""
    row = connection.execute(
        "SELECT FROM pg_settings WHERE name = 'synchronous_commit' AND setting = 'off'"
        " AND source IN ('user', 'database', 'database user')"
    ).fetchone()
    if row is not None:
        yield Trouble(
            f"{name} is answered before its records are on the disk: "
            f'run "ALTER ROLE {name} RESET synchronous_commit", and the same for the database.'
        )


def version_troubles(connection: Connection) -> Iterator[Trouble]:
    if connection.info.server_version < OLDEST_SERVER:
        major = connection.info.server_version // 10000
        yield Trouble(f"The server is PostgreSQL {major}, and Panah needs 15 or newer: upgrade it.")


def durability_troubles(connection: Connection) -> Iterator[Trouble]:
    """What was acknowledged must survive a power cut, and a flipped bit must be noticed."""
    for name in DURABLE:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
        if row is not None and row[0] == "off":
            remedy = "run pg_checksums --enable" if name == "data_checksums" else f"set {name} = on"
            yield Trouble(f"The server's {name} is off, so records could be lost or spoilt unnoticed: {remedy}.")


def text_troubles(connection: Connection) -> Iterator[Trouble]:
    """Names are sorted by stored keys and found by ranges: bytes must compare as bytes."""
    row = connection.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    if row is not None and (row[0] != "UTF8" or row[1] not in PLAIN_COLLATIONS):
        yield Trouble(
            f"The database was created with {row[0]} and {row[1]}: create it with ENCODING 'UTF8' LOCALE 'C.UTF-8'."
        )


def unforced_troubles(connection: Connection) -> Iterator[Trouble]:
    """A load that died half-way may have left a table open to its owner."""
    rows = connection.execute(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity ORDER BY 1"
    ).fetchall()
    for (table,) in rows:
        yield Trouble(f'Row security of {table} is not forced: run "ALTER TABLE {table} FORCE ROW LEVEL SECURITY".')


def file_troubles() -> Iterator[Trouble]:
    """Secrets are for their owner alone."""
    folder = postgres.VAR / "secrets"
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Trouble(f"{path} can be read by others: run chmod 600 on it.")


SERVER_CHECKS: tuple[Callable[[Connection], Iterator[Trouble]], ...] = (
    version_troubles,
    durability_troubles,
    text_troubles,
    unforced_troubles,
)
