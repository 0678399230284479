"""Every proof there is, in the order in which they run."""

from panah.config.evidence import (
    access,
    bench,
    crash,
    crawl,
    diskfull,
    flat,
    load,
    log,
    papers,
    postgres15,
    restore,
    tables,
    walls,
)
from panah.config.evidence.proof import Proof

ALL = (crash, load, diskfull, log, restore, access, crawl, walls, tables, postgres15, bench, flat, papers)
PROOFS: dict[str, Proof] = {room.PROOF.name: room.PROOF for room in ALL}
