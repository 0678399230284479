"""
Reads one sheet of an XLSX file as text. Runs as a process of its own, with nothing but the standard library.

Attack: a workbook of 2 MB that unpacks to 600 MiB, or whose XML multiplies itself, takes a server down. This process
gives itself little memory and time before it looks at the file, and dies alone. It is started by `sheet_reader.py`:
the file comes on standard input, JSON goes to standard output.
"""

import io
import json
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from panah.core.confined import confine

SECONDS = 20
ROWS = 5_000
COLUMNS = 200
LETTERS = 20_000  # of one cell
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


class Unreadable(Exception):
    """This is no workbook of the kind that is read; the message is a code."""


def main() -> None:
    """Write the first sheet of the workbook on standard input to standard output."""
    confine(seconds=SECONDS)
    try:
        answer = read(sys.stdin.buffer.read())
    except Unreadable as error:
        answer = {"error": str(error)}
    except (zipfile.BadZipFile, ElementTree.ParseError, LookupError, ValueError, EOFError, OSError):
        answer = {"error": "unreadable"}
    except (RuntimeError, NotImplementedError):
        answer = {"error": "encrypted"}
    sys.stdout.write(json.dumps(answer))


def read(content: bytes) -> dict[str, object]:
    """
    Return the cells of the first sheet as text, and whether the file counts its days from 1904.

    :raises Unreadable: if the sheet is too large, or its XML declares anything
    """
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        workbook = _xml(book, "xl/workbook.xml")
        shared = _shared(book)
        rows = _rows(_part(book, _first_sheet(book, workbook)), shared)
    properties = workbook.find(f"{MAIN}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return {"rows": rows, "from_1904": from_1904}


def _part(book: zipfile.ZipFile, name: str) -> bytes:
    raw = book.read(name)
    # A document type can declare entities that multiply; no spreadsheet program writes one.
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise Unreadable("declares")
    return raw


def _xml(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(_part(book, name))  # noqa: S314 - no declarations, little memory, own process


def _first_sheet(book: zipfile.ZipFile, workbook: ElementTree.Element) -> str:
    sheet = next(workbook.iter(f"{MAIN}sheet"), None)
    if sheet is None:
        raise Unreadable("unreadable")
    wanted = sheet.get(RELATION)
    for relation in _xml(book, "xl/_rels/workbook.xml.rels"):
        if relation.get("Id") == wanted:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
    raise Unreadable("unreadable")


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(item) for item in _xml(book, "xl/sharedStrings.xml").iter(f"{MAIN}si")]


def _text(item: ElementTree.Element) -> str:
    """Return the words of a text, without the readings that some scripts put above it."""
    parts = [item.findtext(f"{MAIN}t") or ""]
    parts += [run.findtext(f"{MAIN}t") or "" for run in item.iter(f"{MAIN}r")]
    return "".join(parts)


def _rows(raw: bytes, shared: list[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for _event, element in ElementTree.iterparse(io.BytesIO(raw)):  # noqa: S314 - as above
        if element.tag != f"{MAIN}row":
            continue
        number = int(element.get("r") or len(found) + 1)
        if number > ROWS or number < len(found) + 1:
            if number > ROWS and not any(True for _ in _cells(element, shared)):
                element.clear()
                continue
            raise Unreadable("too_many_rows")
        found += [[] for _ in range(number - 1 - len(found))]
        found.append(_row(element, shared))
        element.clear()
    return found


def _row(element: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for column, text in _cells(element, shared):
        if column >= COLUMNS:
            raise Unreadable("too_many_columns")
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text[:LETTERS]
    return cells


def _cells(element: ElementTree.Element, shared: list[str]) -> Iterator[tuple[int, str]]:
    following = 0
    for cell in element.iter(f"{MAIN}c"):
        place = REFERENCE.fullmatch(cell.get("r") or "")
        column = _column(place[1]) if place else following
        following = column + 1
        if text := _value(cell, shared):
            yield column, text


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    """Return what a cell says. A formula is never worked out: its last result is what stands there."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return _text(inline) if inline is not None else ""
    written = cell.findtext(f"{MAIN}v") or ""
    if kind == "s":
        return shared[int(written)] if written else ""
    if kind == "b":
        return "yes" if written == "1" else "no"
    return "" if kind == "e" else written


if __name__ == "__main__":
    main()
