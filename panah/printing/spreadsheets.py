"""
Tables for spreadsheets. A cell that begins like a formula is defused, whatever writes it and whoever opens it.

Attack: text such as =HYPERLINK(...) or @SUM(...) typed into a public form runs on the desk of whoever opens the export.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

Cell = str | int | float | Decimal | bool | date | datetime | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
SHEET_NAME = 31  # characters allowed in the name of a sheet
BOM = "\ufeff"


def safe_cell(value: Cell) -> Cell:
    """Return a value that no spreadsheet takes for a formula; numbers and dates stay what they are."""
    if not isinstance(value, str):
        return value
    start = value.lstrip(" \n\u00a0\ufeff")
    return f"'{value}" if start.startswith(FORMULA_STARTS) else value


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, so that spreadsheets read ə."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    writer.writerow([safe_cell(name) for name in header])
    writer.writerows([_written(safe_cell(cell)) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    footer: str = ""
    mark: str = ""  # letters without width, behind every heading and the footer


def book_bytes(*tables: Table) -> bytes:
    """Return tables as the sheets of one workbook."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(made, options) as book:
        for table in tables:
            _sheet(book, table)
    return made.getvalue()


def _sheet(book: "xlsxwriter.Workbook", table: Table) -> None:
    sheet = book.add_worksheet(sheet_name(table.title))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    widths = [len(name) for name in table.header]
    sheet.write_row(0, 0, [str(safe_cell(name)) for name in table.header], bold)
    for place, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, place, column, safe_cell(cell))
            widths[column] = max(widths[column], len(str(cell or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, WIDEST))
    sheet.freeze_panes(1, 0)


def _write(sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write(row, column, cell)


def _written(cell: Cell) -> str | int | float | Decimal:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else cell


def sheet_name(title: str) -> str:
    """Return what a workbook takes as the name of a sheet."""
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title).strip()
    return plain[:SHEET_NAME] or "1"
