"""The demonstration as a whole: the statement comes out of its records, and follows them."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from panah.core.clock import now
from panah.core.db import unforced
from panah.demo import activity, build
from panah.demo.logins import LOGINS
from panah.demo.rows import secured_tables
from panah.desk.rooms import ROOMS
from panah.statistics import actions
from tests import support
from tests.demo import year
from tests.statistics.conftest import facts_of_this_transaction

pytestmark = pytest.mark.django_db
# People who come to read, who wait for others, or whose work comes with the loaded sources.
WITHOUT_WORK = {
    ("donor", "eu-delegation"),
    ("donor", "us-inl"),
    ("first_responder", "sbs"),
    ("project_officer", "iom-az"),
    ("statistician", "coordinator"),
    ("supervising_prosecutor", "prosecutor"),
    ("system_administrator", "coordinator"),
    ("system_administrator", "mlspp"),
    ("transport_officer", "mia-shelter"),
}
FIRST, LAST = date(2014, 6, 1), date(2019, 5, 31)
SPEECH = {"K1": 1, "K2": 2, "K3": 58, "K4": 356, "K5": 312, "K6": 312, "K7": 356, "K8": 280}
# Counted once more, in other words, straight from the rooms' tables.
COHORT = """
    SELECT person_id FROM (
        SELECT person_id, min(decided_on) FILTER (WHERE outcome = 'identified') AS first_yes,
               (array_agg(outcome ORDER BY decided_on DESC, (outcome = 'identified') DESC))[1] AS last_word
          FROM protection_decision WHERE outcome <> 'suspended' GROUP BY person_id) w
     WHERE first_yes BETWEEN '2014-06-01' AND '2019-05-31' AND last_word = 'identified'
"""
PAID = "SELECT person_id FROM protection_payment WHERE kind = '{}' AND paid_on IS NOT NULL AND reversed_on IS NULL"
SHELTERED = "SELECT person_id FROM protection_stay"
GROUPS = """
    SELECT count(*) FROM prosecution_disposition d JOIN prosecution_criminalgroup g ON g.id = d.group_id
     WHERE d.disposed_on BETWEEN '2014-06-01' AND '2019-05-31' AND d.corrected_on IS NULL AND g.kind = '{}'
"""
COUNTS = {
    "K1": GROUPS.format("network"),
    "K2": GROUPS.format("organised_group"),
    "K3": GROUPS.format("criminal_group"),
    "K4": f"SELECT count(*) FROM ({COHORT}) c",
    "K5": f"SELECT count(*) FROM ({COHORT}) c WHERE person_id IN ({SHELTERED})",
    "K6": f"SELECT count(*) FROM ({COHORT}) c WHERE person_id IN ({SHELTERED}) "
    f"AND person_id IN ({PAID.format('allowance')})",
    "K7": f"SELECT count(*) FROM ({COHORT}) c WHERE person_id IN ({PAID.format('allowance')})",
    "K8": f"SELECT count(*) FROM ({COHORT}) c WHERE person_id IN ({PAID.format('aid')})",
}
REMOVALS = {
    "a stay": (f"SELECT id FROM protection_stay WHERE person_id IN ({COHORT}) ORDER BY id", ["protection_stay"]),
    "a payment": (
        f"SELECT id FROM protection_payment WHERE paid_on IS NOT NULL AND person_id IN ({COHORT}) ORDER BY id",
        ["protection_fundentry", "protection_payment"],
    ),
    "a decision": (
        f"SELECT id FROM protection_decision WHERE person_id IN ({COHORT}) ORDER BY id",
        ["protection_decision"],
    ),
    "a group": (
        "SELECT id FROM prosecution_disposition WHERE disposed_on BETWEEN '2014-06-01' AND '2019-05-31' ORDER BY id",
        ["prosecution_disposition"],
    ),
}


def drawn(monkeypatch):
    """Take a snapshot, draw the statement, and return its totals."""
    monkeypatch.setattr("panah.statistics.engine.taking.connect", facts_of_this_transaction)
    actor = support.sign_in("statistician", organisation="coordinator")
    asked = actions.take_snapshot(actor=actor)
    actions.freeze_snapshot(actor=actor, snapshot_id=asked.id)
    statement = actions.draw_statement(actor=actor, first=FIRST, last=LAST)
    return {key: figure["total"] for key, figure in statement.figures.items() if key in SPEECH}


def counted():
    """Count the same by plain SQL, as somebody who sees every row."""
    with unforced(*secured_tables()), connection.cursor() as cursor:
        found = {}
        for key, sql in COUNTS.items():
            cursor.execute(sql)
            (found[key],) = cursor.fetchone()
        return found


def remove(what):
    """Take one record out, chosen by lot."""
    sql, tables = REMOVALS[what]
    with unforced(*secured_tables()), connection.cursor() as cursor:
        cursor.execute(sql)
        chosen = random.choice(cursor.fetchall())
        for table in tables:
            column = "payment_id" if table == "protection_fundentry" else "id"
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", chosen)


def test_the_speech_comes_out_of_the_records_and_follows_them(demonstration, monkeypatch, as_owner):
    assert drawn(monkeypatch) == SPEECH
    with as_owner():
        assert counted() == SPEECH
    for what in REMOVALS:
        with as_owner():
            remove(what)
            expected = counted()
        assert drawn(monkeypatch) == expected, what
    assert expected != SPEECH


def test_every_line_of_2024_comes_out_of_the_records_and_follows_them(demonstration, monkeypatch, as_owner):
    drawn = year.figures(monkeypatch)
    assert {key: drawn["2024"][key]["total"] for key in year.LINES} == year.LINES
    born = drawn["2024"]["B1"]["cuts"]
    assert born["age_group"]["child"] == activity.CHILDREN
    assert sum(born["exploited_in"].values()) == year.LINES["B1"]
    assert drawn["2024"]["G04"]["total"] == activity.CHILDREN
    assert drawn["2024"]["G05"]["total"] > 0
    assert drawn["2023"]["B1"]["total"] > 0
    with as_owner():
        assert year.counted() == year.LINES
    for key in year.REMOVALS:
        with as_owner():
            before = year.counted()
            year.remove(key)
            expected = year.counted()
        assert expected[key] != before[key], key
        assert year.lines(monkeypatch) == expected, key


def test_everybody_finds_their_work_and_the_demonstration_is_added_once(demonstration, as_owner):
    waiting = {}
    for login in LOGINS:
        client = support.client_of(support.Account.objects.get(email=login.email))
        assert client.get("/").status_code == 200, login
        support.again(client.actor)
        found = [item for room in ROOMS for item in room.work(actor=client.actor)]
        waiting[login.role, login.organisation] = len(found)
        assert not [item for item in found if item.due_at and item.due_at < now() - timedelta(days=60)], login
    assert {place for place, count in waiting.items() if count == 0} <= WITHOUT_WORK
    said = []
    with as_owner():
        build.build(if_new=True, say=said.append)
    assert said == []
