"""Crawl a served demonstration in Chromium: told what to crawl in JSON, and answering in JSON."""

import json
import sys
from dataclasses import dataclass, field
from typing import Any

import django

django.setup()

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from panah.access.roles import ROLES  # noqa: E402
from tests.journeys import axe, chromium, steps  # noqa: E402
from tests.journeys.site import Site  # noqa: E402
from tests.journeys.test_every_page import DESK, LEAVES, PUBLIC, SHEETS, name_of  # noqa: E402

LANGUAGES = ("az", "en")
# Tags with their attributes, without what is written between them: the same bones give axe the same to say.
BONES = """() => [...document.querySelectorAll('body *')].map(node => node.tagName + [...node.attributes].map(
    mark => ' ' + mark.name + (['id', 'for', 'class', 'role', 'type', 'name', 'lang'].includes(mark.name)
        || mark.name.startsWith('aria-') ? '=' + mark.value : '') ).join('')
    + (node.childElementCount || node.textContent.trim() ? '' : ' empty')).join('\\n')"""
MOST_PAGES = 150
WIDTHS = (375, 1280)
POLICY = "Content Security Policy"
UNLABELLED = "() => document.querySelector('main').insertAdjacentHTML('beforeend', '<input name=planted>')"
INLINE = "() => document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"color:red\">planted</p>')"


@dataclass
class Met:
    """What the crawl met; lists hold one line for each fault."""

    roles: int = 0
    desk: int = 0
    public: int = 0
    axe: int = 0
    names: set[str] = field(default_factory=set)
    bones: set[int] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    policy: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    planted: dict[str, str] = field(default_factory=dict)


def look(page: Page, who: str, met: Met) -> None:
    """Run axe on the open page unless it saw the same bones before, and see if it fits a narrow and a wide screen."""
    bones = hash(page.evaluate(BONES))
    if bones not in met.bones:
        met.bones.add(bones)
        met.axe += 1
        met.violations += [f"{who} {path_of(page)}: {axe.told(violation)}" for violation in axe.violations(page)]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if excess > 1:
            met.wide.append(f"{who} {path_of(page)}: {excess} px too wide at {width}")


def path_of(page: Page) -> str:
    return "/" + page.url.split("/", 3)[-1]


def walk(person: steps.Person, who: str, start: str, site: str, met: Met) -> int:
    """Follow the links from a page to one page of each kind; return how many were opened."""
    base = person.site.public if site == PUBLIC else person.site.desk
    waiting, seen, visited = [start], set[str](), 0
    while waiting and visited < MOST_PAGES:
        path = waiting.pop(0)
        name = name_of(path, site)
        if not name or name in seen:
            continue
        seen.add(name)
        visited += 1
        answer = person.page.goto(base + path)
        if answer is None or not answer.ok:
            met.broken.append(f"{who} {path}: {answer.status if answer else 'no answer'}")
            person.complaints[:] = [said for said in person.complaints if path not in said]  # said once is enough
            continue
        look(person.page, who, met)
        links = person.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        waiting += [
            link for link in links if link.startswith("/") and not (link.startswith(LEAVES) or SHEETS.search(link))
        ]
    met.names |= seen
    return visited


def hear(person: steps.Person, who: str, met: Met) -> None:
    """Sort what the browser complained of."""
    for said in person.complaints:
        (met.policy if POLICY in said else met.complaints).append(f"{who} {said[:300]}")
    person.context.close()


def crawl(browser: Browser, site: Site, met: Met) -> None:
    """Walk as every role and as the public."""
    for language in LANGUAGES:
        for role in ROLES:
            who = f"{role} ({language})"
            person = steps.sign_in(browser, site, role, language)
            met.desk += walk(person, who, "/", DESK, met)
            hear(person, who, met)
            sys.stderr.write(f"{who}: {met.desk} pages, axe {met.axe}\n")
        who = f"the public ({language})"
        person = steps.arrive(browser, site, language)
        met.public += walk(person, who, f"/{language}/", PUBLIC, met)
        hear(person, who, met)
    met.roles = len(ROLES)


def plant(browser: Browser, site: Site) -> dict[str, str]:
    """Plant an unlabelled field, and an inline style in an open page, and look with the same eyes."""
    found, said = Met(), {}
    person = steps.sign_in(browser, site, "case_manager", "en")
    person.page.goto(site.desk + "/")
    person.page.evaluate(UNLABELLED)
    look(person.page, "planted", found)
    said["a field without a label"] = next((line for line in found.violations if "planted" in line), "")
    person.page.evaluate(INLINE)
    person.page.wait_for_timeout(200)
    hear(person, "planted", found)
    said["an inline style"] = next(iter(found.policy), "")[:160]
    return said


def main() -> None:
    task = json.load(sys.stdin)
    site, met = Site(task["desk"], task["public"], task["said"].splitlines()), Met()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        met.planted = plant(browser, site)
        crawl(browser, site, met)
        browser.close()
    answer: dict[str, Any] = vars(met) | {"bones": len(met.bones), "kinds": len(met.names), "names": sorted(met.names)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
