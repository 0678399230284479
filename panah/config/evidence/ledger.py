"""What the reporters saw, against what the table holds."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from panah.concerns import receipts
from panah.config.evidence import reporters
from panah.config.evidence.installation import Installation
from panah.config.evidence.reporters import CANARY, Ledger

PROCESSES = 2
PHOTOS_KEPT = """
SELECT r.mailbox_tag FROM concerns_attachment a JOIN concerns_report r ON r.id = a.report_id
 WHERE a.original IS NOT NULL AND a.message_id IS NULL
"""
# A receipt in any grouping; and a network that only our reporters came from (reporters.ask).
RECEIPT = re.compile(rb"(?<!\d)\d{5}(?:[ -]?\d{5}){3}(?!\d)")
NETWORK = re.compile(rb"(?<![\d.])127\.[1-9]\d{0,2}\.\d{1,3}\.\d{1,3}(?![\d.])")
LEGIBLE = """
SELECT (SELECT count(*) FROM concerns_report WHERE position(convert_to(%(canary)s, 'UTF8') IN sealed) > 0)
     + (SELECT count(*) FROM concerns_attachment
         WHERE position(convert_to(%(canary)s, 'UTF8') IN sealed || coalesce(original, '')) > 0)
"""


@dataclass(frozen=True)
class Account:
    """
    Receipts that open nothing, receipts without exactly one report, places where something of a report can be read.

    Something is a word, a photo, a receipt, the network somebody came from.

    Besides: receipts of a photo that was not kept exactly once.
    """

    unopened: int
    not_once: int
    legible: int
    photos_lost: int = 0


def account(made: Installation, seen: Ledger, *, port: int | None) -> Account:
    """Account for every receipt that was shown; with a port each is also opened at the mailbox."""
    codes = list(seen.receipts.values())
    unopened = len(reporters.unopened(port, codes)) if port else 0
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        tags = list(pool.map(tag_of, codes, chunksize=50))
    photos = {tag for code, tag in zip(codes, tags, strict=True) if code in seen.with_photo}
    with made.superuser() as server:
        found = Counter(bytes(tag) for (tag,) in server.execute("SELECT mailbox_tag FROM concerns_report"))
        kept = Counter(bytes(tag) for (tag,) in server.execute(PHOTOS_KEPT))
        row = server.execute(LEGIBLE, {"canary": CANARY}).fetchone()
    legible = (int(row[0]) if row else 0) + telling_files(made, seen)
    not_once = sum(found[tag] != 1 for tag in tags)
    return Account(unopened, not_once, legible, sum(kept[tag] != 1 for tag in photos))


def telling_files(made: Installation, seen: Ledger) -> int:
    """Return how many files of the installation tell something of a report."""
    codes = {code.encode() for code in seen.receipts.values()}
    return sum(_tells(file, codes) for folder in (made.var, made.state) for file in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    """Return every file of an installation: tables, the journal of the database, logs, what was put aside."""
    return (Path(place, name) for place, _folders, names in os.walk(folder) for name in names)


def _tells(file: Path, codes: set[bytes]) -> bool:
    """Test if something of a report can be read in a file; one that went meanwhile tells nothing."""
    try:
        content = file.read_bytes() if file.is_file() else b""
    except FileNotFoundError:
        return False
    is_shown = any(re.sub(rb"\D", b"", found[0]) in codes for found in RECEIPT.finditer(content))
    return is_shown or CANARY.encode() in content or NETWORK.search(content) is not None


def tag_of(code: str) -> bytes:
    """Return the tag under which a receipt's report is stored."""
    return receipts.mailbox_of(code).tag


def count(made: Installation) -> int:
    """Return how many reports there are."""
    with made.superuser() as server:
        row = server.execute("SELECT count(*) FROM concerns_report").fetchone()
    return int(row[0]) if row else 0
