"""Journeys: a site of their own, and a real Chromium to walk through it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import chromium, steps
from tests.journeys.site import Site, served

BROWSER = chromium.path()
SKIPPED = "no Chromium is installed here (on Debian: apt install chromium)"


HERE = Path(__file__).parent


def pytest_itemcollected(item: pytest.Item) -> None:
    """Journeys use real sockets; without a browser they are skipped in plain words."""
    if HERE in item.path.parents:
        item.add_marker(pytest.mark.journey)
        item.add_marker(pytest.mark.enable_socket)
        if BROWSER is None:
            item.add_marker(pytest.mark.skip(reason=SKIPPED))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site") / "var") as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[Callable[..., steps.Person]]:
    """`people("case_manager", "az")` signs somebody in; without a role it is somebody of the public."""
    arrived: list[steps.Person] = []

    def arrive(role: str, language: str, *, organisation: str = "", number: int = 0) -> steps.Person:
        if role == "public":
            person = steps.arrive(browser, site, language)
        else:
            person = steps.sign_in(browser, site, role, language, organisation=organisation, number=number)
        arrived.append(person)
        return person

    yield arrive
    for person in arrived:
        person.context.close()
    assert [complaint for person in arrived for complaint in person.complaints] == []
