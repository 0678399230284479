"""
Start the embedded server, keep it while somebody uses it, stop it after the last one.

Every user of a cluster holds a shared lock on its `users.lock`. The keeper is a process of its own that
stops the server once nobody holds that lock: so it also ends after a user that was killed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from panah.config import postgres
from panah.config.refusal import Refusal

STARTS_WITHIN = 60.0
STOPS_WITHIN = 30.0
LOOKS_EVERY = 0.25


def main(purpose: str) -> int:
    """Start the server in a process of its own; return when it is ready or has failed."""
    reader, writer = os.pipe()
    if os.fork() > 0:
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as answer:
            message = answer.read()
        sys.stderr.write("" if message == "ready" else message)
        return 0 if message == "ready" else 1
    os.close(reader)
    os.setsid()
    at = postgres.place(purpose)
    postgres.take_lock(at.state / "keeper.lock")
    try:
        server = start(at)
    except Refusal as refusal:
        os.write(writer, str(refusal).encode())
        return 1
    detach(at.log)
    os.write(writer, b"ready")
    os.close(writer)
    keep(at, server)
    return 0


def start(at: postgres.Place) -> "subprocess.Popen[bytes]":
    """
    Start the server and wait until it answers.

    :raises Refusal: if it does not start
    """
    postgres.private_folder(at.socket, user=at.user)
    postgres.forget_stale_pid(at)
    postgres.write_settings(at, folder=at.data)
    begin = at.log.stat().st_size if at.log.exists() else 0
    with at.log.open("ab") as log:
        server = subprocess.Popen(
            [str(at.binaries / "postgres"), "-D", str(at.data)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=at.state,
            env=dict(postgres.environment()),
            user=at.user,
            group=at.user,
            extra_groups=None if at.user is None else [],
        )
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        if postgres.is_ready(at):
            return server
        time.sleep(0.02)
    server.kill() if server.poll() is None else None
    raise Refusal(f"PostgreSQL did not start ({last_words(at.log, begin)}): read {at.log}, mend this, start again.")


def last_words(log: Path, begin: int) -> str:
    with log.open("rb") as file:
        file.seek(begin)
        lines = file.read().decode("utf-8", "replace").splitlines()
    fatal = [line for line in lines if "FATAL" in line or "PANIC" in line or "error" in line.lower()]
    return (fatal or lines or ["it said nothing"])[-1].strip()


def detach(log: Path) -> None:
    """Let go of the terminal and of the pipes of whoever asked for the server."""
    with log.open("ab") as out, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)


def keep(at: postgres.Place, server: "subprocess.Popen[bytes]") -> None:
    """Wait until nobody uses the server any more, then stop it."""
    users, starting = at.state / "users.lock", at.state / "start.lock"
    while server.poll() is None:
        alone = postgres.try_lock(users)
        if alone is None:
            time.sleep(LOOKS_EVERY)
            continue
        os.close(alone)
        with postgres.locked(starting):
            alone = postgres.try_lock(users)
            if alone is None:
                continue
            stop(server)
            if at.temporary:
                shutil.rmtree(at.data, ignore_errors=True)
            os.close(alone)
            return


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Ask for PostgreSQL's fast shutdown, which loses nothing; insist if it does not answer."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(STOPS_WITHIN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
