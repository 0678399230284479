"""An installation for one proof: its own folder, its own cluster, its own ports; nothing of it stays."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from typing import Any

import psycopg

from panah.config import database, postgres
from panah.config.refusal import Refusal
from panah.config.web_server import web_server

SOURCES = "panah/country/az/sources"
STARTS_WITHIN = 120.0
STOPS_WITHIN = 60.0
MINIMAL = (("migrate", "--mark", "demo"), ("load", "--if-new", SOURCES))
DEMO = (*MINIMAL, ("demo", "--if-new"))
NOT_INHERITED = ("PANAH_", "DJANGO_", "DATABASE_URL", "PG")


@dataclass
class Installation:
    """One temporary installation; `extra` is added to the environment of everything that is started for it."""

    var: Path
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment without anything that leads to another installation."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
        own = {"PANAH_VAR": str(self.var), "PYTHONPATH": str(postgres.ROOT), "PYTHONUNBUFFERED": "1"}
        return kept | own | self.extra

    @property
    def state(self) -> Path:
        """The folder of the cluster."""
        if os.geteuid() == 0:
            return postgres.SYSTEM_HOME / postgres.digest(self.var) / postgres.MAIN
        return self.var / "postgres" / postgres.MAIN

    @property
    def cluster(self) -> database.Cluster:
        """What is needed to reach the server."""
        file = self.var / "secrets" / f"cluster-{postgres.MAIN}.json"
        return database.Cluster(**json.loads(file.read_text("utf-8")))

    def panah(self, *words: str, needs: int | None = 0) -> "subprocess.CompletedProcess[str]":
        """
        Run one command of `panah` in this installation.

        :raises Refusal: if it ends otherwise than it needs to
        """
        return self.python("-m", "panah", *words, needs=needs)

    def python(
        self, *words: str, needs: int | None = 0, more: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """
        Run Python in this installation's environment.

        :raises Refusal: if it ends otherwise than it needs to
        """
        done = subprocess.run(
            [sys.executable, *words],
            cwd=postgres.ROOT,
            env=self.environment | dict(more or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if needs is not None and done.returncode != needs:
            last = (done.stderr.strip().splitlines() or done.stdout.strip().splitlines() or ["it said nothing"])[-1]
            raise Refusal(f"`{' '.join(words[1:3])}` did not work in the proof's installation: {last}")
        return done

    def superuser(self) -> "psycopg.Connection[Any]":
        """Connect as the cluster's superuser, to look at what no role of Panah sees."""
        return database.superuser(self.cluster, database.DBNAME)

    def postmaster(self) -> int | None:
        """Return the server's process."""
        try:
            return int((self.state / "data" / "postmaster.pid").read_text("utf-8").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def is_running(self) -> bool:
        pid = self.postmaster()
        return pid is not None and Path(f"/proc/{pid}").exists()

    @contextmanager
    def held(self) -> Iterator["Installation"]:
        """Keep the server running inside the block, so that the commands need not start it each."""
        command = [sys.executable, "-m", "panah.config.evidence.holder"]
        holder = subprocess.Popen(
            command, cwd=postgres.ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            if holder.stdout is None or not holder.stdout.readline():
                raise Refusal("The server of the proof's installation did not start.")
            yield self
        finally:
            if holder.stdin is not None:
                holder.stdin.close()
            holder.wait(STOPS_WITHIN)


@contextmanager
def installed(folder: Path, *steps: tuple[str, ...], extra: Mapping[str, str] | None = None) -> Iterator[Installation]:
    """Make an installation in a folder, by the commands that `./run` uses too; remove it afterwards."""
    var = (folder / "var").resolve()
    var.mkdir(parents=True)
    made = Installation(var, dict(extra or {}))
    try:
        with made.held():
            for step in steps:
                made.panah(*step)
        yield made
    finally:
        remove(made)


def remove(made: Installation) -> None:
    """Wait for the server's end, insist where it does not come, and remove every folder."""
    deadline = time.monotonic() + STOPS_WITHIN
    while made.is_running() and time.monotonic() < deadline:
        time.sleep(0.1)
    pid = made.postmaster()
    if made.is_running() and pid is not None:
        os.kill(pid, signal.SIGQUIT)
        time.sleep(1)
    shutil.rmtree(made.state.parent, ignore_errors=True)
    shutil.rmtree(made.var, ignore_errors=True)


@dataclass(frozen=True)
class Served:
    """A served installation: the process that watches over the others, and the two ports."""

    process: "subprocess.Popen[bytes]"
    desk: int
    public: int
    log: Path

    def workers(self, port: int) -> list[int]:
        """Return the web workers of one site."""
        return [pid for master in self.masters(port) for pid in children_of(master)]

    def masters(self, port: int) -> list[int]:
        """Return the web server's own process, which watches over its workers."""
        return [pid for pid in children_of(self.process.pid) if f":{port}" in postgres.command_line(pid)]


@contextmanager
def served(made: Installation, *, more: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve the installation as `panah serve` does, until the block is left."""
    port = free_ports()
    with started(made, ["-m", "panah", "serve", "--port", str(port)], more=more, log="serve.log") as process:
        site = Served(process, port, port + 1, made.var / "serve.log")
        wait_for(process, site.log, port, port + 1)
        yield site


@contextmanager
def started(
    made: Installation, words: list[str], *, log: str, more: Mapping[str, str] | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run Python beside the proof, and end it, by its own number, when the block is left."""
    with (made.var / log).open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=postgres.ROOT,
            env=made.environment | dict(more or {}),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def faulty(made: Installation, fault: str, site: str, *, more: Mapping[str, str] | None = None) -> Iterator[int]:
    """Serve the desk or the public site with a fault in it, by the command that serves the real one."""
    with made.held():
        port, log = free_ports(), re.sub(r"\W", "-", f"{fault}.log")
        words = web_server(port, f"panah.config.evidence.planted:site({fault!r})")[1:]
        role = {"PANAH_ROLE": site, "DJANGO_SETTINGS_MODULE": f"panah.config.settings.{site}"}
        with started(made, words, log=log, more=role | dict(more or {})) as process:
            wait_for(process, made.var / log, port)
            yield port


def wait_for(process: "subprocess.Popen[bytes]", log: Path, *ports: int) -> None:
    """
    Wait until every port answers.

    :raises Refusal: with the last line that was said, if they do not
    """
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if all(listens(port) for port in ports):
            return
        time.sleep(0.1)
    words = (log.read_text("utf-8", "replace").strip().splitlines() or ["it said nothing"])[-1]
    raise Refusal(f"The site of the proof's installation did not start: {words}")


def listens(port: int) -> bool:
    with closing(socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_ports() -> int:
    """Return a free port whose neighbour is free as well."""
    while True:
        with closing(socket()) as first, closing(socket()) as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def children_of(pid: int) -> list[int]:
    """Return the processes that a process started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text("utf-8", "replace").rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(entry.name))
    return sorted(found)


def family_of(pid: int) -> list[int]:
    """Return a process and everything below it."""
    return [pid, *(each for child in children_of(pid) for each in family_of(child))]
