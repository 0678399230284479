"""The log for somebody who does not trust this server: rows, the notary's hashes, checkpoints and public key."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from panah.audit import canonical, notary, notes
from panah.audit.models import Checkpoint, Entry, Leaf
from panah.crypto import boxes

BLOCK = 5_000
README = """\
log.jsonl     one line for each number the notary gave: the hash it kept, and the row as it stands now
checkpoints   what it signed; compare with the copies that outside holders keep
notary.pub    its public key; compare with the copy you were given

    python3 verifier.py log.jsonl checkpoints notary.pub
"""


def export(folder: Path) -> Path:
    """Write log, checkpoints, public key and the verifier itself into a folder, and return it."""
    (folder / "checkpoints").mkdir(parents=True, exist_ok=True)
    with (folder / "log.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(lines())
    for size, note in Checkpoint.objects.order_by("size").values_list("size", "note"):
        (folder / "checkpoints" / f"{size:012d}.txt").write_text(note, encoding="utf-8")
    public = boxes.signing_public(notary.signing_seed())
    (folder / "notary.pub").write_text(notes.verifier_key(public) + "\n", encoding="utf-8")
    verifier = Path(__file__).with_name("verifier.py").read_text(encoding="utf-8")
    (folder / "verifier.py").write_text(verifier, encoding="utf-8")
    (folder / "README.txt").write_text(README, encoding="utf-8")
    return folder


def lines() -> Iterator[str]:
    """Return one JSON line for each number that the notary gave or that a row claims, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(sequence), 0) FROM audit_leaf")
        leaves = cursor.fetchone()[0]
        cursor.execute("SELECT coalesce(max(sequence), 0) FROM audit_entry")
        last = max(leaves, cursor.fetchone()[0])
    for start in range(1, last + 1, BLOCK):
        block = {"sequence__gte": start, "sequence__lt": start + BLOCK}
        hashes = dict(Leaf.objects.filter(**block).values_list("sequence", "hash"))
        rows = {row["sequence"]: row for row in Entry.objects.filter(**block).values(*canonical.COLUMNS)}
        for number in sorted(hashes.keys() | rows.keys()):
            kept, row = hashes.get(number), rows.get(number)
            yield (
                json.dumps(
                    {
                        "sequence": number,
                        "leaf": bytes(kept).hex() if kept is not None else None,
                        "entry": canonical.entry(row) if row is not None else None,
                    },
                    ensure_ascii=False,
                    sort_keys=True,
                    separators=(",", ":"),
                )
                + "\n"
            )
