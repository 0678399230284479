"""Statistics under test: facts of this transaction, read as the role that reads facts and nothing else."""

from contextlib import contextmanager

import pytest
from django.db import connection

from panah.core import facts
from panah.statistics.engine import taking
from panah.statistics.indicators.catalogue import indicators


@contextmanager
def facts_of_this_transaction():
    """Stand in for the second connection, which could not see what the test has not committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
        cursor.execute("SET LOCAL ROLE panah_statistics")
        yield connection.connection
        cursor.execute(f"SET LOCAL ROLE {before}")


@pytest.fixture
def snapshots(settings, tmp_path, monkeypatch):
    """An own folder of snapshots, and the facts of the test's transaction."""
    settings.VAR = tmp_path
    monkeypatch.setattr(taking, "connect", facts_of_this_transaction)
    return tmp_path / "snapshots"


def columns_of_facts():
    """Every fact that an indicator needs, with its columns and those of its cuts."""
    needed = {}
    for one in indicators().values():
        needed.setdefault(one.count.fact, set()).update({*one.count.columns, *one.cuts})
    return {fact: ", ".join(f"{name} {kind_of(name)}" for name in sorted(names)) for fact, names in needed.items()}


def kind_of(name):
    kinds = {"amount": "numeric", "exploited_in": "integer"}
    return kinds.get(name, "date" if name.endswith("_on") else "text")


EMPTY = columns_of_facts()


@pytest.fixture
def invented_facts(db, as_owner):
    """Fact views over tables of this test, so that the room is tested without the rooms below it."""

    def fill(**rows):
        with as_owner(), connection.cursor() as cursor:
            for name, columns in EMPTY.items():
                cursor.execute(f"CREATE TABLE invented_{name} ({columns})")
                for row in rows.get(name, []):
                    marks = ", ".join(["%s"] * len(row))
                    cursor.execute(f"INSERT INTO invented_{name} ({', '.join(row)}) VALUES ({marks})", [*row.values()])
                cursor.execute(f"GRANT SELECT ON invented_{name} TO panah_facts")
            facts.install(facts.FactView(name, f"SELECT * FROM invented_{name}", "") for name in EMPTY)

    return fill
