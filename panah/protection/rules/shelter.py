from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from panah.core.clock import HOME
from panah.core.errors import InvalidInput, gettext_noop
from panah.protection.rules.case import is_child

FOR_ONE_SEX = {"women": "female", "women_children": "female", "men": "male"}
SEXES = frozenset(FOR_ONE_SEX.values())
TOGETHER = frozenset({"family", "infant"})
SEVERE = frozenset({"serious", "critical"})
UNMET = frozenset({"full", "no_suitable_place", "waiting_too_long"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """What a shelter knows of somebody who needs a place. `company_in` is the unit of the parent or child who came."""

    sex: str
    band: str
    needs: frozenset[str] = frozenset()
    language: str = ""
    is_presumed: bool = True
    has_company: bool = False
    company_in: UUID | None = None

    @property
    def is_child(self) -> bool:
        return is_child(self.band)

    @property
    def is_family(self) -> bool:
        return self.has_company or bool(self.needs & TOGETHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What decides whether a unit suits somebody. `languages` is empty as long as nobody wrote down what is spoken."""

    id: UUID
    for_whom: str
    is_accessible: bool = False
    free: int = 0
    languages: frozenset[str] = frozenset()


def mismatches(guest: Guest, unit: UnitFacts) -> tuple[str, ...]:
    """Return why a unit does not suit somebody, as codes of `place_mismatch`; nothing when it does."""
    found = {
        "not_presumed": not guest.is_presumed,
        "other_sex": _is_of_other_sex(guest, unit.for_whom),
        "child_alone": guest.is_child and not guest.is_family and unit.for_whom not in ("children", "family"),
        "adult_among_children": not guest.is_child and unit.for_whom == "children",
        "parent_apart": guest.company_in not in (None, unit.id),
        "not_family": unit.for_whom == "family" and not guest.is_family,
        "not_accessible": "accessible" in guest.needs and not unit.is_accessible,
        "language": bool(guest.language and unit.languages) and guest.language not in unit.languages,
    }
    return tuple(code for code, holds in found.items() if holds)


def _is_of_other_sex(guest: Guest, for_whom: str) -> bool:
    """A child lives with its parent, whatever the parent's sex; what is not known keeps nobody out."""
    own = FOR_ONE_SEX.get(for_whom)
    return own is not None and guest.sex in SEXES - {own} and not (guest.is_child and guest.is_family)


def check_suits(guest: Guest, unit: UnitFacts, *, override: str) -> tuple[str, ...]:
    """
    Allow somebody into a unit, and return what does not suit although a coded reason overrides it.

    :raises InvalidInput: if the unit is full, or does not suit and no reason was chosen
    """
    if unit.free <= 0:
        raise InvalidInput(
            gettext_noop(
                "This unit is full. Choose another unit, or answer that the shelter is full: "
                "then another shelter is asked, and the need is counted."
            ),
            field="unit_id",
        )
    found = mismatches(guest, unit)
    if found and not override:
        raise InvalidInput(
            gettext_noop("This unit does not suit the person. Choose another, or say why it is right all the same."),
            field="override_reason",
        )
    return found


def spot_state(*, is_taken: bool, is_held: bool, is_blocked: bool) -> str:
    """Return how a place stands, as a code of `spot_state`: who sleeps there comes first."""
    if is_taken:
        return "taken"
    if is_held:
        return "held"
    return "blocked" if is_blocked else "free"


def is_blocked(*, from_on: date, until_on: date | None, lifted_at: datetime | None, today: date) -> bool:
    """Test if a block keeps a place from being given today."""
    return lifted_at is None and from_on <= today and (until_on is None or today <= until_on)


def free_places(states: Iterable[str]) -> int:
    """Return how many places of these can be given."""
    return sum(state == "free" for state in states)


def check_transport(*, valid_from: datetime, hours: int, longest: int, now: datetime) -> datetime:
    """
    Return when a transport task ends.

    :raises InvalidInput: if it would last too long, or be over before it begins
    """
    if not 1 <= hours <= longest:
        message = gettext_noop("A transport task lasts at most %(hours)s hours.")
        raise InvalidInput(message, field="hours", hours=longest)
    until = valid_from + timedelta(hours=hours)
    if until <= now:
        raise InvalidInput(gettext_noop("This time has passed already."), field="valid_from")
    return until


def check_back_at(*, state: str, until: datetime | None, now: datetime) -> datetime | None:
    """
    Return when somebody who went out wants to be back.

    :raises InvalidInput: if the time is missing or has passed
    """
    if state != "out":
        return None
    if until is None or until <= now:
        raise InvalidInput(gettext_noop("Write until when the person is out."), field="until")
    return until


def is_late(*, state: str, until: datetime | None, now: datetime) -> bool:
    """Test if somebody should be back by now, or is away without a word."""
    return state == "absent" or (state == "out" and until is not None and until <= now)


def needs_somebody(severity: str) -> bool:
    """Test if an incident stays open until somebody has seen to it."""
    return severity in SEVERE


def is_unmet(reason: str) -> bool:
    """Test if a place was refused although help was due: that is counted."""
    return reason in UNMET


def check_told(*, severity: str, told: Collection[str]) -> None:
    """
    Allow who was told of an incident.

    :raises InvalidInput: if a serious incident says neither who was told nor that nobody was
    """
    if needs_somebody(severity) and not told:
        raise InvalidInput(gettext_noop("Say who was told, or that nobody was told yet."), field="told")


def day_ends(day: date) -> datetime:
    """Return the last second of a day."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=HOME) - timedelta(seconds=1)
