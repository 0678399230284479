"""The measured times of a large register, and the memory of the web workers after work."""

import re
from collections.abc import Iterable
from pathlib import Path

from panah.config.evidence import reporters
from panah.config.evidence.access import Desk
from panah.config.evidence.installation import DEMO, Installation, Served, installed, served
from panah.config.evidence.people import Person, signed_in
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.evidence.reporters import Ledger

MEMORY_GOAL = 160.0
REPORTS, PAGES = 200, 400
LINE = re.compile(
    r"^(?P<work>\S.*?) {2,}(?P<count>\d+) +(?P<median>[\d.]+) +(?P<p95>[\d.]+) .*? (?P<verdict>ok|x[\d.]+)[ \d]",
    re.MULTILINE,
)
CONCERNS = """SELECT count(*) FROM concerns_report r JOIN organisations_organisation o ON o.id = r.organisation_id
    WHERE o.code = 'mia-atd' AND r.wall = 'helpline'"""
LIST, HOME, SEARCH = "/protection/cases/", "/", "/protection/people/find/"
IMPOSSIBLE = 0.001


def run(options: Options) -> Findings:
    """Measure on a register of the wanted size, then the memory of two workers of each site."""
    findings = Findings()
    with installed(options.folder, *DEMO, ("demo", "--cases", str(options.cases))) as made:
        with made.held():
            desk = made.panah("bench", "desk").stdout
            concerns = made.panah("bench", "concerns").stdout
            with made.superuser() as server:
                findings.tell("concerns at the helpline's desk", int(server.execute(CONCERNS).fetchall()[0][0]))
        findings.printed = f"{desk}\n{concerns}"
        tables(findings, f"{desk}\n{concerns}")
        with served(made) as site:
            memory(findings, made, site)
    return findings


def tables(findings: Findings, printed: str) -> None:
    """Keep each measured piece of work; the goals of the design are told, and not asserted on an unknown machine."""
    for line in LINE.finditer(printed):
        verdict = "within its goal" if line["verdict"] == "ok" else f"{line['verdict']} its goal"
        findings.tell(f"{line['work']}: median ms", f"{line['median']} ({verdict})")


def memory(findings: Findings, made: Installation, site: Served) -> None:
    """Let both sites work, then add up what each one's two workers hold alone or share."""
    manager = next(one for one in signed_in(made) if one.role == "case_manager" and one.code == "vac")
    work(site, manager)
    for name, port in (("desk", site.desk), ("public pages", site.public)):
        workers, masters = site.workers(port), site.masters(port)
        findings.exactly(f"{name}: web workers", len(workers), 2)
        findings.tell(f"{name}: memory of the workers' watcher, MB", pss(masters))
        findings.at_most(f"{name}: memory of two workers after load, MB", pss(workers), MEMORY_GOAL)
    alone = pss(site.workers(site.desk)[:1])
    said = f"{alone:.0f} MB instead of at most 1 MB"
    findings.plant("the same measuring with a goal of 1 MB", said, is_caught=alone > 1)


def work(site: Served, manager: Person) -> None:
    """Open pages of the desk and send reports, so that every worker has done what it does all day."""
    desk = Desk(site.desk)
    for number in range(PAGES):
        desk.ask(manager, (LIST, HOME)[number % 2])
    reporters.crowd(site.public, Ledger(), writers=4, until=lambda number: number >= REPORTS)


def pss(pids: Iterable[int]) -> float:
    """Return the memory of processes in MB; what several share is counted in parts (proportional set size)."""
    total = 0
    for pid in pids:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
        found = re.search(r"^Pss: +(\d+) kB", text, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


PROOF = Proof(
    name="bench",
    promise="The desk answers at once on a country's register, and the whole of it fits a small machine.",
    done="`panah bench desk` and `panah bench concerns` on a register made with `panah demo --cases N`, which "
    "has one concern for ten cases; then the "
    "site as `panah serve` starts it, with two web workers each, was used, and their memory read from the kernel "
    "(proportional set size). Times are told, never asserted: machines differ, so compare with the "
    "calibration loop.",
    run=run,
)
