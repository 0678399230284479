"""A year's figures as the public reads them: rows of a table, what they mean, and what they do not say. Pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from panah.published.rules import Words
from panah.statistics.indicators.catalogue import Indicator
from panah.statistics.reports.layout import FOLDER
from panah.statistics.reports.table import Report

OPEN = "open_figures"
KIND = "figures"
PERSON = "person"


def page(found: Report, *, year: int, day: str, language: str) -> Words:
    """Return the page of a year: `found` has been laid out for publication, `day` is when it was counted."""
    words = _words()[language]
    tables = [
        {
            "kind": "table",
            "title": group.heading,
            "head": words["head"],
            "rows": [row for line in group.lines for row in _rows(line, words)],
        }
        for group in found.groups
    ]
    about = {"kind": "text", "title": words["about"], "paragraphs": words["method"]}
    return Words(
        title=words["title"].format(year=year),
        summary=words["summary"].format(day=day),
        body={"main": [*tables, about]},
    )


def _rows(line: Any, words: Mapping[str, Any]) -> list[list[str]]:
    unit = words[_unit(line.indicator)]
    rows = [[line.title, words["all"], unit, _number(line.number.value, words)]]
    for table in line.tables:
        rows += [[line.title, part.label, unit, _number(part.number.value, words)] for part in table.parts]
    return rows


def _unit(indicator: Indicator) -> str:
    return PERSON if indicator.counts_persons else indicator.unit


def _number(value: float | None, words: Mapping[str, Any]) -> str:
    return str(words["hidden"]) if value is None else str(int(value))


@cache
def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = tomllib.loads((FOLDER / f"{OPEN}.toml").read_text(encoding="utf-8"))["words"]
    return found
