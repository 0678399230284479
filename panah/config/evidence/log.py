"""The log that others can check: every kind of tampering with an exported log is found by the stand-alone verifier."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from panah.audit import notes
from panah.config.evidence.installation import DEMO, Installation, installed
from panah.config.evidence.proof import Findings, Options, Proof
from panah.crypto import boxes

Rows = list[dict[str, Any]]


def run(options: Options) -> Findings:
    """Verify the log of the demonstration, then tamper with it in every way, in the export and in the database."""
    findings = Findings()
    with installed(options.folder, *DEMO) as made, made.held():
        made.panah("notary", "--once")
        good = options.folder / "good"
        made.panah("log", "export", str(good))
        rows = read(good)
        began = time.monotonic()
        ended, said = verify(good)
        findings.tell("rows of the log", len(rows))
        findings.tell("signed checkpoints", len(list((good / "checkpoints").glob("*.txt"))))
        findings.tell("seconds to verify", time.monotonic() - began)
        findings.exactly("the untouched log verifies: exit code", ended, 0)
        findings.exactly("what the verifier says", said.splitlines()[0][:3], "All")
        for title, (word, change) in TAMPERINGS.items():
            copy = tampered(options.folder, good, change)
            found(findings, copy, title, word)
        forged(findings, options.folder, good)
        in_the_database(findings, options.folder, made, good)
    return findings


def read(folder: Path) -> Rows:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text("utf-8").splitlines()]


def verify(folder: Path) -> tuple[int, str]:
    """Run the verifier's one file as an outsider would: alone, isolated from everything of Panah."""
    command = [sys.executable, "-I", "verifier.py", "log.jsonl", "checkpoints", "notary.pub"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def tampered(folder: Path, good: Path, change: Callable[[Rows], None]) -> Path:
    """Change a copy of the export."""
    copy = copied(good, folder / "tampered")
    rows = read(copy)
    change(rows)
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows)
    (copy / "log.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return copy


def found(findings: Findings, copy: Path, title: str, word: str) -> None:
    """The verifier has to end with 1, and to say the word for what was done."""
    ended, said = verify(copy)
    line = next((line for line in said.splitlines() if word in line), "")
    findings.plant(title, line or said.splitlines()[0], is_caught=ended == 1 and bool(line))
    shutil.rmtree(copy)


def copied(good: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(good, target)
    return target


def edit(rows: Rows) -> None:
    rows[40]["entry"]["event"] = "protection.case.closed"


def edit_with_its_hash(rows: Rows) -> None:
    edit(rows)
    rows[40]["leaf"] = None


def delete(rows: Rows) -> None:
    rows[50]["entry"] = None


def delete_with_its_hash(rows: Rows) -> None:
    del rows[50]


def swap(rows: Rows) -> None:
    rows[60]["entry"], rows[61]["entry"] = rows[61]["entry"], rows[60]["entry"]
    rows[60]["entry"]["sequence"], rows[61]["entry"]["sequence"] = 61, 62


def truncate(rows: Rows) -> None:
    del rows[-30:]


TAMPERINGS: dict[str, tuple[str, Callable[[Rows], None]]] = {
    "a row edited": ("row 41: edited", edit),
    "a row edited, its kept hash removed": ("changed", edit_with_its_hash),
    "a row deleted": ("row 51: deleted", delete),
    "a row deleted with its kept hash": ("row 51: deleted", delete_with_its_hash),
    "two rows swapped": ("swapped", swap),
    "the last 30 rows cut off": ("truncated", truncate),
}


def forged(findings: Findings, folder: Path, good: Path) -> None:
    """Sign the newest checkpoint with a key of one's own, over another root."""
    copy = copied(good, folder / "tampered")
    newest = max((copy / "checkpoints").glob("*.txt"))
    text = notes.checkpoint_text(size=int(newest.stem), root=bytes(32))
    newest.write_text(notes.signed_note(text, seed=boxes.new_key()), "utf-8")
    found(findings, copy, "the newest checkpoint forged with another key", "forged")


def in_the_database(findings: Findings, folder: Path, made: Installation, good: Path) -> None:
    """Change the stored log as its administrator could, export again, and check against the older checkpoints."""
    edited = "UPDATE audit_entry SET event = 'protection.case.closed' WHERE sequence = 30"
    for title, word, statement in (
        ("a row edited in the database by its superuser", "row 30: edited", edited),
        ("a row deleted there as well", "row 35: deleted", "DELETE FROM audit_entry WHERE sequence = 35"),
    ):
        with made.superuser() as server:
            server.execute("SET session_replication_role = replica")
            server.execute(statement.encode())
        again = folder / "again"
        made.panah("log", "export", str(again))
        shutil.rmtree(again / "checkpoints")
        shutil.copytree(good / "checkpoints", again / "checkpoints")
        found(findings, again, title, word)


PROOF = Proof(
    name="log",
    promise="You can prove who looked, without trusting us.",
    done="The log of the demonstration was numbered and signed by the notary and exported with `panah log export`. The "
    "verifier's single file then ran on it alone, without anything of Panah in reach; and again after each tampering.",
    run=run,
)
