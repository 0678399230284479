"""After the time of its outcome nothing can be read any more; what is open, and what is counted, stays."""

from datetime import timedelta

import pytest

from panah.audit import ledger
from panah.audit.models import Entry
from panah.concerns import attachments
from panah.concerns.attachments import Chosen
from panah.concerns.models import Attachment, Message, Report
from panah.core import clock
from panah.crypto.records import is_erased
from panah.helpline import actions, queries
from panah.helpline.models import Alarm, Call, ShiftNote
from panah.helpline.tasks import forget_words
from tests.helpline.support import report_for
from tests.support import again, as_owner

LETTER = Chosen("a.pdf", b"%PDF-1.7 x", 10)


def night(monkeypatch, actor, *, day):
    monkeypatch.setattr(clock, "today", lambda: day)
    with as_owner():
        gone = forget_words()
    again(actor)
    return gone


def opened(actor, **answers):
    return actions.open_concern(actor=actor, report_id=report_for(actor, **answers))


def first_words(actor, concern):
    found = actions.read_concern(actor=actor, concern_id=concern.id)[1]
    return found.first.get("words"), len(found.files), len([each for each in found.messages if each.words])


@pytest.mark.django_db
def test_reports_with_messages_and_files_are_empty_after_their_outcomes_time(sign_in, monkeypatch):
    operator, today = sign_in("helpline_operator", organisation="mia-atd"), clock.today()
    sent = attachments.attachments([LETTER], most=1, largest=100)
    over, waits, passed_on = opened(operator, files=sent), opened(operator), opened(operator)
    actions.answer_concern(actor=operator, concern_id=over.id, words="Are you safe?")
    actions.triage_concern(actor=operator, concern_id=over.id, state="not_trafficking")
    signal = actions.make_signal(actor=operator, source="self", summary="x", concern_id=passed_on.id)
    now = clock.now()
    done = {"taken_at": now, "taken_by_id": operator.id, "ended_at": now, "ended_by_id": operator.id}
    Alarm.objects.own(operator).filter(report_id=over.report_id).update(**done, outcome="police_sent")
    assert night(monkeypatch, operator, day=today + timedelta(days=89)) == 0
    assert first_words(operator, over) == ("They lock the door at night.", 1, 2)
    assert night(monkeypatch, operator, day=today + timedelta(days=90)) == 1
    assert night(monkeypatch, operator, day=today + timedelta(days=91)) == 0
    assert first_words(operator, over) == (None, 0, 0)
    for other in (waits, passed_on):
        assert first_words(operator, other)[0] == "They lock the door at night."
    assert Alarm.objects.own(operator).filter(report_id=None).count() == 1
    with as_owner():
        emptied = Report.objects.get(pk=over.report_id)
        assert (bytes(emptied.sealed), emptied.topic) == (b"", "locked_in")
        assert not Attachment.objects.exists()
        assert Message.objects.filter(report=emptied, copy=None).count() == 2
        assert Entry.objects.filter(event="concerns.report.erased", subject_id=emptied.pk).count() == 1
        ledger.erase_keys([signal.key_id])  # two persons let the signal go: its report goes with it
    again(operator)
    Alarm.objects.own(operator).filter(report_id=passed_on.report_id).update(**done, outcome="police_sent")
    assert night(monkeypatch, operator, day=today + timedelta(days=91)) == 1
    assert first_words(operator, passed_on)[0] is None


@pytest.mark.django_db
def test_notes_of_calls_and_shifts_lose_their_words_and_their_keys(sign_in, monkeypatch):
    operator, today = sign_in("helpline_operator", organisation="mia-atd"), clock.today()
    call = actions.log_call(actor=operator, topic="info", disposition="info_given", note="Nar, Lənkəran")
    note = actions.write_shiftnote(actor=operator, words="Nar calls again")
    followed = actions.log_call(actor=operator, topic="info", disposition="info_given", note="Eleven men")
    actions.make_signal(actor=operator, source="hotline152", summary="x", call_id=followed.id)
    assert night(monkeypatch, operator, day=today + timedelta(days=89)) == 0
    assert queries.note(actor=operator, call_id=call.id) == "Nar, Lənkəran"
    assert actions.read_shiftnote(actor=operator, shiftnote_id=note.id)[1] == "Nar calls again"
    assert night(monkeypatch, operator, day=today + timedelta(days=90)) == 2
    assert queries.note(actor=operator, call_id=call.id) == ""
    assert queries.note(actor=operator, call_id=followed.id) == "Eleven men"  # its signal is open
    assert actions.read_shiftnote(actor=operator, shiftnote_id=note.id)[1] == ""
    assert Call.objects.own(operator).get(pk=call.pk).topic == "info"
    keys = [call.key_id, ShiftNote.objects.own(operator).get().key_id]
    assert [is_erased(key) for key in keys] == [True, True]
    with as_owner():
        logged = set(Entry.objects.filter(event__endswith=".erased").values_list("event", flat=True))
    assert logged == {"helpline.call.erased", "helpline.shiftnote.erased"}
