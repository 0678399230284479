"""What a snapshot says about itself: its files, their rows and hashes. Pure but for reading files."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

NAME = "manifest.json"
PLAN = "export.json"
_BLOCK = 1 << 20


class BrokenSnapshotError(RuntimeError):
    """A snapshot is not what was frozen: a file is missing, changed or not named in the manifest."""


@dataclass(frozen=True, slots=True)
class FactFile:
    """One table of facts in a snapshot."""

    fact: str
    rows: int
    sha256: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of a snapshot. `as_of` is the last date that it can answer for."""

    reference: str
    taken_at: str
    as_of: str
    files: tuple[FactFile, ...]

    @property
    def moment(self) -> datetime:
        """Return when the snapshot was taken."""
        return datetime.fromisoformat(self.taken_at)

    def text(self) -> str:
        """Return the one form in which a manifest is written and hashed."""
        return json.dumps(asdict(self), sort_keys=True, indent=1, ensure_ascii=False) + "\n"

    def digest(self) -> str:
        """Return the hash that stands for the whole snapshot."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    def columns(self, fact: str) -> Mapping[str, str]:
        """
        Return the columns of a fact and their types.

        :raises BrokenSnapshotError: if the snapshot holds no such fact
        """
        for file in self.files:
            if file.fact == fact:
                return file.columns
        raise BrokenSnapshotError(f"snapshot {self.reference} holds no {fact}")


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def read(folder: Path, *, digest: str | None, facts: Iterable[str] | None = None) -> Manifest:
    """
    Read a snapshot's manifest and prove it and its files unchanged.

    :param digest: what was recorded when the snapshot was taken; None trusts the manifest itself
    :param facts: check the files of these facts only; None checks them all
    :raises BrokenSnapshotError: naming the first thing that is not as it was frozen
    """
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        manifest = Manifest(**{**data, "files": tuple(FactFile(**file) for file in data["files"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BrokenSnapshotError(f"{folder.name}: the manifest cannot be read") from error
    if digest is not None and manifest.digest() != digest:
        raise BrokenSnapshotError(f"{folder.name}: the manifest is not the one recorded when the snapshot was taken")
    wanted = None if facts is None else set(facts)
    for file in manifest.files:
        if wanted is None or file.fact in wanted:
            _prove(folder, file)
    return manifest


def _prove(folder: Path, file: FactFile) -> None:
    path = folder / f"{file.fact}.parquet"
    if not path.is_file():
        raise BrokenSnapshotError(f"{folder.name}: {path.name} is missing")
    if file_digest(path) != file.sha256:
        raise BrokenSnapshotError(f"{folder.name}: {path.name} was changed after it was frozen")
