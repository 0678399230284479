"""Journey: a presumed person is sheltered and helped before any police contact, and the police see nothing of it."""

from collections.abc import Callable

import pytest

from panah.core.ids import random_id
from tests.journeys.steps import Person
from tests.journeys.test_a_full_shelter import number_of, open_request, tick
from tests.journeys.test_a_poster_leads_to_help import CENTRE, give_first_help, take_up

SUMMARY = "A worker sleeps at the site and has not been paid since spring."
SHELTER = {"az": "Təmiz Dünya", "en": "Clean World"}
ALLOWANCE = {"az": "Birdəfəlik müavinət", "en": "One-time allowance"}
PLACE = {"az": "Təhlükəsiz yer", "en": "Safe place"}
OPEN = {"az": "Açıqdır", "en": "Open"}
NOT_YET = {"az": "Hələ yox", "en": "Not yet"}
FOLLOWS = {"az": "Rəsmi müəyyən edilmədən sonra verilir", "en": "It follows formal identification"}
NOT_REFERRED = {"az": "Hələ yönləndirilməyib", "en": "Not referred yet"}
FOLLOWS_IDENTIFICATION = {"az": "müəyyən", "en": "identif"}
SAFE = {"az": "Təhlükəsiz yerdədir", "en": "In a safe place"}
STREET = "Invented Lane"
NAME = "Sınaqzadə"
POLICE = (
    ("identification_officer", "mia-atd"),
    ("investigator", "mia-atd"),
    ("helpline_operator", "mia-atd"),
    ("shelter_manager", "mia-shelter"),
)
LISTS = ("/protection/cases/", "/protection/cases/shared/", "/protection/inquiries/", "/coordination/referrals/")
People = Callable[..., Person]


def report(responder: Person) -> None:
    """An inspector meets a worker, makes a signal, and refers it to the assistance centre and to nobody else."""
    responder.send(
        "/helpline/signals/new/",
        source="labour_inspection", danger="high", is_child="no", exploitation_form="forced_labour", summary=SUMMARY,
    )  # fmt: skip
    signal = responder.last_id()
    responder.send(
        f"/coordination/referrals/send/?signal={signal}",
        purpose="assistance", to_organisation_id=CENTRE[responder.language], note=SUMMARY, agreed="help_only",
    )  # fmt: skip


def open_house(keeper: Person, name: str) -> None:
    """A house of an organisation that is not the police."""
    keeper.send(
        "/protection/shelters/open/",
        name=name, for_whom="men", capacity="2", languages=["az"], address=f"{STREET} 7",
    )  # fmt: skip


def take_in(keeper: Person, reference: str, house: str) -> None:
    request = open_request(keeper, reference)
    keeper.go(f"/protection/places/{request}/admit/")
    keeper.fill({"rules_language": "az"})
    label = keeper.page.locator("main label", has_text=house).first
    keeper.page.locator(f"#{label.get_attribute('for')}").check(force=True)
    keeper.leave(keeper.page.locator("main form[method=post] button[type=submit]").last)
    tick(keeper, reference)


def stands(worker: Person, benefit: str) -> str:
    """What the page of what is open says of one benefit."""
    return worker.page.locator("main tr", has=worker.page.get_by_role("rowheader", name=benefit)).first.inner_text()


def look_at_what_is_open(worker: Person, case: str) -> None:
    language = worker.language
    worker.go(f"/protection/cases/{case}/open/")
    assert OPEN[language] in stands(worker, PLACE[language])
    allowance = stands(worker, ALLOWANCE[language])
    assert NOT_YET[language] in allowance
    assert FOLLOWS[language] in allowance


def ask_too_early(worker: Person, case: str) -> None:
    """Somebody asks for the allowance all the same, and is told what it waits for."""
    worker.go(f"/protection/cases/{case}/money/")
    assert worker.page.locator("main a[href$='/money/allowance/']").count() == 0
    assert worker.page.locator("main a[href$='/money/aid/']").count() == 1
    said = worker.refused(f"/protection/cases/{case}/money/allowance/", to_organisation_id="")
    assert FOLLOWS_IDENTIFICATION[worker.language] in said


def looked_for(police: Person, case: str, reference: str) -> None:
    """Not by its address, not in the search, not by name, not among the work."""
    for path in ("", "open/", "shelter/", "money/", "timeline/"):
        answer = police.page.request.get(f"{police.site.desk}/protection/cases/{case}/{path}")
        assert answer.status in (403, 404), path
        assert reference not in answer.text()
    police.go("/")
    assert reference not in police.page.content()
    police.page.fill("input[name=q]", reference)
    police.page.press("input[name=q]", "Enter")
    police.page.wait_for_url("**/desk/search/**")
    assert police.page.locator(f"main a[href*='{case}']").count() == 0
    for path in LISTS:
        answer = police.page.request.get(f"{police.site.desk}{path}")
        assert reference not in answer.text(), path
        assert STREET not in answer.text(), path


@pytest.mark.parametrize("language", ["az", "en"])
def test_helped_before_the_police(people: People, language: str) -> None:
    report(people("first_responder", language, organisation="labour-inspection"))
    worker = people("case_manager", language, organisation="vac")
    case = take_up(worker)
    reference = number_of(worker, case)
    worker.go(f"/protection/cases/{case}/open/")
    assert NOT_YET[language] in stands(worker, PLACE[language])
    give_first_help(worker, case, shelter=SHELTER)
    keeper = people("shelter_manager", language, organisation="ngo-clean-world")
    house = f"House {random_id().hex[:6]}"
    open_house(keeper, house)
    take_in(keeper, reference, house)
    worker.go(f"/protection/cases/{case}/shelter/")
    assert worker.says(SAFE[language])
    assert not worker.says(STREET)
    worker.send(f"/protection/cases/{case}/plan/record/", service="medical", outcome="completed")
    look_at_what_is_open(worker, case)
    ask_too_early(worker, case)
    worker.go(f"/coordination/cases/{case}/referrals/")
    assert worker.says(NOT_REFERRED[language])
    for role, organisation in POLICE:
        looked_for(people(role, language, organisation=organisation), case, reference)
