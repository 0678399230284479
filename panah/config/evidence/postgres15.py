"""The oldest server that is allowed: everything on PostgreSQL 15, as an organisation's own server."""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg

from panah.config import database, postgres
from panah.config.database_roles import roles_sql, schema_sql
from panah.config.evidence.installation import DEMO, Installation, free_ports, remove
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.refusal import Refusal

DEBIAN = Path("/usr/lib/postgresql/15/bin")
STARTS_WITHIN = 60.0
URL = re.compile(r"^-- (DATABASE_URL\w*)=(\S+)$", re.MULTILINE)
PASSED = re.compile(r"(\d+) passed")
FAILED = re.compile(r"(\d+) (?:failed|error)")
FIGURES = {"356", "312", "280", "58"}
STATEMENT = ("statement", "--from", "2014-06-01", "--to", "2019-05-31")
TESTS = ("tests/access", "tests/audit", "tests/concerns", "tests/core", "tests/crypto", "tests/helpline")
WALLS = ("tests/contracts/test_walls.py", "tests/contracts/test_second_connection.py", "tests/contracts/test_tables.py")
PLUGIN = "tests.evidence.other_server"


@dataclass(frozen=True)
class Server:
    """A running server and its superuser."""

    binaries: Path
    port: int
    password: str
    environment: dict[str, str]

    def superuser(self, dbname: str = "postgres") -> "psycopg.Connection[Any]":
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname=dbname,
            user=postgres.SUPERUSER,
            password=self.password,
            autocommit=True,
        )


def binaries() -> Path | None:
    """Return the folder of PostgreSQL 15's programs: Debian's, or where pg_config points."""
    if (DEBIAN / "postgres").is_file():
        return DEBIAN
    pointer = shutil.which("pg_config")
    if pointer is None:
        return None
    said = subprocess.run([pointer, "--version", "--bindir"], capture_output=True, text=True).stdout
    folder = Path(said.splitlines()[-1]) if said else Path()
    return folder if " 15." in said and (folder / "postgres").is_file() else None


def lacks() -> str:
    """Return what is missing."""
    return "" if binaries() else "no PostgreSQL 15 is installed here (on Debian 12: apt install postgresql-15)."


def run(options: Options) -> Findings:
    """Set up on PostgreSQL 15 as the how-to says, use it, and let a part of the tests run on it."""
    findings = Findings()
    made = Installation((options.folder / "var").resolve())
    made.var.mkdir()
    with running(options.folder) as server:
        try:
            with server.superuser() as connection:
                findings.exactly("server", connection.info.server_version // 10000, 15)
            own_server(made, server)
            for step in DEMO:
                findings.exactly(f"panah {step[0]}: exit code", made.panah(*step, needs=None).returncode, 0)
            said = made.panah(*STATEMENT).stdout
            findings.exactly("figures of the five-year statement", len(FIGURES & set(re.findall(r"\d+", said))), 4)
            findings.exactly("panah doctor: exit code", made.panah("doctor", needs=None).returncode, 0)
            plant(findings, made, server)
            tests(findings, made, server)
        finally:
            remove(made)
    return findings


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Create and start a server on the loopback; stop it, by its own number, when the block is left."""
    programs = binaries()
    if programs is None:
        raise Refusal(lacks())
    user = postgres.SYSTEM_USER if os.geteuid() == 0 else None
    if user is not None:
        postgres.system_user()
        folder.chmod(0o711)  # so that the server's own user reaches its data
    data = postgres.own_folder(folder / "pg15", user=user)
    server = Server(programs, free_ports(), secrets.token_urlsafe(24), dict(postgres.environment()))
    password = data / "password"
    password.write_text(server.password, "ascii")
    command = [str(programs / "initdb"), "--pgdata", str(data / "data"), "--username", postgres.SUPERUSER]
    command += ["--pwfile", str(password), "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"]
    if user is not None:
        shutil.chown(password, user=user)
    as_user: dict[str, Any] = {"user": user, "group": user, "extra_groups": [] if user else None, "cwd": data}
    subprocess.run([*command, "--data-checksums"], check=True, capture_output=True, env=server.environment, **as_user)
    settings = [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        f"port={server.port}",
        "-c",
        f"unix_socket_directories={data}",
    ]
    with (folder / "pg15.log").open("wb") as log:
        process = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(data / "data"), *settings],
            stdout=log,
            stderr=log,
            env=server.environment,
            **as_user,
        )
    try:
        wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(STARTS_WITHIN)


def wait(server: Server) -> None:
    """
    Wait until the server answers.

    :raises Refusal: if it does not
    """
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            server.superuser().close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise Refusal("PostgreSQL 15 did not start.")


def own_server(made: Installation, server: Server) -> None:
    """Run what `panah database sql` prints, and take the URLs that it prints: the how-to, word for word."""
    text = made.panah("database", "sql", "--host", "127.0.0.1").stdout.replace(":5432/", f":{server.port}/")
    psql = [str(server.binaries / "psql"), "-v", "ON_ERROR_STOP=1", "-q", "-h", "127.0.0.1", "-p", str(server.port)]
    subprocess.run(
        [*psql, "-U", postgres.SUPERUSER, "postgres"],
        input=text,
        text=True,
        check=True,
        capture_output=True,
        env=server.environment | {"PGPASSWORD": server.password},
    )
    made.extra |= dict(URL.findall(text))


def tests(findings: Findings, made: Installation, server: Server) -> None:
    """Run a part of the tests on this server instead of the embedded one."""
    names = {"owner": "DATABASE_URL"} | {role: f"DATABASE_URL_{role.upper()}" for role in database.ROLES[1:]}
    passwords = {role: unquote(urlsplit(made.extra[name]).password or "") for role, name in names.items()}
    with server.superuser("template1") as connection:
        connection.execute(roles_sql(passwords, for_tests=True).encode())
        connection.execute(schema_sql().encode())
    cluster = {"host": "127.0.0.1", "port": server.port, "dbname": "panah", "passwords": passwords, "purpose": "test"}
    (made.var / "secrets").mkdir(exist_ok=True)
    (made.var / "secrets" / "cluster-test.json").write_text(json.dumps(cluster), "utf-8")
    bare = Installation(made.var)
    command = [sys.executable, "-m", "pytest", "-q", "-p", PLUGIN, "-p", "no:cacheprovider", *WALLS, *TESTS]
    done = subprocess.run(command, cwd=postgres.ROOT, env=bare.environment, capture_output=True, text=True)
    last = (done.stdout.strip().splitlines() or [""])[-1]
    passed, failed = PASSED.search(last), FAILED.search(last)
    findings.at_least("tests that passed", int(passed[1]) if passed else 0, 1)
    findings.exactly("tests that failed", int(failed[1]) if failed else 0, 0)
    if failed or not passed:
        findings.printed = "\n".join(done.stdout.strip().splitlines()[-20:])


def plant(findings: Findings, made: Installation, server: Server) -> None:
    """Take durability away, as a careless administrator could; and ask for what only newer servers know."""
    with server.superuser() as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        time.sleep(1)
        done = made.panah("doctor", needs=None)
        connection.execute("ALTER SYSTEM RESET fsync")
        said = (done.stderr.strip().splitlines() or ["nothing"])[0]
        findings.plant(
            "fsync switched off; then `panah doctor`", said, is_caught=done.returncode == 1 and "fsync" in said
        )
        try:
            connection.execute("SELECT uuidv7()")
            said = "it answered"
        except psycopg.errors.UndefinedFunction as error:
            said = str(error).splitlines()[0]
        findings.plant("a function that only PostgreSQL 18 has", said, is_caught="does not exist" in said)


PROOF = Proof(
    name="postgres15",
    promise="Panah runs on the organisation's own PostgreSQL server from version 15 on.",
    done="A PostgreSQL 15 was created and started for the proof. What `panah database sql` prints was run in psql, and "
    "the URLs it prints were set: then tables, reference country, invented records, the statement and the doctor. At "
    f"last a part of the tests ran on it: {', '.join((*WALLS, *TESTS))}.",
    run=run,
    lacks=lacks,
)
