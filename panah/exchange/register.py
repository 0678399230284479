"""A row of somebody's register, read as a case: what it says, or which cell is wrong and how to mend it. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from panah.codes import countries
from panah.codes.catalogue import LANGUAGES, code_list
from panah.core.errors import InvalidInput, gettext_noop
from panah.core.text import nearest
from panah.exchange.columns import COLUMNS, Heading
from panah.protection.rules import PersonDetails, check_birth_date, check_day

SERIAL = re.compile(r"\d{1,6}(?:\.\d+)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
LONGEST = 200  # letters of a name or number
STATUSES = {
    "possiblevictimoftrafficking": "presumed",
    "possiblevictim": "presumed",
    "presumed": "presumed",
    "actualvictimoftrafficking": "presumed",
    "actualvictim": "presumed",
    "identified": "presumed",
    "notavictimoftrafficking": "not",
    "notavictim": "not",
    "": "",
}
# Words that say more than a presumption.
ACTUAL = frozenset({"actualvictimoftrafficking", "actualvictim", "identified"})
STATUS_NAMES = ("PossibleVictimOfTrafficking", "ActualVictimOfTrafficking", "NotAVictimOfTrafficking")
CASE_STATES = {"active": "open", "followup": "open", "open": "open", "closed": "closed", "closedreferred": "referred"}
CASE_STATE_NAMES = ("Active", "FollowUp", "Closed", "ClosedReferred")
# What HTCDS 2.0 or its version 0.2 says beside what our lists map.
ALSO: dict[str, dict[str, str]] = {
    "sex_gender": {
        "f": "female",
        "m": "male",
        "woman": "female",
        "man": "male",
        "transgenderfeminine": "other",
        "transgendermasculine": "other",
        "transgendernonconforming": "other",
        "notspecifiedunknown": "unknown",
    },
    "exploitation_form": {
        "servitude": "domestic_servitude",
        "illicitactivities": "forced_criminality",
        "illegaladoption": "illegal_adoption",
        "forcedmilitary": "armed",
    },
    "language": {},
    "status_decision_body": {},
    "case_closure": {},
}


@dataclass(frozen=True, slots=True)
class RowError:
    """A cell that cannot be taken over, in words, with the nearest value that could."""

    row: int
    column: str
    message: str
    value: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A case as the register tells it."""

    row: int
    source_id: str
    details: PersonDetails
    opened_on: date
    is_presumed: bool
    is_rejected: bool
    body: str
    forms: tuple[str, ...]
    country: str
    closure: str
    closed_on: date | None
    note: str


@dataclass(slots=True)
class Reading:
    """Reads one row, cell by cell, and gathers what is wrong instead of stopping at the first."""

    row: int
    heading: Heading
    cells: dict[str, str]
    from_1904: bool
    today: date
    errors: list[RowError] = field(default_factory=list)

    def wrong(self, name: str, message: str, *, options: Iterable[str] = ()) -> None:
        value = self.cells.get(name, "")
        column = self.heading.names.get(name, name)
        self.errors.append(RowError(self.row, column, message, value[:80], nearest(value, options) or ""))

    def short(self, name: str) -> str:
        text = self.cells.get(name, "")
        if len(text) > LONGEST:
            self.wrong(name, gettext_noop("Too long for one name or number."))
        return text[:LONGEST]

    def code(self, name: str, list_name: str) -> str:
        text = self.cells.get(name, "")
        found = _codes(list_name).get(_key(text)) if text else ""
        if found is None:
            self.wrong(name, gettext_noop("Not one of the allowed values."), options=_allowed(list_name))
        return found or ""

    def codes(self, name: str, list_name: str) -> tuple[str, ...]:
        text, known = self.cells.get(name, ""), _codes(list_name)
        parts = [part.strip() for part in re.split(r"[;,\n|]", text) if part.strip()]
        if len(parts) == 1 and _key(parts[0]) not in known:
            # Survey forms put a space between several codes.
            parts = parts[0].split()
        if any(_key(part) not in known for part in parts):
            self.wrong(name, gettext_noop("Not one of the allowed values."), options=_allowed(list_name))
            return ()
        return tuple(dict.fromkeys(known[_key(part)] for part in parts))

    def named(self, name: str, known: dict[str, str], options: Iterable[str]) -> str:
        found = known.get(_key(self.cells.get(name, "")))
        if found is None and self.cells.get(name):
            self.wrong(name, gettext_noop("Not one of the allowed values."), options=options)
        return found or ""

    def country(self, name: str) -> str:
        text = self.cells.get(name, "")
        if not text:
            return ""
        found = _country_names().get(_key(text))
        if found is None:
            self.wrong(name, gettext_noop("Not a country. Use the two letters of ISO 3166."), options=countries.codes())
        return found or ""

    def day(self, name: str, check: Callable[[date], object] | None = None) -> date | None:
        text = self.cells.get(name, "")
        if not text:
            return None
        found = _day(text, from_1904=self.from_1904)
        if found is None:
            self.wrong(name, gettext_noop("Not a date. Write it as 2026-11-22 or 22.11.2026."))
            return None
        try:
            if check:
                check(found)
        except InvalidInput as error:
            self.wrong(name, error.message)
        return found


def entries(
    rows: Sequence[Sequence[str]], found: Heading, *, from_1904: bool, today: date
) -> tuple[list[Entry], list[RowError]]:
    """Return what the rows below a heading say, and every cell that is wrong."""
    made, errors = [], []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[found.row + 1 :], start=found.row + 2):
        cells = {name: _clean(row[column]) for column, name in found.fields.items() if column < len(row)}
        if not any(cells.values()):
            continue
        reading = Reading(number, found, cells, from_1904, today)
        entry = _entry(reading, _note(row, found, cells))
        if entry.source_id and entry.source_id in seen:
            reading.wrong("source_id", gettext_noop("This number stands in the sheet twice."))
        seen[entry.source_id] = number
        made.append(entry)
        errors += reading.errors
    return made, errors


def _entry(reading: Reading, note: str) -> Entry:
    today = reading.today
    born = reading.day("birth_date", lambda day: check_birth_date(day, today=today))
    opened = reading.day("opened_on", lambda day: check_day(day, today=today, field="opened_on")) or today
    status = reading.named("trafficking_status", STATUSES, STATUS_NAMES)
    closure, closed_on = _closing(reading, opened, status)
    given = {name: reading.short(name) for name in ("given_name", "surname", "patronymic", "document_number")}
    reach = [reading.short(name) for name in ("mobile", "home_phone", "email")]
    if not any((*given.values(), reading.cells.get("source_id"))):
        reading.wrong("source_id", gettext_noop("Neither a name nor a number: nobody could find the case."))
    return Entry(
        row=reading.row,
        source_id=reading.short("source_id"),
        details=PersonDetails(
            **given,
            birth_date=born,
            contact="; ".join(filter(None, reach)),
            sex=reading.code("sex", "sex_gender") or "unknown",
            citizenship=reading.country("citizenship"),
            language=reading.code("language", "language"),
        ),
        opened_on=opened,
        is_presumed=status == "presumed",
        is_rejected=status == "not",
        body=reading.code("body", "status_decision_body") or "other",
        forms=reading.codes("forms", "exploitation_form"),
        country=reading.country("country"),
        closure=closure,
        closed_on=closed_on,
        note=note,
    )


def _closing(reading: Reading, opened: date, status: str) -> tuple[str, date | None]:
    """Return why and when the case was closed. A reason is never invented."""
    state = reading.named("status", CASE_STATES, CASE_STATE_NAMES)
    if state not in ("closed", "referred"):
        return "", None
    reason = "transferred" if state == "referred" and not reading.cells.get("closure") else ""
    reason = reason or reading.code("closure", "case_closure")
    if not reason and not reading.cells.get("closure"):
        reading.wrong("closure", gettext_noop("A closed case needs the reason for its closure."))
    if status != "presumed":
        if status != "not":
            reading.wrong("trafficking_status", gettext_noop("A closed case needs to say what was found."))
        return "", None
    ended = reading.day(
        "closed_on", lambda day: check_day(day, today=reading.today, not_before=opened, field="closed_on")
    )
    return reason, ended or reading.today


def _note(row: Sequence[str], found: Heading, cells: Mapping[str, str]) -> str:
    """
    Return what stands in columns that have no place of their own, so that nothing is lost.

    Nobody is identified by a sheet: what it calls an actual victim is presumed here, and its own word stays.
    """
    lines = [f"{COLUMNS['trafficking_status'][0]}: {cells['trafficking_status']}"] if _says_actual(cells) else []
    lines += [f"{name}: {_clean(row[column])}" for column, name in found.others.items() if column < len(row)]
    return "\n".join(line for line in lines if not line.endswith(": "))


def _says_actual(cells: Mapping[str, str]) -> bool:
    return _key(cells.get("trafficking_status", "")) in ACTUAL


def _clean(text: str) -> str:
    plain = "".join(" " if letter in "\u00a0\t\r" else letter for letter in text)
    return "".join(letter for letter in plain if letter == "\n" or letter.isprintable()).strip()


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


@cache
def _codes(list_name: str) -> dict[str, str]:
    """Return every way in which a code of a list may be written, folded."""
    found: dict[str, str] = {}
    for code in code_list(list_name):
        names = [code.code, *(code.label(lang) for lang in LANGUAGES), *code.map.split()]
        names += [token.removeprefix("H:") for token in code.map.split() if token.startswith("H:")]
        for name in names:
            found.setdefault(_key(name), code.code)
    return {**found, **ALSO[list_name]}


@cache
def _allowed(list_name: str) -> tuple[str, ...]:
    codes = code_list(list_name)
    mapped = [token.removeprefix("H:") for code in codes for token in code.map.split() if token.startswith("H:")]
    return tuple(dict.fromkeys([*mapped, *(code.code for code in codes)]))


@cache
def _country_names() -> dict[str, str]:
    found = {_key(code): code for code in countries.codes()}
    for lang in LANGUAGES:
        found |= {_key(countries.name(code, lang)): code for code in countries.codes()}
    return found


def _day(text: str, *, from_1904: bool) -> date | None:
    """Return a day that was written, or that a spreadsheet counts since its own first day."""
    try:
        if match := ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := DOTTED.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if SERIAL.fullmatch(text):
            return (date(1904, 1, 1) if from_1904 else date(1899, 12, 30)) + timedelta(days=int(float(text)))
    except (ValueError, OverflowError):
        # No such day in any calendar: said to the reader as a cell that is not a date.
        return None
    return None
