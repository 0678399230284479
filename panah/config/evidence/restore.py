"""A backup that works, and that forgets whom we forgot: a real dump, a fresh cluster, the ledger of erasures."""

import json
import shutil
import subprocess
import time

from psycopg import sql

from panah.config import database, postgres
from panah.config.evidence.installation import DEMO, Installation, installed, served
from panah.config.evidence.proof import Findings, Options, Proof

LEDGER = "erasures.ledger"
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"


def run(options: Options) -> Findings:
    """Dump an installation, erase a case in it, restore the dump elsewhere, and look at what opens there."""
    findings, dump = Findings(), options.folder / "panah.dump"
    with installed(options.folder / "first", *DEMO) as made, made.held():
        began = time.monotonic()
        tool(made, "pg_dump", "--format", "custom", "--file", str(dump))
        findings.tell("seconds to dump", time.monotonic() - began)
        before, rows = opened(made), counted(made)
        key = json.loads(made.python("-m", "panah.config.evidence.sealed", "approve").stdout)["key"]
        erased = opened(made, key).get("open", 0)
        made.panah("worker", "--once")
        findings.tell("sealed values in the dump", sum(before.values()))
        findings.at_least("of these, values of the case that is erased after it", erased, 1)
        findings.exactly("values of that case that still open where it was erased", opened(made, key).get("open", 0), 0)
        with installed(options.folder / "second") as again, again.held():
            began = time.monotonic()
            tool(again, "pg_restore", "--single-transaction", "--dbname", database.DBNAME, str(dump))
            findings.tell("seconds to restore into a fresh cluster", time.monotonic() - began)
            counts = counted(again)
            differ = [name for name in {*rows, *counts} if rows.get(name) != counts.get(name)]
            findings.exactly("tables whose rows are not those of the dump", ", ".join(sorted(differ)), "")
            shutil.copy2(made.var / "secrets" / "root.key", again.var / "secrets" / "root.key")
            without_ledger(findings, again, key)
            with_ledger(findings, made, again, key, wanted=before["open"] - erased)
    return findings


def tool(made: Installation, name: str, *words: str) -> None:
    """Run one of PostgreSQL's own tools as the superuser: row security would blind the owner of the tables."""
    cluster = made.cluster
    where = ["--host", cluster.host, "--port", str(cluster.port), "--username", postgres.SUPERUSER]
    words = words if "--dbname" in words else (*words, database.DBNAME)
    environment = dict(postgres.environment()) | {"PGPASSWORD": cluster.superuser_password}
    subprocess.run(
        [str(postgres.wheel_binaries() / name), *where, *words], env=environment, check=True, capture_output=True
    )


def opened(made: Installation, key: str = "") -> dict[str, int]:
    """Return how many sealed values open, are erased or broken: all of them, or those under one key."""
    words = [key] if key else []
    found: dict[str, int] = json.loads(made.python("-m", "panah.config.evidence.sealed", "opened", *words).stdout)
    return found


def counted(made: Installation) -> dict[str, int]:
    """Return how many rows each table has."""
    with made.superuser() as server:
        names = [name for (name,) in server.execute(TABLES)]
        counts = [server.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))) for name in names]
        return {name: row[0] for name, count in zip(names, counts, strict=True) for row in count}


def without_ledger(findings: Findings, again: Installation, key: str) -> None:
    """Start the restored installation without the ledger of the running one: whom we forgot is back."""
    ended = again.panah("doctor", needs=None).returncode
    back = opened(again, key).get("open", 0)
    said = f"{back} values of the erased case open again; `panah doctor` ended with {ended}"
    findings.plant("restored without the ledger of erasures", said, is_caught=back > 0)
    shutil.rmtree(again.var / "checkpoints", ignore_errors=True)


def with_ledger(findings: Findings, made: Installation, again: Installation, key: str, *, wanted: int) -> None:
    """Put the ledger where the how-to says, a broken copy first, and start."""
    (again.var / "checkpoints").mkdir()
    ledger = again.var / "checkpoints" / LEDGER
    lines = (made.var / "checkpoints" / LEDGER).read_text("ascii").splitlines(keepends=True)
    ledger.write_text("".join(lines[1:]) if len(lines) > 1 else lines[0].replace("key", "kex"), "ascii")
    done = again.panah("doctor", needs=None)
    said = (done.stderr.strip().splitlines() or ["nothing"])[0]
    findings.plant("a line taken out of the ledger", said, is_caught=done.returncode == 1 and "ledger" in said)
    ledger.write_text("".join(lines), "ascii")
    done = again.panah("doctor", needs=None)
    findings.exactly("panah doctor, after the restore: exit code", done.returncode, 0)
    findings.exactly("values of the erased case that open", opened(again, key).get("open", 0), 0)
    found = opened(again)
    findings.exactly("other sealed values that open", found.get("open", 0), wanted)
    findings.exactly("sealed values that are broken", found.get("broken", 0), 0)
    with served(again) as site:
        findings.exactly("the restored installation is served", site.process.poll() is None, True)


PROOF = Proof(
    name="restore",
    promise="Your backups work, and they forget whom you forgot.",
    done="The demonstration was dumped with `pg_dump`. Then two persons approved the erasure of an ended case, and the "
    "worker carried it out. The dump was restored with `pg_restore` into a fresh cluster, with the root key of the "
    "first installation. Every sealed value was opened, or tried, before and after the ledger of erasures was put in "
    "its place and `panah doctor` had run.",
    run=run,
)
