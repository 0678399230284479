"""Judging a concern: urgent, spam; ready answers, and how an answer was translated."""

from datetime import timedelta

import pytest
from django.urls import reverse

from panah.core import clock
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.helpline import actions, queries
from panah.helpline.models import Alarm, Concern
from panah.helpline.rules import check_translation
from tests.concerns.support import send
from tests.helpline.support import report_for
from tests.support import account, again


def test_what_a_machine_translated_somebody_checks_first():
    with pytest.raises(InvalidInput) as refused:
        check_translation(how="machine", is_checked=False)
    assert refused.value.field == "checked_by_id"
    for how, is_checked in (("machine", True), ("person", False), ("", False)):
        check_translation(how=how, is_checked=is_checked)


@pytest.mark.django_db
def test_spam_is_set_aside_and_never_shut_out(sign_in):
    operator = sign_in("helpline_operator", organisation="mia-atd")
    concern = actions.open_concern(actor=operator, report_id=report_for(operator, urgent="no"))
    actions.triage_concern(actor=operator, concern_id=concern.id, state="spam")
    with pytest.raises(WrongState):
        actions.mark_concern_urgent(actor=operator, concern_id=concern.id)
    with pytest.raises(WrongState):
        actions.triage_concern(actor=operator, concern_id=concern.id, state="nothing")
    assert actions.triage_concern(actor=operator, concern_id=concern.id, state="opened").closed_on is None
    send(once=b"another one, sent", urgent="no")
    again(operator)
    assert len(queries.waiting(actor=operator).rows) == 1


@pytest.mark.django_db
def test_a_concern_found_urgent_is_due_at_once_and_rings(sign_in):
    operator = sign_in("helpline_operator", organisation="mia-atd")
    concern = actions.open_concern(actor=operator, report_id=report_for(operator, urgent="no"))
    assert queries.ringing(actor=operator) == []
    hurried = actions.mark_concern_urgent(actor=operator, concern_id=concern.id)
    assert hurried.answer_due_at < concern.answer_due_at
    assert len(queries.ringing(actor=operator)) == 1
    now = clock.now()
    done = {"taken_at": now, "taken_by_id": operator.id, "ended_at": now, "ended_by_id": operator.id}
    Alarm.objects.own(operator).update(**done, outcome="person_safe")
    actions.open_concern(actor=operator, report_id=concern.report_id)  # from a list that is no longer true
    assert queries.ringing(actor=operator) == []
    late = clock.now() - timedelta(days=3)
    Concern.objects.own(operator).update(answer_due_at=late, is_urgent=False)
    assert actions.mark_concern_urgent(actor=operator, concern_id=concern.id).answer_due_at == late
    later = clock.now() + timedelta(days=3)
    Concern.objects.own(operator).update(answer_due_at=later, is_urgent=False, answered_on=clock.today())
    answered = actions.mark_concern_urgent(actor=operator, concern_id=concern.id)
    assert answered.answer_due_at == later  # what was answered keeps its clock
    with pytest.raises(WrongState):
        actions.mark_concern_urgent(actor=operator, concern_id=concern.id)
    with pytest.raises(NotVisible):
        stranger = sign_in("helpline_operator", organisation="child-helpline")
        actions.mark_concern_urgent(actor=stranger, concern_id=concern.id)
    with pytest.raises(NotPermitted):
        actions.mark_concern_urgent(actor=sign_in("first_responder", organisation="sms"), concern_id=concern.id)


@pytest.mark.django_db
def test_an_answer_begins_ready_and_keeps_who_checked_its_translation(desk_client):
    operator = desk_client("helpline_operator", organisation="mia-atd")
    colleague, stranger = (account("helpline_operator", organisation=code) for code in ("mia-atd", "child-helpline"))
    again(operator.actor)
    concern = actions.open_concern(actor=operator.actor, report_id=report_for(operator.actor, urgent="no"))
    address = reverse("helpline:concern_read", args=[concern.id])
    assert "do not wait for an answer here" in operator.get(f"{address}?ready=danger").content.decode()
    given = {"words": "Are you safe?", "translation": "machine"}
    for wrong in ({}, {"checked_by_id": str(stranger.id)}):
        assert operator.post(f"{address}answer/", {**given, **wrong}).status_code == 422
    assert operator.post(f"{address}answer/", {**given, "checked_by_id": str(colleague.id)}).status_code == 302
    assert f"checked by {colleague.name}" in operator.get(address).content.decode()
    assert operator.post(f"{address}urgent/").status_code == 302


@pytest.mark.django_db
def test_a_script_stands_beside_the_call_and_is_found_by_its_words(desk_client):
    operator = desk_client("helpline_operator", organisation="mia-atd")
    assert "Is anybody hurt, ill or locked in?" in operator.get(reverse("helpline:desk_show")).content.decode()
    found = operator.get(reverse("helpline:script_list"), {"q": "pasportunuzu", "language": "az"}).content.decode()
    assert "Məcburi əmək" in found
    assert "Susqunluq" not in found
    nothing = operator.get(reverse("helpline:script_list"), {"q": "elephant"}).content.decode()
    assert "No script holds these words" in nothing
