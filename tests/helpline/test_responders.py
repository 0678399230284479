"""First responders: what they began is kept, danger reaches the line, and they hear whether the work has ended."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from panah.audit.models import Entry
from panah.config.logs import HideTokens
from panah.core import clock
from panah.core.db import leave_context
from panah.core.errors import NotPermitted, NotVisible, WrongState
from panah.crypto.records import is_erased
from panah.helpline import actions, queries
from panah.helpline.actions import _link
from panah.helpline.actions import link as links
from panah.helpline.forms import MakeSignalForm
from panah.helpline.models import Alarm, DangerNotice, DutyToInvestigate, ReportLink, Signal, SignalDraft
from panah.helpline.tasks import forget_drafts, forget_words, page_due
from panah.organisations.models import Organisation
from tests.support import again, as_owner, desk_client

HALF = {"source": "school", "summary": "Nərgiz does not come to school"}
WHOLE = {**HALF, "danger": "low", "is_child": "yes", "family_involved": "no"}


def at_night(job):
    with as_owner():
        return job()


def test_a_form_drops_what_was_asked_only_because_of_another_answer():
    form = MakeSignalForm({**WHOLE, "is_child": "no", "foreign_workers": "no", "workers_count": "11"})
    assert form.is_valid()
    assert (form.cleaned_data["family_involved"], form.cleaned_data["workers_count"]) == ("", None)
    form = MakeSignalForm({**WHOLE, "foreign_workers": "yes", "workers_count": "11"})
    assert form.is_valid()
    assert (form.cleaned_data["family_involved"], form.cleaned_data["workers_count"]) == ("no", 11)
    assert MakeSignalForm.raw({**HALF, "danger": "", "once": "x"}) == HALF


@pytest.mark.django_db
def test_a_draft_is_its_writers_alone_and_gone_when_sent_or_too_old(monkeypatch):
    writer = desk_client("first_responder", organisation="moe-ganja")
    writer.post(reverse("helpline:draft_save"), HALF)
    again(writer.actor)
    draft = SignalDraft.objects.own(writer.actor).get()
    (item,) = queries.work(actor=writer.actor)
    assert (item.kind, b"school" in bytes(draft.words)) == ("draft", False)
    leave_context()
    assert HALF["summary"] in writer.get(item.url).content.decode()
    writer.post(f"{reverse('helpline:draft_save')}?draft={draft.pk}", {**HALF, "summary": "Nərgiz, 12"})
    assert "Nərgiz, 12" in writer.get(item.url).content.decode()
    colleague = desk_client("first_responder", organisation="moe-ganja")
    assert [colleague.get(item.url).status_code, colleague.post(item.url, WHOLE).status_code] == [404, 404]
    assert colleague.post(reverse("helpline:draft_drop", args=[draft.pk])).status_code == 404
    made = writer.post(item.url, WHOLE)
    assert made.status_code == 302
    copy = writer.get(f"{made.headers['Location']}copy/")
    assert (copy["Content-Type"], copy.content[:4]) == ("application/pdf", b"%PDF")
    again(writer.actor)
    assert not SignalDraft.objects.own(writer.actor).exists()
    assert Signal.objects.own(writer.actor).get().family_involved == "no"
    old = actions.save_draft(actor=writer.actor, answers=HALF)
    assert at_night(forget_drafts) == 0
    monkeypatch.setattr(clock, "now", lambda: old.saved_at + timedelta(days=7))
    assert at_night(forget_drafts) == 1
    assert is_erased(old.key_id)
    with pytest.raises(NotPermitted):
        actions.save_draft(actor=desk_client("case_manager", organisation="vac").actor, answers=HALF)


@pytest.fixture
def focal(db):
    return desk_client("first_responder", organisation="moe-ganja", duties=("focal_point",))


def given(focal):
    again(focal.actor)
    made = links.make_link(actor=focal.actor, duty="teacher")
    leave_context()
    return made, reverse("helpline:link_use", args=[made.token]), Client(headers={"accept-language": "en"})


def test_a_link_of_a_body_that_is_no_more_is_over_and_too_much_to_keep_is_said_so(focal):
    _, address, stranger = given(focal)
    for retired_on, status in ((clock.today(), 404), (None, 200)):
        with as_owner():
            Organisation.objects.filter(pk=focal.actor.organisation_id).update(retired_on=retired_on)
        leave_context()
        assert stranger.get(address).status_code == status
    too_much = stranger.post(address, {**HALF, "summary": "x" * 100_000, "save_draft": "1"})
    assert (too_much.status_code, "This is too much to keep" in too_much.content.decode()) == (422, True)


def test_what_was_begun_with_a_link_opens_with_its_token_only_until_it_is_sent(focal, monkeypatch):
    _, address, stranger = given(focal)
    kept = stranger.post(address, {**HALF, "save_draft": "1"})
    assert (kept.status_code, "Saved, and not sent." in kept.content.decode()) == (200, True)
    assert HALF["summary"] in Client().get(address).content.decode()
    again(focal.actor)
    link = ReportLink.objects.own(focal.actor).get()
    assert b"does not come" not in bytes(link.draft)
    leave_context()
    page = stranger.post(address, {**WHOLE, "foreign_workers": "yes", "workers_count": "4"}).content.decode()
    again(focal.actor)
    signal = Signal.objects.own(focal.actor).get()
    assert (signal.workers_count, signal.family_involved, signal.reference in page) == (4, "no", True)
    assert DutyToInvestigate.objects.own(focal.actor).get().signal_id == signal.pk
    assert ReportLink.objects.own(focal.actor).get().draft is None
    leave_context()
    copy = stranger.post(address, {**WHOLE, "foreign_workers": "yes", "workers_count": "4", "copy": "1"})
    assert copy["Content-Type"] == "application/pdf"
    assert stranger.post(address, {**HALF, "save_draft": "1"}).status_code in (409, 422)
    asked = stranger.get(address)
    assert (asked.status_code, HALF["summary"] in asked.content.decode()) == (200, False)
    wrong = stranger.post(address, {"reference": "S-2026-AAAAA"}).content.decode()
    assert "This is not the reference" in wrong
    open_still = stranger.post(address, {"reference": signal.reference.lower()}).content.decode()
    assert "is being worked on" in open_still
    again(focal.actor)
    actions.judge_signal(actor=focal.actor, signal_id=signal.pk, state="rejected", reason="no_signs")
    leave_context()
    ended = stranger.post(address, {"reference": signal.reference}).content.decode()
    assert ("has ended" in ended, "no sign" in ended, "confirmed" in ended) == (True, False, False)
    # A link that nobody sent with: the night empties what was kept.
    unsent, other, stranger = given(focal)
    stranger.post(other, {**HALF, "save_draft": "1"})
    monkeypatch.setattr(clock, "now", lambda: unsent.link.expires_at)
    at_night(forget_drafts)
    again(focal.actor)
    assert ReportLink.objects.own(focal.actor).get(pk=unsent.link.pk).draft is None


def test_danger_told_by_a_first_responder_rings_at_the_line(focal):
    line = desk_client("helpline_operator", organisation="mia-atd")
    again(focal.actor)
    actions.make_signal(actor=focal.actor, source="school", summary="He holds a knife", danger="immediate")
    _, address, stranger = given(focal)
    told = stranger.post(address, {**WHOLE, "summary": "She is locked in", "danger": "immediate"}).content.decode()
    assert "alarm rings now" in told
    again(line.actor)
    assert len(queries.ringing(actor=line.actor)) == 2  # before the minute's job
    notices = list(DangerNotice.objects.for_us(line.actor).order_by("sent_at"))
    leave_context()
    page = line.get(reverse("helpline:notice_read", args=[notices[1].pk])).content.decode()
    assert ("She is locked in" in page, notices[1].reference in page) == (True, True)
    assert line.post(reverse("helpline:notice_take", args=[notices[0].pk])).status_code == 302
    assert line.post(reverse("helpline:notice_take", args=[notices[0].pk])).status_code in (302, 409)
    at_night(page_due)
    again(line.actor)
    by_notice = {alarm.notice_id: alarm for alarm in Alarm.objects.own(line.actor)}
    assert set(by_notice) == {each.pk for each in notices}
    assert by_notice[notices[0].pk].taken_by_id == line.actor.id
    elsewhere = desk_client("helpline_operator", organisation="child-helpline")
    again(elsewhere.actor)
    assert queries.ringing(actor=elsewhere.actor) == []
    with pytest.raises(NotVisible):
        actions.read_notice(actor=elsewhere.actor, notice_id=notices[0].pk)
    again(focal.actor)
    with pytest.raises(NotPermitted):
        actions.take_notice(actor=focal.actor, notice_id=notices[0].pk)
    assert Alarm.objects.own(focal.actor).count() == 0
    with as_owner():
        logged = set(Entry.objects.filter(subject_id__in=[each.pk for each in notices]).values_list("event", flat=True))
    assert logged == {"helpline.danger.sent", "helpline.danger.read"}


def test_what_was_told_of_danger_is_over_with_its_alarm_and_empty_after_its_time(focal, monkeypatch):
    line = desk_client("helpline_operator", organisation="mia-atd")
    again(focal.actor)
    actions.make_signal(actor=focal.actor, source="school", summary="He holds a knife", danger="immediate")
    again(line.actor)
    notice = DangerNotice.objects.for_us(line.actor).get()
    actions.take_notice(actor=line.actor, notice_id=notice.pk)
    day = clock.today() + timedelta(days=90)
    monkeypatch.setattr(clock, "today", lambda: day)
    assert at_night(forget_words) == 0  # its alarm rings still
    again(line.actor)
    alarm = Alarm.objects.own(line.actor).get()
    actions.end_alarm(actor=line.actor, alarm_id=alarm.pk, outcome="police_sent")
    with pytest.raises(WrongState):
        actions.take_notice(actor=line.actor, notice_id=notice.pk)
    assert at_night(forget_words) == 1
    again(line.actor)
    assert actions.read_notice(actor=line.actor, notice_id=notice.pk)[1] == ""


def test_an_error_on_the_page_of_a_link_leaves_no_token_in_the_log(focal, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise RuntimeError("broken")

    made, address, _ = given(focal)
    monkeypatch.setattr(_link, "institution_of", broken)
    assert Client(raise_request_exception=False).get(address).status_code == 500
    assert "/helpline/once/" in caplog.text
    assert made.token not in caplog.text
    line = logging.LogRecord("x", logging.ERROR, "", 0, "Failed: %s", (address,), None)
    assert HideTokens().filter(line)
    assert made.token not in line.getMessage()
