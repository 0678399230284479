import re

import pytest
from django.db import OperationalError

from panah.website.scans import Scanned, count_scan

PAGES = (
    "",
    "help/",
    "danger/",
    "children/",
    "rights/",
    "abroad/",
    "privacy/",
    "accessibility/",
    "hide/",
    "events/",
    "materials/",
    "figures/",
    "data/",
    "services/",
    "report/",
    "answer/",
)
EVERY = [f"/{language}/{page}" for language in ("az", "en", "ru") for page in PAGES] + ["/", "/p/nothing"]
pytestmark = pytest.mark.django_db


def test_every_page_opens_sets_no_cookie_and_is_small(browser):
    for address in EVERY:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert len(answer.content) < 40_000


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(browser):
    for address in EVERY:
        page = browser.get(address).content.decode()
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!www\.wikipedia\.org)', page)
        for sign in ("<script>", " style=", "onclick", "{%", "{{"):
            assert sign not in page, (address, sign)


def test_the_title_of_a_page_that_helps_says_nothing(browser):
    for page in ("", "help/", "danger/", "children/", "report/", "answer/", "hide/"):
        assert "<title>Panah</title>" in browser.get(f"/en/{page}").content.decode()


def test_the_questions_about_danger_have_nothing_that_a_browser_could_send(browser):
    page = browser.get("/en/danger/").content.decode()
    assert page.count('type="checkbox"') == 5
    for sign in ("<form", "<script>", " name=", "localStorage"):
        assert sign not in page.split("<main")[1].split("</main>")[0]


def test_a_child_reads_who_must_be_told_before_the_way_to_write(browser):
    page = browser.get("/en/children/").content.decode()
    assert page.index("we must tell the people") < page.index("?r=1")
    form = browser.get("/en/report/?r=1").content.decode()
    assert re.search(r'value="child_helpline"[^>]*checked', form)
    assert "checked" not in browser.get("/en/report/?reader=nobody").content.decode()


def test_the_language_stands_in_the_address_and_in_the_page(browser):
    azerbaijani, english = browser.get("/az/").content.decode(), browser.get("/en/").content.decode()
    assert '<html lang="az"' in azerbaijani
    assert "Təhlükəsiz olmaq haqqınız var" in azerbaijani
    assert "You have the right to be safe" in english
    assert 'href="/az/rights/"' in browser.get("/en/rights/").content.decode()


def test_a_demonstration_says_so_and_is_not_indexed(browser):
    page = browser.get("/en/report/").content.decode()
    assert "Nobody reads what you write here" in page
    assert 'content="noindex"' in page
    assert "Disallow: /" in browser.get("/robots.txt").content.decode()


def test_the_number_and_the_exit_are_on_every_page(browser):
    for address in EVERY:
        page = browser.get(address).content.decode()
        assert "tel:152" in page
        assert "data-exit" in page


def test_an_address_that_leads_nowhere_shows_the_number(browser):
    answer = browser.get("/en/nowhere/at/all/")
    assert answer.status_code == 404
    assert "tel:152" in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
    ],
)
def test_a_form_of_another_site_is_refused(browser, headers):
    refused = browser.post("/en/report/", {"reader": "ngo", "words": "x"}, **headers)
    assert refused.status_code == 403
    assert "tel:152" in refused.content.decode()


NO_DAY = "WyJ4IiwgIjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCJd"


@pytest.mark.parametrize("address", ["/az/events/?after=x", f"/az/services/?after={NO_DAY}"])
def test_an_odd_address_is_answered_in_words(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 400
    assert "tel:152" in answer.content.decode()


def test_what_was_chosen_stays_when_the_language_changes(browser):
    page = browser.get("/en/report/?r=1&m=poster&words=secret").content.decode()
    assert 'href="/ru/report/?r=1&amp;m=poster"' in page


def test_whoever_only_looks_ahead_counts_no_scan(browser, monkeypatch):
    assert count_scan("a\0b") == Scanned()
    counted = []
    monkeypatch.setattr("panah.website.scans.count_scan", lambda code: counted.append(code) or Scanned())
    browser.head("/p/ABC123")
    browser.get("/p/ABC123", headers={"sec-purpose": "prefetch;prerender"})
    assert counted == []
    browser.get("/p/ABC123")
    assert counted == ["ABC123"]


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, {"HTTP_ORIGIN": "http://testserver"}]
)
def test_our_own_form_is_accepted(browser, headers):
    assert browser.post("/en/answer/", {"code": "1"}, **headers).status_code == 422


def test_far_too_much_text_gets_a_page_with_the_number(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = browser.post("/en/report/", {"words": "x" * 2000}, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "smaller parts" in answer.content.decode()
    assert "tel:152" in answer.content.decode()


def test_a_page_that_fails_shows_the_number_and_no_receipt(browser, monkeypatch):
    def broken(*args, **kwargs):
        raise OperationalError("the database is down")

    monkeypatch.setattr("panah.concerns.door.desks", broken)
    answer = browser.get("/en/report/")
    assert answer.status_code == 500
    assert "tel:152" in answer.content.decode()
    assert "receipt" not in answer.content.decode()


def test_what_was_scanned_goes_along_every_link_to_the_form_without_a_cookie(browser, monkeypatch):
    monkeypatch.setattr("panah.website.scans.count_scan", lambda code: Scanned("poster", "en"))
    address = "/p/ABC123"
    for following in ("/en/", "/en/services/", "/en/", "/en/report/"):
        answer = browser.get(address)
        page = answer.content.decode()
        assert not answer.cookies
        assert int(answer.get("Content-Length", len(answer.content))) == len(answer.content)
        assert not re.search(r'href="/en/[^"]*m=\w+[^"]*m=', page)
        address = f"{following}?m=poster"
        assert f'href="{address}"' in page
    assert 'name="material" value="poster"' in browser.get(address).content.decode()
    assert "?r=1&amp;m=poster" in browser.get("/en/children/?m=poster").content.decode()
    assert "m=" not in browser.get("/en/help/?m=nothing").content.decode().split("<main")[1]


def test_about_the_data_has_its_own_address_and_the_figures_lead_there(browser):
    page = browser.get("/en/data/").content.decode()
    for sign in ("never added up", "below 5, and below 11", "not rounded", "What is never published"):
        assert sign in page
    for address in ("/en/figures/", "/en/"):
        assert 'href="/en/data/"' in browser.get(address).content.decode()
