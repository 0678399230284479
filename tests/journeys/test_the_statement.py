"""Journey 7: the coordinator picks a period and receives the paragraph, each figure opening to its definition."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.site import Site
from tests.journeys.steps import Person

FIGURES = {"356", "312", "280", "58"}
WORDS = {
    "en": ("were neutralised", "placed in a safe shelter", "each of them received"),
    "az": ("zərərsizləşdirilib", "sığınacağa yerləşdirilib", "hər birinə"),
}


@pytest.mark.parametrize("language", ["az", "en"])
def test_the_statement_of_2019_comes_out_of_the_records(people: Callable[..., Person], language: str) -> None:
    coordinator = people("national_coordinator", language)
    page = coordinator.page
    first = {"first_day": 1, "first_month": 6, "first_year": 2014}
    coordinator.send("/statistics/statement/draw/", **first, last_day=31, last_month=5, last_year=2019)
    paragraph = page.locator("p.pn-para").inner_text()
    assert set(re.findall(r"\d+", paragraph)) >= FIGURES
    for words in WORDS[language]:
        assert words in paragraph
    keys = page.locator("p.pn-para a.pn-fig").evaluate_all("links => links.map(link => link.dataset.def)")
    assert len(keys) >= 6
    for key in keys:
        page.locator(f"a.pn-fig[data-def={key}]").first.click()
        page.wait_for_url(f"**/{key}/**")
        definition = page.locator("#figure").inner_text()
        assert key in definition
        assert "2014" in definition


def test_the_command_says_what_the_page_says(site: Site) -> None:
    said = " ".join(site.said)
    for figure in FIGURES:
        assert figure in said
