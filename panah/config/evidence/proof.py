"""What a proof is: a promise, what was measured for it, and a planted fault that the same measuring must find."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Verdict(StrEnum):
    """What is known of a promise after its proof ran."""

    KEPT = "kept"
    BROKEN = "broken"
    UNPROVED = "not proved"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Measure:
    """One number, what it has to be, and if it is."""

    what: str
    value: str
    wanted: str = ""
    holds: bool = True


@dataclass(frozen=True)
class Fault:
    """A fault that was planted on purpose, what the proof said to it, and if it said enough."""

    planted: str
    found: str
    is_caught: bool


@dataclass(frozen=True)
class Options:
    """How large a proof is made, and the folder in which it may work."""

    folder: Path
    cases: int = 100_000
    concerns: int = 10_000
    seconds: float = 30.0


@dataclass
class Findings:
    """What one proof found. `skipped` says in a sentence why nothing, or a part, could be tried here."""

    measures: list[Measure] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    skipped: str = ""
    printed: str = ""

    def tell(self, what: str, value: object) -> None:
        """Keep a number that is only told."""
        self.measures.append(Measure(what, shown(value)))

    def exactly(self, what: str, value: object, wanted: object) -> None:
        """Keep a number that has to be a certain one."""
        self.measures.append(Measure(what, shown(value), shown(wanted), value == wanted))

    def at_least(self, what: str, value: float, wanted: float) -> None:
        """Keep a number that must not be smaller."""
        self.measures.append(Measure(what, shown(value), f"at least {shown(wanted)}", value >= wanted))

    def at_most(self, what: str, value: float, wanted: float) -> None:
        """Keep a number that must not be larger."""
        self.measures.append(Measure(what, shown(value), f"at most {shown(wanted)}", value <= wanted))

    def plant(self, planted: str, found: str, *, is_caught: bool) -> None:
        """Keep what a planted fault led to."""
        self.faults.append(Fault(planted, found, is_caught))

    @property
    def verdict(self) -> Verdict:
        """A promise counts as kept only if every number holds and every planted fault was found."""
        if self.skipped and not self.measures:
            return Verdict.SKIPPED
        if not all(measure.holds for measure in self.measures):
            return Verdict.BROKEN
        if not self.faults or not self.measures or not all(fault.is_caught for fault in self.faults):
            return Verdict.UNPROVED
        return Verdict.KEPT


@dataclass(frozen=True)
class Proof:
    """One promise and how it is proved. `lacks` says in a sentence what this machine is missing, or nothing."""

    name: str
    promise: str
    done: str
    run: Callable[[Options], Findings]
    lacks: Callable[[], str] = field(default=lambda: "")


def shown(value: object) -> str:
    """Return a number as it is printed: thousands apart, no needless digits."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}".replace(",", " ")
    if isinstance(value, float):
        return f"{value:,.1f}".replace(",", " ")
    return str(value)
