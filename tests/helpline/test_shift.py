"""The supervisor's view of a line, and what one shift tells the next."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from panah.audit.models import Entry
from panah.core import clock
from panah.core.db import leave_context
from panah.core.errors import NotPermitted, NotVisible, WrongState
from panah.helpline import actions, queries
from panah.helpline.models import Call, Concern, ShiftNote
from panah.helpline.rules import answered_in_time, answers_in_time, concern_answer_due, share
from tests.concerns.support import send
from tests.helpline.support import report_for
from tests.support import again


def test_what_was_never_answered_counts_as_much_as_what_was():
    today = date(2026, 11, 22)
    due = concern_answer_due(received_on=date(2026, 11, 18), is_urgent=False, answer_hours=24)
    older = concern_answer_due(received_on=date(2026, 10, 18), is_urgent=False, answer_hours=24)
    runs = concern_answer_due(received_on=today, is_urgent=False, answer_hours=24)
    clocks = [(date(2026, 11, 19), due, False), (date(2026, 11, 21), due, False), (None, due, False)]
    clocks += [(None, older, False), (today, runs, False), (None, runs, False)]
    assert answers_in_time(clocks, today=today, days=timedelta(days=7)) == (1, 3)


@pytest.mark.django_db
def test_whoever_wrote_is_owed_an_answer_also_when_a_signal_was_made(sign_in):
    operator = sign_in("helpline_operator", organisation="mia-atd")
    concern = actions.open_concern(actor=operator, report_id=report_for(operator, urgent="no"))
    actions.make_signal(actor=operator, source="family_public", summary="x", concern_id=concern.id)
    assert "concern" in [item.kind for item in queries.work(actor=operator)]
    actions.answer_concern(actor=operator, concern_id=concern.id, words="Sizi dinləyirik")
    assert "concern" not in [item.kind for item in queries.work(actor=operator)]


def test_an_answer_is_in_time_until_the_end_of_the_day_of_its_clock():
    due = concern_answer_due(received_on=date(2026, 11, 21), is_urgent=False, answer_hours=24)
    assert answered_in_time(answered_on=date(2026, 11, 22), due_at=due, is_urgent=False)
    assert not answered_in_time(answered_on=date(2026, 11, 23), due_at=due, is_urgent=False)
    at_once = concern_answer_due(received_on=date(2026, 11, 21), is_urgent=True, answer_hours=24)
    assert answered_in_time(answered_on=date(2026, 11, 21), due_at=at_once, is_urgent=True)
    assert not answered_in_time(answered_on=date(2026, 11, 22), due_at=at_once, is_urgent=True)


def test_of_nothing_there_is_no_share():
    assert (share(0, 0), share(0, 3), share(2, 3)) == (None, 0, 67)


@pytest.mark.django_db
def test_a_note_lists_what_is_open_and_another_person_acknowledges_it_once(sign_in):
    supervisor = sign_in("helpline_supervisor", organisation="mia-atd")
    operator = sign_in("helpline_operator", organisation="mia-atd")
    signal = actions.make_signal(actor=operator, source="hotline152", summary="x")
    note = actions.write_shiftnote(actor=operator, words="Nar calls again at six")
    assert note.left_open == {
        "alarms": 0, "unopened": 0, "unanswered": 0, "callbacks": 0, "signals": [signal.reference],
    }  # fmt: skip
    assert b"Nar" not in bytes(note.words)
    with pytest.raises(WrongState):
        actions.acknowledge_shiftnote(actor=operator, shiftnote_id=note.id)
    again(supervisor)
    assert list(queries.shiftnotes_to_acknowledge(actor=supervisor)) == [note]
    assert actions.read_shiftnote(actor=supervisor, shiftnote_id=note.id)[1] == "Nar calls again at six"
    actions.acknowledge_shiftnote(actor=supervisor, shiftnote_id=note.id)
    with pytest.raises(WrongState):
        actions.acknowledge_shiftnote(actor=supervisor, shiftnote_id=note.id)
    assert not queries.shiftnotes_to_acknowledge(actor=supervisor).exists()
    assert Entry.objects.filter(event__startswith="helpline.shiftnote").count() == 3
    stranger = sign_in("helpline_operator", organisation="child-helpline")
    with pytest.raises(NotVisible):
        actions.read_shiftnote(actor=stranger, shiftnote_id=note.id)
    with pytest.raises(NotPermitted):
        actions.write_shiftnote(actor=sign_in("first_responder", organisation="sms"), words="x")


@pytest.mark.django_db
def test_the_line_at_a_glance_counts_today_and_the_week_and_what_waits(desk_client):
    supervisor = desk_client("helpline_supervisor", organisation="mia-atd")
    send(urgent="no")
    again(supervisor.actor)
    waits = queries.waiting(actor=supervisor.actor).rows[0].report_id
    send(once=b"an urgent report", urgent="yes")
    again(supervisor.actor)
    for language in ("az", "ru", ""):
        call = actions.log_call(actor=supervisor.actor, topic="documents", disposition="info_given", language=language)
    Call.objects.own(supervisor.actor).filter(pk=call.pk).update(logged_at=call.logged_at - timedelta(days=6))
    older = actions.log_call(actor=supervisor.actor, topic="info", disposition="info_given")
    Call.objects.own(supervisor.actor).filter(pk=older.pk).update(logged_at=older.logged_at - timedelta(days=7))
    found = queries.overview(actor=supervisor.actor)
    assert [(row.code, row.today, row.week) for row in found.topics] == [("documents", 2, 3)]
    assert {row.code for row in found.languages} == {"az", "ru", ""}
    assert sum(week for _, _, week in found.hours) == found.calls.week == 3
    assert (found.unopened, found.unanswered, found.in_time) == (2, 0, None)
    assert found.due_first.is_urgent
    concern = actions.open_concern(actor=supervisor.actor, report_id=waits)
    actions.answer_concern(actor=supervisor.actor, concern_id=concern.id, words="Sizi dinləyirik")
    late = {"answer_due_at": clock.now() - timedelta(days=2)}
    Concern.objects.own(supervisor.actor).filter(pk=concern.pk).update(**late, answered_on=clock.today() - timedelta(4))
    assert queries.overview(actor=supervisor.actor).in_time == 100
    assert "100 %" in supervisor.get(reverse("helpline:overview_show")).content.decode()
    assert supervisor.post(reverse("helpline:shiftnote_write"), {"words": ""}).status_code == 302
    assert supervisor.get(reverse("helpline:shiftnote_list")).status_code == 200
    operator = desk_client("helpline_operator", organisation="mia-atd")
    assert operator.get(reverse("helpline:overview_show")).status_code == 403
    ShiftNote.objects.own(supervisor.actor).update(written_at=clock.now() - timedelta(days=30))
    leave_context()
    assert "Note of the last shift" in operator.get("/").content.decode()
