"""`panah evidence`: prove the promises that are too long for a test, and write what was measured."""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from panah.config import postgres
from panah.config.evidence import report
from panah.config.evidence.catalogue import PROOFS
from panah.config.evidence.proof import Findings, Options, Proof, Verdict
from panah.config.refusal import Refusal

FOLDER = postgres.ROOT / "docs" / "evidence"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", nargs="+", choices=sorted(PROOFS), metavar="NAME", help=", ".join(PROOFS))
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="FOLDER", help="where the results are written")
    parser.add_argument("--cases", type=int, default=100_000, metavar="N", help="size of the register that is measured")
    parser.add_argument("--concerns", type=int, default=10_000, metavar="N", help="concerns of the round under load")
    parser.add_argument("--seconds", type=float, default=30.0, metavar="N", help="how long each round of kills lasts")


def run(options: argparse.Namespace) -> int:
    """
    Run the proofs one after the other; end with 1 if a promise was not kept or not proved.

    :raises Refusal: if this machine does not show its processes
    """
    if not Path("/proc/self/stat").exists():
        raise Refusal("The proofs look into /proc, which this system has not: run them on Linux.")
    verdicts = []
    with tidied_when_ended():
        for name in options.only or PROOFS:
            findings = prove(PROOFS[name], options)
            verdicts.append(findings.verdict)
            report.write(options.out, report.INDEX, report.index(options.out, PROOFS))
    return 1 if {Verdict.BROKEN, Verdict.UNPROVED} & set(verdicts) else 0


@contextmanager
def tidied_when_ended() -> Iterator[None]:
    """Let a proof that is asked to end stop its servers and remove its folders first."""

    def end(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = [(number, signal.signal(number, end)) for number in (signal.SIGTERM, signal.SIGHUP)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def prove(proof: Proof, options: argparse.Namespace) -> Findings:
    """Run one proof in a folder of its own, write its page and say its verdict."""
    print(f"{proof.name:<12} ...", end="", flush=True)
    began, around = time.monotonic(), report.circumstances()
    folder = Path(tempfile.mkdtemp(prefix="panah-evidence-"))
    try:
        if lacking := proof.lacks():
            findings = Findings(skipped=lacking)
        else:
            findings = proof.run(Options(folder, options.cases, options.concerns, options.seconds))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    seconds = time.monotonic() - began
    if findings.verdict is not Verdict.SKIPPED or not report.facts_of(options.out / f"{proof.name}.md"):
        # What cannot be tried here leaves the last result as it is.
        report.write(options.out, proof.name, report.page(proof, findings, around, seconds=seconds))
    print(f" {findings.verdict.value} ({seconds:.0f} s)", flush=True)
    tell(findings)
    return findings


def tell(findings: Findings) -> None:
    """Say what was skipped, what did not hold and which planted fault was missed."""
    lines = [f"skipped: {findings.skipped}"] if findings.skipped else []
    lines += [f"{one.what}: {one.value}, has to be {one.wanted}" for one in findings.measures if not one.holds]
    lines += [f"planted and not found: {one.planted} ({one.found})" for one in findings.faults if not one.is_caught]
    for line in lines:
        print(f"             {line}", file=sys.stderr)
