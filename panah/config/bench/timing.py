"""Timing pieces of work in turns, and printing them as one table."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

CALIBRATION = 300_000
GOOD = "ok"


@dataclass
class Work:
    """One piece of work: `do` runs it once and returns the size of its answer in bytes."""

    title: str
    do: Callable[[], int]
    goal: float | None = None
    first: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    size: int = 0

    def run(self, *, is_counted: bool = True) -> None:
        """Do it once, and keep how long it took in milliseconds, and how much of that this process computed."""
        began, computed = time.perf_counter(), time.process_time()
        self.size = self.do()
        took = (time.perf_counter() - began) * 1000
        if is_counted:
            self.times.append(took)
            self.busy.append((time.process_time() - computed) * 1000)
        else:
            self.first.append(took)

    @property
    def median(self) -> float:
        """Return the median of the times kept."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """Return the time that 95 of 100 runs stay under."""
        return sorted(self.times)[max(0, round(len(self.times) * 0.95) - 1)]


def calibrate() -> int:
    """Do a fixed amount of plain computing, by which runs on different days and machines are compared."""
    total = 0
    for number in range(CALIBRATION):
        total += number * number % 7
    return total & 1


def measure(works: Sequence[Work], *, rounds: int, warm_up: int = 3) -> list[Work]:
    """
    Run every piece of work in turns, so that what else the machine does falls on all of them alike.

    The turns of the warm-up are told apart: what nobody has read since the machine began comes from the disk.
    """
    turns = [Work("calibration loop", calibrate), *works]
    for counted in [False] * warm_up + [True] * rounds:
        for work in turns:
            work.run(is_counted=counted)
    return turns


def table(works: Sequence[Work]) -> str:
    """Return the measured times as a table."""
    titles = f"{'work':<44}{'n':>5}{'median ms':>11}{'p95 ms':>9}{'first ms':>10}"
    lines = [f"{titles}{'own cpu':>9}{'goal ms':>9}{'':>7}{'bytes':>9}"]
    for work in works:
        goal = "" if work.goal is None else f"{work.goal:.0f}"
        first = f"{statistics.median(work.first):.1f}" if work.first else ""
        verdict = "" if work.goal is None else GOOD if work.median <= work.goal else f"x{work.median / work.goal:.1f}"
        lines.append(
            f"{work.title:<44}{len(work.times):>5}{work.median:>11.1f}{work.p95:>9.1f}{first:>10}"
            f"{statistics.median(work.busy):>9.1f}{goal:>9}{verdict:>7}{work.size:>9}"
        )
    return "\n".join(lines)
