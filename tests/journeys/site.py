"""An installation of its own, made as `./run` makes it, beside any other on this machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from panah.config import postgres

STARTS_WITHIN = 400


@dataclass
class Site:
    """A served installation: where it is, what it said when it started, who can sign in."""

    desk: str
    public: str
    said: list[str] = field(default_factory=list)

    def account(self, role: str, organisation: str = "", *, number: int = 0) -> tuple[str, str]:
        """The e-mail and password of the demonstration account of a role, as they were printed."""
        found = []
        for line in self.said:
            cells = [cell.strip() for cell in line.split("  ") if cell.strip()]
            if cells and cells[0] == role and "@" in line and organisation in ("", cells[1]):
                found.append((cells[-2], cells[-1]))
        if len(found) <= number:
            raise LookupError(f"no login was printed for {role}")
        return found[number]


def free_ports() -> int:
    """Find a port whose neighbour is free as well."""
    while True:
        with closing(socket.socket()) as first, closing(socket.socket()) as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@contextmanager
def served(var: Path) -> Iterator[Site]:
    """Set up and serve an installation, and remove it afterwards."""
    port = free_ports()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PANAH_", "DJANGO_"))}
    environment |= {"PANAH_VAR": str(var), "PYTHONPATH": str(postgres.ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "panah", "up", "--port", str(port)],
        cwd=postgres.ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    made = Site(desk=f"http://localhost:{port}", public=f"http://localhost:{port + 1}")
    reader = threading.Thread(target=listen, args=(process, made.said), daemon=True)
    reader.start()
    try:
        wait(process, made, port)
        yield made
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        reader.join(10)
        if process.stdout is not None:
            process.stdout.close()
        remove_system_folder(var)


def listen(process: "subprocess.Popen[str]", said: list[str]) -> None:
    if process.stdout is not None:
        said.extend(iter(process.stdout.readline, ""))


def wait(process: "subprocess.Popen[str]", made: Site, port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if any(line.startswith("Serving.") for line in made.said) and answers(port) and answers(port + 1):
            return
        time.sleep(0.2)
    pytest.fail("the site did not start:\n" + "".join(made.said[-40:]))


def answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def remove_system_folder(var: Path) -> None:
    """As root the data lie outside the temporary folder."""
    if os.geteuid() == 0:
        digest = postgres.digest(var.resolve())
        shutil.rmtree(postgres.SYSTEM_HOME / digest, ignore_errors=True)
