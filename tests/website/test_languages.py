"""Every sentence of the public's pages stands in the language of the page; a pack is not live before its review."""

import re
from datetime import date

import pytest
from django.db import OperationalError
from django.utils.translation.trans_real import DjangoTranslation

from panah.concerns import door, receipts
from panah.core.templatetags import look
from panah.published import actions
from panah.published.rules import Words
from panah.website.languages import PACK_PAGES, live, packs
from tests.concerns.test_views import code_of, once_of
from tests.contracts.verdict import kept
from tests.website.test_pages import PAGES

pytestmark = pytest.mark.django_db

HEAD = 'msgid ""\nmsgstr ""\n"X-Name: Sindarin\\n"\n{}\n\nmsgid "a"\nmsgstr "b"\n'
REVIEWED = '"X-Reviewed: true\\n"\n"X-Reviewed-By: {}\\n"\n"X-Reviewed-On: {}\\n"'


@pytest.fixture
def missing(monkeypatch):
    """What a page looked up and its language does not have, as (language, message)."""
    found = set()
    one, many = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def gettext(self, message):
        known = self._catalog.get(message, self._catalog.get((message, self.plural(1))))
        if known is None and re.search("[a-z]", message):
            found.add((self.language(), message))
        return one(self, message)

    def ngettext(self, singular, plural, number):
        if self._catalog.get((singular, self.plural(number))) is None:
            found.add((self.language(), singular))
        return many(self, singular, plural, number)

    look._words.cache_clear()
    monkeypatch.setattr(DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(DjangoTranslation, "ngettext", ngettext)
    return found


def of(found, language):
    return sorted(message for spoken, message in found if spoken == language)


def token_of(page):
    return re.search(r'name="token" value="([^"]+)"', page).group(1)


def away(*args, **kwargs):
    raise OperationalError("the server closed the connection")


def walk(browser, language, monkeypatch):
    """Open help, send what the form refuses in every way, send a report, come back with its code, write more."""
    report, answer = f"/{language}/report/", f"/{language}/answer/"
    browser.get(f"/{language}/help/")
    good = {"reader": "ngo", "words": "x", "once": once_of(browser.get(report).content.decode())}
    for wrong in (
        {"words": "", "reader": ""}, {"words": "x" * 20_001}, {"words": f"my code {receipts.new_code()}"},
        {"reader": "nobody"}, {"once": "stale"}, {"reader": "police_helpline", "about_staff": "mia-atd"},
        {"abuse": "yes", "reader": "police_helpline"}, {"urgent": "no such answer"},
    ):  # fmt: skip
        assert browser.post(report, {**good, **wrong}).status_code == 422, wrong
    code = code_of(browser.post(report, good).content.decode())
    opened = [browser.post(answer, {"code": each}).content.decode() for each in ("", "1", code)][-1]
    more = {"token": token_of(opened), "once": once_of(opened)}
    for words in ("", "x" * 20_001, f"my code {code}", "x"):
        browser.post(answer, {**more, "words": words})
    browser.post(answer, {**more, "token": "old", "words": "x"})
    with monkeypatch.context() as broken:
        for name in ("receive", "write_more", "open_mailbox"):
            broken.setattr(door, name, away)
        sent = (report, good), (answer, {**more, "words": "x"}), (answer, {"code": code})
        assert [browser.post(*each).status_code for each in sent] == [503, 503, 503]


@pytest.mark.parametrize("language", ["az", "ru"])
def test_no_page_of_a_complete_language_falls_back_to_another(browser, missing, monkeypatch, language):
    for page in (*PAGES, "nowhere/", "services/?language=tl"):
        browser.get(f"/{language}/{page}")
    walk(browser, language, monkeypatch)
    kept(of(missing, language))


def test_a_text_without_russian_is_shown_in_english_and_says_so(browser, sign_in):
    words = {"en": Words("Talk at the border", "", {}), "az": Words("Sərhəddə söhbət", "", {})}
    actor = sign_in("project_officer", organisation="iom-az")
    actions.publish_page(actor=actor, kind="event", slug="talk", words=words, shown_on=date(2026, 5, 1))
    listed, read = (browser.get(f"/ru/{page}").content.decode() for page in ("events/", "event/talk/"))
    assert 'lang="en">Talk at the border</a>' in listed and "Sərhəddə" not in listed
    assert "Он показан на английском" in read and '<div lang="en">' in read
    actions.publish_page(actor=actor, kind="event", slug="talk", words={"ru": words["en"]}, shown_on=date(2026, 5, 1))
    assert "на английском" not in browser.get("/ru/event/talk/").content.decode()
    assert browser.get("/az/event/none/").status_code == browser.get("/ru/event/none/").status_code == 404


@pytest.mark.parametrize(
    ("head", "is_live"),
    [
        ('"X-Reviewed: false\\n"', False),
        (REVIEWED.format("", "2026-11-22"), False),
        (REVIEWED.format("Nimloth", ""), False),
        (REVIEWED.format("Nimloth", "2026-11-22"), True),
    ],
)
def test_a_pack_is_live_when_a_reviewer_and_a_day_stand_in_it(tmp_path, head, is_live):
    folder = tmp_path / "sj" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(HEAD.format(head), "utf-8")
    assert [(pack.name, pack.is_live) for pack in packs(tmp_path)] == [("Sindarin", is_live)]
    assert (("sj", "Sindarin") in live(tmp_path)) == is_live


def test_a_pack_that_waits_for_its_review_is_at_no_address_and_in_no_menu(browser):
    page = browser.get("/en/help/").content.decode()
    for pack in packs():
        if not pack.is_live:
            assert browser.get(f"/{pack.code}/help/").status_code == 404
            assert f'hreflang="{pack.code}"' not in page


@pytest.mark.parametrize("code", [pack.code for pack in packs()])
def test_a_pack_has_every_sentence_and_its_direction(browser, missing, monkeypatch, settings, code):
    settings.LANGUAGES = [*settings.LANGUAGES, (code, "Sindarin")]
    walk(browser, code, monkeypatch)
    kept(of(missing, code))
    page = browser.get(f"/{code}/help/").content.decode()
    assert ('dir="rtl"' in page) == (code in ("ar", "fa"))
    assert 'hreflang="ru"' in page and f'hreflang="{code}"' in browser.get("/en/rights/").content.decode()
    for elsewhere in ("", "rights/", "services/"):
        assert browser.get(f"/{code}/{elsewhere}").headers["Location"] == f"/{code}/{PACK_PAGES[0]}"
