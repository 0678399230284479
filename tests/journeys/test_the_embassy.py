"""Journey 2: a consul abroad brings a national home, and an embassy here helps its own national who chose it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.steps import Person, draw_consent
from tests.journeys.test_a_poster_leads_to_help import SUMMARY, day

CENTRE = {"az": "Yardım Mərkəzi", "en": "Assistance Centre"}
EMBASSY = {"az": "Moldova", "en": "Moldova"}
SIGNED = {"az": "İmza ilə qəbul edilib", "en": "Signed for"}
People = Callable[..., Person]


def begin(consul: Person) -> str:
    """Somebody without papers comes to the consulate: the first hours, with consent."""
    consul.go("/protection/consular/open/")
    consul.page.locator("main [name=consented]").check(force=True)
    consul.fill({
        "given_name": "Nigar", "surname": "Yoxlanova", "sex": "female", "age_band": "24_26", "citizenship": "AZ",
        "country": "TR", "channel": "in_person", "document_status": "held_by_exploiter",
    })  # fmt: skip
    consul.leave(consul.page.locator("main form[method=post] button[type=submit]").last)
    record = consul.last_id()
    consul.send(
        f"/protection/consular/{record}/change/",
        steps_done=["safe_place", "consent"], has_safe_place="yes", is_safe_to_return="yes",
    )  # fmt: skip
    return record


def send_home(consul: Person, record: str) -> None:
    """A certificate of return, and a body at home that expects the person."""
    consul.send(
        f"/protection/consular/{record}/document/",
        number="QŞ 1", **day("issued_on"), **day("valid_until", ahead=30),
    )  # fmt: skip
    consul.send(
        f"/protection/consular/{record}/return/",
        to_organisation_id=CENTRE[consul.language], is_escorted="yes", needs=["medical"], **day("arrives_on"),
    )  # fmt: skip


def sign(receiver: Person, reference: str) -> str:
    """Somebody signs for the arrival, and has the case under the same opaque number."""
    receiver.go("/")
    row = receiver.page.locator("main .pn-row", has_text=reference).first
    with receiver.page.expect_navigation():
        row.locator("a").first.click()
    receiver.send(receiver.here, **day("arrived_on"))
    form = receiver.here
    assert form.endswith("/case/")
    assert receiver.page.locator("main [name=source]").input_value() == "consulate"
    receiver.leave(receiver.page.locator("main form[method=post] button[type=submit]").last)
    return receiver.last_id()


def ask_the_embassy(worker: Person) -> str:
    """A Moldovan worker found in Baku chooses to have her embassy called."""
    worker.send(
        "/protection/cases/open/",
        source="labour_inspection", given_name="Ana", surname="Munteanu", sex="female", citizenship="MD",
    )  # fmt: skip
    case = worker.last_id()
    worker.send(
        f"/protection/cases/{case}/indicators/presume/",
        body="gov_nonpolice", grounds=SUMMARY, sign_freedom_movement="yes",
    )  # fmt: skip
    draw_consent(worker, case, purpose="share_foreign", recipient=EMBASSY[worker.language])
    worker.go(f"/protection/cases/{case}/consular/")
    contact: dict[str, Any] = {"seeks_asylum": "no", "fears_state": "no", "help_wanted": ["identity"]}
    path = worker.page.locator("main a[href$='/consular/mission/']").get_attribute("href")
    assert path is not None
    worker.go(path)
    consent = worker.page.locator("main [name=consent_id] option").last.get_attribute("value")
    embassy = {"to_organisation_id": EMBASSY[worker.language], "consent_id": consent}
    worker.send(path, **embassy, **contact, **day("expires_on", ahead=14))
    return case


def help_the_national(officer: Person) -> None:
    """The embassy sees who it is, nothing else, and begins to help."""
    officer.go("/")
    with officer.page.expect_navigation():
        officer.page.locator("main a[href*='/consular/asked/']").first.click()
    asked = officer.here
    officer.press("/identity/")
    assert officer.says("Munteanu")
    officer.send(f"{asked}help/", channel="authority", document_status="lost", age_band="24_26")
    record = officer.here
    officer.send(f"{record}document/", number="MD 7", **day("issued_on"), **day("valid_until", ahead=20))
    assert officer.here == record


@pytest.mark.parametrize("language", ["az", "en"])
def test_the_embassy(people: People, language: str) -> None:
    consul = people("consular_officer", language, organisation="mfa-istanbul")
    record = begin(consul)
    send_home(consul, record)
    reference = consul.page.locator("main h1").inner_text()
    receiver = people("case_manager", language, organisation="vac")
    sign(receiver, reference)
    consul.go(f"/protection/consular/{record}/")
    assert consul.says(SIGNED[language])
    consul.go(f"/protection/consular/{record}/close/")
    consul.leave(consul.page.locator("main form[method=post] button[type=submit]").last)
    ask_the_embassy(receiver)
    help_the_national(people("foreign_mission_officer", language, organisation="emb-moldova"))
