"""
Workbooks of any length, written row by row: memory stays flat, and nothing of them lies in a temporary file.

Attack: a library that spools a long sheet to a temporary file leaves the names of a list on the disk.
"""

import re
import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Protocol
from xml.sax.saxutils import escape

from panah.printing.spreadsheets import WIDEST, Cell, Table, safe_cell, sheet_name

SPACE = "http://schemas.openxmlformats.org"
MAIN = f'xmlns="{SPACE}/spreadsheetml/2006/main"'
OFFICE = f"{SPACE}/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = f"{SPACE}/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f"<styleSheet {MAIN}>"
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>',
}
DAY, BOLD = 1, 2
FIRST_DAY = date(1899, 12, 30)  # spreadsheets count days from here
MEASURED = 200  # rows after which the widths of the columns are settled
# What XML cannot carry.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Out(Protocol):
    """Where bytes go, piece by piece."""

    def write(self, piece: bytes, /) -> int: ...

    def flush(self) -> None: ...


def write_workbook(out: Out, table: Table) -> None:
    """Write a table as one sheet of XLSX: heading fixed, columns wide enough, nothing that calculates."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:  # type: ignore[call-overload]
        for name, text in PARTS.items():
            book.writestr(name, HEAD + text)
        title = escape(sheet_name(table.title), {'"': "&quot;"})
        sheets = f'<sheets><sheet name="{title}" sheetId="1" r:id="rId1"/></sheets>'
        book.writestr("xl/workbook.xml", f'{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}">{sheets}</workbook>')
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for text in _sheet(table):
                sheet.write(text.encode())


def _sheet(table: Table) -> Iterable[str]:
    rows = iter(table.rows)
    first = list(islice(rows, MEASURED))
    yield f"{HEAD}<worksheet {MAIN}>"
    yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    yield ' state="frozen"/></sheetView></sheetViews><cols>'
    for place, name in enumerate(table.header):
        width = max(len(name), *(len(str(row[place] or "")) for row in first), 0) + 2
        yield f'<col min="{place + 1}" max="{place + 1}" width="{min(width, WIDEST)}" customWidth="1"/>'
    yield "</cols><sheetData>"
    yield _row([f"{safe_cell(name)}{table.mark}" for name in table.header], style=BOLD)
    for row in chain(first, rows):
        yield _row([safe_cell(cell) for cell in row])
    if table.footer:
        yield "<row/>" + _row([f"{safe_cell(table.footer)}{table.mark}"])
    yield "</sheetData></worksheet>"


def _row(cells: Iterable[Cell], *, style: int = 0) -> str:
    return f"<row>{''.join(_cell(cell, style) for cell in cells)}</row>"


def _cell(cell: Cell, style: int) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, bool):
        return f'<c t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float | Decimal):
        return f"<c><v>{cell}</v></c>"
    if type(cell) is date:
        return f'<c s="{DAY}"><v>{(cell - FIRST_DAY).days}</v></c>'
    text = escape(UNWRITABLE.sub("", str(cell)))
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'
