"""Reading a sheet of the distribution ledger: which place, how many, which day, and what is wrong in which row."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from panah.core.errors import InvalidInput, gettext_noop
from panah.core.text import fold
from panah.country.places import Venue

MOST_LINES = 2000
LARGEST = 10_000_000
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
EXCEL_BEGINS, EXCEL_BEGINS_1904 = date(1899, 12, 30), date(1904, 1, 1)
OFFERED = 3

# What a column may be called, folded; the first row of a sheet names all three.
KNOWN: dict[str, tuple[str, ...]] = {
    "venue": ("place", "venue", "yer", "mekan", "место"),
    "count": ("how many", "count", "given", "say", "sayi", "количество"),
    "day": ("day", "date", "gun", "tarix", "дата", "день"),
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row that can be read."""

    row: int
    venue: Venue
    count: int
    day: date

    @property
    def key(self) -> tuple[str, date, int]:
        """What makes a line the same: a sheet that is sent again adds nothing."""
        return self.venue.code, self.day, self.count


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong in a row; `row` is the line a spreadsheet shows, `near` what may have been meant."""

    row: int
    typed: str
    message: str
    near: tuple[str, ...] = ()


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """
    Return the place of each column.

    :raises InvalidInput: if one is missing
    """
    named = {fold(cell): place for place, cell in reversed(list(enumerate(header)))}
    found = {
        field: next((named[fold(name)] for name in names if fold(name) in named), None)
        for field, names in KNOWN.items()
    }
    if None in found.values():
        raise InvalidInput(gettext_noop("The first row must name three columns: place, count and day."), field="file")
    return {field: place for field, place in found.items() if place is not None}


def read_lines(
    rows: Sequence[Sequence[str]], venues: Sequence[Venue], *, language: str, today: date, from_1904: bool = False
) -> tuple[list[SheetLine], list[SheetFault]]:
    """
    Return every line that can be read, and everything that is wrong. With one fault nothing is taken.

    :raises InvalidInput: if the sheet has no heading, no lines or too many
    """
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if len(filled) < 2:
        raise InvalidInput(gettext_noop("The sheet needs a row of headings and one line at least."), field="file")
    if len(filled) > MOST_LINES + 1:
        raise InvalidInput(gettext_noop("The sheet is too long: send it in parts."), field="file")
    columns = columns_of(filled[0][1])
    called = _called(venues)
    lines: list[SheetLine] = []
    faults: list[SheetFault] = []
    seen: set[tuple[str, date, int]] = set()
    for number, row in filled[1:]:
        cells = {field: row[place].strip() if place < len(row) else "" for field, place in columns.items()}
        line = _line(number, cells, called, faults, language=language, today=today, from_1904=from_1904)
        if line is not None and line.key in seen:
            faults.append(SheetFault(number, cells["venue"], gettext_noop("This line stands in the sheet twice.")))
        elif line is not None:
            seen.add(line.key)
            lines.append(line)
    return lines, faults


def _line(
    row: int,
    cells: Mapping[str, str],
    called: Mapping[str, list[Venue]],
    faults: list[SheetFault],
    *,
    language: str,
    today: date,
    from_1904: bool,
) -> SheetLine | None:
    before = len(faults)
    found = called.get(fold(cells["venue"]), [])
    if len(found) > 1:
        codes = tuple(venue.code for venue in found)
        faults.append(SheetFault(row, cells["venue"], gettext_noop("Several places are called so. Use a code."), codes))
    elif not found:
        near = _near(cells["venue"], called, language)
        faults.append(SheetFault(row, cells["venue"], gettext_noop("This place is not known."), near))
    count = _count(cells["count"])
    if count is None:
        faults.append(SheetFault(row, cells["count"], gettext_noop("This is no number of one or more.")))
    day = _day(cells["day"], from_1904=from_1904)
    if day is None:
        faults.append(SheetFault(row, cells["day"], gettext_noop("This is no day that can be read.")))
    elif day > today:
        faults.append(SheetFault(row, cells["day"], gettext_noop("This day has not come yet.")))
    if len(faults) > before or count is None or day is None:
        return None
    return SheetLine(row, found[0], count, day)


def _called(venues: Sequence[Venue]) -> dict[str, list[Venue]]:
    """Return the venues by code and by every name that they have."""
    called: dict[str, list[Venue]] = {}
    for venue in venues:
        for name in {fold(venue.code), *(fold(each) for each in venue.names.values() if each)}:
            called.setdefault(name, []).append(venue)
    return called


def _near(typed: str, called: Mapping[str, list[Venue]], language: str) -> tuple[str, ...]:
    found = difflib.get_close_matches(fold(typed), called, n=2 * OFFERED, cutoff=0.5)
    names = dict.fromkeys(venue.name(language) for name in found for venue in called[name])
    return tuple(names)[:OFFERED]


def _count(text: str) -> int | None:
    plain = text.replace("\u00a0", "").replace(" ", "").removesuffix(".0")
    number = int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 12 else 0
    return number if 0 < number <= LARGEST else None


def _day(text: str, *, from_1904: bool) -> date | None:
    number = text.removesuffix(".0")
    if number.isascii() and number.isdecimal() and len(number) == 5:
        return (EXCEL_BEGINS_1904 if from_1904 else EXCEL_BEGINS) + timedelta(days=int(number))
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, as it was written
        except ValueError:
            continue
    return None
