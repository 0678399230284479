"""What the reporters saw, against what the table holds."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from panah.concerns import receipts
from panah.config.evidence import reporters
from panah.config.evidence.installation import Installation
from panah.config.evidence.reporters import CANARY, Ledger

PROCESSES = 2


@dataclass(frozen=True)
class Account:
    """Receipts that open nothing, receipts without exactly one report, reports with a word that can be read."""

    unopened: int
    not_once: int
    legible: int


def account(made: Installation, seen: Ledger, *, port: int | None) -> Account:
    """Account for every receipt that was shown; with a port each is also opened at the mailbox."""
    codes = list(seen.receipts.values())
    unopened = len(reporters.unopened(port, codes)) if port else 0
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        tags = list(pool.map(tag_of, codes, chunksize=50))
    with made.superuser() as server:
        found = Counter(bytes(tag) for (tag,) in server.execute("SELECT mailbox_tag FROM concerns_report"))
        row = server.execute(
            "SELECT count(*) FROM concerns_report WHERE position(convert_to(%s, 'UTF8') IN sealed) > 0", [CANARY]
        ).fetchone()
    return Account(unopened, sum(found[tag] != 1 for tag in tags), int(row[0]) if row else 0)


def tag_of(code: str) -> bytes:
    """Return the tag under which a receipt's report is stored."""
    return receipts.mailbox_of(code).tag


def count(made: Installation) -> int:
    """Return how many reports there are."""
    with made.superuser() as server:
        row = server.execute("SELECT count(*) FROM concerns_report").fetchone()
    return int(row[0]) if row else 0
