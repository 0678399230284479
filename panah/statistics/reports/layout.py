"""Which indicators a report shows, in which order, by which cuts: read once from the file beside this one. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from panah.statistics.indicators.catalogue import BadDefinitionError, indicators

FOLDER = Path(__file__).parent
ANNUAL = "annual_victims"
LANGUAGES = ("en", "az", "ru")


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in a report. `greta` is the number of the row that the Council of Europe asks for, if it does."""

    indicator: str
    cuts: tuple[str, ...]
    greta: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    heading: Mapping[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A row that is asked for and cannot be counted here, and why."""

    greta: str
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A report as it is declared."""

    sections: tuple[Section, ...]
    missing: tuple[Missing, ...]

    @property
    def wanted(self) -> dict[str, tuple[str, ...]]:
        """The cuts of each indicator, by its key."""
        return {row.indicator: row.cuts for section in self.sections for row in section.rows}


@cache
def layout(name: str = ANNUAL) -> Layout:
    """
    Return a report's layout.

    :raises BadDefinitionError: if a row names an indicator that is not declared, or a cut that it does not allow
    """
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    sections = tuple(Section(_words(one), tuple(map(_row, one["rows"]))) for one in data["section"])
    return Layout(sections, tuple(Missing(one["greta"], _words(one)) for one in data["missing"]))


def _row(data: Mapping[str, Any]) -> Row:
    row = Row(data["indicator"], tuple(data.get("cuts", ())), data.get("greta", ""))
    if row.indicator not in indicators():
        raise BadDefinitionError(f"there is no indicator {row.indicator}")
    if strange := set(row.cuts) - set(indicators()[row.indicator].cuts):
        raise BadDefinitionError(f"{row.indicator} may not be cut by {min(strange)}")
    return row


def _words(data: Mapping[str, Any]) -> dict[str, str]:
    return {language: data[language] for language in LANGUAGES}
