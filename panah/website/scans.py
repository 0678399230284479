"""Counting a scan: one for the code and the day, by a function of the database; nothing about who scanned."""

from django.db import connection, transaction


def count_scan(code: str) -> None:
    """Count one scan of a code. An unknown code counts nothing and looks the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('scan_count(text)') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute("SELECT scan_count(%s)", [code[:40]])
