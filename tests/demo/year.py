"""The published year 2024: its lines, the same counted by plain SQL, and the records that make them move."""

import random

from django.db import connection

from panah.core.db import unforced
from panah.demo import activity
from panah.demo.rows import secured_tables
from panah.statistics import actions
from tests import support
from tests.statistics.conftest import facts_of_this_transaction

# As published for 2024; the names of the lines are the keys of their indicators.
LINES = {
    "B1": 80, "C02": 17, "C03": 80, "C04": 56_000, "C05": 56, "C06": 18, "C07": 9, "C08": 1, "C09": 9, "C10": 11,
    "C11": 2, "C12": 44, "C13": 63, "C14": 36, "C15": 13, "C16": 3, "C17": 3, "C18": 3, "C19": 88, "C20": 5_050,
    # Not published: invented, so that the tables have something to count.
    "G06": activity.PERMITS, "G08A": 3, "G08B": 2, "G08C": 1, "G08D": 1_200, "G11": activity.RETURNED,
}  # fmt: skip
IN_2024 = "BETWEEN '2024-01-01' AND '2024-12-31'"
FIRST_YES = f"""
    SELECT person_id FROM protection_decision WHERE outcome <> 'suspended' GROUP BY person_id
    HAVING min(decided_on) FILTER (WHERE outcome = 'identified') {IN_2024}
       AND (array_agg(outcome ORDER BY decided_on DESC, (outcome = 'identified') DESC))[1] = 'identified'
"""
HELPED = f"""
    SELECT count(DISTINCT c.person_id) FROM protection_service s JOIN protection_case c ON c.id = s.case_id
      JOIN organisations_organisation h ON h.id = coalesce(s.provider_id, s.organisation_id)
      LEFT JOIN protection_person w ON w.case_id = c.id WHERE s."on" {IN_2024} AND
"""
PAID = f"FROM protection_payment WHERE paid_on {IN_2024} AND reversed_on IS NULL AND kind = "
DONE = "s.outcome IN ('started', 'completed')"
AT_CENTRE = f"{HELPED} h.code = 'vac' AND"
# Counted once more, in other words, straight from the rooms' tables.
COUNTS = {
    "B1": f"SELECT count(*) FROM ({FIRST_YES}) y",
    "C02": f"{HELPED} {DONE} AND c.outcome <> 'identified'",
    "C03": f"SELECT count(DISTINCT person_id) {PAID} 'allowance'",
    "C04": f"SELECT coalesce(sum(amount), 0) {PAID} 'allowance'",
    "C05": f"SELECT count(DISTINCT person_id) FROM protection_stay WHERE started_on {IN_2024}",
    "C06": f"{HELPED} {DONE} AND s.service = 'vocational'",
    "C07": f"{HELPED} s.outcome = 'completed' AND s.service = 'employment'",
    "C08": f"{HELPED} s.outcome = 'completed' AND s.service = 'repatriation' AND w.citizenship NOT IN ('AZ', '')",
    "C09": f"{HELPED} s.outcome = 'completed' AND s.service = 'documents'",
    "C10": f"{HELPED} s.outcome NOT IN ('declined', 'unavailable', 'interrupted') "
    "AND s.service = 'targeted_assistance'",
    "C11": f"SELECT count(DISTINCT person_id) FROM protection_stay WHERE ended_on {IN_2024} "
    "AND exit_reason = 'boarding_school' AND age_band IN ('0_8', '9_17')",
    "C12": f"{HELPED} s.outcome = 'completed' AND s.service = 'family_reunion'",
    "C13": "SELECT count(DISTINCT c.person_id) FROM protection_case c JOIN organisations_organisation o "
    f"ON o.id = c.organisation_id WHERE o.code = 'vac' AND c.source <> 'self' AND c.opened_on {IN_2024}",
    "C14": f"{AT_CENTRE} {DONE} AND s.service = 'psychological'",
    "C15": f"{AT_CENTRE} {DONE} AND s.service = 'legal'",
    "C16": f"{AT_CENTRE} {DONE} AND s.service = 'vocational'",
    "C17": f"{AT_CENTRE} s.outcome = 'completed' AND s.service = 'employment'",
    "C18": f"{AT_CENTRE} s.outcome = 'completed' AND s.service = 'childcare'",
    "C19": f"SELECT count(DISTINCT person_id) {PAID} 'aid'",
    "C20": f"SELECT coalesce(sum(amount), 0) {PAID} 'aid'",
    "G06": f"SELECT count(DISTINCT case_id) FROM protection_residencestep WHERE state = 'granted' AND \"on\" {IN_2024}",
    "G08A": f"SELECT count(DISTINCT case_id) FROM protection_claim WHERE claimed_on {IN_2024}",
    "G08B": f"SELECT count(DISTINCT case_id) FROM protection_claim WHERE awarded_on {IN_2024}",
    "G08C": f"SELECT count(DISTINCT case_id) FROM protection_claimpayment WHERE received_on {IN_2024}",
    "G08D": f"SELECT coalesce(sum(amount), 0) FROM protection_claimpayment WHERE received_on {IN_2024}",
    "G11": f"SELECT count(DISTINCT person_id) FROM protection_assistance WHERE returned_on {IN_2024}",
}
# Of these one record at a time is taken out, chosen by lot; the line named has to move with it.
REMOVALS = {
    "B1": (f"SELECT id FROM protection_decision WHERE person_id IN ({FIRST_YES})", ["protection_decision"]),
    "C05": (f"SELECT id FROM protection_stay WHERE started_on {IN_2024}", ["protection_stay"]),
    "C14": (
        f"""SELECT s.id FROM protection_service s JOIN organisations_organisation o ON o.id = s.organisation_id
            WHERE o.code = 'vac' AND service = 'psychological' AND s."on" {IN_2024}""",
        ["protection_service"],
    ),
    "C20": (f"SELECT id {PAID} 'aid'", ["protection_fundentry", "protection_payment"]),
}


def figures(monkeypatch):
    """Take a snapshot, draw the report of 2024, and return what it says of each year."""
    monkeypatch.setattr("panah.statistics.engine.taking.connect", facts_of_this_transaction)
    actor = support.sign_in("statistician", organisation="coordinator")
    asked = actions.take_snapshot(actor=actor)
    actions.freeze_snapshot(actor=actor, snapshot_id=asked.id)
    return actions.draw_report(actor=actor, year=2024).figures


def lines(monkeypatch):
    return {key: one["total"] for key, one in figures(monkeypatch)["2024"].items() if key in LINES}


def counted():
    """Count the same by plain SQL, as somebody who sees every row."""
    with unforced(*secured_tables()), connection.cursor() as cursor:
        found = {}
        for key, sql in COUNTS.items():
            cursor.execute(sql)
            (found[key],) = cursor.fetchone()
        return found


def remove(key):
    sql, tables = REMOVALS[key]
    with unforced(*secured_tables()), connection.cursor() as cursor:
        cursor.execute(sql)
        chosen = random.choice(cursor.fetchall())
        for table in tables:
            column = "payment_id" if table == "protection_fundentry" else "id"
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", chosen)
