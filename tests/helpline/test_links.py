"""A link of the focal point makes one signal, once, for its institution, and reads nothing."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from panah.access.policy import check_focal_point
from panah.audit.models import Entry
from panah.core.db import leave_context
from panah.core.errors import NotPermitted, NotVisible, WrongState
from panah.helpline import queries
from panah.helpline.actions import link as links
from panah.helpline.models import ReportLink, Signal
from panah.helpline.rules import LinkState, link_state
from tests.support import again, as_owner, desk_client

WORDS = "Kanareyka: she does not come to school any more"
FORM = {"source": "self", "danger": "immediate", "is_child": "yes", "summary": WORDS}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("used", "withdrawn", "hours", "state"),
    [
        (None, None, 1, LinkState.LIVE),
        (None, None, 0, LinkState.EXPIRED),
        (None, NOON, 1, LinkState.WITHDRAWN),
        (NOON, None, -9, LinkState.USED),
    ],
)
def test_what_a_link_is_good_for(used, withdrawn, hours, state):
    until = NOON + timedelta(hours=hours)
    assert link_state(now=NOON, expires_at=until, used_at=used, withdrawn_at=withdrawn) is state


def test_only_the_focal_point_gives_links():
    check_focal_point(["focal_point"])
    with pytest.raises(NotPermitted):
        check_focal_point(["steward"])


def address(made):
    return reverse("helpline:link_use", args=[made.token])


def signal_of(page):
    return page.content.decode().split("<title>")[1].split("</title>")[0].strip()


def token_of(page):
    return page.content.decode().split("/helpline/once/")[1].split("/")[0]


@pytest.fixture
def focal(db):
    return desk_client("first_responder", organisation="moe-ganja", duties=("focal_point",))


def given(focal):
    again(focal.actor)
    made = links.make_link(actor=focal.actor, duty="teacher")
    leave_context()
    return made


def test_a_link_makes_one_signal_and_is_over(focal, caplog):
    made, stranger = given(focal), Client(headers={"accept-language": "en"})
    page = stranger.get(address(made))
    assert page["Referrer-Policy"] == "same-origin"
    assert b"You report for" in page.content
    assert stranger.post(address(made), {"summary": ""}).status_code == 422
    received = stranger.post(address(made), FORM)
    assert received.status_code == 200
    assert WORDS in received.content.decode()
    assert signal_of(received) == signal_of(stranger.post(address(made), FORM))
    other = stranger.post(address(made), {**FORM, "summary": "Another one"})
    assert other.status_code == 409
    assert [words in other.content.decode() for words in ("Not sent.", "Another one", "152", "arrived")] == [
        *(True, True, True, False)
    ]
    assert "Write its reference" in stranger.get(address(made)).content.decode()
    again(focal.actor)
    signal = Signal.objects.own(focal.actor).get()
    assert signal.reference in received.content.decode()
    assert queries.summary(actor=focal.actor, signal_id=signal.pk) == WORDS
    assert [item.kind for item in queries.work(actor=focal.actor)] == ["signal"]
    link = ReportLink.objects.own(focal.actor).get()
    assert (link.signal_id, link.used_at is not None) == (signal.pk, True)
    kept = bytes(signal.summary) + bytes(link.token_hash)
    leave_context()
    assert b"Used" in focal.get(reverse("helpline:link_list")).content
    with as_owner():
        logged = set(Entry.objects.filter(subject_id=link.pk).values_list("event", flat=True))
    assert logged == {"helpline.link.made", "helpline.link.used"}
    assert b"Kanareyka" not in kept
    assert made.token.encode() not in kept
    assert made.token not in caplog.text


def test_a_link_that_was_withdrawn_or_is_too_old_makes_nothing(focal, monkeypatch):
    withdrawn = given(focal)
    monkeypatch.setattr(links, "number", lambda *args, **kwargs: -1)
    old = given(focal)
    assert focal.post(reverse("helpline:link_withdraw", args=[withdrawn.link.pk])).status_code == 302
    for made in (withdrawn, old):
        assert Client().get(address(made)).status_code == 404
        refused = Client(headers={"accept-language": "en"}).post(address(made), FORM)
        assert (refused.status_code, "Not sent." in refused.content.decode()) == (409, True)
        assert WORDS in refused.content.decode()
    assert Client().get(reverse("helpline:link_use", args=["guessed"])).status_code == 404
    again(focal.actor)
    assert not Signal.objects.own(focal.actor).exists()
    with pytest.raises(WrongState):
        links.withdraw_link(actor=focal.actor, link_id=withdrawn.link.pk)


def test_others_neither_give_nor_withdraw_links_and_the_page_shows_a_new_one_once(focal, sign_in):
    made = given(focal)
    shown = focal.post(reverse("helpline:link_make"), {"duty": "teacher"}).content.decode()
    assert "/helpline/once/" in shown
    tap = {"duty": "teacher", "once": str(uuid4())}
    first, second = (token_of(focal.post(reverse("helpline:link_make"), tap)) for _ in range(2))
    assert first == second != token_of(focal.post(reverse("helpline:link_make"), {**tap, "once": str(uuid4())}))
    again(focal.actor)
    assert ReportLink.objects.own(focal.actor).count() == 4
    leave_context()
    assert "/helpline/once/" not in focal.get(reverse("helpline:link_list")).content.decode()
    assert focal.post(reverse("helpline:link_make"), {"duty": "king"}).status_code == 422
    colleague = sign_in("first_responder", organisation="moe-ganja")
    with pytest.raises(NotPermitted):
        links.make_link(actor=colleague, duty="teacher")
    with pytest.raises(NotPermitted):
        links.withdraw_link(actor=colleague, link_id=made.link.pk)
    elsewhere = sign_in("first_responder", organisation="sbs", duties=("focal_point",))
    with pytest.raises(NotVisible):
        links.withdraw_link(actor=elsewhere, link_id=made.link.pk)
    with pytest.raises(NotPermitted):
        links.make_link(actor=sign_in("case_manager", organisation="vac"), duty="teacher")
