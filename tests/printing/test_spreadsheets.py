import io
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.printing.spreadsheets import FORMULA_STARTS, Table, csv_bytes, safe_cell
from panah.printing.workbooks import write_workbook


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
    made, day = io.BytesIO(), date(2026, 7, 30)
    rows = [["=1+1", 3, None], ["https://a.example", Decimal("2.50"), day], ["<b>\x00&", True, ""]]
    write_workbook(made, Table("Venues: [2026]", ["Place", "Given", "Day"], iter(rows), "=x"))
    with zipfile.ZipFile(made) as book:
        for part in book.namelist():
            ElementTree.fromstring(book.read(part))  # noqa: S314 - our own file
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.namelist()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert "<v>46233</v>" in sheet  # 30 July 2026, counted from 30 December 1899
    assert "<v>2.50</v>" in sheet
    assert "&lt;b&gt;&amp;" in sheet
    assert "'=1+1" in sheet
    assert "'=x" in sheet
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in names
