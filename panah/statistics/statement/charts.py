"""Where the bars of the small pictures stand. Pure: numbers in, places out; templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.statistics.rules import Year

SLOT_SHARE = 0.69
WIDEST = 36.0
CROWDED = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a picture: its width, the line on which bars stand, and the room above it."""

    width: int
    height: int
    base: int
    room: int
    widest: float = WIDEST


SMALL = Frame(width=320, height=120, base=96, room=74)
WIDE = Frame(width=860, height=300, base=266, room=228, widest=64.0)
NARROW = Frame(width=340, height=270, base=236, room=198)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place, and what is written over and under it. `inner` is a part of the same bar, or nothing."""

    x: float
    y: float
    width: float
    height: float
    value: int
    label: str
    is_part: bool
    inner: int | None = None
    inner_y: float = 0
    inner_height: float = 0

    @property
    def middle(self) -> float:
        """Return where the middle of the bar is."""
        return round(self.x + self.width / 2, 1)

    @property
    def over(self) -> float:
        """Return where the number over the bar is written."""
        return round(self.y - 5, 1)

    @property
    def inner_text(self) -> float:
        """Return where the number of the inner part is written, inside its top."""
        return round(self.inner_y + 17, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the picture, and the value it stands for."""

    y: float
    value: int

    @property
    def label_y(self) -> float:
        """Return where the value is written, over its line."""
        return round(self.y - 4, 1)


def bars(
    years: Sequence[Year], values: Sequence[int], *, top: int, frame: Frame = SMALL, inner: Sequence[int] | None = None
) -> list[Bar]:
    """Return a bar for each year, `top` being the value that fills the room."""
    slot = (frame.width - 8) / max(len(years), 1)
    width = round(min(frame.widest, slot * SLOT_SHARE), 1)
    made = []
    for place, (year, value) in enumerate(zip(years, values, strict=True)):
        height = _height(value, top, frame)
        part = None if inner is None else inner[place]
        inside = _height(part or 0, top, frame)
        made.append(
            Bar(
                x=round(4 + slot * place + (slot - width) / 2, 1),
                y=round(frame.base - height, 1),
                width=width,
                height=height,
                value=value,
                label=_label(year, place, len(years), short=frame is SMALL),
                is_part=year.is_part,
                inner=part,
                inner_y=round(frame.base - inside, 1),
                inner_height=inside,
            )
        )
    return made


def nice_top(largest: int) -> int:
    """Return a round number at or above the largest value, so that lines across stand at round values."""
    step = 4
    for unit in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500):
        if unit * step >= largest:
            return unit * step
    magnitude: int = 10 ** (len(str(largest)) - 1)
    return -(-largest // magnitude) * magnitude


def lines(top: int, frame: Frame) -> list[Line]:
    """Return four lines across, from nothing to the top."""
    return [Line(round(frame.base - frame.room * share / 4, 1), top * share // 4) for share in range(5)]


def _height(value: int, top: int, frame: Frame) -> float:
    return round(frame.room * value / top, 1) if top else 0.0


def _label(year: Year, place: int, count: int, *, short: bool) -> str:
    if count > CROWDED and place % (count // CROWDED + 1):
        return ""
    star = "*" if year.is_part else ""
    return f"’{year.year % 100:02}{star}" if short else f"{year.year}{star}"
