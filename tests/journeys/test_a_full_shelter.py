"""Journey: one shelter is full and says so; the next holds a place, takes the person in, and tells that she left."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.steps import Person, agree

FULL = {"az": "Təmiz Dünya", "en": "Clean World"}
SHELTER = {"az": "Baş İdarənin sığınacağı", "en": "Shelter of the Main Department"}
REASON = {"az": "Sığınacaqda boş yer yoxdur", "en": "The shelter is full"}
HELD = {"az": "Yer saxlanılır", "en": "A place is held"}
SAFE = {"az": "Təhlükəsiz yerdədir", "en": "In a safe place"}
LEFT = {"az": "Sığınacaqdan çıxıb", "en": "Left the shelter"}
HOME = {"az": "Ailənin evi", "en": "Home of the family"}
STREET = "Invented Street"
People = Callable[..., Person]


def presume(worker: Person) -> str:
    """A woman comes by herself; the centre presumes that she was trafficked, which opens all help."""
    worker.send("/protection/cases/open/", source="self", sex="female", age_band="24_26", language="az")
    case = worker.last_id()
    worker.send(
        f"/protection/cases/{case}/indicators/presume/",
        body="gov_nonpolice", grounds="She was not let out.", sign_freedom_movement="yes",
    )  # fmt: skip
    return case


def number_of(worker: Person, case: str) -> str:
    """The number of a case, as it stands on its page."""
    worker.go(f"/protection/cases/{case}/")
    found = re.search(r"P-\d{4}-[0-9A-Z]+", worker.page.locator("body").inner_text())
    assert found
    return found[0]


def ask(worker: Person, case: str, whom: dict[str, str]) -> None:
    agree(worker, case, "share_partner")
    worker.send(f"/protection/cases/{case}/shelter/request/", to_organisation_id=whom[worker.language])


def open_request(manager: Person, reference: str) -> str:
    """The shelter finds the request by its reference."""
    manager.go("/protection/shelters/")
    row = manager.page.locator("main tr", has_text=reference)
    with manager.page.expect_navigation():
        row.locator("a[href*='/protection/places/']").first.click()
    return manager.last_id()


def choose_unit(manager: Person, words: str) -> None:
    label = manager.page.locator("main label", has_text=words).first
    manager.page.locator(f"#{label.get_attribute('for')}").check(force=True)
    manager.leave(manager.page.locator("main form[method=post] button[type=submit]").last)


def tick(manager: Person, reference: str) -> None:
    """The daily list: she is in the house."""
    manager.go("/protection/presence/")
    row = manager.page.locator("main tr", has_text=reference)
    manager.leave(row.locator("form button").first)
    assert manager.page.locator("main tr", has_text=reference).locator("form").count() == 0


def leave_house(manager: Person, reference: str) -> None:
    manager.go("/protection/shelters/")
    with manager.page.expect_navigation():
        manager.page.locator("main tr", has_text=reference).locator("a[href*='/end/']").first.click()
    manager.send(manager.here, reason="family", exit_to="family_home")


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_full_shelter(people: People, language: str) -> None:
    worker = people("case_manager", language, organisation="vac")
    case = presume(worker)
    reference = number_of(worker, case)
    ask(worker, case, FULL)
    full = people("shelter_manager", language, organisation="ngo-clean-world")
    request = open_request(full, reference)
    full.send(f"/protection/places/{request}/decline/", reason="full")
    full.go("/protection/shelters/unmet/")
    worker.go(f"/protection/cases/{case}/shelter/")
    assert worker.says(REASON[language])
    ask(worker, case, SHELTER)
    keeper = people("shelter_manager", language, organisation="mia-shelter")
    request = open_request(keeper, reference)
    keeper.go(f"/protection/places/{request}/hold/")
    choose_unit(keeper, " A")
    assert keeper.says(HELD[language])
    worker.go(f"/protection/cases/{case}/shelter/")
    assert worker.says(HELD[language])
    keeper.go(f"/protection/places/{request}/admit/")
    keeper.fill({"rules_language": "az"})
    keeper.leave(keeper.page.locator("main form[method=post] button[type=submit]").last)
    tick(keeper, reference)
    worker.go(f"/protection/cases/{case}/shelter/")
    assert worker.says(SAFE[language])
    leave_house(keeper, reference)
    worker.go(f"/protection/cases/{case}/shelter/")
    assert worker.says(LEFT[language])
    assert worker.says(HOME[language])
    assert not worker.says(STREET)
