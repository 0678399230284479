"""Journey: the annual report of 2024 with its differences; each figure opens, and small ones can be hidden."""

from collections.abc import Callable

import pytest

from tests.journeys.steps import Person

SHELTERED = {"az": "Sığınacağa yerləşdirilənlər", "en": "Placed in a shelter"}
REPATRIATED = {"az": "Ölkəsinə qayıdan əcnəbilər", "en": "Foreign persons returned to their country"}
COUNTS = {"az": "sığınacaqda qalması başlanan", "en": "whose stay in a shelter began"}


def number(person: Person, title: str) -> str:
    row = person.page.locator("main tr", has=person.page.get_by_role("rowheader", name=title)).first
    return row.locator("td").first.inner_text().strip()


@pytest.mark.parametrize("language", ["az", "en"])
def test_the_annual_report_of_2024(people: Callable[..., Person], language: str) -> None:
    coordinator = people("national_coordinator", language)
    coordinator.send("/statistics/report/draw/", year=2024)
    assert coordinator.says("2024")
    assert number(coordinator, SHELTERED[language]).startswith("56 (+")
    assert number(coordinator, REPATRIATED[language]) == "1 (+1)"
    coordinator.page.locator("main a[href$='for=publication']").click()
    coordinator.page.wait_for_url("**for=publication")
    assert number(coordinator, SHELTERED[language]).startswith("56")
    assert number(coordinator, REPATRIATED[language]) == "–"
    with coordinator.page.expect_navigation():
        coordinator.page.get_by_role("link", name=SHELTERED[language]).click()
    assert coordinator.says(COUNTS[language])
