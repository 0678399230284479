"""Row security as the desk's own login meets it: a second connection, no scope, no help from Django."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from panah.config import database
from panah.core.ids import new_id
from panah.organisations.models import Organisation
from tests import support

CASE = """INSERT INTO protection_case
    (id, organisation_id, wall, reference, person_id, source, status, status_on, opened_on, opened_by_id, forms, flags,
     country_of_exploitation, outcome, next_due_kind, closure_reason, months_asked)
    VALUES (%s, %s, %s, %s, %s, 'self', 'screening', now(), now(), %s, '{}', '{}', '', '', '', '', '{}')"""


def login(role: str) -> "psycopg.Connection[Any]":
    """Connect to this run's database as one of Panah's roles."""
    passwords = json.loads(database.cluster_file("test").read_text("utf-8"))["passwords"]
    entry = connection.settings_dict
    return psycopg.connect(
        host=entry["HOST"], port=entry["PORT"], dbname=entry["NAME"],
        user=f"panah_{role}", password=passwords[role], autocommit=True,
    )  # fmt: skip


@pytest.fixture
def two_cases(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[UUID, UUID]]:
    """A committed case of the assistance centre and one of another organisation; removed afterwards."""
    with django_db_blocker.unblock():
        own, other = (Organisation.objects.get(code=code).id for code in ("vac", "ngo-clean-world"))
    ids = (new_id(), new_id())
    with login("owner") as owner:
        owner.execute("ALTER TABLE protection_case NO FORCE ROW LEVEL SECURITY")
        for case_id, holder in zip(ids, (own, other), strict=True):
            values = [case_id, holder, "protection", f"P-{str(case_id)[-12:]}", new_id(), new_id()]
            owner.execute(CASE, values)
        owner.execute("ALTER TABLE protection_case FORCE ROW LEVEL SECURITY")
        yield ids
        owner.execute("ALTER TABLE protection_case NO FORCE ROW LEVEL SECURITY")
        owner.execute("DELETE FROM protection_case WHERE id = ANY(%s)", [list(ids)])
        owner.execute("ALTER TABLE protection_case FORCE ROW LEVEL SECURITY")


def session_token(django_db_blocker: Any, role: str, organisation: str) -> tuple[str, UUID]:
    """Commit a session of somebody, and return its token and the account to remove."""
    with django_db_blocker.unblock():
        person = support.account(role, organisation=organisation)
        return support.session_of(person).session_key or "", person.pk


def test_a_forgotten_scope_shows_no_foreign_row(two_cases: tuple[UUID, UUID], django_db_blocker: Any) -> None:
    own, foreign = two_cases
    token, person = session_token(django_db_blocker, "case_manager", "vac")
    try:
        with login("desk") as desk:
            assert desk.execute("SELECT count(*) FROM protection_case").fetchone() == (0,)
            with desk.transaction():
                desk.execute("SELECT set_config('panah.session', %s, true)", [token])
                shown = {row[0] for row in desk.execute("SELECT id FROM protection_case")}
                assert own in shown
                assert foreign not in shown
                changed = desk.execute("UPDATE protection_case SET reference = reference WHERE id = %s", [foreign])
                assert changed.rowcount == 0
    finally:
        remove(person)


def test_an_investigator_of_another_wall_sees_no_case(two_cases: tuple[UUID, UUID], django_db_blocker: Any) -> None:
    token, person = session_token(django_db_blocker, "investigator", "vac")
    try:
        with login("desk") as desk, desk.transaction():
            desk.execute("SELECT set_config('panah.session', %s, true)", [token])
            assert desk.execute("SELECT count(*) FROM protection_case").fetchone() == (0,)
    finally:
        remove(person)


@pytest.mark.parametrize("role", ["public", "notary", "statistics"])
def test_no_other_role_may_even_ask_for_a_case(two_cases: tuple[UUID, UUID], role: str) -> None:
    with login(role) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
        other.execute("SELECT id FROM protection_case")


@pytest.mark.parametrize("role", ["desk", "worker", "public", "notary", "statistics"])
def test_no_role_may_change_the_walls(two_cases: tuple[UUID, UUID], role: str) -> None:
    for attempt in (
        "ALTER TABLE protection_case DISABLE ROW LEVEL SECURITY",
        "DROP POLICY read ON protection_case",
        "SET ROLE panah_owner",
        "SET ROLE panah_facts",
        "CREATE TABLE own_table (id int)",
    ):
        with login(role) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute(attempt.encode())


def remove(person: UUID) -> None:
    with login("owner") as owner:
        owner.execute("DELETE FROM accounts_session WHERE account_id = %s", [person])
        owner.execute("DELETE FROM accounts_account WHERE id = %s", [person])
