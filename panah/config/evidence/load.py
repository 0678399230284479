"""Many reports in a row while workers die: none is lost, none is doubled, and how many are accepted a second."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from panah.config.evidence import ledger, reporters
from panah.config.evidence.crash import kill, rolled_back
from panah.config.evidence.faults import ROLLED_BACK
from panah.config.evidence.installation import MINIMAL, Installation, Served, faulty, installed, served
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.evidence.reporters import Ledger

WRITERS = 16
EVERY = 1.0
CALM = 10
GOAL = 25.0


def run(options: Options) -> Findings:
    """Measure one long round in which a worker dies every second, a calm one, then plant a fault."""
    findings = Findings()
    with installed(options.folder, *MINIMAL) as made:
        with served(made) as site:
            seen = Ledger()
            with worker_killed_every_second(site) as killed:
                took = crowd(site, seen, options.concerns)
            before = ledger.count(made)
            account = ledger.account(made, seen, port=site.public)
            findings.at_least("web workers killed: kill -9, times", len(killed), 1)
            findings.exactly(f"receipts shown to {WRITERS} writers", len(seen.receipts), options.concerns)
            findings.exactly("reporters who gave up after 30 s without a receipt", seen.given_up, 0)
            findings.exactly("receipts that do not open their report", account.unopened, 0)
            findings.exactly("lost: receipts without exactly one report", account.not_once, 0)
            findings.exactly("sendings with two different receipts", len(seen.others), 0)
            findings.exactly("doubled: reports more than receipts", before - len(seen.receipts), 0)
            findings.tell("receipts of reports with a photo", len(seen.with_photo))
            findings.exactly("photos that were not kept exactly once", account.photos_lost, 0)
            findings.exactly("rows and files that tell a word, a photo, a receipt or a network", account.legible, 0)
            told_on(findings, made, seen)
            findings.tell("tries that met no answer or a 5xx", seen.retries)
            findings.tell("seconds", took)
            findings.tell("accepted a second while workers die, form and report", len(seen.receipts) / took)
            calm(findings, site, options.concerns // CALM)
        with faulty(made, ROLLED_BACK, "public") as port:
            rolled_back(findings, made, port)
    return findings


def crowd(site: Served, seen: Ledger, concerns: int) -> float:
    return reporters.crowd(site.public, seen, writers=WRITERS, until=lambda number: number >= concerns)


def told_on(findings: Findings, made: Installation, seen: Ledger) -> None:
    """Write a receipt, and the network of a reporter, into a file of the installation: each has to be found."""
    code = next(iter(seen.receipts.values()))
    lines = {"a receipt": " ".join((code[:5], code[5:10], code[10:15], code[15:])), "a network": "127.9.8.7"}
    for what, line in lines.items():
        log = made.var / "planted.log"
        log.write_text(line, "utf-8")
        found = ledger.telling_files(made, seen)
        log.unlink()
        findings.plant(f"a log line tells {what}", f"{found} files tell something", is_caught=found > 0)


def calm(findings: Findings, site: Served, concerns: int) -> None:
    """Tell how many are accepted a second while nothing dies."""
    seen = Ledger()
    took = crowd(site, seen, concerns)
    findings.exactly(f"then {concerns} in calm: answers with a 5xx", seen.refused, 0)
    findings.exactly("in calm: receipts shown", len(seen.receipts), concerns)
    findings.tell(f"in calm: accepted a second, form and report (design: at least {GOAL:.0f})", concerns / took)


@contextmanager
def worker_killed_every_second(site: Served) -> Iterator[list[int]]:
    """Kill one worker of the public site a second; the list fills with the processes that died."""
    killed: list[int] = []
    over = threading.Event()

    def fire() -> None:
        while not over.wait(EVERY):
            killed.extend(pid for pid in site.workers(site.public)[:1] if kill(pid))

    with ThreadPoolExecutor(1) as pool:
        firing = pool.submit(fire)
        try:
            yield killed
        finally:
            over.set()
        firing.result()


PROOF = Proof(
    name="load",
    promise="Of ten thousand concerns reported at the same door while workers die none is lost and none is doubled.",
    done="Sixteen people at once opened the form and pressed Send, with the same page, until a receipt was shown, over "
    "real connections to the site as `panah serve` starts it, on the machine that also ran the sixteen. One web worker "
    "was killed with kill -9 every second. Every receipt was then opened at the mailbox, and its tag looked up in the "
    "table; every table, journal, log and other file was searched. A smaller round in calm followed.",
    run=run,
)
