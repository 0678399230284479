"""
What the lines heard of a kind of material, and what a campaign may make of it. Pure.

A count below the floor never comes here: it is None, nought as well. Sums are made of what is shown, and say so.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

CALL, REPORT = "call", "report"
# What a caller answers to "how did you hear of us?" about each kind of material; of the others nobody is asked.
ANSWERS = {
    "brochure": ("leaflet",),
    "leaflet": ("leaflet",),
    "poster": ("poster",),
    "billboard": ("poster",),
    "video": ("video",),
    "audio": ("television_radio",),
    "online_post": ("internet", "social_media"),
}

Cell = tuple[str, str, date, int | None]  # unit, kind, month, count or nothing below the floor


@dataclass(frozen=True, slots=True)
class Heard:
    """One kind in one unit: the months that may be shown, and how many more there are."""

    unit: str
    kind: str
    months: tuple[tuple[date, int], ...]
    hidden: int

    @property
    def at_least(self) -> int | None:
        """The sum of what is shown, or nothing where nothing is: never the sum of all months."""
        return sum(count for _month, count in self.months) or None


def kinds_heard(materials: Collection[str]) -> set[tuple[str, str]]:
    """Return the units and kinds that concern a campaign with these kinds of material."""
    answers = {(CALL, answer) for kind in materials for answer in ANSWERS.get(kind, ())}
    return answers | {(REPORT, kind) for kind in materials}


def heard(cells: Iterable[Cell], *, wanted: Collection[tuple[str, str]]) -> list[Heard]:
    """Return the cells of the wanted units and kinds, by unit and kind, months in their order."""
    rows: dict[tuple[str, str], list[tuple[date, int | None]]] = {}
    for unit, kind, month, count in sorted(cells, key=lambda cell: cell[:3]):
        if (unit, kind) in wanted:
            rows.setdefault((unit, kind), []).append((month, count))
    return [_heard(unit, kind, months) for (unit, kind), months in rows.items()]


def between(cells: Iterable[Cell], *, first: date | None, last: date | None) -> list[Cell]:
    """Return the cells of the months in which a campaign ran; none where nobody knows since when."""
    if first is None:
        return []
    return [cell for cell in cells if first.replace(day=1) <= cell[2] <= (last or date.max)]


def covers(cells: Iterable[Cell], *, first: date | None, last: date | None) -> bool:
    """
    Test if the lines tell of every month in which a campaign ran.

    Money was spent in all of them: divided by the calls of some, a call would seem dearer than it was.
    """
    months = {cell[2] for cell in cells}
    if first is None or last is None or not months:
        return False
    return min(months) <= first.replace(day=1) and last.replace(day=1) <= max(months)


def cost_each(spent: Decimal, count: int | None) -> Decimal | None:
    """Return what one of them cost, or nothing where nothing was spent or counted."""
    return (spent / count).quantize(Decimal("0.01")) if count and spent > 0 else None


def _heard(unit: str, kind: str, months: list[tuple[date, int | None]]) -> Heard:
    shown = tuple((month, count) for month, count in months if count is not None)
    return Heard(unit, kind, shown, len(months) - len(shown))
