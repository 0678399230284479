#!/usr/bin/env python3
"""
Verify an exported log without trusting who exported it: `panah-verify DUMP CHECKPOINTS KEY`.

This file stands alone: Python 3.10 or later, nothing else (`cryptography` is used where it is installed). DUMP is the
exported log.jsonl, CHECKPOINTS a folder or file of signed checkpoints, best from an outside holder, KEY the notary's
public key. Exit code 0: every row up to the last checkpoint is as it was when it was signed.

    --row 17      also prints the proof that row 17 is in the signed tree
    --since 500   also prints the proof that the newest tree begins with the one that was signed at 500 rows

What it cannot see: changes after the last checkpoint, and rows that were never written.
"""

import argparse
import base64
import json
import re
import sys
from collections.abc import Sequence
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    HAS_CRYPTOGRAPHY = True
except ImportError:
    HAS_CRYPTOGRAPHY = False

Point = tuple[int, int, int, int]


def leaf_hash(line: bytes) -> bytes:
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over these leaf hashes."""
    if not leaves:
        return sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        paired = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(level) - 1 :] if len(level) % 2 else paired
    return level[0]


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the hashes that lead from the leaf at `index` (from 0) to the root."""
    if len(leaves) <= 1:
        return []
    middle = 1 << (len(leaves) - 1).bit_length() - 1  # the largest power of two below it
    if index < middle:
        return [*inclusion_proof(index, leaves[:middle]), root_of(leaves[middle:])]
    return [*inclusion_proof(index - middle, leaves[middle:]), root_of(leaves[:middle])]


def is_included(leaf: bytes, index: int, *, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Test if the leaf is at `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2)."""
    return index < size and climb(index, size - 1, proof, leaf, leaf)[1] == root


def climb(position: int, last: int, proof: Sequence[bytes], older: bytes, newer: bytes) -> tuple[bytes, bytes]:
    """Return the roots of an older and a newer tree that a proof leads to; nothing when it does not reach the top."""
    for step in proof:
        if last == 0:
            return b"", b""
        if position & 1 or position == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            newer = node_hash(newer, step)
        position, last = position >> 1, last >> 1
    return (older, newer) if last == 0 else (b"", b"")


def consistency_proof(older: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the hashes that show that the first `older` leaves are the beginning of the tree over `leaves`."""

    def subproof(size: int, part: Sequence[bytes], is_whole: bool) -> list[bytes]:
        if size == len(part):
            return [] if is_whole else [root_of(part)]
        middle = 1 << (len(part) - 1).bit_length() - 1
        if size <= middle:
            return [*subproof(size, part[:middle], is_whole), root_of(part[middle:])]
        return [*subproof(size - middle, part[middle:], False), root_of(part[:middle])]

    return subproof(older, leaves, True) if 0 < older < len(leaves) else []


def is_consistent(older: int, newer: int, *, proof: Sequence[bytes], older_root: bytes, newer_root: bytes) -> bool:
    """Test if the tree of `newer` leaves begins with the tree of `older` leaves (RFC 9162, 2.1.4.2)."""
    if older == newer:
        return older_root == newer_root and not proof
    if not 0 < older < newer:
        return False
    path = [older_root, *proof] if older & (older - 1) == 0 else list(proof)
    position, last = older - 1, newer - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    return bool(path) and climb(position, last, path[1:], path[0], path[0]) == (older_root, newer_root)


class Frontier:
    """The roots of the complete subtrees of a growing tree, largest first."""

    def __init__(self) -> None:
        self.size = 0
        self.roots: list[bytes] = []

    def with_leaves(self, leaves: Sequence[bytes]) -> "Frontier":
        """Return the tree with these leaves appended."""
        grown = Frontier()
        grown.size, grown.roots = self.size, list(self.roots)
        for leaf in leaves:
            grown.roots.append(leaf)
            size = grown.size
            while size & 1:
                right, left = grown.roots.pop(), grown.roots.pop()
                grown.roots.append(node_hash(left, right))
                size >>= 1
            grown.size += 1
        return grown

    def root(self) -> bytes:
        found = self.roots[-1] if self.roots else sha256(b"").digest()
        for left in reversed(self.roots[:-1]):
            found = node_hash(left, found)
        return found


# Ed25519 (RFC 8032) in whole numbers, for machines without `cryptography`.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
BASE = (4 * pow(5, -1, P) % P).to_bytes(32, "little")


def add(one: Point, other: Point) -> Point:
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def point_of(packed: bytes) -> Point | None:
    """Return the curve's point for these 32 bytes, or None when there is none."""
    number = int.from_bytes(packed, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def is_signed_slowly(public: bytes, message: bytes, signature: bytes) -> bool:
    """Test an Ed25519 signature with nothing but whole numbers."""
    if len(public) != 32 or len(signature) != 64:
        return False
    base, key, commitment = point_of(BASE), point_of(public), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if base is None or key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = times(scalar, base), add(commitment, times(challenge, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    if not HAS_CRYPTOGRAPHY:
        return is_signed_slowly(public, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


class Unreadable(Exception):
    """A file is not what it should be."""


class Key:
    """The notary's public key, from one line: name+id+key."""

    def __init__(self, text: str) -> None:
        try:
            self.name, identity, packed = text.strip().split("+", 2)
            blob = base64.b64decode(packed, validate=True)
        except ValueError as error:
            raise Unreadable("The key is not one line of the form name+id+key.") from error
        self.public = blob[1:]
        self.id = sha256(self.name.encode() + b"\n" + blob).digest()[:4]
        if blob[:1] != b"\x01" or len(self.public) != 32 or self.id.hex() != identity:
            raise Unreadable("The key is damaged: its id does not belong to it.")


class Note(NamedTuple):
    """A checkpoint as it was found, not believed yet."""

    file: str
    text: str
    size: int
    root: bytes
    name: str
    signature: bytes


class Row(NamedTuple):
    """One number of the log: the hash that the notary kept, and the row as it stands, where they stand."""

    kept: bytes | None = None
    entry: dict[str, Any] | None = None

    def hash_as(self, number: int) -> bytes | None:
        """Return the hash of the row as it stands, if this were its number."""
        return None if self.entry is None else leaf_hash(canonical({**self.entry, "sequence": number}))


NOTE = re.compile(r"([^\n]+\n([0-9]+)\n([A-Za-z0-9+/=]+)\n(?:[^\n]+\n)*)\n\u2014 ([^ \n]+) ([A-Za-z0-9+/=]+)\n")


def read_checkpoints(path: Path) -> list[Note]:
    """Return the signed notes in the files of a folder, or in one file."""
    notes: list[Note] = []
    for file in sorted(path.glob("*.txt")) or [path]:
        text = file.read_text(encoding="utf-8")
        found = list(NOTE.finditer(text))
        if not found or "".join(note.group(0) for note in found) != text:
            raise Unreadable(f"{file.name} holds something that is no signed checkpoint.")
        for note in found:
            signed, size, root, name, signature = note.groups()
            notes.append(Note(file.name, signed, int(size), base64.b64decode(root), name, base64.b64decode(signature)))
    return notes


def is_genuine(note: Note, key: Key) -> bool:
    """Test if this key signed the note."""
    is_its_name = note.name == note.text.split("\n", 1)[0] == key.name and note.signature[:4] == key.id
    return is_its_name and is_signed(key.public, note.text.encode(), note.signature[4:])


def read_rows(path: Path) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    with path.open(encoding="utf-8") as file:
        for at, text in enumerate(file, start=1):
            try:
                line = json.loads(text)
                kept = bytes.fromhex(line["leaf"]) if line["leaf"] else None
                rows.setdefault(line["sequence"], Row(kept, line["entry"]))
            except (ValueError, KeyError, TypeError) as error:
                raise Unreadable(f"Line {at} of {path.name} is no row of a log.") from error
    return rows


def canonical(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Verdict(NamedTuple):
    """What was found (nothing: all is as it was signed), the leaves that the signatures vouch for, the checkpoints."""

    findings: list[str]
    leaves: list[bytes]
    signed: dict[int, bytes]


def verify(rows: dict[int, Row], notes: Sequence[Note], key: Key) -> Verdict:
    """Judge the rows against every checkpoint, oldest first."""
    findings: list[str] = []
    signed: dict[int, bytes] = {}
    for note in notes:
        if not is_genuine(note, key):
            findings.append(f"forged checkpoint: {note.file} (for {note.size} rows) was not signed with this key")
        elif signed.setdefault(note.size, note.root) != note.root:
            findings.append(f"two histories: two different roots were signed for {note.size} rows")
    tree, leaves = Frontier(), list[bytes]()
    for size in sorted(signed):
        numbers = range(tree.size + 1, size + 1)
        said, trusted = judge(rows, numbers, tree, signed[size])
        findings += said
        if trusted is None:
            if size != max(signed) or any(number > size for number in rows):
                findings.append(f"rows from {size + 1} on: not proved, because rows before them are lost")
            break
        tree = tree.with_leaves(trusted)
        leaves += trusted
    return Verdict(findings, leaves, signed)


def judge(rows: dict[int, Row], numbers: range, before: Frontier, root: bytes) -> tuple[list[str], list[bytes] | None]:
    """Return what is wrong in one interval, and its leaves if the signed root vouches for them."""
    where = f"rows {numbers[0]} to {numbers[-1]}" if numbers else "no rows"
    found = [rows.get(number, Row()) for number in numbers]
    standing = [row.hash_as(number) for number, row in zip(numbers, found, strict=True)]
    whole = [leaf for leaf in standing if leaf is not None]
    if len(whole) == len(standing) and before.with_leaves(whole).root() == root:
        wrong = [n for n, row in zip(numbers, found, strict=True) if row.entry and row.entry.get("sequence") != n]
        return [f"row {number}: its own number was edited (in {where})" for number in wrong], whole
    kept = [row.kept for row in found if row.kept is not None]
    if len(kept) == len(found) and before.with_leaves(kept).root() == root:
        bad = {number: rows[number] for number in numbers if rows[number].hash_as(number) != rows[number].kept}
        return [f"row {number}: {describe(row, bad)} (in {where})" for number, row in bad.items()], kept
    gone = [number for number, leaf in zip(numbers, standing, strict=True) if leaf is None]
    if not gone:
        return [f"{where}: changed, and the kept hashes with them, so that the row cannot be named"], None
    if not any(number > gone[0] and row.entry for number, row in rows.items()):
        return [f"truncated: rows from {gone[0]} on are gone (in {where})"], None
    return [f"row {number}: deleted (in {where})" for number in gone], None


def describe(row: Row, bad: dict[int, Row]) -> str:
    """Return what happened to a row whose kept hash still stands."""
    if row.entry is None:
        return "deleted"
    others = [number for number, other in bad.items() if row.hash_as(number) == other.kept]
    return f"swapped with row {others[0]}" if others else "edited"


def row_proof(number: int, verdict: Verdict) -> str:
    """Return the proof that a row is in the newest signed tree."""
    leaves, size = verdict.leaves, len(verdict.leaves)
    proof, leaf, root = inclusion_proof(number - 1, leaves), leaves[number - 1], verdict.signed[size]
    steps = "".join(f"step {step.hex()}\n" for step in proof)
    said = "included" if is_included(leaf, number - 1, size=size, proof=proof, root=root) else "NOT included"
    return f"row {number} of {size}: {said}\nleaf {leaf.hex()}\n{steps}root {root.hex()}\n"


def history_proof(older: int, verdict: Verdict) -> str:
    """Return the proof that the newest signed tree begins with an older one."""
    newer, proof = len(verdict.leaves), consistency_proof(older, verdict.leaves)
    roots = {"older_root": verdict.signed[older], "newer_root": verdict.signed[newer]}
    steps = "".join(f"step {step.hex()}\n" for step in proof)
    said = "consistent" if is_consistent(older, newer, proof=proof, **roots) else "NOT consistent"
    return f"{older} rows and {newer} rows: {said}\n{steps}"


def main(argv: Sequence[str] | None = None) -> int:
    """Verify and say what was found. Return 0 if nothing is wrong, 1 if something is, 2 if a file cannot be read."""
    parser = argparse.ArgumentParser(prog="panah-verify", description="Verify an exported log.")
    parser.add_argument("dump", type=Path)
    parser.add_argument("checkpoints", type=Path)
    parser.add_argument("key", type=Path)
    parser.add_argument("--row", type=int, help="print the proof that this row is in the newest signed tree")
    parser.add_argument("--since", type=int, help="print the proof that the newest tree begins with this older one")
    options = parser.parse_args(argv)
    try:
        key = Key(options.key.read_text(encoding="utf-8"))
        rows, notes = read_rows(options.dump), read_checkpoints(options.checkpoints)
    except (Unreadable, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    verdict = verify(rows, notes, key)
    sys.stdout.write(summary(rows, verdict))
    if options.row in range(1, len(verdict.leaves) + 1):
        sys.stdout.write(row_proof(options.row, verdict))
    if options.since in verdict.signed and options.since <= len(verdict.leaves):
        sys.stdout.write(history_proof(options.since, verdict))
    return 1 if verdict.findings else 0


def summary(rows: dict[int, Row], verdict: Verdict) -> str:
    last = max(verdict.signed, default=0)
    good = f"All {last} rows are as they were signed, under {len(verdict.signed)} checkpoints."
    lines = verdict.findings or [good]
    if after := sum(number > last for number in rows):
        lines = [*lines, f"{after} rows came after the last checkpoint: nothing is known of them yet."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
