"""Whoever saw a receipt has a report, once: under kill -9 of the web workers and of the database."""

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from panah.config.evidence import ledger, reporters
from panah.config.evidence.faults import FORGETS_SENDINGS, ROLLED_BACK
from panah.config.evidence.installation import (
    MINIMAL,
    Installation,
    Served,
    faulty,
    installed,
    served,
)
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.evidence.reporters import Ledger

WRITERS = 8
TAPS = 50
PAUSE = 1.5
SERVED_BETWEEN = 5
LAZY_SECONDS = 15.0
LAZY = ("ALTER ROLE panah_public SET synchronous_commit = off", "ALTER SYSTEM SET wal_writer_delay = '10s'")
EAGER = ("ALTER ROLE panah_public RESET synchronous_commit", "ALTER SYSTEM RESET wal_writer_delay")


def run(options: Options) -> Findings:
    """Measure both rounds and the double tap, then plant three faults."""
    findings = Findings()
    with installed(options.folder, *MINIMAL) as made:
        with served(made) as site:
            killed(findings, made, site, options.seconds, workers, "web workers")
            killed(findings, made, site, options.seconds, postmaster, "the PostgreSQL server")
            taps = double_taps(site.public, made)
            findings.exactly(f"one form sent {TAPS} times: reports", taps.reports, 1)
            findings.exactly(f"one form sent {TAPS} times: different receipts", taps.receipts, 1)
            lazy(findings, made, site)
        with faulty(made, ROLLED_BACK, "public") as port:
            rolled_back(findings, made, port)
        with faulty(made, FORGETS_SENDINGS, "public") as port:
            taps = double_taps(port, made)
            said = f"{taps.reports} reports, {taps.receipts} receipts for one form"
            findings.plant("the site forgets which form it received already", said, is_caught=taps.reports > 1)
    return findings


def killed(findings: Findings, made: Installation, site: Served, seconds: float, kill: "Kill", what: str) -> None:
    """Let eight people report while something is killed again and again, then account for every receipt."""
    seen, before = Ledger(), ledger.count(made)
    kills, took = under_fire(made, site, seen, seconds, kill)
    account = ledger.account(made, seen, port=site.public)
    title = f"{what} killed"
    findings.at_least(f"{title}: kill -9, times", kills, 1)
    findings.tell(f"{title}: seconds under fire, {WRITERS} writers", took)
    findings.at_least(f"{title}: receipts shown", len(seen.receipts), 1)
    findings.tell(f"{title}: tries that met no answer or a 5xx", seen.retries)
    findings.tell(f"{title}: reporters who gave up after 30 s without a receipt", seen.given_up)
    findings.exactly(f"{title}: receipts that open no mailbox", account.unopened, 0)
    findings.exactly(f"{title}: receipts without exactly one report", account.not_once, 0)
    findings.exactly(f"{title}: sendings with two different receipts", len(seen.others), 0)
    findings.exactly(f"{title}: reports more than sendings", ledger.count(made) - before - len(seen.receipts), 0)
    findings.exactly(f"{title}: photos that were not kept exactly once", account.photos_lost, 0)
    findings.exactly(f"{title}: rows and files in which a word or a photo can be read", account.legible, 0)


Kill = Callable[[Installation, Served, Ledger, int], int]


def under_fire(made: Installation, site: Served, seen: Ledger, seconds: float, kill: Kill) -> tuple[int, float]:
    """Return how many processes were killed, and how long the writers wrote."""
    over = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        crowd = pool.submit(reporters.crowd, site.public, seen, writers=WRITERS, until=lambda _number: over.is_set())
        kills, deadline = 0, time.monotonic() + seconds
        try:
            while time.monotonic() < deadline:
                time.sleep(PAUSE)
                kills += kill(made, site, seen, kills)
        finally:
            over.set()
        return kills, crowd.result()


def workers(_made: Installation, site: Served, _seen: Ledger, kills: int) -> int:
    """Kill one worker, then all of them, in turns; once the process that watches over them."""
    found = site.masters(site.public) if kills == 4 else site.workers(site.public)[: 1 + kills % 2]
    return sum(kill(pid) for pid in found)


def postmaster(made: Installation, _site: Served, seen: Ledger, kills: int) -> int:
    """Kill the server, once people were served again; whoever serves has to start it again."""
    pid = made.postmaster()
    if pid is None or not made.is_running() or len(seen.receipts) < SERVED_BETWEEN * (kills + 1):
        return 0
    return kill(pid)


def kill(pid: int) -> int:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


class Taps:
    """What a form that was sent many times led to."""

    def __init__(self, reports: int, receipts: int) -> None:
        self.reports, self.receipts = reports, receipts


def double_taps(port: int, made: Installation) -> Taps:
    """Send one form many times at once."""
    before = ledger.count(made)
    sending = reporters.patiently(lambda: reporters.open_form(port), Ledger())
    if sending is None:
        return Taps(0, 0)
    with ThreadPoolExecutor(WRITERS) as pool:
        codes = {code for _status, code in pool.map(lambda _turn: reporters.send(port, sending), range(TAPS))}
    return Taps(ledger.count(made) - before, len(codes))


def rolled_back(findings: Findings, made: Installation, port: int) -> None:
    """Reports that are rolled back after the receipt is shown have to be missed."""
    seen = Ledger()
    reporters.crowd(port, seen, writers=2, until=lambda number: number >= 10)
    account = ledger.account(made, seen, port=port)
    said = f"{account.unopened} of {len(seen.receipts)} receipts open no mailbox"
    findings.plant("each report is rolled back after its receipt is shown", said, is_caught=account.unopened > 0)


def lazy(findings: Findings, made: Installation, site: Served) -> None:
    """A server that answers before the report is on the disk has to be found out by its being killed."""
    set_all(made, LAZY)
    for pid in site.masters(site.public):
        kill(pid)  # open connections would keep what they began with
    seen = Ledger()
    under_fire(made, site, seen, LAZY_SECONDS, once_late)
    account = ledger.account(made, seen, port=site.public)
    said = f"{account.not_once} of {len(seen.receipts)} receipts have no report"
    findings.plant("the server answers before the report is on the disk", said, is_caught=account.not_once > 0)
    done = made.panah("doctor", needs=None)
    said = (done.stderr.strip().splitlines() or ["nothing"])[0]
    findings.plant("the same; then `panah doctor`", said, is_caught=done.returncode == 1 and "panah_public" in said)
    set_all(made, EAGER)


def once_late(made: Installation, site: Served, seen: Ledger, kills: int) -> int:
    return postmaster(made, site, seen, kills) if kills == 0 else 0


def set_all(made: Installation, statements: tuple[str, ...]) -> None:
    with made.superuser() as server:
        for statement in (*statements, "SELECT pg_reload_conf()"):
            server.execute(statement.encode())


PROOF = Proof(
    name="crash",
    promise="If you saw a receipt, your report exists, once, and the server can no longer read it: under kill -9 of "
    "the web processes and of the database.",
    done="A served installation with eight people who report at the same time and press Send again, with the same "
    "page, until a receipt is shown. Meanwhile its web workers (once also their watcher), and in a second round its "
    "PostgreSQL server, were killed with kill -9 every few seconds. Then every receipt was opened at the mailbox, and "
    "its report was looked up in the table.",
    run=run,
)
