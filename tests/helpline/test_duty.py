"""A credible report about workers from abroad, and what whoever wrote a concern hears in the end."""

import re

import pytest
from django.urls import reverse

from panah.audit.models import Entry
from panah.concerns import door
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.helpline import actions, queries
from tests.concerns.support import as_public, send
from tests.support import again


@pytest.mark.django_db
def test_a_credible_report_about_workers_from_abroad_opens_a_duty_with_a_clock_and_an_outcome(sign_in):
    operator = sign_in("helpline_operator", organisation="mia-atd")
    for answer in ("no", "unknown"):
        actions.make_signal(actor=operator, source="hotline152", summary="x", foreign_workers=answer)
    assert not queries.duties(actor=operator).exists()
    signal = actions.make_signal(actor=operator, source="hotline152", summary="x", foreign_workers="yes")
    duty = queries.duties(actor=operator).get()
    assert (duty.signal_id, (duty.due_at - duty.opened_at).days) == (signal.id, 7)
    assert [item.reference for item in queries.work(actor=operator) if item.kind == "duty"] == [signal.reference]
    with pytest.raises(InvalidInput):
        actions.end_duty(actor=operator, duty_id=duty.id, outcome="forgotten")
    actions.end_duty(actor=operator, duty_id=duty.id, outcome="opened")
    with pytest.raises(WrongState):
        actions.end_duty(actor=operator, duty_id=duty.id, outcome="opened")
    logged = Entry.objects.filter(event__startswith="helpline.duty").order_by("at", "id")
    assert list(logged.values_list("event", flat=True)) == ["helpline.duty.opened", "helpline.duty.ended"]
    stranger = sign_in("helpline_operator", organisation="child-helpline")
    with pytest.raises(NotVisible):
        actions.end_duty(actor=stranger, duty_id=duty.id, outcome="opened")
    with pytest.raises(NotPermitted):
        actions.end_duty(
            actor=sign_in("statistician", organisation="stat-committee"), duty_id=duty.id, outcome="opened"
        )


@pytest.mark.django_db
def test_whoever_wrote_hears_that_the_work_on_a_signal_has_ended_and_nothing_else(sign_in):
    operator = sign_in("helpline_operator", organisation="mia-atd")
    code = send(urgent="no")
    again(operator)
    concern = actions.open_concern(actor=operator, report_id=queries.waiting(actor=operator).rows[0].report_id)
    signal = actions.make_signal(actor=operator, source="self", summary="Eleven men", concern_id=concern.id)

    def heard():
        with as_public():
            return [answer.words for answer in door.open_mailbox(code).answers]

    before = heard()
    again(operator)
    actions.move_signal_on(actor=operator, signal_id=signal.id, state="rejected")
    told = heard()
    assert len(told) == len(before) + 1
    assert not any(word in told[-1] for word in ("Eleven", signal.reference, "rejected", "confirmed"))


@pytest.mark.django_db
def test_the_page_of_a_signal_shows_the_duty_and_takes_its_outcome(desk_client):
    operator = desk_client("helpline_operator", organisation="mia-atd")
    given = {"source": "hotline152", "danger": "low", "is_child": "no", "summary": "x", "foreign_workers": "yes"}
    page = operator.post(reverse("helpline:signal_make"), given, follow=True)
    assert "Duty to investigate" in page.content.decode()
    again(operator.actor)
    duty = queries.duties(actor=operator.actor).get()
    done = operator.post(reverse("helpline:duty_end", args=[duty.id]), {"outcome": "passed_on"}, follow=True)
    assert "Passed on to the competent body" in done.content.decode()


@pytest.mark.django_db
def test_what_is_known_of_a_signal_is_corrected_and_rings_when_danger_is_found(desk_client, sign_in):
    responder = desk_client("first_responder", organisation="labour-inspection")
    again(responder.actor)
    signal = actions.make_signal(actor=responder.actor, source="labour_inspection", summary="Eleven men", danger="low")
    address = reverse("helpline:signal_correct", args=[signal.id])
    page = responder.get(address).content.decode()
    assert address in responder.get(reverse("helpline:signal_read", args=[signal.id])).content.decode()
    stood = re.search(r'name="stood" value="([^"]+)"', page)[1]
    now = {"danger": "immediate", "is_child": "no", "foreign_workers": "yes", "workers_count": "11", "stood": stood}
    assert responder.post(address, {**now, "danger": "perhaps"}).status_code == 422
    assert responder.post(address, {**now, "indicator_isolation": "yes"}).status_code == 302
    again(responder.actor)
    found = queries.signal(actor=responder.actor, signal_id=signal.id)
    assert (found.danger, found.workers_count, found.indicators) == ("immediate", 11, {"isolation": "yes"})
    assert queries.duty_of(actor=responder.actor, signal_id=signal.id) is not None
    entry = Entry.objects.get(event="helpline.signal.corrected", subject_id=signal.id)
    assert entry.facts["changed"] == ["danger", "foreign_workers", "indicators", "is_child", "workers_count"]
    assert Entry.objects.filter(event="helpline.danger.sent").count() == 1
    given = {"signal_id": signal.id, "danger": "low", "is_child": "no"}
    for role, code, error in (
        ("helpline_operator", "mia-atd", NotVisible),
        ("statistician", "stat-committee", NotPermitted),
    ):
        with pytest.raises(error):
            actions.correct_signal(actor=sign_in(role, organisation=code), **given)
    again(responder.actor)
    actions.judge_signal(actor=responder.actor, signal_id=signal.id, state="information")
    with pytest.raises(WrongState):
        actions.correct_signal(actor=responder.actor, **given)
