"""Where nothing hangs although people pass there. Pure: places and what stands are given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from panah.country.places import Division, Place

SITES = ("border_crossing", "airport", "metro")
DISTRICT = "district"
# A venue in Baku names the city or one of its districts, so these are counted with the city, never apart.
COUNTED_DIVISIONS = frozenset({"city", "district"})


@dataclass(frozen=True, slots=True)
class Gap:
    """The places of one kind, and those of them without standing material."""

    kind: str
    of: int
    missing: tuple[Place, ...]

    @property
    def covered(self) -> int:
        return self.of - len(self.missing)

    @property
    def percent(self) -> int:
        """The share covered, rounded down: a hundred is said only of all."""
        return 100 * self.covered // self.of if self.of else 0


def venue_gap(kind: str, venues: Sequence[Place], standing: Collection[str]) -> Gap:
    """Return the venues where nothing stands; `standing` are the codes of venues that a placement names."""
    return Gap(kind, len(venues), tuple(venue for venue in venues if venue.code not in standing))


def division_gap(divisions: Sequence[Division], standing: Collection[str]) -> Gap:
    """Return the cities and districts where nothing stands; `standing` are the divisions of named venues."""
    counted = [one for one in divisions if one.kind in COUNTED_DIVISIONS]
    reached = {code for code in standing if code}
    missing = [one for one in counted if not any(f"{code}-".startswith(f"{one.code}-") for code in reached)]
    return Gap(DISTRICT, len(counted), tuple(missing))
