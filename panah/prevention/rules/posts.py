"""Reading an export of a network: its columns, its dates, its numbers, and what is wrong in which row. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from panah.core.clock import HOME
from panah.core.errors import InvalidInput, gettext_noop

MOST_ROWS, MOST_CHARACTERS = 1000, 400_000
NEEDED = ("address", "posted_on")
FIGURES = ("reach_count", "views_count", "completed_count", "clicks_count")
FIELDS = ("address", "title", "posted_on", *FIGURES)
LARGEST = 2_147_483_647
DAY_FIRST, MONTH_FIRST = "day", "month"

# What the networks call a column in their exports, in small letters; the first that stands in the file is taken.
KNOWN: dict[str, tuple[str, ...]] = {
    "address": ("permalink", "post link", "video link", "url", "link", "address", "content", "video id", "post id"),
    "title": ("title", "video title", "post title", "post text", "description", "name"),
    "posted_on": (
        *("publish time", "video publish time", "published", "post time", "posted on", "created date", "date"),
    ),
    "reach_count": ("reach", "people reached", "accounts reached", "unique viewers"),
    "views_count": ("views", "video views", "total views", "plays", "3-second video views"),
    "completed_count": ("completed views", "video completions", "views at 100%", "100% views", "watched full video"),
    "clicks_count": ("link clicks", "clicks", "total clicks", "url clicks"),
}
ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z")
WORDED = ("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%d.%m.%Y", "%d.%m.%Y %H:%M")
SLASHED = {
    DAY_FIRST: ("%d/%m/%Y", "%d/%m/%Y %H:%M", "%d-%m-%Y"),
    MONTH_FIRST: ("%m/%d/%Y", "%m/%d/%Y %H:%M", "%m-%d-%Y"),
}
GROUPED = re.compile(r"[0-9]{1,3}(?:[,. \u00a0\u202f][0-9]{3})+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Table:
    """An export as it stands in the file."""

    header: list[str]
    rows: list[list[str]]  # empty ones with them, so that each keeps its number
    first_row: int = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row; `row` is the line a spreadsheet shows."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Post:
    """One row of an export."""

    address: str
    title: str
    posted_on: date
    figures: dict[str, int | None]


def read_table(text: str) -> Table:
    """
    Return the header and the rows of an export; commas, semicolons and tabs are told apart by the header.

    :raises InvalidInput: if it is no table, or too long
    """
    if len(text) > MOST_CHARACTERS:
        raise InvalidInput(gettext_noop("The file is too long: send it in parts."), field="file")
    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark))
    except csv.Error:
        raise InvalidInput(gettext_noop("This is no CSV that can be read."), field="file") from None
    rows = [[cell.strip() for cell in line] for line in lines]
    empty = next((place for place, row in enumerate(rows) if any(row)), len(rows))
    rows = rows[empty:]
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2 or len(rows[0]) < 2:
        raise InvalidInput(gettext_noop("The file needs a line of headings and one post at least."), field="file")
    if len(rows) > MOST_ROWS + 1:
        raise InvalidInput(gettext_noop("The file is too long: send it in parts."), field="file")
    return Table(rows[0], rows[1:], first_row=empty + 2)


def guess(header: Iterable[str]) -> dict[str, int]:
    """Return the column of each field that the networks' own headings give away."""
    places = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
    found = {field: next((places[name] for name in names if name in places), None) for field, names in KNOWN.items()}
    return {field: place for field, place in found.items() if place is not None}


def read_posts(
    table: Table, columns: Mapping[str, int], *, dates: str, read_on: date
) -> tuple[list[Post], list[Fault]]:
    """
    Return every post that can be read, and everything that is wrong. With one fault nothing is taken.

    :raises InvalidInput: if a column that is needed was not chosen
    """
    missing = [field for field in NEEDED if field not in columns]
    if missing:
        raise InvalidInput(gettext_noop("Choose the column of the address and of the day."), field=f"col_{missing[0]}")
    posts, faults, seen = [], [], set()
    for number, row in enumerate(table.rows, start=table.first_row):
        if not any(row):
            continue
        cells = {field: row[place] if place < len(row) else "" for field, place in columns.items()}
        wrong: list[Fault] = []
        posted_on = _day(cells["posted_on"], dates, number, wrong)
        if posted_on and posted_on > read_on:
            wrong.append(Fault(number, "posted_on", gettext_noop("It was posted after the day of the reading.")))
        if not cells["address"] or len(cells["address"]) > 300:
            wrong.append(Fault(number, "address", gettext_noop("The address is missing or too long.")))
        elif cells["address"] in seen:
            wrong.append(Fault(number, "address", gettext_noop("This post stands in the file twice.")))
        seen.add(cells["address"])
        figures = {field: _figure(cells.get(field, ""), field, number, wrong) for field in FIGURES}
        faults += wrong
        if posted_on and not wrong:
            posts.append(Post(cells["address"], cells.get("title", "")[:200], posted_on, figures))
    return posts, faults


def _day(text: str, dates: str, row: int, wrong: list[Fault]) -> date | None:
    for form in (*ISO, *WORDED, *SLASHED[dates]):
        try:
            read = datetime.strptime(text, form)  # noqa: DTZ007 - a day, as the network wrote it
        except ValueError:
            continue
        return (read.astimezone(HOME) if read.tzinfo else read).date()
    wrong.append(Fault(row, "posted_on", gettext_noop("This is no day that can be read.")))
    return None


def _figure(text: str, field: str, row: int, wrong: list[Fault]) -> int | None:
    if text in ("", "-", "–", "N/A", "n/a"):
        return None
    if not GROUPED.fullmatch(text) or (number := int(re.sub(r"[^0-9]", "", text))) > LARGEST:
        wrong.append(Fault(row, field, gettext_noop("This is no whole number.")))
        return None
    return number
