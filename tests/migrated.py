"""A migrated database to copy: the first run of a cluster makes it, the others take it as their template."""

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from panah.config import postgres

ROOT = Path(__file__).resolve().parents[1]
LOCK = postgres.VAR / "template.lock"
_held: list[int] = []


@cache
def name() -> str:
    """Name the template by everything that a migration may read."""
    digest = hashlib.sha256()
    for path in [*sorted(ROOT.glob("panah/**/migrations/*.py")), *sorted(ROOT.glob("panah/core/*.py"))]:
        digest.update(path.read_bytes())
    digest.update((ROOT / "requirements.txt").read_bytes())
    return f"panah_migrated_{digest.hexdigest()[:16]}"


def take(settings: dict[str, Any]) -> None:
    """Copy the template if it is there; otherwise hold the lock, so that one run makes it and the others wait."""
    _held.append(postgres.take_lock(LOCK))
    with server() as owner:
        if owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name()]).fetchone():
            settings["TEST"]["TEMPLATE"] = name()
            release()


def keep() -> None:
    """Make the template of the database that was just migrated."""
    if not _held:
        return
    connection.close()
    source = connection.settings_dict["NAME"]
    with server() as owner:
        owner.execute(f'CREATE DATABASE {name()} TEMPLATE "{source}"'.encode())
    release()


def server() -> "psycopg.Connection[Any]":
    """Connect as the owner to the cluster itself, not to a database of tests."""
    entry = connection.settings_dict
    return psycopg.connect(
        host=entry["HOST"],
        port=entry["PORT"],
        dbname="postgres",
        user=entry["USER"],
        password=entry["PASSWORD"],
        autocommit=True,
    )


def release() -> None:
    while _held:
        os.close(_held.pop())
