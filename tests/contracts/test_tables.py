"""Promises about the database itself, each with its planted fault."""

import pytest
from django.db import connection

from panah.access.models import Register
from panah.config.documents import personal_data
from panah.config.documents.reviewed_data import OPEN_TABLES
from tests.contracts import tables
from tests.contracts.verdict import kept

CONFIDENTIAL = frozenset(model._meta.db_table for model in personal_data.confidential_models())
REGISTER = frozenset(model._meta.db_table for model in personal_data.own_models() if issubclass(model, Register))

pytestmark = pytest.mark.django_db


def test_every_table_is_under_row_security_or_reviewed() -> None:
    with connection.cursor() as cursor:
        kept(tables.open_tables(cursor, OPEN_TABLES))


def test_every_policy_asks_who_is_there() -> None:
    with connection.cursor() as cursor:
        kept(tables.blind_policies(cursor, REGISTER, CONFIDENTIAL))


def test_every_function_of_the_owner_names_its_search_path() -> None:
    with connection.cursor() as cursor:
        kept(tables.unanchored_definers(cursor))


def test_every_view_of_the_desk_reads_with_the_rights_of_who_asks() -> None:
    with connection.cursor() as cursor:
        kept(tables.borrowed_views(cursor))


def test_every_column_that_holds_words_is_sealed_or_reviewed() -> None:
    kept(personal_data.undecided())


def test_planted_faults_are_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("CREATE TABLE planted (id int)")
        assert "planted: give it row security" in " ".join(tables.open_tables(cursor, OPEN_TABLES))
        assert "gone: take it off" in " ".join(tables.open_tables(cursor, {**OPEN_TABLES, "gone": ""}))
        cursor.execute("ALTER TABLE planted ENABLE ROW LEVEL SECURITY")
        assert "planted: row security is not forced" in " ".join(tables.open_tables(cursor, OPEN_TABLES))
        cursor.execute("CREATE POLICY read ON planted FOR SELECT TO panah_desk USING (id = 1)")
        assert "planted.read: asks nobody" in " ".join(tables.blind_policies(cursor, REGISTER, CONFIDENTIAL))
        assert "planted.read: compare organisation and wall" in " ".join(
            tables.blind_policies(cursor, REGISTER, frozenset({"planted"}))
        )
        cursor.execute("CREATE FUNCTION planted() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'")
        assert "planted(): SET search_path" in tables.unanchored_definers(cursor)
        cursor.execute("CREATE VIEW planted_view AS SELECT * FROM protection_case")
        assert "planted_view: WITH (security_invoker = true)" in tables.borrowed_views(cursor)


def test_a_column_in_clear_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_data, "REVIEWED_NAMES", {})
    assert any("protection_case.reference holds words in clear" in fault for fault in personal_data.undecided())


def test_who_may_see_a_case_and_what_hides_it_is_personal_data_too() -> None:
    tables_shown = personal_data.pages()["personal-data.md"]
    for name in ("access_grant", "access_lock"):
        assert f"## {name}\n" in tables_shown
