"""A full disk: no receipt without a report, a page that says so, and reports again when there is space."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

from panah.config.evidence import ledger, reporters
from panah.config.evidence.crash import WRITERS, rolled_back
from panah.config.evidence.faults import ROLLED_BACK
from panah.config.evidence.installation import MINIMAL, Installation, Served, faulty, installed, served
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.evidence.reporters import Ledger

ROOM = "3g"
KEPT_FREE = 256 * 1024
FULL_FOR = 20.0
RECOVERS_WITHIN = 90.0


def lacks() -> str:
    """Return what is missing for a disk of one's own: only root may mount one."""
    if os.geteuid() != 0:
        return "only root may make the small disk that is filled: start it as root to run this proof."
    if shutil.which("mount") is None or not mounts():
        return "this machine lets nobody mount a small disk, so none could be filled."
    return ""


def mounts() -> bool:
    """Test if a disk in memory can be mounted here."""
    with tempfile.TemporaryDirectory() as folder:
        worked = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
        if worked.returncode == 0:
            subprocess.run(["umount", folder], check=True)
        return worked.returncode == 0


def run(options: Options) -> Findings:
    """Fill the disk under the cluster while people report, free it again, and account for every receipt."""
    findings = Findings()
    made = Installation((options.folder / "var").resolve())
    with small_disk(made.state) as disk, installed(options.folder, *MINIMAL):
        with served(made) as site:
            seen, before = Ledger(), ledger.count(made)
            filled = fill_under(made, site, seen, disk)
            findings.tell("seconds on a full disk, with eight writers", FULL_FOR)
            findings.at_least("answers that said: not now (5xx), while it was full", filled.refused, 1)
            findings.at_least("pages that were opened before, sent while it was full, and refused", filled.asked, 1)
            findings.exactly(
                "of these, answers that kept the words and offered to send again", filled.kept, filled.asked
            )
            findings.tell("statuses of these answers", ", ".join(sorted(filled.statuses)))
            findings.exactly("`panah serve` still ran", site.process.poll() is None, True)
            findings.at_most("seconds until reports were accepted again, after space was freed", filled.back, 90.0)
            account = ledger.account(made, seen, port=site.public)
            findings.at_least("receipts shown before, while and after", len(seen.receipts), 1)
            findings.exactly("receipts that open no mailbox", account.unopened, 0)
            findings.exactly("receipts without exactly one report", account.not_once, 0)
            findings.tell("reports whose receipt was not shown", ledger.count(made) - before - len(seen.receipts))
        with faulty(made, ROLLED_BACK, "public") as port:
            rolled_back(findings, made, port)
    return findings


class Filled:
    """What happened while the disk was full."""

    def __init__(self) -> None:
        self.refused, self.asked, self.kept, self.back = 0, 0, 0, RECOVERS_WITHIN + 1
        self.statuses: set[str] = set()


def fill_under(made: Installation, site: Served, seen: Ledger, disk: Path) -> Filled:
    """Fill the disk while people report; ask for pages meanwhile; free it, and wait until a report is accepted."""
    filled, over = Filled(), time.monotonic() + FULL_FOR + 10
    with ThreadPoolExecutor(1) as pool:
        crowd = pool.submit(
            reporters.crowd, site.public, seen, writers=WRITERS, until=lambda _number: time.monotonic() > over
        )
        time.sleep(5)
        pages = [reporters.open_form(site.public) for _ in range(round(FULL_FOR))]
        shrink(made, disk)
        ballast = fill(disk)
        full_until = time.monotonic() + FULL_FOR
        while time.monotonic() < full_until:
            refill(ballast)
            ask(site.public, pages.pop() if pages else None, filled, seen)
            time.sleep(1)
        ballast.unlink()
        subprocess.run(["mount", "-o", f"remount,size={ROOM}", str(disk)], check=True)
        filled.back = recovered(site.public, seen)
        crowd.result()
    filled.refused = seen.refused
    return filled


def ask(port: int, page: "reporters.Sending | None", filled: Filled, seen: Ledger) -> None:
    """Send a page that was opened before the disk was full."""
    if page is None:
        return
    try:
        status, body = reporters.posted(port, page)
    except (OSError, HTTPException):
        filled.statuses.add("no answer")
        return
    code = reporters.code_in(body) if status == 200 else ""
    if code:
        seen.shown(page, code)
    elif status >= 500:
        filled.asked += 1
        filled.statuses.add(str(status))
        filled.kept += page.words.encode() in body and page.once.encode() in body


def recovered(port: int, seen: Ledger) -> float:
    """Return after how many seconds somebody new was shown a receipt."""
    began, known = time.monotonic(), len(seen.receipts)
    while time.monotonic() - began < RECOVERS_WITHIN:
        reporters.report(port, seen)
        if len(seen.receipts) > known:
            break
    return time.monotonic() - began


@contextmanager
def small_disk(state: Path) -> Iterator[Path]:
    """Mount a disk in memory where the cluster will lie."""
    folder = state.parent
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=0755", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def shrink(made: Installation, disk: Path) -> None:
    """Make the disk only a little larger than what lies on it."""
    used = sum(path.lstat().st_size for path in disk.rglob("*") if path.is_file())
    subprocess.run(["mount", "-o", f"remount,size={used + 8 * 1024 * 1024}", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Take what is left."""
    ballast = disk / "ballast"
    ballast.touch()
    refill(ballast)
    return ballast


def refill(ballast: Path) -> None:
    """Write until there is no space, and a little of it stays."""
    try:
        with ballast.open("ab", buffering=0) as file:
            while os.statvfs(ballast).f_bavail * os.statvfs(ballast).f_frsize > 0:
                file.write(bytes(KEPT_FREE))
    except OSError:
        return


PROOF = Proof(
    name="diskfull",
    promise="If you saw a receipt, your report exists, once: also when the disk is full.",
    done="The cluster lay on a disk in memory of its own, which was made small and filled while eight people reported. "
    "Pages that were opened before were sent again and again. Then space was freed, and every receipt accounted for.",
    run=run,
    lacks=lacks,
)
