"""Reading a sheet of the ledger: names in every language, days as spreadsheets keep them, and clear faults."""

from datetime import date

import pytest

from panah.core.errors import InvalidInput
from panah.country import places
from panah.prevention.rules.sheet import SheetFault, SheetLine, read_lines

TODAY = date(2026, 11, 23)
HEAD = ["Yer", "Sayı", "Tarix"]


def read(*rows: list[str], language: str = "en", from_1904: bool = False) -> tuple[list[SheetLine], list[SheetFault]]:
    return read_lines([HEAD, *rows], places.venues(), language=language, today=TODAY, from_1904=from_1904)


def test_a_place_is_found_by_its_code_and_by_its_name_in_any_language() -> None:
    for typed in ("metro-sahil", "Sahil", "SAHİL", "Сахил"):
        lines, faults = read([typed, "12", "2026-11-02"])
        assert not faults
        assert (lines[0].venue.code, lines[0].count, lines[0].row) == ("metro-sahil", 12, 2)


@pytest.mark.parametrize(
    ("typed", "from_1904"), [("02.11.2026", False), ("2026-11-02", False), ("46328", False), ("44866.0", True)]
)
def test_a_day_is_read_as_it_is_kept(typed: str, from_1904: bool) -> None:
    lines, faults = read(["metro-sahil", "1", typed], from_1904=from_1904)
    assert not faults
    assert lines[0].day == date(2026, 11, 2)


def test_an_unknown_place_is_told_the_nearest_ones_in_the_language_of_the_reader() -> None:
    for language, name in (("en", "Icherisheher"), ("az", "İçərişəhər")):
        lines, faults = read(["Icherisheer", "3", "2026-11-02"], language=language)
        assert not lines
        assert (faults[0].row, faults[0].typed) == (2, "Icherisheer")
        assert faults[0].near[0] == name


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["metro-sahil", "0", "2026-11-02"], "one or more"),
        (["metro-sahil", "-5", "2026-11-02"], "one or more"),
        (["metro-sahil", "²", "2026-11-02"], "one or more"),
        (["metro-sahil", "5", "31.02.2026"], "can be read"),
        (["metro-sahil", "5", "2026-11-24"], "not come yet"),
        (["metro-sahil"], "one or more"),
    ],
)
def test_a_wrong_row_is_named(row: list[str], words: str) -> None:
    lines, faults = read(row)
    assert not lines
    assert words in faults[0].message


def test_a_line_that_stands_twice_is_named_and_a_blank_one_is_passed_over() -> None:
    same = ["metro-sahil", "5", "2026-11-02"]
    _, faults = read(same, ["", "", ""], same)
    assert [(fault.row, "twice" in fault.message) for fault in faults] == [(4, True)]


@pytest.mark.parametrize("rows", [[], [HEAD], [["Yer", "Tarix"], ["metro-sahil", "2026-11-02"]]])
def test_a_sheet_without_its_columns_or_lines_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(InvalidInput):
        read_lines(rows, places.venues(), language="en", today=TODAY)
