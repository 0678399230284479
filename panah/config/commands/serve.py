"""Serve: the desk, the public pages, the worker and the notary, each a process with its own database role."""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from panah.config import database, doctor, postgres
from panah.config.refusal import Refusal
from panah.config.secret import keep_from_public, make_django_keys
from panah.config.web_server import web_server

PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux
STOPS_WITHIN = 15.0
RESTARTS = 5
SETTLED = 10.0
PAUSE, LONGEST_PAUSE = 0.2, 5.0


@dataclass(frozen=True)
class Addresses:
    """The ports of the two sites."""

    desk: int
    public: int


@dataclass
class Child:
    """One process that belongs to the service."""

    name: str
    command: Sequence[str]
    role: str
    settings: str
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    restarts: int = 0
    due: float | None = None
    has_settled: bool = False

    def start(self) -> None:
        environment = dict(os.environ) | {"PANAH_ROLE": self.role, "DJANGO_SETTINGS_MODULE": self.settings}
        environment["PYTHONPATH"] = str(postgres.ROOT)
        if self.role == "public":
            keep_from_public(environment)
        self.process = subprocess.Popen(
            self.command,
            cwd=postgres.ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  (no threads here)
        )
        self.started = time.monotonic()


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the desk's port; the public pages take the next one")


def run(options: argparse.Namespace) -> int:
    addresses = Addresses(desk=options.port, public=options.port + 1)
    # What is printed on posters leads to the public pages: a real installation says its own address.
    os.environ.setdefault("PANAH_PUBLIC_ADDRESS", f"http://localhost:{addresses.public}")
    make_django_keys(postgres.VAR / "secrets")
    if database.uses_own_server():
        return serve(addresses)
    with database.ensure_cluster():
        return serve(addresses)


def serve(addresses: Addresses) -> int:
    """
    Start the processes and watch over them until a signal asks to stop.

    :raises Refusal: if the server is not fit, the ledger of erasures is broken, or one of the processes keeps ending
    """
    for trouble in doctor.server_troubles():
        raise Refusal(trouble.sentence)
    forget_again()
    family = children(addresses)
    asked: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda number, _frame: asked.append(number))
    try:
        for child in family:
            child.start()
        print("Serving. Ctrl-C stops.", flush=True)
        while not asked:
            for child in family:
                look_after(child)
            time.sleep(0.2)
    finally:
        stop(family)
    return 0


def forget_again() -> None:
    """
    Erase anew what a restored backup brought back, before anybody can look.

    :raises Refusal: if the ledger of erasures is broken
    """
    command = [sys.executable, "-m", "panah", "forget", "--brief"]
    if subprocess.run(command, cwd=postgres.ROOT, stdin=subprocess.DEVNULL).returncode != 0:
        raise Refusal("Nothing is served until the ledger of erasures agrees with the database: mend what it says.")


def children(addresses: Addresses) -> list[Child]:
    desk, public = "panah.config.settings.desk", "panah.config.settings.public"
    panah = [sys.executable, "-m", "panah"]
    return [
        Child("desk", web_server(addresses.desk), "desk", desk),
        Child("public", web_server(addresses.public), "public", public),
        Child("worker", [*panah, "worker"], "worker", desk),
        Child("notary", [*panah, "notary"], "notary", desk),
    ]


def look_after(child: Child) -> None:
    """
    Start a process again that ended, after a pause that grows.

    One that never got going is given up. One that worked before is not: its database may be away, or the disk full.

    :raises Refusal: after five quick ends in a row at the beginning
    """
    if child.process is None or child.process.poll() is None:
        return
    if child.due is None:
        settled = time.monotonic() - child.started > SETTLED
        child.restarts = 1 if settled else child.restarts + 1
        child.has_settled |= settled
        if child.restarts > RESTARTS and not child.has_settled:
            raise Refusal(f"The {child.name} process keeps ending: read its lines above, mend this and start again.")
        child.due = time.monotonic() + min(PAUSE * child.restarts, LONGEST_PAUSE)
    if time.monotonic() >= child.due:
        child.due = None
        child.start()


def stop(family: list[Child]) -> None:
    """Ask all to end, so that running requests finish; insist after a while."""
    running = [child.process for child in family if child.process is not None]
    for process in running:
        process.terminate() if process.poll() is None else None
    deadline = time.monotonic() + STOPS_WITHIN
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def end_with_parent() -> None:
    """Let Linux end this process when the one that watches over it is killed."""
    ctypes.CDLL(None, use_errno=True).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
