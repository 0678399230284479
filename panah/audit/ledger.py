"""
What was erased, kept outside the database: a restored backup must not bring back whom we forgot.

Beside the checkpoints lies one file, a line for each erasure: day, kind, opaque id, and the hash that chains it to the
line before. It names nobody. Every folder that takes checkpoints takes a copy; the longest whole one counts.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from panah.audit.notary import checkpoint_folders
from panah.core.clock import today
from panah.crypto import records

NAME = "erasures.ledger"
KEY, PERSON = "key", "person"
BEGIN = "0" * 64


class LedgerBroken(Exception):
    """A line was changed, taken out or put in between."""


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure: the day, whether a key or a person's place in the index, and its opaque id."""

    day: date
    kind: str
    id: UUID
    hash: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.kind} {self.id} {self.hash}"


def chained(before: str, *, day: date, kind: str, record_id: UUID) -> Line:
    """Return the line that follows a hash."""
    text = f"{before} {day.isoformat()} {kind} {record_id}"
    return Line(day, kind, record_id, hashlib.sha256(text.encode()).hexdigest())


def parsed(text: str) -> list[Line]:
    """
    Return the lines of a ledger.

    A last line without its end was being written when the power went: it is left out, and written again.

    :raises LedgerBroken: if the chain does not hold
    """
    lines: list[Line] = []
    for number, row in enumerate(text.split("\n")[:-1], start=1):
        before = lines[-1].hash if lines else BEGIN
        try:
            day, kind, record_id, _hash = row.split(" ")
            line = chained(before, day=date.fromisoformat(day), kind=kind, record_id=UUID(record_id))
        except ValueError:
            raise LedgerBroken(f"line {number} cannot be read") from None
        if str(line) != row:
            raise LedgerBroken(f"line {number} was changed, or a line before it is missing")
        lines.append(line)
    return lines


def read() -> list[Line]:
    """
    Return every erasure that any copy of the ledger tells of.

    :raises LedgerBroken: if a copy is broken, or two copies tell different stories
    """
    found: list[Line] = []
    for folder in checkpoint_folders():
        copy = _copy(folder / NAME)
        shorter, longer = sorted((found, copy), key=len)
        if longer[: len(shorter)] != shorter:
            raise LedgerBroken(f"{folder / NAME} tells another story than the other copies")
        found = longer
    return found


def append(entries: Iterable[tuple[str, UUID]], *, on: date) -> int:
    """
    Write erasures that the ledger does not know yet into every copy, and return how many.

    :raises LedgerBroken: if a copy is broken, or two copies tell different stories
    """
    with _alone():
        lines = read()
        known = {(line.kind, line.id) for line in lines}
        count = 0
        for kind, record_id in dict.fromkeys(entries):
            if (kind, record_id) not in known:
                before = lines[-1].hash if lines else BEGIN
                lines.append(chained(before, day=on, kind=kind, record_id=record_id))
                count += 1
        if lines:
            for folder in checkpoint_folders():
                _write(folder / NAME, lines)
        return count


def erase_keys(keys: Iterable[UUID]) -> int:
    """
    Destroy record keys, and return how many there were. Told to the ledger first: a backup made until now holds them.

    :raises LedgerBroken: if a copy is broken, or two copies tell different stories
    """
    dead = list(keys)
    append([(KEY, key) for key in dead], on=today())
    return sum(records.erase(key) for key in dead)


def _copy(path: Path) -> list[Line]:
    return parsed(path.read_text("ascii")) if path.exists() else []


def _write(path: Path, lines: Sequence[Line]) -> None:
    """Write a copy, whole or not at all, and see it on the disk before going on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".new")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the ledger: the worker and a command never write at once."""
    folder = checkpoint_folders()[0]
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "erasures.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
