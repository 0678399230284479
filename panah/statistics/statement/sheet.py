"""
Everything the statement's page shows, from the figures that were counted. Pure.

Persons share one scale; groups and measures have their own, for they are other things.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from panah.statistics import rules
from panah.statistics.indicators.catalogue import Indicator, Wording
from panah.statistics.rules import Period, Year
from panah.statistics.statement.charts import NARROW, SMALL, WIDE, Bar, Frame, Line, bars, lines, nice_top
from panah.statistics.statement.segments import Paragraph
from panah.statistics.statement.wording import LANGUAGES, write

PICTURES = ("K4", "K5", "K8", "K7", "K6", "K3")
ROWS = ("K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "M0")
FIRST_OPENED = "K5"


@dataclass(frozen=True, slots=True)
class Series:
    """One figure with its pedigree: definition, total, of how many, years, and what could not be dated."""

    indicator: Indicator
    wording: Wording
    total: int
    of: int | None
    values: tuple[int, ...]
    unknown: int
    bars: list[Bar]

    @property
    def key(self) -> str:
        """Return the indicator's key."""
        return self.indicator.key


@dataclass(frozen=True, slots=True)
class Pair:
    """The large picture: those identified, and of them those sheltered."""

    frame: Frame
    bars: list[Bar]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page."""

    paragraph: Paragraph
    others: dict[str, Paragraph]
    years: list[Year]
    current: Series
    pictures: list[Series]
    rows: list[Series]
    pairs: list[Pair]

    @property
    def has_part_years(self) -> bool:
        """Answer whether a star must be explained."""
        return any(year.is_part for year in self.years)


def sheet(
    figures: Mapping[str, Any],
    indicators: Mapping[str, Indicator],
    *,
    period: Period,
    as_of: date,
    language: str,
    countries: Mapping[str, str],
    current: str,
) -> Sheet:
    """Lay out a statement. `countries` names the country in every language of the statement."""
    counts = {key: figure["total"] for key, figure in figures.items()}
    years = list(rules.years(period))
    every = {key: _series(one, figures, years, language) for key, one in indicators.items() if key in figures}
    paragraphs = {
        code: write(counts, language=code, period=period, as_of=as_of, country=countries[code]) for code in LANGUAGES
    }
    return Sheet(
        paragraph=paragraphs.pop(language),
        others=paragraphs,
        years=years,
        current=every[current],
        pictures=[every[key] for key in PICTURES if key in every],
        rows=[every[key] for key in ROWS if key in every],
        pairs=[_pair(every["K4"].values, every["K5"].values, years, frame) for frame in (WIDE, NARROW)],
    )


def _series(indicator: Indicator, figures: Mapping[str, Any], years: list[Year], language: str) -> Series:
    values = _by_year(figures, indicator.key, years)
    scale = _by_year(figures, "K4", years) if indicator.counts_persons else values
    cohort = indicator.count.of
    return Series(
        indicator=indicator,
        wording=indicator.wording[language],
        total=figures[indicator.key]["total"],
        of=figures[cohort]["total"] if cohort else None,
        values=values,
        unknown=figures[indicator.key]["unknown"],
        bars=bars(years, values, top=nice_top(max(scale, default=0)), frame=SMALL),
    )


def _by_year(figures: Mapping[str, Any], key: str, years: list[Year]) -> tuple[int, ...]:
    counted = figures[key]["years"]
    return tuple(counted.get(str(year.year), 0) for year in years)


def _pair(outer: tuple[int, ...], inner: tuple[int, ...], years: list[Year], frame: Frame) -> Pair:
    top = nice_top(max(outer, default=0))
    return Pair(frame, bars(years, outer, top=top, frame=frame, inner=inner), lines(top, frame))
