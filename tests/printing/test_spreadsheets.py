import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.printing.spreadsheets import FORMULA_STARTS, csv_bytes, safe_cell, xlsx_bytes


@pytest.mark.parametrize("attack", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\ufeff=1", "\n=1"])
def test_a_formula_is_defused(attack: str) -> None:
    assert str(safe_cell(attack)).startswith("'")


@given(st.text(max_size=30))
def test_no_text_starts_like_a_formula(text: str) -> None:
    assert not str(safe_cell(text)).startswith(FORMULA_STARTS)


def test_numbers_and_dates_stay_what_they_are() -> None:
    assert [safe_cell(value) for value in (-3, 1.5, date(2026, 7, 30), None)] == [-3, 1.5, date(2026, 7, 30), None]


def test_csv_says_that_it_is_utf_8() -> None:
    made = csv_bytes(["Ad"], [["Gəncə"], ["=2"], [None], [date(2026, 7, 30)]])
    assert made.decode() == '\ufeffAd\r\nGəncə\r\n\'=2\r\n""\r\n2026-07-30\r\n'


def test_xlsx_holds_no_formula_and_no_link() -> None:
    made = xlsx_bytes("Venues: [2026]", ["Place", "Given"], [["=1+1", 3], ["https://a.example", None]], footer="=x")
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.namelist()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in names
