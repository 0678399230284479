"""Every page once, as somebody who may open it: axe finds nothing, the browser complains of nothing, nothing breaks."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import Page

from tests.contracts.verdict import kept
from tests.journeys import axe
from tests.journeys.steps import Person

ROLES = (
    "helpline_supervisor",
    "first_responder",
    "identification_officer",
    "case_supervisor",
    "shelter_manager",
    "transport_officer",
    "aid_fund_officer",
    "aid_committee_member",
    "investigator",
    "consular_officer",
    "liaison_officer",
    "national_coordinator",
    "campaign_officer",
    "project_officer",
    "oversight_officer",
    "system_administrator",
)
PUBLIC = "panah.config.urls_public"
DESK = "panah.config.urls"
MOST_PAGES = 60
LEAVES = ("/account/logout/", "/static/", "/p/")
# Drawn by the browser's own reader, whose page is not ours, or kept as a file.
SHEETS = re.compile(r"\.pdf|/print/|/template/|\.xlsx|\.csv|/attendance/|/sheet/|/deliveries/[^/]+/note/|/copy/")


def faults(page: Page, name: str) -> Iterator[str]:
    """What is wrong with the open page."""
    yield from (f"{name} {page.url}: {axe.told(violation)}" for violation in axe.violations(page))
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if excess > 1:
            yield f"{name} {page.url}: {excess} px too wide on a screen of {width}"


def name_of(path: str, site: str) -> str:
    """The name of a page; the language of a public address is its first word."""
    plain = path.split("?")[0].split("#")[0]
    with translation.override(plain.split("/")[1] if site == PUBLIC else None):
        try:
            return resolve(plain, urlconf=site).view_name
        except Resolver404:
            return ""


def walk(person: Person, start: str, site: str, seen: set[str]) -> Iterator[str]:
    """Follow the links from a page, one page of each kind."""
    base = person.site.public if site == PUBLIC else person.site.desk
    waiting, visited = [start], 0
    while waiting and visited < MOST_PAGES:
        path = waiting.pop(0)
        name = name_of(path, site)
        if not name or (name in seen and visited):
            continue
        seen.add(name)
        visited += 1
        answer = person.page.goto(base + path)
        if answer is None or not answer.ok:
            yield f"{name} {path}: {answer.status if answer else 'no answer'}"
            continue
        yield from faults(person.page, name)
        links = person.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        waiting += [
            link for link in links if link.startswith("/") and not (link.startswith(LEAVES) or SHEETS.search(link))
        ]


def test_pages_of_the_desk_are_accessible(people: Callable[..., Person]) -> None:
    """In the longer of the two languages; `panah evidence` walks every role's pages in both."""
    seen: set[str] = set()
    found: list[str] = []
    for role in ROLES:
        person = people(role, "az")
        found += walk(person, "/", DESK, seen)
    kept(found)
    assert len(seen) > 40, sorted(seen)


@pytest.mark.parametrize("language", ["az", "en"])
def test_pages_of_the_public_are_accessible(people: Callable[..., Person], language: str) -> None:
    seen: set[str] = set()
    kept(walk(people("public", language), f"/{language}/", PUBLIC, seen))
    assert len(seen) > 10, sorted(seen)
