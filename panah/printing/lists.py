"""Lists as PDF: the same rows as in a workbook, cut into papers that the printing can hold."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from panah.core.formats import day_text, number_text
from panah.printing import paper
from panah.printing.spreadsheets import Cell, Table
from panah.printing.workbooks import Out

ROWS = 500  # of one paper
MOST = 2_000_000  # characters


def ending(*, row_count: int) -> str:
    """Return how the name of the file ends: a list of several papers is an archive of them."""
    return "pdf" if row_count <= ROWS else "zip"


def write_papers(out: Out, table: Table, *, name: str, language: str) -> None:
    """Write a table as one tagged PDF, or as an archive of as many as it takes."""
    papers = _papers(table, language)
    first, second = next(papers), next(papers, None)
    if second is None:
        out.write(first)
        return
    with zipfile.ZipFile(out, "w") as archive:  # type: ignore[call-overload]
        archive.writestr(f"{name}-001.pdf", first)
        archive.writestr(f"{name}-002.pdf", second)
        for place, made in enumerate(papers, start=3):
            archive.writestr(f"{name}-{place:03}.pdf", made)


def _papers(table: Table, language: str) -> Iterator[bytes]:
    for rows in _cut(table.rows):
        data = {
            "language": language,
            "title": table.title,
            "header": list(table.header),
            "rows": [[_text(cell, language) for cell in row] for row in rows],
            "footer": table.footer,
            "mark": table.mark,
        }
        yield paper.pdf("list", data, most=MOST)


def _cut(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    left = iter(rows)
    while part := list(islice(left, ROWS)):
        yield part


def _text(cell: Cell, language: str) -> str:
    if isinstance(cell, date):
        return day_text(cell, language)
    if isinstance(cell, Decimal):
        return number_text(cell, language, 2)
    return "" if cell is None else str(cell)
