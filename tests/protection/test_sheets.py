"""Papers: what fits, what they say, what they never say, and that printing is recorded without its content."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from panah.audit.models import Entry
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.printing import sheets as papers
from panah.printing.neutral import PLACES, exposing
from panah.protection import actions
from panah.protection.actions.sheet import print_assistance, print_decision, print_sheet, print_stay
from panah.protection.models import Case, Decision, Sheet, Stay
from panah.protection.queries.sheet import offers, sheets
from panah.protection.rules.sheet import FITS, OF_STAY, fitting_forms
from panah.protection.states import CaseStatus
from tests.protection.people import decide, open_case, open_shelter
from tests.support import again, desk_client, sign_in

ADDRESS = "12 Invented Street"
LANGUAGES = ("az", "en")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[papers.OfficePaper]:
    """What was sent to the printer, instead of PDFs."""
    sent: list[papers.OfficePaper] = []

    def keep(sheet: papers.OfficePaper) -> bytes:
        sent.append(sheet)
        return b"%PDF-"

    monkeypatch.setattr("panah.protection.actions.sheet.office_pdf", keep)
    return sent


def _case(actor: Any, *, status: CaseStatus = CaseStatus.ASSISTANCE, form: str = "") -> Case:
    case = open_case(actor, age_band="9_17" if form == "child" else "24_26")
    case.status, case.presumed_on = status, today()
    case.reflection_from, case.reflection_until = today(), today() + timedelta(days=30)
    if status == CaseStatus.CLOSED:
        case.closed_on, case.closure_reason = today(), "goals_met"
    case.save()
    return case


def _print_everything(printed: list[papers.OfficePaper]) -> list[str]:
    """Print every form in both languages, and return all texts."""
    actor = sign_in("case_manager", organisation="vac")
    for form, states in FITS.items():
        case = _case(actor, status=min(states), form=form)
        for language in LANGUAGES:
            print_sheet(actor=actor, case_id=case.pk, form=form, language=language, handling="handed_out")
    manager, unit = open_shelter()
    stay = _stay(manager, unit.shelter)
    for form in OF_STAY:
        for language in LANGUAGES:
            print_stay(actor=manager, stay_id=stay.pk, form=form, language=language, handling="handed_out")
    return [text for paper in printed for text in papers.texts(paper)]


def _stay(manager: Any, shelter: Any) -> Stay:
    return Stay.objects.create(
        organisation_id=manager.organisation_id,
        wall=manager.wall,
        shelter=shelter,
        case_id=shelter.pk,
        person_id=shelter.pk,
        reference="P-2026-STAY1",
        sex="female",
        age_band="24_26",
        started_on=today(),
        ended_on=today(),
        exit_reason="other_shelter",
        admitted_by_id=manager.id,
    )


@pytest.mark.django_db
def test_no_paper_tells_what_it_is_about_or_where_the_shelter_is(printed: list[papers.OfficePaper]) -> None:
    said = _print_everything(printed)
    assert len(printed) == 2 * (len(FITS) + len(OF_STAY))
    assert exposing(said, also=PLACES) == []
    assert not [text for text in said if ADDRESS in text or "House 1" in text]
    assert not exposing([paper.publisher for paper in printed], also=PLACES)


@pytest.mark.django_db
def test_a_planted_leak_of_the_address_is_caught(
    printed: list[papers.OfficePaper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panah.protection.queries.paper_act._house_rules", lambda actor, stay, language: (ADDRESS, ()))
    assert [text for text in _print_everything(printed) if ADDRESS in text]


@pytest.mark.django_db
def test_a_real_pdf_names_neither_subject_nor_office() -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = _case(actor)
    made = print_sheet(actor=actor, case_id=case.pk, form="consent", language="az", handling="kept", with_name=True)
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(made.content)).pages)
    assert "Sınaqova" in text
    assert exposing([text]) == []
    assert made.file_name == f"sheet-{made.sheet.reference}.pdf"


@pytest.mark.django_db
def test_printing_is_recorded_without_its_content(printed: list[papers.OfficePaper]) -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = _case(actor)
    sheet = print_sheet(actor=actor, case_id=case.pk, form="plan", language="en", handling="kept").sheet
    assert list(sheets(actor=actor, case_id=case.pk)) == [sheet]
    assert (sheet.handling, sheet.has_name, sheet.printed_by_id) == ("kept", False, actor.id)
    entry = Entry.objects.get(event="protection.sheet.printed")
    assert entry.subject_id == sheet.pk
    other = sign_in("case_manager", organisation="ngo-clean-world")
    assert not Sheet.objects.visible_to(other).exists()


@pytest.mark.django_db
def test_the_name_stands_on_paper_only_when_asked_for_and_is_logged(printed: list[papers.OfficePaper]) -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = _case(actor)
    print_sheet(actor=actor, case_id=case.pk, form="plan", language="en", handling="kept")
    assert not [text for text in papers.texts(printed[0]) if "Sınaqova" in text]
    assert not Entry.objects.filter(event="protection.person.shown").exists()
    print_sheet(actor=actor, case_id=case.pk, form="plan", language="en", handling="kept", with_name=True)
    assert [text for text in papers.texts(printed[1]) if "Sınaqova" in text]
    assert Entry.objects.filter(event="protection.person.shown").exists()


@pytest.mark.django_db
def test_who_may_be_a_child_has_a_guardians_line_on_the_consent(printed: list[papers.OfficePaper]) -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = _case(actor)
    print_sheet(actor=actor, case_id=case.pk, form="consent", language="en", handling="kept")
    actions.assess_age(actor=actor, case_id=case.pk, assessed_on=today(), method="none")
    print_sheet(actor=actor, case_id=case.pk, form="consent", language="en", handling="kept")
    assert ["Guardian" in " ".join(paper.signatures) for paper in printed] == [False, True]


@pytest.mark.django_db
def test_papers_fit_the_state_of_the_case() -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = open_case(actor)
    assert {offer.form for offer in offers(actor=actor, case=case)} == set(
        fitting_forms("screening", has_reflection=False)
    )
    with pytest.raises(WrongState):
        print_sheet(actor=actor, case_id=case.pk, form="plan", language="en", handling="kept")
    with pytest.raises(WrongState):
        print_sheet(actor=actor, case_id=case.pk, form="no_such_form", language="en", handling="kept")


def test_every_state_has_a_paper_and_every_paper_a_state() -> None:
    assert all(fitting_forms(status, has_reflection=True) for status in CaseStatus)
    assert all(FITS.values())


@pytest.mark.django_db
def test_a_case_of_others_and_a_role_without_printing_are_refused() -> None:
    case = _case(sign_in("case_manager", organisation="vac"))
    stranger = sign_in("case_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        print_sheet(actor=stranger, case_id=case.pk, form="plan", language="en", handling="kept")
    fund = sign_in("aid_fund_officer", organisation="aid-fund")
    with pytest.raises(NotPermitted):
        print_sheet(actor=fund, case_id=case.pk, form="plan", language="en", handling="kept")


def _decision(words: str) -> Decision:
    case = _case(sign_in("case_manager", organisation="vac"))
    decision = decide(case, outcome="not_identified")
    officer = sign_in("identification_officer", organisation="mia-atd")
    decision.key_id = new_record_key(organisation_id=officer.organisation_id, wall=officer.wall)
    decision.from_organisation_id = officer.organisation_id
    seal(decision, reasons=words)
    decision.save()
    decision.officer = officer  # type: ignore[attr-defined]
    return decision


@pytest.mark.django_db
def test_a_decision_is_printed_with_its_reasons_in_neutral_words(printed: list[papers.OfficePaper]) -> None:
    decision = _decision("The statements of two people differ.")
    officer = decision.officer  # type: ignore[attr-defined]
    print_decision(actor=officer, decision_id=decision.pk, language="en", handling="handed_out")
    said = list(papers.texts(printed[0]))
    assert "The statements of two people differ." in said
    assert "The purpose that the law asks for was not found." in said
    assert exposing(said) == []


@pytest.mark.django_db
def test_reasons_that_tell_too_much_can_be_kept_but_not_handed_out(printed: list[papers.OfficePaper]) -> None:
    decision = _decision("She is not a victim of trafficking.")
    officer = decision.officer  # type: ignore[attr-defined]
    with pytest.raises(InvalidInput):
        print_decision(actor=officer, decision_id=decision.pk, language="en", handling="handed_out")
    assert (
        print_decision(actor=officer, decision_id=decision.pk, language="en", handling="kept").sheet.handling == "kept"
    )


@pytest.mark.django_db
def test_consents_of_the_record_stand_on_the_form(printed: list[papers.OfficePaper]) -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = _case(actor)
    actions.record_consent(
        actor=actor, case_id=case.pk, purpose="medical", text="consent_1", language="az", given_on=today()
    )
    print_sheet(actor=actor, case_id=case.pk, form="consent", language="en", handling="kept")
    assert "Agreed until now" in list(papers.texts(printed[0]))
    assert printed[0].slip is not None


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documents_tab_offers_and_prints(language: str) -> None:
    client = desk_client("case_manager", organisation="vac", language=language)
    again(client.actor)
    case = _case(client.actor)
    page = client.get(f"/protection/cases/{case.pk}/documents/")
    assert page.status_code == 200
    url = f"/protection/cases/{case.pk}/documents/consent/"
    assert client.get(url).status_code == 200
    made = client.post(url, {"language": "az", "handling": "handed_out"})
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.headers["Content-Disposition"].startswith('attachment; filename="sheet-S-')
    assert "S-" in client.get(f"/protection/cases/{case.pk}/documents/").content.decode()


@pytest.mark.django_db
def test_a_shelter_prints_its_house_rules() -> None:
    client = desk_client("shelter_manager", organisation="mia-shelter")
    again(client.actor)
    shelter = actions.open_shelter(actor=client.actor, name="House 1", capacity=2, address=ADDRESS)
    stay = _stay(client.actor, shelter)
    assert client.get("/protection/shelters/").status_code == 200
    for form in OF_STAY:
        url = f"/protection/stays/{stay.pk}/print/{form}/"
        assert client.get(url).status_code == 200
        assert client.post(url, {"language": "en", "handling": "kept"}).content.startswith(b"%PDF-")
    assert (
        client.post(f"/protection/stays/{stay.pk}/print/plan/", {"language": "en", "handling": "kept"}).status_code
        == 404
    )


def _assessed(actor: Any, case: Case) -> None:
    """Assess twice, with every risk there is, and set a goal."""
    for level in ("great", "some"):
        actions.assess(
            actor=actor,
            case_id=case.pk,
            assessed_on=today(),
            needs={"health": level, "work": "urgent"},
            risks=dict.fromkeys(code_list("risk_domain").codes, "high"),
            own_view="Canary-view",
            narrative="Canary-narrative",
        )
    actions.set_goal(actor=actor, case_id=case.pk, need="work", words="To sew again.", service="shelter")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "level", "neutral"), [("en", "Some need", "Revenge"), ("az", "Müəyyən ehtiyac", "Qisas")]
)
def test_the_paper_of_needs_says_what_was_assessed_last_in_neutral_words(
    printed: list[papers.OfficePaper], language: str, level: str, neutral: str
) -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = _case(actor)
    _assessed(actor, case)
    print_sheet(actor=actor, case_id=case.pk, form="needs", language=language, handling="handed_out")
    said = list(papers.texts(printed[0]))
    assert level in said
    assert neutral in said
    assert exposing(said) == []
    assert not [text for text in said if "Canary" in text]
    assert Entry.objects.get(event="protection.sheet.printed").groups == ["health"]


@pytest.mark.django_db
def test_without_the_right_to_assess_the_paper_of_needs_stays_empty(printed: list[papers.OfficePaper]) -> None:
    actor = sign_in("case_manager", organisation="mia-atd")
    case = _case(actor)
    _assessed(actor, case)
    officer = sign_in("identification_officer", organisation="mia-atd")
    print_sheet(actor=officer, case_id=case.pk, form="needs", language="en", handling="kept")
    assert "Some need" not in list(papers.texts(printed[0]))


@pytest.mark.django_db
def test_the_paper_of_the_plan_says_the_goals_and_never_a_house(printed: list[papers.OfficePaper]) -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = _case(actor)
    _assessed(actor, case)
    print_sheet(actor=actor, case_id=case.pk, form="plan", language="en", handling="handed_out")
    said = list(papers.texts(printed[0]))
    assert "To sew again." in said
    assert "A place to live" in said
    assert exposing(said, also=PLACES) == []
    actions.set_goal(actor=actor, case_id=case.pk, need="legal", words="To speak at the trial as a victim.")
    with pytest.raises(InvalidInput):
        print_sheet(actor=actor, case_id=case.pk, form="plan", language="en", handling="handed_out")


@pytest.mark.django_db
def test_a_childs_paper_names_no_guardian_and_no_adult_has_one(printed: list[papers.OfficePaper]) -> None:
    actor = sign_in("case_manager", organisation="vac")
    with pytest.raises(WrongState):
        print_sheet(actor=actor, case_id=_case(actor).pk, form="child", language="en", handling="kept")
    case = _case(actor, form="child")
    actions.appoint_guardian(
        actor=actor, case_id=case.pk, kind="guardian", body="guardianship", name="Canary Aunt", contact="Canary 7",
        appointed_on=today(),
    )  # fmt: skip
    actions.assess_interests(
        actor=actor, case_id=case.pk, kind="assessment", assessed_on=today(), body="panel", outcomes=["child_shelter"],
        child_heard="yes", reasons="Canary reasons",
    )  # fmt: skip
    print_sheet(actor=actor, case_id=case.pk, form="child", language="en", handling="handed_out")
    said = list(papers.texts(printed[0]))
    assert "Guardianship authority" in said
    assert "A place to live" in said
    assert not [text for text in said if "Canary" in text]
    assert exposing(said, also=PLACES) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["needs", "plan", "child", "release"])
def test_the_new_papers_are_tagged_pdfs(form: str, language: str) -> None:
    actor = sign_in("case_manager", organisation="vac")
    case = _case(actor, status=CaseStatus.CLOSED if form == "release" else CaseStatus.ASSISTANCE, form=form)
    if form in ("needs", "plan"):
        _assessed(actor, case)
    made = print_sheet(actor=actor, case_id=case.pk, form=form, language=language, handling="kept")
    assert made.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made.content or b"/ObjStm" in made.content


@pytest.mark.django_db
def test_a_mission_prints_its_report_and_it_names_nothing(printed: list[papers.OfficePaper]) -> None:
    consul = sign_in("consular_officer", organisation="mfa-istanbul")
    person = {"given_name": "Aygün", "surname": "Sınaqova", "sex": "female", "age_band": "24_26", "citizenship": "AZ"}
    told = {"country": "TR", "channel": "phone", "document_status": "held_by_exploiter"}
    record = actions.open_assistance(actor=consul, consented=True, **person, **told)
    actions.issue_document(
        actor=consul, assistance_id=record.pk, number="X1", issued_on=today(), valid_until=today() + timedelta(days=30)
    )
    asked: dict[str, Any] = {"assistance_id": record.pk, "handling": "handed_out"}
    for language in LANGUAGES:
        made = print_assistance(actor=consul, language=language, with_name=True, **asked)
        said = list(papers.texts(printed[-1]))
        assert exposing(said) == [] and "Aygün Sınaqova" in said and made.sheet.form == "consular"
        made_pdf = papers.office_pdf(printed[-1])
        assert b"/StructTreeRoot" in made_pdf or b"/ObjStm" in made_pdf
    elsewhere = sign_in("consular_officer", organisation="mfa-consular")
    with pytest.raises(NotVisible):
        print_assistance(actor=elsewhere, language="en", **asked)
    manager = sign_in("case_manager", organisation="vac")
    with pytest.raises(NotPermitted):
        print_assistance(actor=manager, language="en", **asked)
