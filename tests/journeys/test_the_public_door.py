"""The public's door in a real browser: with and without scripts, on a narrow phone, and nothing left behind."""

import re
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, Route

from tests.contracts.verdict import kept
from tests.journeys import axe
from tests.journeys.site import Site

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
    "services/",
    "report/",
    "answer/",
)
EVERY = [f"/{language}/{page}" for language in ("az", "en", "ru") for page in PAGES]
HEAVIEST = [f"/{language}/{page}" for language in ("az", "en", "ru") for page in ("", "report/", "services/")]
SECRET = "Onu zirzəmidə saxlayırlar 7741"
FIRST_LOAD = 100_000
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
AWAY = "<main><h1>The site does not work now</h1></main>"
BOXES = "[...document.querySelectorAll('textarea, input')].map(box => box.value).join()"
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
LEFT = "() => [document.cookie, localStorage.length, sessionStorage.length]"


def write(page: Page, address: str, *, scripts: bool) -> str:
    """Fill in the form as a person does, and return the code of the receipt."""
    page.goto(address)
    page.locator("input[name=reader]").first.check(force=True)
    if scripts:
        while not page.locator("textarea[name=words]").is_visible():
            page.locator("section:not([hidden]) button[type=button].pn-btn").first.click()
    page.fill("textarea[name=words]", SECRET)
    if scripts:
        page.locator("section:not([hidden]) button[type=button].pn-btn").first.click()
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector(".pn-receipt__code")
    return re.sub(r"\D", "", page.inner_text(".pn-receipt__code"))


def context_of(browser: Browser, *, scripts: bool = True, width: int = 320) -> tuple[BrowserContext, Page, list[str]]:
    """Return somebody at a narrow phone, and what the browser complains about."""
    context = browser.new_context(viewport={"width": width, "height": 640}, java_script_enabled=scripts)
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return context, page, complaints


@BOTH_WAYS
@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_somebody_reports_comes_back_and_writes_more(
    browser: Browser, site: Site, language: str, scripts: bool
) -> None:
    context, page, complaints = context_of(browser, scripts=scripts)
    code = write(page, f"{site.public}/{language}/report/", scripts=scripts)
    assert len(code) == 20
    page.goto(f"{site.public}/{language}/answer/")
    page.fill("input[name=code]", f"{code[:5]}-{code[5:10]} {code[10:]}")
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("textarea[name=words]")
    assert SECRET not in page.content()
    assert code not in page.content()
    page.fill("textarea[name=words]", "Bir də")
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector(".pn-note--green")
    assert context.cookies() == []
    assert complaints == []
    context.close()


def leave_and_come_back(page: Page, site: Site, *forbidden: str) -> None:
    """Press the exit, then Back eight times; what is forbidden must not be seen again, nor stand in an address."""
    elsewhere = f"{site.public}/static/core/icon.svg"
    page.evaluate("to => document.querySelectorAll('[data-exit]').forEach(link => (link.href = to))", elsewhere)
    page.locator("[data-exit]:visible").first.click()
    page.wait_for_url(elsewhere)
    shown = []
    for _ in range(8):
        try:
            page.go_back()
        except Error as refused:  # what was sent is not kept: the browser asks before it sends it once more
            assert "ERR_CACHE_MISS" in refused.message
            page.wait_for_url("chrome-error:**")
        shown.append(page.url)
        seen = page.url + page.content() + page.evaluate(BOXES)
        assert [each for each in forbidden if each in seen] == []
    assert f"{site.public}/az/" in shown
    assert page.context.cookies() == []


@BOTH_WAYS
def test_after_the_exit_and_eight_times_back_nothing_typed_is_seen(browser: Browser, site: Site, scripts: bool) -> None:
    context, page, _ = context_of(browser, scripts=scripts)
    page.goto(f"{site.public}/az/")
    page.goto(f"{site.public}/az/report/")
    page.evaluate("document.querySelector('textarea[name=words]').closest('section').hidden = false")
    page.fill("textarea[name=words]", SECRET)
    leave_and_come_back(page, site, SECRET)
    context.close()


def test_after_the_exit_a_form_with_errors_holds_nothing(browser: Browser, site: Site) -> None:
    context, page, _ = context_of(browser)
    page.goto(f"{site.public}/az/")
    page.goto(f"{site.public}/az/report/")
    open_all(page)
    page.fill("textarea[name=words]", SECRET)
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector(".govuk-error-summary")
    leave_and_come_back(page, site, SECRET)
    context.close()


@BOTH_WAYS
def test_after_the_exit_neither_the_code_nor_the_conversation_is_seen_again(
    browser: Browser, site: Site, scripts: bool
) -> None:
    context, page, _ = context_of(browser, scripts=scripts)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.public}/az/")
    code = write(page, f"{site.public}/az/report/", scripts=scripts)
    page.locator(f"main a[href='{page.url.removeprefix(site.public).replace('report', 'answer')}']").click()
    page.fill("input[name=code]", code)
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("textarea[name=words]")
    heading = page.inner_text("h1")
    page.fill("textarea[name=words]", "Bir də 8852")
    leave_and_come_back(page, site, SECRET, "Bir də 8852", code, code[:5], f'<h1 class="govuk-heading-xl">{heading}')
    assert [url for url in asked if code[:5] in url] == []
    context.close()


@BOTH_WAYS
def test_after_the_exit_the_receipt_is_not_seen_again(browser: Browser, site: Site, scripts: bool) -> None:
    context, page, _ = context_of(browser, scripts=scripts)
    page.goto(f"{site.public}/az/")
    code = write(page, f"{site.public}/az/report/", scripts=scripts)
    leave_and_come_back(page, site, SECRET, code[:5])
    context.close()


@BOTH_WAYS
def test_what_was_ticked_gets_an_answer_is_sent_nowhere_and_is_not_seen_again(
    browser: Browser, site: Site, scripts: bool
) -> None:
    context, page, complaints = context_of(browser, scripts=scripts)
    page.goto(f"{site.public}/az/danger/", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    end = page.locator(".pn-check__yes")
    assert not end.is_visible()
    page.locator(".pn-check input").nth(1).check()
    assert end.is_visible()
    assert page.locator(".pn-check li p:visible").count() == 1
    assert asked == []
    page.goto(f"{site.public}/az/hide/")
    page.go_back()
    assert page.locator(".pn-check input:checked").count() == 0
    assert complaints == []
    context.close()


def test_no_page_leaves_anything_asks_elsewhere_or_runs_over_the_edge(browser: Browser, site: Site) -> None:
    context, page, complaints = context_of(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in EVERY:
        page.goto(site.public + address)
        assert page.evaluate(LEFT) == ["", 0, 0]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert [url for url in asked if not url.startswith(site.public)] == []
    assert context.cookies() == []
    assert complaints == []
    context.close()


def test_the_first_load_of_the_heaviest_pages_is_small(browser: Browser, site: Site) -> None:
    for address in HEAVIEST:
        context, page, _ = context_of(browser)
        weights: list[int] = []
        page.on("response", lambda answer, to=weights: to.append(weight(answer)))
        page.goto(site.public + address, wait_until="load")
        assert weights
        assert sum(weights) < FIRST_LOAD, address
        context.close()


def weight(answer: Response) -> int:
    return int(answer.headers.get("content-length") or len(answer.body()))


def test_a_page_of_somebody_else_takes_no_words_away(browser: Browser, site: Site) -> None:
    context, page, _ = context_of(browser)
    page.goto(f"{site.public}/en/report/")
    open_all(page)
    page.fill("textarea[name=words]", SECRET)
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector(".govuk-error-summary")  # nobody was chosen to read it: a new page, with its script
    assert page.input_value("textarea[name=words]") == SECRET
    for answer in ({"status": 502, "body": AWAY, "content_type": "text/html"}, None):
        page.unroute_all()
        page.route("**/report/", partial(answered, answer=answer))
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector("[data-told][role=alert]")
        assert page.input_value("textarea[name=words]") == SECRET
        page.evaluate("document.querySelector('[data-told]').remove()")
    page.unroute_all()
    page.locator("input[name=reader]").first.check(force=True)
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector(".pn-receipt__code")
    context.close()


def answered(route: Route, *, answer: dict[str, Any] | None) -> None:
    if answer:
        route.fulfill(**answer)
    else:
        route.abort()


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('section[data-step]').forEach(step => step.hidden = false)")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, site: Site, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 12000}, bypass_csp=True)
    page = context.new_page()
    for address in EVERY if width == 320 else EVERY[: len(PAGES)]:
        page.goto(site.public + address)
        nothing_found(page, address)
    context.close()


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_axe_finds_nothing_on_the_way_there_and_back(browser: Browser, site: Site, language: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 12000}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site.public}/{language}/report/")
    open_all(page)
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector(".govuk-error-summary")
    nothing_found(page, "the form with errors")
    code = write(page, f"{site.public}/{language}/report/", scripts=True)
    nothing_found(page, "the receipt")
    page.goto(f"{site.public}/{language}/answer/")
    page.fill("input[name=code]", code)
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("textarea[name=words]")
    nothing_found(page, "the conversation")
    context.close()


def nothing_found(page: Page, where: str) -> None:
    kept(f"{where}: {axe.told(violation)}" for violation in axe.violations(page, runOnly=RULES))
