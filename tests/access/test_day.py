"""A grant ends with its last day in the country: row security asks for no other day."""

from importlib import import_module

import pytest
from django.db import connection

from tests.support import as_owner

ELSEWHERE = """
SELECT policyname FROM pg_policies WHERE concat(qual, with_check) ILIKE '%current_date%'
UNION ALL
SELECT proname FROM pg_proc WHERE prosrc ILIKE '%current_date%' AND pronamespace = 'public'::regnamespace
"""
PLANTED = "CREATE POLICY planted ON access_grant FOR SELECT TO panah_desk USING (expires_on >= current_date)"
MEND = import_module("panah.access.migrations.0004_day_of_the_country").MEND


@pytest.mark.django_db
def test_no_policy_and_no_function_asks_the_server_which_day_it_is():
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(ELSEWHERE)
        assert cursor.fetchall() == []
        cursor.execute(PLANTED)
        cursor.execute(ELSEWHERE)
        assert cursor.fetchall() == [("planted",)]
        cursor.execute(MEND)
        cursor.execute(ELSEWHERE)
        assert cursor.fetchall() == []
        cursor.execute("SELECT qual FROM pg_policies WHERE policyname = 'planted'")
        assert "Asia/Baku" in cursor.fetchone()[0]
