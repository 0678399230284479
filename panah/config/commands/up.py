"""`./run`: from an empty folder to pages in the browser; every step may be repeated."""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from panah.config import database, postgres
from panah.config.commands import serve
from panah.config.refusal import Refusal
from panah.config.secret import make_django_keys
from panah.config.web_server import HOST

SOURCES = "panah/country/az/sources"
STEPS = (
    ("Checking the server", ["doctor", "--server", "--brief"]),
    ("Preparing the database", ["migrate", "--mark", "demo"]),
    ("Loading the reference country", ["load", "--if-new", SOURCES]),
    ("Adding invented records", ["demo", "--if-new"]),
    ("Checking", ["doctor", "--brief"]),
)
STATEMENT = ["statement", "--from", "2014-06-01", "--to", "2019-05-31", "--language", "en", "--report", "2024"]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="everything up to serving, then stop")
    parser.add_argument("--port", type=int, default=8000, help="the desk's port; the public pages take the next one")


def run(options: argparse.Namespace) -> int:
    """
    Set up, tell, serve.

    :raises Refusal: if Panah runs already, a port is taken, or a step fails
    """
    addresses = serve.Addresses(desk=options.port, public=options.port + 1)
    with alone(addresses):
        if not options.once:
            check_ports(addresses)
        make_django_keys(postgres.VAR / "secrets")
        if database.uses_own_server():
            return set_up_and_serve(addresses, once=options.once)
        with database.ensure_cluster():
            return set_up_and_serve(addresses, once=options.once)


def set_up_and_serve(addresses: serve.Addresses, *, once: bool) -> int:
    for title, words in STEPS:
        print(f"{title} ...", flush=True)
        step(words)
    print(flush=True)
    step(STATEMENT)
    tell(addresses)
    if once:
        return 0
    return serve.serve(addresses)


def step(words: list[str]) -> None:
    """
    Run one command in a process of its own, under its own database role.

    :raises Refusal: if it fails; it has said why itself
    """
    done = subprocess.run([sys.executable, "-m", "panah", *words], cwd=postgres.ROOT, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise Refusal(f"`panah {' '.join(words)}` did not finish: mend what it says above and start ./run again.")


def tell(addresses: serve.Addresses) -> None:
    print(f"\nDesk:    http://localhost:{addresses.desk}/", flush=True)
    print(f"Public:  http://localhost:{addresses.public}/\n", flush=True)
    step(["demo", "--logins"])


def check_ports(addresses: serve.Addresses) -> None:
    """
    Test that both ports are free before anything is begun.

    :raises Refusal: if another program listens there
    """
    for port in (addresses.desk, addresses.public):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except (OSError, OverflowError) as error:
                raise Refusal(
                    f"Port {port} is taken by another program: stop that program, or choose another port "
                    f"(./run --port {8100 if port < 8100 else 9000})."
                ) from error


@contextmanager
def alone(addresses: serve.Addresses) -> Iterator[None]:
    """
    Hold this installation's lock: one ./run at a time.

    :raises Refusal: if another one runs
    """
    postgres.VAR.mkdir(parents=True, exist_ok=True)
    path = postgres.VAR / "run.lock"
    descriptor = postgres.try_lock(path)
    if descriptor is None:
        where = path.read_text("utf-8").strip() or "it is starting"
        raise Refusal(f"Panah runs from this folder already ({where}): use that one, or stop it first.")
    try:
        os.truncate(path, 0)
        os.write(descriptor, f"http://localhost:{addresses.desk}/".encode())
        yield
    finally:
        os.close(descriptor)
