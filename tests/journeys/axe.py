"""What axe finds wrong on an open page."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# What holds is neither described node by node nor sent from the browser, and the script stands in a function that
# returns nothing: a good part of the time of a run went into telling us what nobody reads.
LOAD = f"() => {{ {AXE_SCRIPT}\n}}"
RUN = "options => axe.run(options).then(found => found.violations)"
ONLY_FAULTS = {"resultTypes": ["violations"]}


def violations(page: Page, **options: Any) -> list[dict[str, Any]]:
    page.evaluate(LOAD)
    found: list[dict[str, Any]] = page.evaluate(RUN, ONLY_FAULTS | options)
    return found


def told(violation: dict[str, Any]) -> str:
    """One violation as a sentence: the rule, and the first places that break it."""
    places = [node["html"][:160] for node in violation["nodes"][:2]]
    return f"{violation['id']}: {violation['help']}: {places}"
