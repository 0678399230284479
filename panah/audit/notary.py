"""
The notary: numbers the log's rows, hashes them into a tree and signs how large the tree is and what its root is.

It runs by itself, under a database role that can read the log and set a row's number, and nothing else. Rows are taken
WHERE sequence IS NULL, so a row that commits late is numbered late and none is missed. Nobody waits for it. Whoever
keeps a signed checkpoint outside can later prove any change to what it covers.
"""

import os
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from panah.audit import canonical, notes
from panah.audit.models import Checkpoint, Entry, Leaf
from panah.audit.tree import Tree, leaf_hash
from panah.core import clock
from panah.crypto import boxes
from panah.crypto.errors import KeyMissing, KeyWrong

ROWS = 100
WAIT = timedelta(seconds=60)
POLL_SECONDS = 1.0
LOCK = 0x50616E6168  # one notary at a time


def run(*, once: bool = False, pause: Callable[[float], None] = time.sleep) -> None:
    """
    Work until stopped; with `once`, number and sign what waits now.

    :raises KeyMissing: if checkpoints exist and the key that signed them does not
    """
    with connection.cursor() as cursor:
        # A second notary waits until the first one has ended.
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    seed, folders = signing_seed(), checkpoint_folders()
    publish_missing(folders)
    while True:
        while number_rows():
            sign_if_due(seed, folders)
        sign_if_due(seed, folders, now=once)
        if once:
            return
        pause(POLL_SECONDS)


@transaction.atomic
def number_rows() -> int:
    """Number waiting rows, up to the next full checkpoint, and keep their hashes. Return how many."""
    last, signed = _last_sequence(), _last_checkpoint_size()
    waiting = Entry.objects.filter(sequence=None).order_by("at", "id")
    columns = [name for name in canonical.COLUMNS if name != "sequence"]
    rows = list(waiting.values(*columns)[: max(ROWS - (last - signed), 1)])
    for number, row in enumerate(rows, start=last + 1):
        row["sequence"] = number
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE audit_entry SET sequence = %s WHERE id = %s", [(row["sequence"], row["id"]) for row in rows]
        )
    Leaf.objects.bulk_create(Leaf(sequence=row["sequence"], hash=leaf_hash(canonical.line(row))) for row in rows)
    return len(rows)


def sign_if_due(seed: bytes, folders: Sequence[Path], *, now: bool = False) -> Checkpoint | None:
    """Sign a checkpoint when 100 rows wait for one, or 60 seconds have passed since the last; `now` does not wait."""
    newest = Checkpoint.objects.order_by("-size").first()
    signed = newest.size if newest else 0
    waiting = _last_sequence() - signed
    is_late = newest is None or clock.now() - newest.signed_at >= WAIT
    if waiting == 0 or not (now or is_late or waiting >= ROWS):
        return None
    made = sign(seed, newest)
    publish(made, folders)
    return made


@transaction.atomic
def sign(seed: bytes, newest: Checkpoint | None) -> Checkpoint:
    """Add the leaves since the newest checkpoint to the tree and sign its root."""
    tree = Tree.unpack(newest.size, bytes(newest.frontier)) if newest else Tree()
    for leaf in Leaf.objects.filter(sequence__gt=tree.size).order_by("sequence").values_list("hash", flat=True):
        tree.add(bytes(leaf))
    note = notes.signed_note(notes.checkpoint_text(size=tree.size, root=tree.root()), seed=seed)
    return Checkpoint.objects.create(size=tree.size, root=tree.root(), frontier=tree.pack(), note=note)


def publish(checkpoint: Checkpoint, folders: Sequence[Path]) -> None:
    """Write a checkpoint into each folder, whole or not at all."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"{checkpoint.size:012d}.txt"
        half = place.with_suffix(".new")
        with half.open("w", encoding="utf-8") as file:
            file.write(checkpoint.note)
            file.flush()
            os.fsync(file.fileno())
        half.replace(place)


def publish_missing(folders: Sequence[Path]) -> None:
    """Write the checkpoints that were signed and then not written, because the process died or a folder was away."""
    for folder in folders:
        there = {path.name for path in folder.glob("*.txt")} if folder.is_dir() else set()
        for checkpoint in Checkpoint.objects.order_by("size"):
            if f"{checkpoint.size:012d}.txt" not in there:
                publish(checkpoint, [folder])


def checkpoint_folders() -> list[Path]:
    """Return where checkpoints are written: here, and wherever PANAH_CHECKPOINT_FOLDERS says (a colon between)."""
    others = os.environ.get("PANAH_CHECKPOINT_FOLDERS", "")
    return [Path(settings.VAR) / "checkpoints", *(Path(name) for name in others.split(":") if name)]


def key_file() -> Path:
    return Path(settings.VAR) / "secrets" / "notary.key"


def signing_seed() -> bytes:
    """
    Return the notary's own secret, drawn the first time.

    :raises KeyMissing: if checkpoints exist and their key does not: a new one would hide that the old one is gone
    :raises KeyWrong: if the file holds something else
    """
    path = key_file()
    if not path.exists():
        if Checkpoint.objects.exists():
            raise KeyMissing(f"The notary's key {path} is gone: put it back, the checkpoints were signed with it.")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(boxes.new_key().hex() + "\n")
    try:
        seed = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        seed = b""
    if len(seed) != boxes.KEY_BYTES:
        raise KeyWrong(f"The notary's key {path} does not hold 64 hexadecimal digits: put the right file there.")
    return seed


def _last_sequence() -> int:
    return Leaf.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def _last_checkpoint_size() -> int:
    return Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
