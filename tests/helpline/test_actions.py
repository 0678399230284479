from dataclasses import replace

import pytest

from panah.access.roles import Strength
from panah.accounts import actors
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.concerns import door
from panah.concerns.models import Report
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.helpline import actions, queries
from panah.helpline.models import Call, Concern
from panah.organisations.models import Organisation
from tests.concerns.support import as_public, send
from tests.helpline.support import report_for
from tests.support import again, as_owner, client_of, one_time_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(sign_in):
    return sign_in("helpline_operator", organisation="mia-atd")


def events(actor):
    again(actor)
    return list(Entry.objects.filter(actor_id=actor.id).values_list("event", flat=True).order_by("at", "id"))


def open_one(actor, **answers):
    return actions.open_concern(actor=actor, report_id=report_for(actor, **answers))


def test_a_call_is_logged_with_three_answers(operator):
    call = actions.log_call(actor=operator, topic="work_abroad", disposition="info_given")
    assert Call.objects.own(operator).get() == call
    assert call.heard_from == "not_asked"
    assert call.note is None
    assert events(operator) == ["helpline.call.logged"]


def test_the_note_of_a_call_is_sealed_and_reading_it_is_logged(operator):
    call = actions.log_call(actor=operator, topic="info", disposition="info_given", note="Aygün, Gəncə")
    call = Call.objects.own(operator).get()
    assert b"Ayg" not in bytes(call.note)
    assert actions.read_call(actor=operator, call_id=call.id) == (call, "Aygün, Gəncə")
    assert events(operator)[-1] == "helpline.call.read"


def test_no_call_lasts_seven_hours(operator):
    with pytest.raises(InvalidInput):
        actions.log_call(actor=operator, topic="info", disposition="info_given", seconds=7 * 3600)


def test_a_first_responder_does_not_log_calls(sign_in):
    with pytest.raises(NotPermitted):
        actions.log_call(actor=sign_in("first_responder", organisation="sms"), topic="info", disposition="info_given")


def test_opening_a_report_makes_one_concern_with_a_reference_and_a_clock(operator):
    report_id = report_for(operator)
    concern = actions.open_concern(actor=operator, report_id=report_id)
    assert actions.open_concern(actor=operator, report_id=report_id) == concern
    assert Concern.objects.own(operator).count() == 1
    assert concern.reference.startswith("W-")
    assert queries.waiting(actor=operator).rows == []
    assert "helpline.concern.opened" in events(operator)


def test_reading_a_concern_unseals_it_and_is_logged(operator):
    concern = open_one(operator, place="Sumqayıt")
    _, conversation = actions.read_concern(actor=operator, concern_id=concern.id)
    assert conversation.first["words"] == "They lock the door at night."
    assert conversation.first["place"] == "Sumqayıt"
    assert events(operator)[-1] == "concerns.report.read"


def test_another_line_sees_neither_the_report_nor_the_concern(operator, sign_in):
    report_id = report_for(operator)
    concern = actions.open_concern(actor=operator, report_id=report_id)
    stranger = sign_in("helpline_operator", organisation="ngo-clean-world")
    assert queries.waiting(actor=stranger).rows == []
    with pytest.raises(NotVisible):
        actions.open_concern(actor=stranger, report_id=report_id)
    with pytest.raises(NotVisible):
        actions.read_concern(actor=stranger, concern_id=concern.id)


def test_a_body_cannot_open_a_report_about_its_own_staff_even_if_it_lies_at_its_desk(operator):
    report_id = report_for(operator)
    with as_owner():
        Report.objects.filter(pk=report_id).update(about_organisation=Organisation.objects.get(code="mia"))
    again(operator)
    with pytest.raises(NotVisible):
        actions.open_concern(actor=operator, report_id=report_id)


def test_the_answer_reaches_the_reporter_and_stops_the_clock(operator):
    code = send()
    again(operator)
    concern = actions.open_concern(actor=operator, report_id=queries.waiting(actor=operator).rows[0].report_id)
    concern = actions.answer_concern(actor=operator, concern_id=concern.id, words="Təhlükəsizdəsiniz?")
    assert concern.answered_on == today()
    with as_public():
        found = door.open_mailbox(code)
        door.write_more(mailbox=door.mailbox_of_token(found.token), words="Bəli", once=b"n" * 16)
    assert [answer.words for answer in found.answers] == ["Təhlükəsizdəsiniz?"]
    again(operator)
    assert queries.concerns_with_news(actor=operator).rows == [concern]
    _, conversation = actions.read_concern(actor=operator, concern_id=concern.id)
    assert [(said.words, said.is_from_desk, said.is_read) for said in conversation.messages] == [
        ("Təhlükəsizdəsiniz?", True, True),
        ("Bəli", False, False),
    ]
    assert queries.concerns_with_news(actor=operator).rows == []


def test_the_ombudsman_answers_at_the_own_desk(sign_in):
    officer = sign_in("oversight_officer", organisation="ombudsman")
    concern = open_one(officer, reader="oversight", about_staff="mia-atd")
    assert concern.wall == "oversight"
    actions.answer_concern(actor=officer, concern_id=concern.id, words="Sizi dinləyirik")
    signal = actions.make_signal(actor=officer, source="self", summary="x", concern_id=concern.id)
    assert (signal.wall, queries.bodies_concerned(actor=officer, signal_id=signal.id) != set()) == ("oversight", True)
    with pytest.raises(NotPermitted):
        actions.log_call(actor=officer, topic="info", disposition="info_given")


def test_a_concern_is_set_aside_and_taken_up_again(operator):
    concern = open_one(operator)
    assert actions.triage_concern(actor=operator, concern_id=concern.id, state="information").closed_on == today()
    assert actions.triage_concern(actor=operator, concern_id=concern.id, state="opened").closed_on is None


def test_a_concern_becomes_a_signal_once_and_only_by_making_one(operator):
    concern = open_one(operator)
    with pytest.raises(WrongState):
        actions.triage_concern(actor=operator, concern_id=concern.id, state="signal")
    given = {"documents": "yes", "wages": "unknown"}
    signal = actions.make_signal(
        actor=operator, source="self", summary="On bir nəfər", danger="high", indicators=given, concern_id=concern.id
    )
    assert Concern.objects.own(operator).get().state == "signal"
    assert signal.indicators == given
    assert signal.due_at - signal.detected_at
    with pytest.raises(WrongState):
        actions.make_signal(actor=operator, source="self", summary="x", concern_id=concern.id)


def test_the_words_of_a_signal_are_sealed_and_reading_them_is_logged(operator):
    made = actions.make_signal(actor=operator, source="hotline152", summary="Eleven men")
    signal, words = actions.read_signal(actor=operator, signal_id=made.id)
    assert words == "Eleven men"
    assert b"Eleven" not in bytes(signal.summary)
    assert events(operator)[-1] == "helpline.signal.read"


def test_a_first_responder_makes_a_signal_and_another_body_does_not_see_it(operator, sign_in):
    responder = sign_in("first_responder", organisation="sms")
    signal = actions.make_signal(actor=responder, source="migration", summary="At the border")
    again(operator)
    with pytest.raises(NotVisible):
        actions.read_signal(actor=operator, signal_id=signal.id)


def test_what_became_of_a_signal_is_recorded(operator):
    signal = actions.make_signal(actor=operator, source="hotline152", summary="x")
    assert actions.move_signal_on(actor=operator, signal_id=signal.id, state="handed_over").ended_on is None
    assert actions.move_signal_on(actor=operator, signal_id=signal.id, state="presumed").ended_on == today()
    with pytest.raises(WrongState):
        actions.move_signal_on(actor=operator, signal_id=signal.id, state="rejected")


def test_a_person_says_of_a_signal_only_what_is_said_by_hand(operator, sign_in):
    signal = actions.make_signal(actor=operator, source="hotline152", summary="x")
    for state in ("handed_over", "presumed", "open"):
        with pytest.raises(WrongState):
            actions.judge_signal(actor=operator, signal_id=signal.id, state=state)
    actions.move_signal_on(actor=operator, signal_id=signal.id, state="handed_over")
    page = client_of(Account.objects.get(pk=operator.id)).get(f"/helpline/signals/{signal.id}/").content.decode()
    assert "Open it again" not in page
    assert "Close it" not in page
    again(operator)
    for state in ("open", "presumed", "rejected"):  # the referral is out: it alone brings the signal back
        with pytest.raises(WrongState):
            actions.judge_signal(actor=operator, signal_id=signal.id, state=state)
    with pytest.raises(NotVisible):
        actions.judge_signal(actor=sign_in("first_responder", organisation="sms"), signal_id=signal.id, state="open")


def test_words_that_may_name_somebody_are_not_for_a_session_without_a_passkey(operator):
    weak = replace(operator, strength=Strength.ONE_TIME_CODE)
    made = actions.make_signal(actor=operator, source="hotline152", summary="Eleven men")
    call = actions.log_call(actor=operator, topic="work_abroad", disposition="info_given", note="Aygün, Gəncə")
    assert actions.read_signal(actor=weak, signal_id=made.id) == (made, None)
    assert actions.read_call(actor=weak, call_id=call.id) == (call, None)
    seen = Entry.objects.filter(actor_id=operator.id, event="helpline.signal.read").values_list("groups", flat=True)
    assert list(seen) == [["case"]]


def test_the_page_of_a_signal_says_what_is_missing(operator, monkeypatch):
    made = actions.make_signal(actor=operator, source="hotline152", summary="Eleven men")
    client = client_of(Account.objects.get(pk=operator.id))
    assert "Eleven men" in client.get(f"/helpline/signals/{made.id}/").content.decode()
    monkeypatch.setattr(actors, "is_demo", lambda: False)
    text = one_time_code(client).get(f"/helpline/signals/{made.id}/").content.decode()
    assert "Eleven men" not in text
    assert "Sign in with a passkey to read it" in text


def test_a_state_that_does_not_exist_is_refused_and_breaks_nothing(operator):
    made = actions.make_signal(actor=operator, source="hotline152", summary="x")
    with pytest.raises(InvalidInput):
        actions.move_signal_on(actor=operator, signal_id=made.id, state="")


def test_abuse_by_staff_is_inquired_into_by_its_own_clock_and_the_reporter_hears_of_the_end_only(sign_in):
    officer = sign_in("oversight_officer", organisation="ombudsman")
    code = send(reader="oversight", abuse="yes", about_staff="vac", urgent="no")
    again(officer)
    concern = actions.open_concern(actor=officer, report_id=queries.waiting(actor=officer).rows[-1].report_id)
    assert [item.kind for item in queries.work(actor=officer)] == ["concern"]
    with pytest.raises(WrongState):
        actions.triage_concern(actor=officer, concern_id=concern.pk, state="information")
    actions.triage_concern(actor=officer, concern_id=concern.pk, state="inquiry")
    actions.answer_concern(actor=officer, concern_id=concern.pk, words="We look into it.")
    (item,) = queries.work(actor=officer)
    assert (item.kind, (item.due_at.date() - today()).days) == ("staff_abuse", 30)
    actions.triage_concern(actor=officer, concern_id=concern.pk, state="passed_on")
    assert queries.work(actor=officer) == []
    with as_public():
        told = door.open_mailbox(code).answers[-1].words
    assert "We have finished our work" in told
    assert "prosecutor" not in told
    again(officer)
    assert "concerns.report.ended" in events(officer)
