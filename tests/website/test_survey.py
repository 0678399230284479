"""A survey on a phone: its short code, no cookie, nothing doubled, nothing about who answered."""

import pytest

from panah.prevention import actions
from panah.prevention.models import Reply, Survey
from tests.support import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(sign_in):
    maker = sign_in("campaign_officer", organisation="iom-az")
    actions.open_campaign(actor=maker, slug="asked", title_en="Asked")
    survey = actions.plan_survey(actor=maker, slug="asked", title_en="Three stations", title_ru="Три станции")
    for form in ("yes_counts", "disagree_counts", "helpline"):
        actions.add_question(
            actor=maker, survey_id=survey.pk, kind="recall", form=form, text_en=f"{form}?", text_ru=f"{form} ли?"
        )
    held = actions.open_round(actor=maker, survey_id=survey.pk, name="before")
    yield maker, held
    again(maker)


def once_on(page: str) -> str:
    return page.split('name="once" value="')[1].split('"')[0]


def test_an_answer_arrives_once_and_leaves_nothing(browser, held):
    maker, asked = held
    found = browser.get(f"/s/{asked.code.lower()}")
    assert (found.status_code, found.headers["Location"]) == (302, f"/az/survey/{asked.code.lower()}/")
    page = browser.get(f"/ru/survey/{asked.code}/")
    words = page.content.decode()
    assert "Три станции" in words
    assert not page.cookies
    assert page.headers["Cache-Control"] == "no-store"
    for sign in ("<script>", " style=", "onclick"):
        assert sign not in words.split("<main")[1].split("</main>")[0]
    sent = {"once": once_on(words), "q1": "1", "q2": "2", "q3": "152", "letters": "Əlİ", "day": "9"}
    for _ in range(3):
        answer = browser.post(f"/ru/survey/{asked.code}/", sent)
        assert answer.status_code == 200
        assert not answer.cookies
        assert 'name="q1"' not in answer.content.decode()
    again(maker)
    (reply,) = Reply.objects.own(maker)
    assert (reply.way, reply.language, reply.answers) == ("phone", "ru", {"1": 1, "2": 2, "3": 152})
    assert len(bytes(reply.tag)) == 32
    assert {field.name for field in Reply._meta.fields} == {
        *("id", "organisation", "round", "way", "language", "tag", "answers")
    }


def test_on_a_phone_and_on_paper_one_person_has_one_tag(browser, held, settings):
    maker, asked = held
    settings.SECRET_KEY = "of the public's process" * 3
    once = once_on(browser.get(f"/en/survey/{asked.code}/").content.decode())
    browser.post(f"/en/survey/{asked.code}/", {"once": once, "q1": "1", "letters": "Abc", "day": "9"})
    again(maker)
    settings.SECRET_KEY = "of the desk" * 6
    actions.record_reply(
        actor=maker, round_id=asked.pk, way="paper", language="en", answers={1: 1}, letters="aBC", day=9
    )
    phone, paper = Reply.objects.own(maker).values_list("tag", flat=True)
    assert bytes(phone) == bytes(paper)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Answer at least one question."),
        ({"q1": "7"}, "govuk-error-message"),
        ({"q3": "99999"}, "9999"),
        ({"q1": "1", "letters": "ab"}, "Write three letters"),
        ({"q1": "1", "letters": "abc", "day": "32"}, "from 1 to 31"),
        ({"q1": "1", "once": "made-up"}, "open"),
    ],
)
def test_what_cannot_be_is_said_and_not_kept(browser, held, sent, said):
    maker, asked = held
    once = once_on(browser.get(f"/en/survey/{asked.code}/").content.decode())
    answer = browser.post(f"/en/survey/{asked.code}/", {"once": once, **sent})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    again(maker)
    assert not Reply.objects.own(maker).exists()


def test_no_round_is_open_under_a_wrong_or_a_closed_code(browser, held, monkeypatch):
    maker, asked = held
    monkeypatch.setattr("panah.prevention.actions.reply.enqueue", lambda name, **ids: None)
    once = once_on(browser.get(f"/en/survey/{asked.code}/").content.decode())
    again(maker)
    actions.close_round(actor=maker, round_id=asked.pk)
    assert Survey.objects.own(maker).get().results == []
    for code in (asked.code, "NOSUCH"):
        assert browser.get(f"/en/survey/{code}/").status_code == 404
        assert browser.post(f"/en/survey/{code}/", {"once": once, "q1": "1"}).status_code == 404
    again(maker)
    assert not Reply.objects.own(maker).exists()
