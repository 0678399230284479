"""An organisation's own register: read safely, refused whole when one cell is wrong, never doubled."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.core.sheet_reader import cells_of, check_archive
from panah.crypto.fields import unseal
from panah.exchange import actions, queries
from panah.exchange.columns import COLUMNS, folded, heading
from panah.exchange.empty_sheet import empty_sheet
from panah.exchange.models import RegisterRow, RegisterUpload
from panah.exchange.register import entries
from panah.protection.models import Case, Note, Person
from panah.protection.queries.person import details_of
from panah.protection.queries.service import notes
from tests.support import again, desk_client, sign_in

HEADER = ["Case ID", "prs_First_Name", "SECONDNAME", "prs_Birthdate", "prs_Gender", "vic_TraffickinStatus", "Shoe size"]
GOOD = [
    ["A-1", "Leyla", "Sınaqova", "1999-03-05", "Feminine", "PossibleVictimOfTrafficking", "38"],
    ["A-2", "Murad", "Sınaqov", "05.03.1990", "male ", "NotAVictimOfTrafficking", ""],
]


def book(rows: list[list[Any]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell) if isinstance(cell, str) else sheet.write(number, column, cell)
    return made.getvalue()


def bomb(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(size):
                part.write(b"0" * 1024 * 1024)
    return made.getvalue()


def read(rows: list[list[str]]) -> tuple[list[Any], list[Any]]:
    found = heading(rows)
    assert found is not None
    return entries(rows, found, from_1904=False, today=date(2026, 11, 22))


# --- reading the file


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused_by_its_directory() -> None:
    content = bomb(120)
    assert len(content) < 1024 * 1024
    with pytest.raises(InvalidInput, match="too large"):
        check_archive(content)


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/macrosheets/sheet1.xml"]
)
def test_macros_and_links_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="macros"):
        check_archive(bomb(1, name))


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken", bomb(1)])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        cells_of(content)


def test_xml_that_declares_entities_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book([["a"]]))) as plain, zipfile.ZipFile(made, "w") as planted:
        for part in plain.namelist():
            text = plain.read(part)
            if part.endswith("sheet1.xml"):
                text = b'<!DOCTYPE a [<!ENTITY b "c">]>' + text
            planted.writestr(part, text)
    with pytest.raises(InvalidInput, match="no spreadsheet program"):
        cells_of(made.getvalue())


def test_cells_are_text_and_a_formula_is_never_worked_out() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_string(0, 1, "ə")
        sheet.write_number(1, 0, 36224)
        sheet.write_formula(1, 1, "=1+1", None, 7)
    assert cells_of(made.getvalue()).rows == [["", "ə"], ["36224", "7"]]


# --- reading the rows


def test_names_of_columns_are_known_with_and_without_prefix_and_case() -> None:
    assert folded("prs_First_Name") == folded("FIRST NAME\u00a0") == folded("prs_FirstName")
    for own, others in COLUMNS.values():
        assert heading([[own, "prs_SecondName", "prs_FirstName"]]) is not None
        assert all(folded(name) for name in others)


def test_days_may_be_written_or_counted() -> None:
    made, errors = read([["prs_FirstName", "prs_Birthdate"], ["A", "36224"], ["B", "5.3.1999"], ["C", "1999-03-05"]])
    assert not errors
    assert [entry.details.birth_date for entry in made] == [date(1999, 3, 5)] * 3


def test_a_wrong_cell_names_row_column_and_the_nearest_value() -> None:
    _made, errors = read([["prs_FirstName", "prs_Gender", "prs_Birthdate"], ["A", "Femenine", "31.02.1999"]])
    assert [(error.row, error.column) for error in errors] == [(2, "prs_Birthdate"), (2, "prs_Gender")]
    assert errors[1].nearest == "Feminine"


def test_several_forms_may_be_separated_in_every_way_that_the_toolkit_has() -> None:
    for text in (
        "ForcedLabour;ForcedBegging",
        "ForcedLabour ForcedBegging",
        "Forced labour or services, ForcedBegging",
    ):
        made, errors = read([["prs_FirstName", "vic_TypeOfExploitation"], ["A", text]])
        assert not errors
        assert made[0].forms == ("forced_labour", "forced_begging")


def test_a_reason_for_closure_is_never_invented() -> None:
    header = ["prs_FirstName", "vic_TraffickingStatus", "cas_Status", "cas_ReasonForCaseClosure"]
    _made, errors = read([header, ["A", "PossibleVictimOfTrafficking", "Closed", ""]])
    assert [error.column for error in errors] == ["cas_ReasonForCaseClosure"]


def test_the_empty_sheet_can_be_read_back() -> None:
    found = heading(cells_of(empty_sheet(language="az")).rows)
    assert found is not None
    assert set(found.fields.values()) == set(COLUMNS)


CELL = st.text(max_size=40) | st.sampled_from(["1999-13-45", "=1+1", "Feminine", "99999999", "\u202e", "Closed", "0"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=len(COLUMNS)), max_size=5))
def test_odd_cells_never_crash(rows: list[list[str]]) -> None:
    made, errors = read([[own for own, _ in COLUMNS.values()], *rows])
    assert len(made) <= len(rows)
    assert all(error.row >= 2 and error.message for error in errors)


# --- taking over


@pytest.mark.django_db
def test_a_register_becomes_sealed_cases() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    upload = actions.upload_register(actor=actor, content=book([HEADER, *GOOD]), source="social")
    assert not Case.objects.exists()
    assert b"Leyla" not in bytes(upload.cells)
    assert actions.import_register(actor=actor, upload_id=upload.pk) == 2
    people = [details_of(actor=actor, person=person) for person in Person.objects.order_by("age_band", "id")]
    assert {person.given_name for person in people} == {"Leyla", "Murad"}
    assert set(Case.objects.values_list("status", flat=True)) == {"presumed", "rejected"}
    assert [unseal(note, "text")["text"] for note in Note.objects.all()] == ["Shoe size: 38"]
    upload.refresh_from_db()
    assert upload.cells is None


@pytest.mark.django_db
def test_the_same_register_again_makes_no_doubles() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    nameless = [["prs_FirstName", "prs_SecondName"], ["Aydan", "Sınaqova"]]
    for content in (book([HEADER, *GOOD]), book(nameless)):
        first = actions.upload_register(actor=actor, content=content, source="social")
        actions.import_register(actor=actor, upload_id=first.pk)
        second = actions.upload_register(actor=actor, content=content, source="social")
        assert not queries.preview(actor=actor, upload=second).new
        with pytest.raises(WrongState):
            actions.import_register(actor=actor, upload_id=second.pk)
    assert Case.objects.count() == RegisterRow.objects.count() == 3


@pytest.mark.django_db
def test_nothing_is_stored_when_one_cell_is_wrong() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    rows = [HEADER, *GOOD, ["A-3", "Vusal", "S", "2999-01-01", "Masculine", "", ""]]
    upload = actions.upload_register(actor=actor, content=book(rows), source="social")
    with pytest.raises(WrongState):
        actions.import_register(actor=actor, upload_id=upload.pk)
    assert not Case.objects.exists()
    assert not RegisterRow.objects.exists()


@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(CELL, min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_whatever_stands_in_a_row_all_or_nothing_is_stored(cells: list[str]) -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    before = Case.objects.count()
    upload = RegisterUpload(organisation_id=actor.organisation_id, wall=actor.wall, uploaded_by_id=actor.id)
    rows = [[own for own, _ in COLUMNS.values()], cells, *([["good", "Name"]])]
    found = heading(rows)
    assert found is not None
    assert json.dumps(rows)
    try:
        preview = queries.preview_of(actor=actor, rows=rows, from_1904=False)
    except InvalidInput:
        preview = None
    assert Case.objects.count() == before
    assert upload.case_count == 0
    assert preview is None or not preview.is_ready or not preview.errors


@pytest.mark.django_db
def test_a_closed_case_comes_over_closed() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    header = ["id", "prs_FirstName", "vic_TraffickingStatus", "cas_Status", "cas_ReasonForCaseClosure", "closed on"]
    header += ["cas_IncomingReferralDate"]
    row = ["7", "Nərmin", "ActualVictimOfTrafficking", "Closed", "goals_met", "2024-05-01", "2023-02-01"]
    upload = actions.upload_register(actor=actor, content=book([header, row]), source="ngo")
    actions.import_register(actor=actor, upload_id=upload.pk)
    case = Case.objects.get()
    assert (case.status, case.closed_on, case.opened_on) == ("closed", date(2024, 5, 1), date(2023, 2, 1))
    assert (case.outcome, case.presumed_on) == ("", date(2023, 2, 1))
    (note,) = notes(actor=actor, case_id=case.pk).rows
    assert "vic_TraffickingStatus: ActualVictimOfTrafficking" in str(note["text"])


@pytest.mark.django_db
def test_only_the_same_person_confirms_and_others_see_nothing() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    upload = actions.upload_register(actor=actor, content=book([HEADER, *GOOD]), source="social")
    colleague = sign_in("case_supervisor", organisation="vac")
    with pytest.raises(NotVisible):
        actions.import_register(actor=colleague, upload_id=upload.pk)
    stranger = sign_in("case_supervisor", organisation="ngo-clean-world")
    assert not RegisterUpload.objects.visible_to(stranger).exists()
    manager = sign_in("case_manager", organisation="vac")
    with pytest.raises(NotPermitted):
        actions.upload_register(actor=manager, content=book([HEADER, *GOOD]), source="social")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["az", "en"])
def test_the_pages_upload_preview_and_confirm(language: str) -> None:
    client = desk_client("case_supervisor", organisation="vac", language=language)
    assert client.get("/exchange/register/").status_code == 200
    assert client.get("/exchange/register/sheet/").content.startswith(b"PK")
    file = io.BytesIO(book([HEADER, *GOOD, ["A-3", "V", "S", "x", "Masc", "", ""]]))
    file.name = "register.xlsx"
    answer = client.post("/exchange/register/", {"file": file, "source": "social"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "prs_Birthdate" in page
    assert "Leyla" not in page
    assert client.post(answer.headers["Location"] + "import/").status_code == 409
    assert client.post(answer.headers["Location"] + "discard/").status_code == 302
    good = io.BytesIO(book([HEADER, *GOOD]))
    good.name = "register.xlsx"
    answer = client.post("/exchange/register/", {"file": good, "source": "social"})
    assert client.post(answer.headers["Location"] + "import/").status_code == 302
    again(client.actor)
    assert Case.objects.filter(opened_on=today()).count() == 2
