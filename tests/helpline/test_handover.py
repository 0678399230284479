"""A warm hand-over from one line to another."""

import pytest
from django.urls import reverse

from panah.audit.models import Entry
from panah.codes.catalogue import code_list
from panah.core.db import leave_context
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.helpline import actions, queries
from panah.helpline.models import Alarm, AlarmStep, Call, HandoverAnswer
from panah.helpline.rules import TOPIC_OF_CALL, check_consented, check_taken
from panah.helpline.tasks import page_due
from panah.organisations.models import Organisation
from tests.helpline.support import report_for
from tests.support import again, as_owner


def test_without_consent_nothing_is_passed_on():
    with pytest.raises(InvalidInput) as refused:
        check_consented(False)
    assert refused.value.field == "is_consented"


@pytest.fixture
def lines(sign_in):
    other = sign_in("helpline_operator", organisation="child-helpline")
    return sign_in("helpline_operator", organisation="mia-atd"), other


def passed(actor, to, **about):
    again(actor)
    return actions.send_handover(
        actor=actor, to_organisation_id=to.organisation_id, words="Nar, 14, wants to talk", is_consented=True, **about
    )


@pytest.mark.django_db
def test_a_call_is_handed_over_taken_and_becomes_the_other_lines_own_call(lines, sign_in):
    ours, other = lines
    call = actions.log_call(actor=ours, topic="child_protection", disposition="followup", language="az")
    sms = Organisation.objects.get(code="sms")
    for wrong in ({"to_organisation_id": sms.id}, {"to_organisation_id": ours.organisation_id}):
        with pytest.raises(NotVisible):
            actions.send_handover(actor=ours, words="x", is_consented=True, call_id=call.id, **wrong)
    handover = passed(ours, other, call_id=call.id)
    assert b"Nar" not in bytes(handover.words)
    with pytest.raises(NotVisible):
        actions.answer_handover(actor=ours, handover_id=handover.id, answer="taken")
    with pytest.raises(WrongState):
        actions.note_handover(actor=ours, handover_id=handover.id)
    again(other)
    assert [item.url for item in queries.work(actor=other) if item.kind == "handover"]
    assert actions.read_handover(actor=other, handover_id=handover.id)[1] == "Nar, 14, wants to talk"
    for wrong in ({"answer": "perhaps"}, {"answer": "not_taken"}):
        with pytest.raises(InvalidInput):
            actions.answer_handover(actor=other, handover_id=handover.id, **wrong)
    actions.answer_handover(actor=other, handover_id=handover.id, answer="taken")
    with pytest.raises(WrongState):
        actions.answer_handover(actor=other, handover_id=handover.id, answer="taken")
    own = Call.objects.own(other).get()
    assert own.taken_from_id == handover.id
    assert (own.topic, queries.note(actor=other, call_id=own.id)) == ("child_protection", "Nar, 14, wants to talk")
    with pytest.raises(NotVisible):
        actions.note_handover(actor=other, handover_id=handover.id)
    third = sign_in("helpline_operator", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.read_handover(actor=third, handover_id=handover.id)
    with pytest.raises(NotPermitted):
        actions.read_handover(actor=sign_in("first_responder", organisation="sms"), handover_id=handover.id)
    again(other)
    assert Entry.objects.filter(event="helpline.handover.answered", actor_id=other.id).count() == 1


@pytest.mark.django_db
def test_a_concern_that_was_not_taken_comes_back_to_who_sent_it(lines):
    ours, other = lines
    again(ours)
    concern = actions.open_concern(actor=ours, report_id=report_for(ours, urgent="no"))
    with pytest.raises(WrongState):
        actions.triage_concern(actor=ours, concern_id=concern.id, state="referred")
    handover = passed(ours, other, concern_id=concern.id)
    assert queries.concern(actor=ours, concern_id=concern.id).state == "referred"
    with pytest.raises(WrongState):
        passed(ours, other, concern_id=concern.id)
    again(other)
    actions.answer_handover(actor=other, handover_id=handover.id, answer="not_taken", reason="no_capacity")
    again(ours)
    assert [item.kind for item in queries.work(actor=ours)].count("handover") == 1
    actions.note_handover(actor=ours, handover_id=handover.id)
    assert "handover" not in [item.kind for item in queries.work(actor=ours)]
    assert queries.concern(actor=ours, concern_id=concern.id).state == "opened"
    told = actions.read_concern(actor=ours, concern_id=concern.id)[1].messages
    assert [each.words for each in told if "another line has what you wrote" in each.words]


@pytest.mark.django_db
def test_no_line_takes_over_a_report_about_its_own_staff(sign_in, desk_client):
    ombudsman = desk_client("oversight_officer", organisation="ombudsman")
    again(ombudsman.actor)
    report_id = report_for(ombudsman.actor, reader="oversight", about_staff="mia", urgent="no", topics=["official"])
    concern = actions.open_concern(actor=ombudsman.actor, report_id=report_id)
    offered = {line.code for line in queries.other_lines(actor=ombudsman.actor, concern_id=concern.id)}
    assert ("mia-atd" in offered, "child-helpline" in offered) == (False, True)
    concerned, other = (sign_in("helpline_operator", organisation=code) for code in ("mia-atd", "child-helpline"))
    with pytest.raises(InvalidInput) as refused:
        passed(ombudsman.actor, concerned, concern_id=concern.id)
    assert refused.value.field == "to_organisation_id"
    page = ombudsman.get(reverse("helpline:concern_read", args=[concern.id])).content.decode()
    assert "About staff of: Ministry of Internal Affairs" in page
    handover = passed(ombudsman.actor, other, concern_id=concern.id)
    assert handover.topic == "complaint"
    assert set(TOPIC_OF_CALL) <= set(code_list("concern_topic").codes)
    assert set(TOPIC_OF_CALL.values()) <= set(code_list("hotline_topic").codes)
    with pytest.raises(NotVisible):
        actions.note_handover(actor=other, handover_id=handover.id)
    client = desk_client("helpline_operator", organisation="child-helpline")
    again(client.actor)
    page = client.get(reverse("helpline:handover_read", args=[handover.id])).content.decode()
    assert "Ministry of Internal Affairs" in page
    again(client.actor)
    actions.answer_handover(actor=client.actor, handover_id=handover.id, answer="taken")
    call = Call.objects.own(client.actor).get()
    assert "mia-atd" not in {line.code for line in queries.other_lines(actor=client.actor, call_id=call.id)}
    with pytest.raises(InvalidInput, match="staff of this body"):
        passed(client.actor, concerned, call_id=call.id)
    signal = actions.make_signal(
        actor=client.actor, call_id=call.id, source="hotline", summary="He takes their papers."
    )
    assert concerned.organisation_id in queries.bodies_concerned(actor=client.actor, signal_id=signal.id)
    assert "Ministry of Internal Affairs" in client.get(reverse("helpline:call_read", args=[call.id])).content.decode()


@pytest.mark.django_db
def test_the_call_form_leads_on_to_the_hand_over_which_asks_for_consent(desk_client):
    ours, other = (desk_client("helpline_operator", organisation=code) for code in ("mia-atd", "child-helpline"))
    logged = ours.post(reverse("helpline:call_log"), {"topic": "info", "disposition": "followup", "hand_over": "on"})
    form = logged.headers["Location"]
    assert form.endswith("/hand-over/")
    given = {"to_organisation_id": str(other.actor.organisation_id), "words": "Calls again"}
    assert ours.post(form, given).status_code == 422
    read = ours.post(form, {**given, "is_consented": "on"}).headers["Location"]
    assert "Calls again" in other.get(read).content.decode()
    assert other.post(f"{read}answer/", {"answer": "not_taken"}).status_code == 422
    assert other.post(f"{read}answer/", {"answer": "not_taken", "reason": "not_ours"}).status_code == 302
    assert "Not our task" in ours.get(reverse("helpline:handover_list")).content.decode()
    assert ours.post(f"{read}note/").status_code == 302


def test_in_danger_now_a_hand_over_is_only_taken_and_the_words_name_the_line_that_helps():
    check_taken("taken", line="")
    for line in ("", "Helpline 152"):
        with pytest.raises(InvalidInput) as refused:
            check_taken("not_taken", line=line)
        assert (refused.value.field, refused.value.params.get("line", "")) == ("answer", line)


@pytest.fixture
def rung(desk_client):
    """Two hand-overs of a caller in danger now, who rings at the other line, and one of a caller who is not."""
    ours, other = (desk_client("helpline_operator", organisation=code) for code in ("mia-atd", "child-helpline"))
    again(ours.actor)
    call = actions.log_call(actor=ours.actor, topic="info", disposition="followup", is_danger=True)
    calm = actions.log_call(actor=ours.actor, topic="info", disposition="followup")
    sent = [passed(ours.actor, other.actor, call_id=each.id) for each in (call, call, calm)]
    return ours, other, sent, [reverse("helpline:handover_read", args=[each.id]) for each in sent]


def test_danger_now_rings_at_the_line_that_a_caller_is_handed_to(rung, sign_in):
    ours, other, sent, read = rung
    leave_context()
    words = "It rings at the receiving line"
    assert [words in ours.get(url).content.decode() for url in read] == [True, True, False]
    again(other.actor)
    assert [each.url for each in queries.ringing(actor=other.actor)] == read[:2]  # before the minute's job
    with pytest.raises(InvalidInput) as refused:
        actions.answer_handover(actor=other.actor, handover_id=sent[0].id, answer="not_taken", reason="not_ours")
    line = Organisation.objects.get(code="mia-atd").name_en
    assert (refused.value.field, refused.value.params["line"]) == ("answer", line)
    actions.answer_handover(actor=other.actor, handover_id=sent[0].id, answer="taken")  # makes its alarm and takes it
    with as_owner():
        assert page_due() > 0
    again(other.actor)
    alarms = {each.handover_id: each for each in Alarm.objects.own(other.actor)}
    assert set(alarms) == {sent[0].id, sent[1].id}
    assert [alarms[each.id].taken_by_id for each in sent[:2]] == [other.actor.id, None]
    assert AlarmStep.objects.own(other.actor).filter(alarm=alarms[sent[1].id], account_id=other.actor.id).exists()
    third = sign_in("helpline_operator", organisation="ngo-clean-world")
    assert queries.ringing(actor=third) == []
    with pytest.raises(NotVisible):
        actions.take_alarm(actor=third, alarm_id=alarms[sent[1].id].id)


def test_taking_the_alarm_of_a_hand_over_answers_it_and_danger_goes_on_with_it(rung):
    ours, other, sent, read = rung
    with as_owner():
        page_due()
    again(other.actor)
    alarm = Alarm.objects.own(other.actor).get(handover=sent[1])
    leave_context()
    assert ['value="not_taken"' in other.get(url).content.decode() for url in read[1:]] == [False, True]
    assert read[1] in other.post(reverse("helpline:alarm_take", args=[alarm.id]), follow=True).content.decode()
    again(other.actor)
    onward = Call.objects.own(other.actor).get(taken_from_id=sent[1].id)
    assert queries.is_in_danger(actor=other.actor, call=onward)
    actions.end_alarm(actor=other.actor, alarm_id=alarm.id, outcome="police_sent")
    assert not queries.is_in_danger(actor=other.actor, call=onward)
    again(ours.actor)
    assert HandoverAnswer.objects.visible_to(ours.actor).get(handover=sent[1]).answer == "taken"
    leave_context()
    assert "It rings at the receiving line" not in ours.get(read[1]).content.decode()


@pytest.mark.django_db
def test_an_urgent_concern_is_handed_over_in_danger_until_its_alarm_has_ended(lines):
    ours, other = lines
    again(ours)
    concern = actions.open_concern(actor=ours, report_id=report_for(ours, urgent="yes"))
    assert queries.is_in_danger(actor=ours, concern=concern)
    alarm = queries.alarms(actor=ours).get()
    actions.take_alarm(actor=ours, alarm_id=alarm.id)
    actions.end_alarm(actor=ours, alarm_id=alarm.id, outcome="police_sent")
    assert not passed(ours, other, concern_id=concern.id).is_danger
