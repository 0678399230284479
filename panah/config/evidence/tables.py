"""The tables that migrations make when they draw little, against those that Django makes when it draws everything."""

import difflib
from pathlib import Path

from panah.config.evidence.installation import Installation, installed
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.evidence.restore import tool

MIGRATE = ("migrate", "--mark", "demo")
AS_DJANGO_DOES = f"""
from contextlib import nullcontext
from panah.core import migrating
migrating.drawing_little = nullcontext
from panah.config.cli import main
raise SystemExit(main({list(MIGRATE)!r}))
"""


def run(options: Options) -> Findings:
    """Make the tables both ways and compare everything the server knows of them; then take one policy away."""
    findings = Findings()
    with (
        installed(options.folder / "little", MIGRATE) as little,
        installed(options.folder / "everything") as full,
        little.held(),
        full.held(),
    ):
        full.python("-c", AS_DJANGO_DOES)
        wanted = described(full, options.folder)
        findings.at_least("lines that describe the tables", len(wanted), 10_000)
        findings.exactly("lines that differ", differing(wanted, described(little, options.folder)), 0)
        with little.superuser() as server:
            server.execute("ALTER TABLE protection_case NO FORCE ROW LEVEL SECURITY")
        found = differing(wanted, described(little, options.folder))
        findings.plant("a table whose row security spares its owner", f"{found} lines differ", is_caught=found > 0)
    return findings


def described(made: Installation, folder: Path) -> list[str]:
    """Return what makes the tables anew: columns, keys, indexes, policies, functions, views, rights."""
    dump = folder / "tables.sql"
    tool(made, "pg_dump", "--schema-only", "--file", str(dump))
    lines = dump.read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith(("\\restrict", "\\unrestrict"))]


def differing(wanted: list[str], found: list[str]) -> int:
    return sum(line[:1] in "+-" for line in difflib.unified_diff(wanted, found, n=0))


PROOF = Proof(
    name="tables",
    promise="A new database has the same tables, policies and rights, however quickly it was made.",
    done="Two databases were made by every migration: one as `panah migrate` does, drawing few models anew for each "
    "operation, one with Django left alone. What `pg_dump --schema-only` says of them was compared line by line.",
    run=run,
)
