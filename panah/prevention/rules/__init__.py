"""What a campaign may claim and when a material may hang. Pure: the clock is given."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from textwrap import wrap

from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.prevention.states import HANGING

DIGNITY = "dignity"
Z_95 = 1.959964

MAP_WIDTH, MAP_HEIGHT, MAP_EDGE = 640, 480, 44
LEAST_SPAN = 0.05  # degrees: two points close by are not drawn a country apart
ALONE = 0.5  # around one point alone, so that the shore tells where it lies
NARROWING = 0.76  # a degree of longitude at 40 degrees north, as a share of a degree of latitude
WHISKER_WIDTH = 260


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % Wilson interval; all three between 0 and 1."""

    count: int
    of: int
    value: float
    low: float
    high: float


def wilson(count: int, of: int) -> Share | None:
    """
    Return a share with its 95 % interval (Wilson 1927), or None where nobody was counted.

    :raises ValueError: if more were counted than there are
    """
    if of <= 0:
        return None
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of}")
    share = count / of
    centre = (share + Z_95**2 / (2 * of)) / (1 + Z_95**2 / of)
    half = Z_95 * sqrt(share * (1 - share) / of + Z_95**2 / (4 * of**2)) / (1 + Z_95**2 / of)
    return Share(count, of, share, min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half)))


def response(*, reports: int | None, scans: int, floor: int) -> Share | None:
    """Return relevant reports as a share of scans, or None below the floor: a few could unmask a reporter."""
    if reports is None or reports < floor or scans < reports:
        return None
    return wilson(reports, scans)


def is_enough(shares: Iterable[Share | None], minimum: int) -> bool:
    """Test if every round was answered by enough people to be compared."""
    return all(share is not None and share.of >= minimum for share in shares)


def check_answers(*, right: int, answered: int, respondents: int) -> None:
    """
    Allow counts of one question in one round.

    :raises InvalidInput: if a part is larger than its whole
    """
    if answered > respondents:
        raise InvalidInput(gettext_noop("More people answered than took part."), field="answered_count")
    if right > answered:
        raise InvalidInput(gettext_noop("More people answered rightly than answered."), field="right_count")


def check_may_hang(*, reviews: Mapping[str, bool], maker: object, reviewer: object, violence: Collection[str]) -> None:
    """
    Allow a material to be placed.

    :param reviews: "dignity" and "pre_test" -> passed, absent where none was held
    :raises WrongState: if no second person has passed it for dignity, or shown violence was not tried out before
    """
    if not reviews.get("dignity"):
        raise WrongState(gettext_noop("The material has not passed the dignity review."))
    if maker == reviewer:
        raise WrongState(gettext_noop("Somebody other than its maker must review the material."))
    if set(violence) - {"none"} and not reviews.get("pre_test"):
        raise WrongState(gettext_noop("A material that shows violence is tried out with its audience first."))


def is_check_due(*, state: str, due_on: date | None, today: date) -> bool:
    """Test if somebody has to go and look whether a placement still hangs."""
    return state in HANGING and due_on is not None and due_on <= today


@dataclass(frozen=True, slots=True)
class Frame:
    """A window of the country, drawn flat: from degrees to a picture of a fixed size."""

    lat: float
    lon: float
    scale: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = MAP_WIDTH / 2 + (lon - self.lon) * NARROWING * self.scale
        return round(x, 1), round(MAP_HEIGHT / 2 - (lat - self.lat) * self.scale, 1)


def frame(points: Collection[tuple[float, float]]) -> Frame | None:
    """Return the smallest window that shows every point (latitude, longitude), or None where there is none."""
    if not points:
        return None
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    least = ALONE if len(set(points)) == 1 else LEAST_SPAN
    tall = max(max(lats) - min(lats), least)
    wide = max((max(lons) - min(lons)) * NARROWING, least)
    scale = min((MAP_WIDTH - 2 * MAP_EDGE) / wide, (MAP_HEIGHT - 2 * MAP_EDGE) / tall)
    return Frame((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2, scale)


@dataclass(frozen=True, slots=True)
class Whisker:
    """Where the dot and the ends of an interval stand on a line of `WHISKER_WIDTH`, and the figures beside it."""

    dot: float
    low: float
    high: float
    value: int
    low_figure: int
    high_figure: int


def whisker(share: Share, *, per: int, top: float) -> Whisker:
    """Return an interval as a drawing: figures per `per`, the line ending at the share `top`."""
    places = [
        round(min(1.0, part / top) * (WHISKER_WIDTH - 16) + 8, 1) for part in (share.value, share.low, share.high)
    ]
    value, low, high = (round(part * per) for part in (share.value, share.low, share.high))
    return Whisker(places[0], places[1], places[2], value, low, high)


def headline_lines(text: str, *, width: int = 21) -> list[str]:
    """Return a headline in the lines it has on a drawn material."""
    return wrap(text, width)[:4]
