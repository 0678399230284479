"""Journey: a foreign worker unrecognised at first. Help goes on after the no, and a review turns it into a yes."""

from collections.abc import Callable

import pytest

from tests.journeys.steps import Person
from tests.journeys.test_a_poster_leads_to_help import MET, SIGN, SUMMARY, refer_for_identification, take_up

PRESUMED_STILL = {"az": "mənfi qərar bağlamır", "en": "the negative decision does not close it"}
CHANGED = {"az": "Qərar dəyişib", "en": "Decision changed"}
WORDS = {"az": "Tərcüməçi yox idi.", "en": "There was no interpreter."}
People = Callable[..., Person]


def presume(worker: Person) -> str:
    """A worker from abroad without papers and wages: presumed at once."""
    worker.send("/protection/cases/open/", source="self", given_name="Rahim", surname="Invented", citizenship="BD")
    case = worker.last_id()
    worker.send(
        f"/protection/cases/{case}/indicators/presume/",
        body="gov_nonpolice", grounds=SUMMARY, **{f"sign_{SIGN}": "yes"},
    )  # fmt: skip
    return case


def decide(officer: Person, inquiry: str, **outcome: str) -> None:
    officer.send(
        f"/protection/inquiries/{inquiry}/decide/",
        form="forced_labour", reasons=SUMMARY, sex="male", age_band="24_26", citizenship="BD",
        country_of_exploitation="AZ", **outcome,
    )  # fmt: skip


def receive(worker: Person, case: str) -> None:
    worker.go(f"/protection/cases/{case}/decision/")
    worker.press("/receive/")


def ask_again(worker: Person, case: str) -> None:
    """The person was not heard properly: the body that decided is asked to look again."""
    worker.go(f"/protection/cases/{case}/decision/")
    with worker.page.expect_navigation():
        worker.page.locator("main a[href$='/review/']").first.click()
    worker.send(worker.here, asked_by="person", grounds=["no_interpreter"], words=WORDS[worker.language])


def look_again(officer: Person, inquiry: str) -> None:
    """The officer reads why, and takes the inquiry up again."""
    officer.go(f"/protection/inquiries/{inquiry}/")
    with officer.page.expect_navigation():
        officer.page.locator("main a[href*='/protection/reviews/']").first.click()
    review = officer.here
    officer.press("/words/")
    assert officer.says(WORDS[officer.language])
    officer.go(review)
    officer.press("/take-up/")


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_foreign_worker_unrecognised_at_first(people: People, language: str) -> None:
    worker = people("case_manager", language, organisation="vac")
    case = presume(worker)
    refer_for_identification(worker, case)
    officer = people("identification_officer", language)
    inquiry = take_up(officer)
    decide(officer, inquiry, outcome="not_identified", negative_reasons="no_means")
    receive(worker, case)
    worker.go(f"/protection/cases/{case}/open/")
    assert worker.says(PRESUMED_STILL[language])
    worker.send(f"/protection/cases/{case}/plan/record/", service="medical", outcome="completed")
    worker.send(f"/protection/cases/{case}/reflection/")
    ask_again(worker, case)
    look_again(officer, inquiry)
    decide(officer, inquiry, outcome="identified", indicators_met=MET)
    receive(worker, case)
    assert worker.says(CHANGED[language])
    assert worker.page.locator("main h3.pn-h2").count() >= 2
