"""Counting a scan: one for the code and the day, by a function of the database; nothing about who scanned."""

from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True)
class Scanned:
    """What kind of material was scanned, and in which language it is. Empty for an unknown code."""

    kind: str = ""
    language: str = ""


def count_scan(code: str) -> Scanned:
    """Count one scan of a code. An unknown code counts nothing and leads to the same page."""
    if not code.isalnum():
        return Scanned()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('scan_count(text)') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return Scanned()
        cursor.execute("SELECT kind, language FROM scan_count(%s)", [code[:40]])
        found = cursor.fetchone()
    return Scanned(*found) if found else Scanned()
