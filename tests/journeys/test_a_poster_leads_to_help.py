"""Journey 1: from the code on a poster to aid: a report without a name becomes help, a decision, and money."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from panah.core.clock import today
from panah.core.ids import random_id
from tests.journeys.steps import TO_THE_POLICE, Person, agree

CENTRE = {"az": "Yardım Mərkəzi", "en": "Assistance Centre"}
SUMMARY = "A girl is kept in a flat and has to do the housework. She is not let out."
SHELTER = {"az": "Baş İdarənin sığınacağı", "en": "Shelter of the Main Department"}
POLICE = {"az": "Mübarizə Baş İdarəsi", "en": "Main Department on Combating"}
SIGN = "freedom_movement"
MET = "vulnerability"
People = Callable[..., Person]
WORDS = {
    "az": "Qonşu mənzildə bir qız aylardır bayıra buraxılmır.",
    "en": "In the flat next door a girl has not been let out for months.",
}
ANSWER = {"az": "Sağ olun. O, indi təhlükəsizdirmi?", "en": "Thank you. Is she safe now?"}


def day(name: str, *, ahead: int = 0) -> dict[str, Any]:
    """The three boxes of a date field."""
    on = today() + timedelta(days=ahead)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def placement_code(officer: Person) -> str:
    """The campaign officer made the poster, and knows the code that hangs at the station."""
    officer.go("/prevention/campaigns/world-day-2019/")
    officer.page.locator("main a[href*='/prevention/placements/']").first.click()
    officer.page.wait_for_url("**/placements/**")
    found = re.search(r"^([A-Z0-9]{6})$", officer.page.locator("main").inner_text(), re.MULTILINE)
    assert found
    return found[1]


def report(somebody: Person, code: str, words: str) -> str:
    """Scan, write without a name, and keep the receipt."""
    page, language = somebody.page, somebody.language
    somebody.go(f"{somebody.site.public}/p/{code}")
    page.goto(f"{somebody.site.public}/{language}/report/?m=poster")
    page.locator("input[name=reader][value=police_helpline]").check(force=True)
    section = page.locator("form[data-report] section:not([hidden])")
    while section.locator("button[type=submit]").count() == 0:
        if section.locator("textarea[name=words]").count():
            section.locator("textarea[name=words]").fill(words)
        section.locator("button[type=button].pn-btn").first.click()
    section.locator("button[type=submit]").click()
    receipt = page.locator(".pn-receipt__code")
    receipt.wait_for()
    digits = re.sub(r"\D", "", receipt.inner_text())
    assert len(digits) == 20
    return digits


def answer(operator: Person, words: str) -> None:
    """The helpline opens the report, reads it, and answers."""
    operator.go("/helpline/concerns/")
    while not operator.says(words):
        operator.go("/helpline/concerns/")
        operator.leave(operator.page.locator("main form[action*='/concerns/open/'] button[type=submit]").last)
    operator.send(operator.here, words=ANSWER[operator.language])


def come_back(somebody: Person, digits: str) -> None:
    """The reporter returns with the code and finds the answer, and not what was written before."""
    page = somebody.page
    page.goto(f"{somebody.site.public}/{somebody.language}/answer/")
    page.locator("main input[type=text], main input[inputmode=numeric]").first.fill(digits)
    somebody.leave(page.locator("main form[method=post] button[type=submit]").first)
    assert somebody.says(ANSWER[somebody.language])
    assert not somebody.says(WORDS[somebody.language])


def make_signal(operator: Person) -> None:
    """What was written becomes a signal, and the signal a referral to the assistance centre."""
    concern = operator.last_id()
    operator.send(
        f"/helpline/signals/new/?concern={concern}",
        source="family_public", danger="high", is_child="no", exploitation_form="domestic_servitude", summary=SUMMARY,
    )  # fmt: skip
    signal = operator.last_id()
    operator.send(
        f"/coordination/referrals/send/?signal={signal}",
        purpose="assistance", to_organisation_id=CENTRE[operator.language], note=SUMMARY, agreed="agreed",
    )  # fmt: skip


def take_up(receiver: Person) -> str:
    """The receiver finds the referral among its work, accepts it and makes its own record of it."""
    receiver.go("/coordination/referrals/")
    with receiver.page.expect_navigation():
        receiver.page.locator("main a[href*='/coordination/referrals/']:not([href*=send])").first.click()
    referral = receiver.here
    receiver.send(f"{referral}accept/")
    receiver.go(referral)
    receiver.press("/take-up/")
    return receiver.last_id()


def give_first_help(worker: Person, case: str, *, shelter: dict[str, str] = SHELTER) -> None:
    """Presumed a victim: from that moment a safe place and help with consent, whatever the police will say."""
    worker.send(
        f"/protection/cases/{case}/indicators/presume/",
        body="gov_nonpolice", grounds=SUMMARY, **{f"sign_{SIGN}": "yes"},
    )  # fmt: skip
    agree(worker, case, "assistance")
    agree(worker, case, "share_partner")
    worker.send(f"/protection/cases/{case}/plan/record/", service="emergency_needs", outcome="completed")
    worker.send(
        f"/protection/cases/{case}/shelter/request/", to_organisation_id=shelter[worker.language], needs="interpreter"
    )


def admit(manager: Person) -> None:
    """The shelter finds the request and gives the person a place."""
    manager.go("/protection/shelters/")
    with manager.page.expect_navigation():
        manager.page.locator("main a[href*='/protection/places/']").last.click()
    request = manager.last_id()
    manager.go(f"/protection/places/{request}/admit/")
    manager.fill({"rules_language": "az"})
    manager.page.locator("main input[name=unit_id]").first.check(force=True)
    manager.leave(manager.page.locator("main form[method=post] button[type=submit]").last)


def refer_for_identification(worker: Person, case: str, **who: str) -> None:
    """With the consent of the person, or of whoever consents for a child."""
    agree(worker, case, "share_police", **who)
    worker.send(
        f"/coordination/referrals/send/?case={case}",
        purpose="identification", to_organisation_id=POLICE[worker.language], note=SUMMARY,
        basis="consent", consent_id=TO_THE_POLICE[worker.language], groups=["case", "identity"],
        **day("expires_on", ahead=60),
    )  # fmt: skip


def identify(officer: Person) -> None:
    """The unit takes the referral up, inquires and decides, with reasons."""
    inquiry = take_up(officer)
    officer.send(
        f"/protection/inquiries/{inquiry}/decide/",
        outcome="identified", form="domestic_servitude", indicators_met=MET, reasons=SUMMARY, sex="female",
        age_band="18_20", citizenship="AZ", country_of_exploitation="AZ",
    )  # fmt: skip


def ask_for_money(worker: Person, case: str) -> None:
    """The decision reaches the case; the allowance follows it, and aid is applied for."""
    worker.go(f"/protection/cases/{case}/decision/")
    worker.press("/receive/")
    worker.send(f"/protection/cases/{case}/money/allowance/", to_organisation_id="")
    worker.send(f"/protection/cases/{case}/money/aid/", purpose="education", amount="250")


def follow(person: Person, address_part: str) -> None:
    """Open the newest entry of the payers' list that leads to such a page."""
    person.go("/protection/payments/")
    with person.page.expect_navigation():
        person.page.locator(f"main a[href*='{address_part}']").last.click()


def pay(people: People, language: str) -> None:
    """One prepares, others approve: two members of the committee the aid, one approver the allowance."""
    officer = people("aid_fund_officer", language)
    officer.send("/protection/payments/fund/enter/", kind="donation", amount="5000")
    follow(officer, "/payments/aid/prepare/")
    officer.send(officer.here, amount="250")
    award = officer.last_id()
    for number in (0, 1):
        member = people("aid_committee_member", language, number=number)
        member.go(f"/protection/payments/aid/{award}/")
        member.press("/grant/")
    officer.send(f"/protection/payments/aid/{award}/pay/", amount="250", method="cash")
    officer.send(f"/protection/payments/{officer.last_id()}/pay/", receipt="R-1")
    follow(officer, "/payments/draft/")
    officer.send(officer.here, method="cash")
    payment = officer.last_id()
    approver = people("aid_fund_approver", language)
    approver.go(f"/protection/payments/{payment}/")
    approver.press("/approve/")
    officer.send(f"/protection/payments/{payment}/pay/", receipt="R-2")


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_poster_leads_to_help(people: People, language: str) -> None:
    code = placement_code(people("campaign_officer", language))
    reporter, operator = people("public", language), people("helpline_operator", language, organisation="mia-atd")
    words = f"{WORDS[language]} {random_id().hex[:6]}"
    digits = report(reporter, code, words)
    answer(operator, words)
    make_signal(operator)
    come_back(reporter, digits)
    worker = people("case_manager", language, organisation="vac")
    case = take_up(worker)
    give_first_help(worker, case)
    admit(people("shelter_manager", language, organisation="mia-shelter"))
    refer_for_identification(worker, case)
    identify(people("identification_officer", language))
    ask_for_money(worker, case)
    pay(people, language)
    worker.go(f"/protection/cases/{case}/money/")
    assert worker.says("250")
