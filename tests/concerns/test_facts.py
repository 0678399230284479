import pytest
from django.db import connection

from panah.concerns.facts import FACTS as DOOR_FACTS
from panah.helpline import actions, queries
from panah.helpline.facts import FACTS as HELPLINE_FACTS
from tests.concerns.support import send
from tests.helpline.support import report_for

pytestmark = pytest.mark.django_db
FORBIDDEN = ("id", "report_id", "sealed", "note", "summary", "mailbox", "actor", "person", "_at")


def rows(view):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_statistics")
        cursor.execute(f"SELECT * FROM {view}")
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_desk")
    return names, found


def test_calls_reports_and_signals_are_counted_apart(sign_in):
    operator = sign_in("helpline_operator", organisation="mia-atd")
    call = actions.log_call(actor=operator, topic="info", disposition="info_given", note="a name")
    actions.open_concern(actor=operator, report_id=report_for(operator))
    send(once=b"z" * 16)
    told = {"summary": "words", "foreign_workers": "yes", "workers_count": 4}
    signal = actions.make_signal(actor=operator, source="hotline152", danger="high", **told)
    actions.open_alarm(actor=operator, signal_id=signal.id)
    line = queries.other_lines(actor=operator)[0]
    told = {"to_organisation_id": line.pk, "words": "words", "is_consented": True, "call_id": call.id}
    handed = actions.send_handover(actor=operator, **told)
    other = sign_in("helpline_operator", organisation=line.code)
    actions.answer_handover(actor=other, handover_id=handed.id, answer="taken")  # one call, counted at the first line
    counted = {view.name: rows(view.name)[1] for view in (*DOOR_FACTS, *HELPLINE_FACTS)}
    assert {name: len(found) for name, found in counted.items()} == {
        "fact_concerns_report": 2,
        "fact_helpline_call": 1,
        "fact_helpline_concern": 1,
        "fact_helpline_signal": 1,
        "fact_helpline_alarm": 2,
        "fact_helpline_duty": 1,
        "fact_helpline_handover": 1,
    }
    assert counted["fact_helpline_signal"][0]["danger"] == "immediate"
    assert counted["fact_helpline_duty"][0]["workers_count"] == 4
    assert {row["about"] for row in counted["fact_helpline_alarm"]} == {"signal", "report"}
    assert counted["fact_concerns_report"][0]["channel"] == "police_helpline"


@pytest.mark.parametrize("view", [*DOOR_FACTS, *HELPLINE_FACTS], ids=lambda view: view.name)
def test_no_fact_names_a_record_a_person_or_a_word(view):
    names, _ = rows(view.name)
    assert not [name for name in names if name in FORBIDDEN or name.endswith(("_id", "_at"))]
