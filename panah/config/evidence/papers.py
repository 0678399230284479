"""Whether the posters of a thousand places come in a minute, each with the code of its own place."""

import json
import time
from typing import Any

from panah.config.evidence.installation import DEMO, Installation, installed, started
from panah.config.evidence.proof import Findings, Options, Proof

PLACES = 1_000
WITHIN = 60.0
MOST = 600.0  # after this nobody waits any more
STEPS = 10
SCRIPT = "panah.config.evidence.bundled"
HOW_FAR = "SELECT made_count, ready_at IS NOT NULL FROM prevention_bundle ORDER BY asked_at DESC LIMIT 1"
OTHER_CODE = "UPDATE prevention_placement SET code = 'ZZZZZZ' WHERE code = %s"


def run(options: Options) -> Findings:
    """Plan a poster for a thousand places, ask for all sheets at once, look at the progress, and read every sheet."""
    findings = Findings()
    with installed(options.folder, *DEMO) as made, made.held():
        made.panah("worker", "--once")
        asked = said(made, "ask", str(PLACES))
        with started(made, ["-m", "panah", "worker"], log="worker.log"):
            seconds, seen = waited(made)
        findings.at_most(
            "seconds from the first job to the last sheet, the start of the worker among them", seconds, WITHIN
        )
        findings.at_least("different states of progress that the page could show meanwhile", len(seen), STEPS)
        read = said(made, "read", asked["bundle"])
        findings.exactly("sheets in the archive", read["sheets"], PLACES)
        findings.exactly("different codes on them", read["codes"], PLACES)
        findings.exactly("sheets without the code of their place", read["wrong"], 0)
        findings.exactly("sheets that are not tagged for those who hear them read (PDF/UA)", read["untagged"], 0)
        findings.tell("bytes of the archive", read["bytes"])
        with made.superuser() as server:
            server.execute(OTHER_CODE, [asked["code"]])
        wrong = said(made, "read", asked["bundle"])["wrong"]
        findings.plant(
            "a sheet with a code that is not that of its place", f"{wrong} without the code", is_caught=wrong == 1
        )
    return findings


def waited(made: Installation) -> tuple[float, set[int]]:
    """Wait until the newest bundle is ready; return the seconds, and each number of sheets seen on the way."""
    began, seen = time.monotonic(), set()
    with made.superuser() as server:
        server.autocommit = True
        while time.monotonic() < began + MOST:
            count, is_ready = server.execute(HOW_FAR).fetchone() or (0, False)
            seen.add(int(count))
            if is_ready:
                break
            time.sleep(0.1)
    return time.monotonic() - began, seen


def said(made: Installation, *words: str) -> dict[str, Any]:
    """Return what the part of the proof that runs inside the installation says."""
    found: dict[str, Any] = json.loads(made.python("-m", SCRIPT, *words).stdout)
    return found


PROOF = Proof(
    name="papers",
    promise=f"The posters of {PLACES} places are made in {WITHIN:.0f} s, each with its own code, and one sees how far.",
    done="In a demonstration installation a poster is planned for a thousand places and all sheets are asked for, as a "
    "campaign officer does. One worker makes them; how far they are is read where the page reads it. Then the "
    "archive is fetched and every sheet is read back. Here the time is the promise, so it decides.",
    run=run,
)
