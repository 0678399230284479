"""Whether the desk's work takes as long on a register ten times as large."""

import time
from collections.abc import Callable
from typing import Any

from panah.config.evidence.bench import LINE
from panah.config.evidence.installation import DEMO, Installation, installed
from panah.config.evidence.proof import Findings, Options, Proof

TIMES = 10
AT_MOST = 1.5
COUNTED = 5  # how often the planted fault is timed; its quickest turn counts
EVERYTHING = "SELECT count(*) FROM protection_case WHERE outcome <> 'planted'"


def run(options: Options) -> Findings:
    """Measure each piece of work on a register, let it grow to ten times its size, and measure again."""
    findings = Findings()
    with installed(options.folder, *DEMO, ("demo", "--cases", str(options.cases))) as made, made.held():
        before, printed = medians(made)
        whole = reading_everything(made)
        made.panah("demo", "--cases", str(options.cases * (TIMES - 1)))
        after, grown = medians(made)
        times = reading_everything(made) / whole
    findings.printed = f"{printed}\n{grown}"
    findings.exactly("pieces of work measured both times", len(before.keys() & after.keys()), len(before))
    for work in before:
        findings.at_most(f"{work}: times as long as before", after[work] / before[work], AT_MOST)
    said = f"{times:.1f} times as long as before"
    findings.plant("a question that reads every case", said, is_caught=times > AT_MOST)
    return findings


def medians(made: Installation) -> tuple[dict[str, float], str]:
    """Return the median of each piece of the desk's work in ms, and the table in which they stand."""
    printed = made.panah("bench", "desk").stdout
    return {line["work"]: float(line["median"]) for line in LINE.finditer(printed)}, printed


def reading_everything(made: Installation) -> float:
    """Return the seconds which a question takes that nobody at the desk may ask: over all cases, by no index."""
    with made.superuser() as connection:
        connection.execute("SET max_parallel_workers_per_gather = 0")
        return min(timed(connection.execute, EVERYTHING) for _ in range(COUNTED))


def timed(ask: Callable[[str], Any], question: str) -> float:
    began = time.perf_counter()
    ask(question)
    return time.perf_counter() - began


PROOF = Proof(
    name="flat",
    promise="Finding, opening and creating take as long on a register ten times as large.",
    done=f"`panah bench desk` on a register made with `panah demo --cases N`; then the register grows to {TIMES} "
    f"times its size and the same is measured again. No median may be more than {AT_MOST} times what it was.",
    run=run,
)
