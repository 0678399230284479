"""A credible report about workers from abroad, and what whoever wrote a concern hears in the end."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from panah.audit.models import Entry
from panah.concerns import door
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.helpline import actions, queries, rules
from panah.helpline.models import DutyToInvestigate
from panah.helpline.rules import Standing
from panah.organisations.models import Organisation
from tests.concerns.support import as_public, send
from tests.helpline.support import report_for
from tests.support import again

NEXT = date(2026, 11, 24)


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


def test_a_duty_is_told_again_only_when_who_was_told_passed_it_on():
    found = [rules.standing(said) for said in ((), ("",), ("", "opened"), ("passed_on",))]
    assert found == [Standing.WAITS, Standing.ACCEPTED, Standing.DONE, Standing.PASSED_ON]
    assert [rules.is_owed(told) for told in ((), found[3:], found[:1], found[1:2], found[2:3])] == [
        *(True, True),
        *(False, False, False),
    ]
    day = date(2026, 11, 23)
    for wrong, field in (({"outcome": "x"}, "outcome"), ({"done_on": None}, "done_on"), ({"done_on": NEXT}, "done_on")):
        with pytest.raises(InvalidInput) as refused:
            rules.check_done(**{"outcome": "opened", "done_on": day, "known": {"opened"}, "today": day, **wrong})
        assert refused.value.field == field


def owed(operator, **about):
    again(operator)
    given = {"source": "hotline152", "summary": "Eleven men", "foreign_workers": "yes", "workers_count": 11, **about}
    signal = actions.make_signal(actor=operator, **given)
    return queries.duty_of(actor=operator, signal_id=signal.id)


@pytest.mark.django_db
def test_the_body_that_investigates_takes_a_duty_and_says_what_it_did_and_the_desk_sees_it(sign_in):
    operator = sign_in("helpline_operator", organisation="mia-atd")
    investigator = sign_in("investigator", organisation="mia-atd")
    stranger = sign_in("supervising_prosecutor", organisation="prosecutor")
    duty = owed(operator)
    with pytest.raises(NotVisible):
        actions.send_duty(actor=operator, duty_id=duty.id, to_organisation_id=Organisation.objects.get(code="sms").id)
    with pytest.raises(NotPermitted):
        actions.send_duty(actor=investigator, duty_id=duty.id, to_organisation_id=investigator.organisation_id)
    notice = actions.send_duty(actor=operator, duty_id=duty.id, to_organisation_id=investigator.organisation_id)
    with pytest.raises(WrongState):
        actions.send_duty(actor=operator, duty_id=duty.id, to_organisation_id=stranger.organisation_id)
    with pytest.raises(NotPermitted):
        actions.accept_duty(actor=operator, notice_id=notice.id)
    again(stranger)
    for action in (actions.read_duty, actions.accept_duty):
        with pytest.raises(NotVisible):
            action(actor=stranger, notice_id=notice.id)
    again(investigator)
    assert [item.reference for item in queries.work(actor=investigator)] == [notice.reference]
    actions.accept_duty(actor=investigator, notice_id=notice.id)
    with pytest.raises(WrongState):
        actions.accept_duty(actor=investigator, notice_id=notice.id)
    actions.answer_duty(actor=investigator, notice_id=notice.id, outcome="opened", done_on=today())
    with pytest.raises(WrongState):
        actions.answer_duty(actor=investigator, notice_id=notice.id, outcome="joined", done_on=today())
    assert not queries.work(actor=investigator)
    said = Entry.objects.filter(event__startswith="helpline.duty", actor_id=investigator.id).order_by("at", "id")
    assert list(said.values_list("event", flat=True)) == ["helpline.duty.answered"] * 2
    again(operator)
    assert queries.duties_answered(actor=operator) == {duty.id}
    assert queries.notices_of(actor=operator, duty_id=duty.id)[0].done.outcome == "opened"


@pytest.mark.django_db
def test_a_body_is_not_told_of_a_duty_that_is_about_its_own_staff_and_oversight_of_its_line_does_not_see_it(sign_in):
    ombudsman = sign_in("oversight_officer", organisation="ombudsman")
    report_id = report_for(ombudsman, reader="oversight", about_staff="mia", urgent="no", topics=["official"])
    concern = actions.open_concern(actor=ombudsman, report_id=report_id)
    duty = owed(ombudsman, concern_id=concern.id)
    with pytest.raises(InvalidInput) as refused:
        unit = Organisation.objects.get(code="mia-atd").id
        actions.send_duty(actor=ombudsman, duty_id=duty.id, to_organisation_id=unit)
    assert refused.value.field == "to_organisation_id"
    assert len(queries.duties_watched(actor=ombudsman)) == 1
    inside = sign_in("oversight_officer", organisation="mia-ganja")
    assert queries.duties_watched(actor=inside) == []
    assert queries.duties_watched(actor=sign_in("helpline_operator", organisation="child-helpline")) == []


@pytest.mark.django_db
def test_the_pages_of_a_duty_walk_from_the_signal_to_the_answer_and_oversight_sees_it_overdue(desk_client):
    ours, body = (
        desk_client("helpline_operator", organisation="mia-atd"),
        desk_client("investigator", organisation="mia-atd"),
    )
    duty = owed(ours.actor)
    signal = reverse("helpline:signal_read", args=[duty.signal_id])
    send_page = reverse("helpline:duty_send", args=[duty.id])
    assert send_page in ours.get(signal).content.decode()
    assert ours.post(send_page, {"to_organisation_id": "x"}).status_code == 422
    assert ours.post(send_page, {"to_organisation_id": str(body.actor.organisation_id)}).headers["Location"] == signal
    assert "Waits for an answer" in ours.get(signal).content.decode()
    listed = body.get(reverse("helpline:duty_list")).content.decode()
    read = re.search(r'href="(/helpline/duties/told/[^"]+)"', listed)[1]
    page = body.get(read).content.decode()
    assert ("11" in page, "Eleven men" in page) == (True, False)
    assert body.post(f"{read}accept/").status_code == 302
    assert body.post(f"{read}answer/", {"outcome": "opened"}).status_code == 422
    again(ours.actor)
    DutyToInvestigate.objects.own(ours.actor).update(due_at=now() - timedelta(days=1))
    watch = desk_client("oversight_officer", organisation="ombudsman")
    seen = watch.get(reverse("helpline:duty_watch")).content.decode()
    assert ("Accepted" in seen, "Eleven" in seen, "S-2" in seen) == (True, False, False)
    again(watch.actor)
    assert [item.url for item in queries.work(actor=watch.actor)] == [reverse("helpline:duty_watch")]
    day = {"done_on_day": "1", "done_on_month": "11", "done_on_year": "2026"}
    assert body.post(f"{read}answer/", {"outcome": "opened", **day}).status_code == 302
    assert "Investigation opened" in ours.get(signal).content.decode()
    again(watch.actor)
    assert queries.work(actor=watch.actor) == []
