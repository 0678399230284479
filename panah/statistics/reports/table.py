"""
A report as it is read: each number beside the year before, and which of them may leave the house. Pure.

`for_publication` hides what `disclosure` hides, in both years: a difference is printed only between two shown numbers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from panah.statistics.indicators.catalogue import CUTS, SEVERAL, Each, Indicator
from panah.statistics.reports import disclosure
from panah.statistics.reports.layout import Layout, Row

NOT_KNOWN = "not_known"
PERSONAL = frozenset({"standing", "origin", "age_group", "age_band", "sex", "scope"})
IN_ORDER = frozenset({"age_band", "exploited_in", "month"})
Label = Callable[[str, str], str]
Counts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its difference from the year before; None where it is not shown, or there is no year before."""

    value: float | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a table."""

    code: str
    label: str
    number: Number


@dataclass(frozen=True, slots=True)
class Table:
    """An indicator by one of its cuts. `parts` is empty when so little may be shown that nothing is."""

    cut: str
    parts: tuple[Part, ...]
    has_several: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a report."""

    indicator: Indicator
    title: str
    greta: str
    number: Number
    unknown: int
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines under one heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The page."""

    groups: tuple[Group, ...]
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """One year's numbers of one indicator, as far as they may be shown."""

    total: float | None
    cuts: Mapping[str, Mapping[str, float | None]]


def table(
    layout: Layout,
    indicators: Mapping[str, Indicator],
    years: tuple[Counts, Counts | None],
    *,
    language: str,
    label: Label,
    for_publication: bool,
) -> Report:
    """Lay out a report. `years` are this year's counts and those of the year before, if any; `label` names a code."""
    shown = [_shown(counts, indicators, for_publication=for_publication) if counts else {} for counts in years]

    def line(row: Row) -> Line:
        key, one = row.indicator, indicators[row.indicator]
        now, before = shown[0][key], shown[1].get(key)
        return Line(
            indicator=one,
            title=one.wording[language].title,
            greta=row.greta,
            number=_number(now.total, before.total if before else None),
            unknown=(years[0] or {})[key]["unknown"],
            tables=tuple(_table(cut, now, before, label) for cut in row.cuts if now.cuts[cut]),
        )

    return Report(
        # What a report that was drawn earlier did not count has no line.
        groups=tuple(
            Group(one.heading[language], tuple(line(row) for row in one.rows if row.indicator in years[0]))
            for one in layout.sections
        ),
        missing=tuple((one.greta, one.why[language]) for one in layout.missing),
    )


def _number(now: float | None, before: float | None) -> Number:
    return Number(now, None if now is None or before is None else now - before)


def _table(cut: str, now: _Shown, before: _Shown | None, label: Label) -> Table:
    parts, earlier = now.cuts[cut], before.cuts.get(cut, {}) if before else {}
    # Whoever was counted before and is not now counts as none; what was hidden then stays hidden.
    known = {code: earlier.get(code, 0) for code in {*parts, *earlier}} if before else {}
    nothing = bool(parts) and all(value is None for value in parts.values())
    codes = sorted({*parts, *earlier}, key=lambda code: (code == NOT_KNOWN, *_rank(cut, code, parts.get(code)), code))
    lines = [Part(code, label(cut, code), _number(parts.get(code, 0), known.get(code))) for code in codes]
    return Table(cut, () if nothing else tuple(lines), cut in SEVERAL)


def _rank(cut: str, code: str, value: float | None) -> tuple[float, float]:
    """Ages and years stand in their own order, all else by size."""
    begins = code.partition("_")[0].rstrip("p")
    return (int(begins), 0) if cut in IN_ORDER and begins.isdigit() else (0, -(value or 0))


def _shown(counts: Counts, indicators: Mapping[str, Indicator], *, for_publication: bool) -> dict[str, _Shown]:
    if not for_publication:
        return {key: _Shown(one["total"], one["cuts"]) for key, one in counts.items()}
    return {key: _published(key, counts, indicators) for key in counts}


def _published(key: str, counts: Counts, indicators: Mapping[str, Indicator]) -> _Shown:
    # A sum of money is hidden with the persons who share it: theirs are the numbers that are looked at.
    persons = indicators[key].count.beside or key
    whom, counted = indicators[persons].count.where, counts[persons]
    codes = {code for column in PERSONAL & set(whom) for code in whom[column]}
    least = disclosure.threshold(codes=codes)
    is_hidden = disclosure.is_small(counted["total"], least=least)
    cuts = {}
    for cut, parts in counts[key]["cuts"].items():
        gone = disclosure.hidden(
            counted["cuts"].get(cut, {}),
            total_is_hidden=is_hidden,
            two_way=bool(PERSONAL & set(whom)),
            # Persons may stand in several parts; money never does, so that its parts can be subtracted.
            adds_up=cut not in SEVERAL or indicators[key].count.each is Each.SUM,
        )
        cuts[cut] = {code: None if is_hidden or code in gone else value for code, value in parts.items()}
    return _Shown(None if is_hidden else counts[key]["total"], cuts)


def code_list_of(cut: str) -> str:
    """Return the code list of a cut's values; empty where they speak for themselves."""
    return CUTS[cut]
