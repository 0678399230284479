"""The result of each proof as a page of docs/evidence/, and one page over all of them."""

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from panah.config import postgres
from panah.config.evidence.proof import Findings, Proof

INDEX = "results"
WRITTEN = "<!-- Written by `panah evidence`: run the proof again, do not edit. -->"
COLUMNS = ("verdict", "date", "commit", "duration")


@dataclass(frozen=True)
class Circumstances:
    """When, of what and on what kind of machine; never where it lies or how it is called."""

    date: str
    commit: str
    machine: str
    software: str


def circumstances() -> Circumstances:
    """Return what a reader has to know to compare a result with one of their own."""
    return Circumstances(
        date=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        commit=commit(),
        machine=f"{os.cpu_count()} cores, {memory()} GB of memory",
        software=f"Python {platform.python_version()}, embedded PostgreSQL {server_version()}",
    )


def commit() -> str:
    """Return the short name of the commit, and if files of the software differ from it."""
    named = said(["git", "rev-parse", "--short=10", "HEAD"]) or "unknown"
    changed = said(["git", "status", "--porcelain", "--untracked-files=no", "--", "panah"])
    return f"{named}, with uncommitted changes" if changed else named


def said(command: Sequence[str]) -> str:
    done = subprocess.run(command, cwd=postgres.ROOT, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3)


def server_version() -> str:
    """Return the version of the embedded server."""
    return said([str(postgres.wheel_binaries() / "postgres"), "--version"]).rsplit(" ", 1)[-1] or "unknown"


def page(proof: Proof, findings: Findings, around: Circumstances, *, seconds: float) -> str:
    """Return the page of one proof."""
    head = {
        "verdict": f"**{findings.verdict.value}**",
        "date": around.date,
        "commit": around.commit,
        "duration": f"{seconds:.0f} s",
        "machine": around.machine,
        "software": around.software,
    }
    parts = [f"# {proof.name}", WRITTEN, f"> {proof.promise}", table(("", ""), head.items()), proof.done]
    if findings.skipped:
        parts.append(f"**Skipped:** {findings.skipped}")
    if findings.measures:
        rows = [(one.what, one.value, one.wanted, mark(one.wanted, one.holds)) for one in findings.measures]
        parts += ["## Measured", table(("what", "measured", "has to be", "holds"), rows)]
    if findings.printed:
        parts.append(f"```\n{findings.printed.rstrip()}\n```")
    if findings.faults:
        faults = [(one.planted, one.found, "yes" if one.is_caught else "**no**") for one in findings.faults]
        parts += ["## Planted faults", table(("planted", "the proof then said", "caught"), faults)]
    return "\n\n".join(parts) + "\n"


def mark(wanted: str, holds: bool) -> str:
    if not wanted:
        return ""
    return "yes" if holds else "**no**"


def table(head: Sequence[str], rows: "Sequence[Sequence[str]] | object") -> str:
    """Return a Markdown table; a bar inside a cell is not a new cell."""
    lines = [head, ["---"] * len(head), *rows]  # type: ignore[misc]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def index(folder: Path, proofs: Mapping[str, Proof]) -> str:
    """Return the page over all proofs, from the pages that lie in the folder."""
    rows = []
    for name, proof in proofs.items():
        known = facts_of(folder / f"{name}.md")
        cells = [known.get(column, "") for column in COLUMNS] if known else ["never run", "", "", ""]
        rows.append((f"[{name}]({name}.md)" if known else name, proof.promise, *cells))
    return "\n\n".join(["# Results", WRITTEN, table(("proof", "promise", *COLUMNS), rows)]) + "\n"


def facts_of(path: Path) -> dict[str, str]:
    """Return the first table of a proof's page."""
    if not path.is_file():
        return {}
    lines = path.read_text("utf-8").split("\n\n")
    rows = next((part for part in lines if part.startswith("|  |  |")), "").splitlines()[2:]
    cells = [row.strip("| ").split(" | ", 1) for row in rows]
    return {row[0]: row[1] for row in cells}
