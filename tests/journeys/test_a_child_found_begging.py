"""Journey: a child found begging. Somebody stands by, sleeps apart from adults, and goes home when it was looked at."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.steps import Person, agree
from tests.journeys.test_a_full_shelter import number_of, open_request
from tests.journeys.test_a_poster_leads_to_help import MET, refer_for_identification, take_up

SUMMARY = "A boy asks for money at the market every day until late. A man takes it from him."
UNION = {"az": "Uşaqlar Birliyi", "en": "Children"}
SHELTER = {"az": "Baş İdarənin sığınacağı", "en": "Shelter of the Main Department"}
ASKED = {"az": "dilənməyə məcbur edilib", "en": "This child was made to beg"}
FIRST_ASSESS = {"az": "Əvvəlcə", "en": "First assess"}
NOT_HOME = {"az": "ailənin rolu", "en": "the family is involved"}
DOES_NOT_SUIT = {"az": "uyğun deyil", "en": "does not suit the person"}
LEFT = {"az": "Sığınacaqdan çıxıb", "en": "Left the shelter"}
CAUTION = {"az": "nə qəyyum", "en": "neither guardian nor psychologist"}
People = Callable[..., Person]
# A guardian consents for a child, who is heard.
GUARDED = {"giver": "guardian", "guardian_name": "Invented Guardian", "child_view": "agrees"}


def report(line: Person) -> None:
    """The children's line hears of a boy, makes a signal, and refers it to an organisation for children."""
    line.send(
        "/helpline/signals/new/",
        source="family_public", danger="high", is_child="yes", exploitation_form="forced_begging", summary=SUMMARY,
    )  # fmt: skip
    signal = line.last_id()
    line.send(
        f"/coordination/referrals/send/?signal={signal}",
        purpose="assistance", to_organisation_id=UNION[line.language], note=SUMMARY, agreed="duty",
        ground="child_protection",
    )  # fmt: skip


def presume(worker: Person, case: str) -> None:
    """The child's age is a guess; the sign is enough, and the question about the family stands at once."""
    worker.send(f"/protection/cases/{case}/change/", sex="male", citizenship="AZ", language="az")
    worker.send(
        f"/protection/cases/{case}/child/age/", method="interview", consent="yes", age_from="12", age_until="14",
        margin_years="1",
    )  # fmt: skip
    worker.send(
        f"/protection/cases/{case}/indicators/presume/",
        body="ngo", grounds=SUMMARY, sign_child_begging="yes", sign_child_no_school="yes",
    )  # fmt: skip
    worker.go(f"/protection/cases/{case}/")
    assert worker.says(ASKED[worker.language])


def stand_by(worker: Person, case: str) -> None:
    """A guardian, what is best for him, and a conversation within limits."""
    path = f"/protection/cases/{case}/child"
    worker.send(f"{path}/guardian/", kind="guardian", body="guardianship", name="Invented Guardian")
    worker.send(
        f"{path}/interests/",
        kind="assessment", body="ngo", outcomes=["child_shelter", "school", "no_return"], child_heard="yes",
    )  # fmt: skip
    worker.send(
        f"/protection/cases/{case}/conversations/record/",
        language="az", interpreter="not_needed", present=["interviewer", "guardian", "psychologist"],
        safe_place="yes", explained=["purpose", "stop", "silence", "help"], consent="yes", was_stopped=True,
    )  # fmt: skip
    with worker.page.expect_navigation():
        worker.page.locator("main a[href*='/protection/conversations/']").first.click()
    assert not worker.says(CAUTION[worker.language])


def sleep_apart(worker: Person, keeper: Person, case: str) -> str:
    """A unit of adults is refused with its reason; the children's unit is given."""
    agree(worker, case, "share_partner", **GUARDED)
    worker.send(f"/protection/cases/{case}/shelter/request/", to_organisation_id=SHELTER[worker.language])
    reference = number_of(worker, case)
    request = open_request(keeper, reference)
    path = f"/protection/places/{request}/admit/"
    adults, children = unit(keeper, path, "B"), unit(keeper, path, "E")
    said = keeper.refused(path, rules_language="az", unit_id=adults)
    assert DOES_NOT_SUIT[keeper.language] in said
    keeper.send(path, rules_language="az", unit_id=children)
    return reference


def unit(keeper: Person, path: str, name: str) -> str:
    """The value of a unit's choice."""
    keeper.go(path)
    label = keeper.page.locator("main label", has_text=re.compile(rf"\b{name}\b")).first
    value = keeper.page.locator(f"#{label.get_attribute('for')}").get_attribute("value")
    assert value
    return value


def identify(officer: Person) -> None:
    inquiry = take_up(officer)
    officer.send(
        f"/protection/inquiries/{inquiry}/decide/",
        outcome="identified", form="forced_begging", indicators_met=MET, reasons=SUMMARY, sex="male",
        age_band="9_17", citizenship="AZ", country_of_exploitation="AZ",
    )  # fmt: skip


def not_home_yet(worker: Person, keeper: Person, case: str, reference: str) -> str:
    """Neither the holder of the case nor the house lets him go before somebody has looked at the family."""
    language = worker.language
    assert FIRST_ASSESS[language] in worker.refused(f"/protection/cases/{case}/move/", to="return")
    assert FIRST_ASSESS[language] in worker.refused(f"/protection/cases/{case}/close/", reason="goals_met")
    keeper.go("/protection/shelters/")
    with keeper.page.expect_navigation():
        keeper.page.locator("main tr", has_text=reference).locator("a[href*='/end/']").first.click()
    leaving = keeper.here
    assert keeper.says(NOT_HOME[language])
    assert NOT_HOME[language] in keeper.refused(leaving, reason="family", exit_to="family_home")
    return leaving


def look_at_the_family(worker: Person, case: str) -> None:
    worker.send(f"/protection/cases/{case}/child/family/", involvement="no_sign", grounds="His aunt was visited twice.")
    worker.send(
        f"/protection/cases/{case}/child/interests/",
        kind="determination", body="minors_commission", outcomes=["reunite", "school"], child_heard="yes",
    )  # fmt: skip
    worker.go(f"/protection/cases/{case}/")
    assert not worker.says(ASKED[worker.language])


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_child_found_begging(people: People, language: str) -> None:
    report(people("helpline_operator", language, organisation="child-helpline"))
    worker = people("case_manager", language, organisation="ngo-children-union")
    case = take_up(worker)
    presume(worker, case)
    stand_by(worker, case)
    keeper = people("shelter_manager", language, organisation="mia-shelter")
    reference = sleep_apart(worker, keeper, case)
    refer_for_identification(worker, case, **GUARDED)
    identify(people("identification_officer", language))
    worker.go(f"/protection/cases/{case}/decision/")
    worker.press("/receive/")
    leaving = not_home_yet(worker, keeper, case, reference)
    look_at_the_family(worker, case)
    keeper.send(leaving, reason="family", exit_to="family_home")
    worker.go(f"/protection/cases/{case}/shelter/")
    assert worker.says(LEFT[language])
    worker.send(f"/protection/cases/{case}/move/", to="reintegration")
