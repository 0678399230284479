"""What is counted: a disposition on its day, and a corrected one with the day of its correction."""

from datetime import date

import pytest
from django.db import connection

from panah.core.clock import today
from panah.prosecution import actions
from tests.prosecution.people import accused, group_of, investigator, two_members
from tests.support import as_owner

pytestmark = pytest.mark.django_db


def counted(view):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_statistics")
        cursor.execute(f"SELECT * FROM {view}")
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute("RESET ROLE")
    return rows


def test_a_disposition_is_counted_by_its_day_and_a_corrected_one_says_so():
    actor = investigator()
    for kind in ("network", "criminal_group"):
        group = accused(actor, kind=kind)
        actions.record_disposition(actor=actor, group_id=group.pk, stage="arrest", disposed_on=date(2026, 3, 1))
    actions.correct_disposition(actor=actor, group_id=group.pk, correction="acquittal")
    rows = {row["kind"]: row for row in counted("fact_group")}
    assert (rows["network"]["disposition"], rows["network"]["corrected_on"]) == ("prevented", None)
    assert rows["criminal_group"]["corrected_on"] == today()
    assert rows["network"]["disposed_on"] == date(2026, 3, 1)


def test_facts_hold_no_id_and_no_name():
    actor = investigator()
    group = group_of(actor)
    two_members(actor, group)
    case = actions.open_investigation(actor=actor, group_id=group.pk, article="cc_144_1", reported_on=date(2026, 1, 11))
    actions.move_investigation_on(actor=actor, investigation_id=case.pk, state="opened", taken_on=date(2026, 1, 12))
    actions.record_disposition(actor=actor, group_id=group.pk, stage="arrest", disposed_on=date(2026, 3, 1))
    text = str([counted(view) for view in ("fact_group", "fact_investigation", "fact_investigation_step")])
    for secret in (str(group.pk), group.reference, str(case.pk), case.reference, "Sahil", "Heydərov"):
        assert secret not in text
