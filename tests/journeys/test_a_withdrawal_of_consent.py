"""Journey: a withdrawal of consent. What rests on it ends at once, and both ends are told to stop."""

import time
from collections.abc import Callable

import pytest

from tests.journeys.steps import Person
from tests.journeys.test_a_poster_leads_to_help import POLICE, SIGN, SUMMARY, day

WITHDRAWN = {"az": "razılığını geri götürüb", "en": "withdrew consent"}
SHOWN = {"az": "İfadə verməyə borclu deyilsiniz", "en": "You do not have to make a statement"}
People = Callable[..., Person]
SECONDS = 12


def open_case(worker: Person) -> str:
    """Somebody came by themselves; one sign is enough to presume."""
    worker.send("/protection/cases/open/", source="self", given_name="Rəna", surname="Sınaqova", citizenship="AZ")
    case = worker.last_id()
    worker.send(
        f"/protection/cases/{case}/indicators/presume/",
        body="gov_nonpolice", grounds=SUMMARY, **{f"sign_{SIGN}": "yes"},
    )  # fmt: skip
    return case


def agree(worker: Person, case: str) -> None:
    """The text is shown in the person's language; she reads it and draws her name on the page."""
    page = worker.page
    worker.go(f"/protection/cases/{case}/consent/record/")
    asked = {"purpose": "share_police", "language": worker.language, "signing": "drawn"}
    worker.fill({**asked, "recipient_id": POLICE[worker.language]})
    worker.leave(page.locator("main form[method=get] button[type=submit]"))
    assert worker.says(SHOWN[worker.language])
    board = page.locator("[data-board] canvas")
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for across in range(60, 240, 20):
        page.mouse.move(box["x"] + across, box["y"] + 60 + across % 40)
    page.mouse.up()
    worker.leave(page.locator("main form[method=post] button[type=submit]").last)


def refer(worker: Person, case: str) -> None:
    worker.send(
        f"/coordination/referrals/send/?case={case}",
        purpose="identification", to_organisation_id=POLICE[worker.language], note=SUMMARY, basis="consent",
        consent_id=POLICE[worker.language], groups=["case"], **day("expires_on", ahead=30),
    )  # fmt: skip


def told(somebody: Person) -> bool:
    """Wait until somebody finds it among their work."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        somebody.go("/")
        if somebody.says(WITHDRAWN[somebody.language]):
            return True
        somebody.page.wait_for_timeout(300)
    return False


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_withdrawal_of_consent(people: People, language: str) -> None:
    worker = people("case_manager", language, organisation="vac")
    case = open_case(worker)
    agree(worker, case)
    refer(worker, case)
    officer = people("identification_officer", language)
    officer.go("/coordination/referrals/")
    with officer.page.expect_navigation():
        officer.page.locator("main a[href*='/coordination/referrals/']:not([href*=send])").first.click()
    referral = officer.here
    worker.go(f"/protection/cases/{case}/consent/")
    worker.press("/withdraw/")
    assert told(officer)
    assert told(worker)
    officer.go(referral)
    assert officer.says(WITHDRAWN[language])
    assert officer.page.locator("main a[href*='/accept/']").count() == 0
