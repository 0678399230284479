"""Two stays of one person cannot overlap: two connections of the desk, nothing of Django between."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest

from panah.core.ids import new_id
from panah.organisations.models import Organisation
from tests.contracts.test_second_connection import login, remove, session_token

SHELTER = """INSERT INTO protection_shelter (id, organisation_id, wall, name, languages)
    VALUES (%s, %s, 'protection', 'A', '{}')"""
STAY = """INSERT INTO protection_stay (id, organisation_id, wall, shelter_id, case_id, person_id, reference, sex,
        age_band, language, needs, mismatches, override_reason, started_on, ended_on, rules_language, exit_reason,
        exit_to, admitted_by_id)
    VALUES (%(id)s, %(body)s, 'protection', %(house)s, %(house)s, %(house)s, 'P-2026-TWICE', 'female', '24_26', '',
        '{}', '{}', '', %(begins)s, %(ends)s, '', '', '', %(id)s)"""
TABLES = ("protection_shelter", "protection_stay")


@pytest.fixture
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[UUID, UUID]]:
    """A committed shelter and who runs it; removed afterwards with its stays."""
    with django_db_blocker.unblock():
        body = Organisation.objects.get(code="mia-shelter").id
    shelter = new_id()
    with login("owner") as owner:
        _let_owner_write(owner, "NO FORCE")
        owner.execute(SHELTER, [shelter, body])
        _let_owner_write(owner, "FORCE")
        yield body, shelter
        _let_owner_write(owner, "NO FORCE")
        owner.execute("DELETE FROM protection_stay WHERE shelter_id = %s", [shelter])
        owner.execute("DELETE FROM protection_shelter WHERE id = %s", [shelter])
        _let_owner_write(owner, "FORCE")


def _let_owner_write(owner: Any, forced: str) -> None:
    for table in TABLES:
        owner.execute(f"ALTER TABLE {table} {forced} ROW LEVEL SECURITY")


def test_of_two_stays_that_overlap_only_the_first_can_stand(house: tuple[UUID, UUID], django_db_blocker: Any) -> None:
    body, shelter = house
    token, person = session_token(django_db_blocker, "shelter_manager", "mia-shelter")

    def stays(desk: Any, begins: date, ends: date | None) -> None:
        desk.execute("BEGIN")
        desk.execute("SELECT set_config('panah.session', %s, true), set_config('lock_timeout', '300ms', true)", [token])
        desk.execute(STAY, {"id": new_id(), "body": body, "house": shelter, "begins": begins, "ends": ends})

    try:
        with login("desk") as first, login("desk") as second:
            stays(first, date(2026, 1, 1), date(2026, 1, 20))
            with pytest.raises(psycopg.errors.LockNotAvailable):
                stays(second, date(2026, 1, 19), None)
            second.execute("ROLLBACK")
            first.execute("COMMIT")
            with pytest.raises(psycopg.errors.ExclusionViolation) as refused:
                stays(second, date(2026, 1, 19), None)
            assert refused.value.diag.constraint_name == "protection_stay_apart"
            second.execute("ROLLBACK")
            stays(second, date(2026, 1, 20), None)  # the day of a move belongs to both
            second.execute("COMMIT")
    finally:
        remove(person)
