"""
Asks a small program of this house that runs as a process of its own: it lives for one question, and dies alone.

Attack: a file of 2 MB that unpacks to 600 MiB, or is made to be slow, takes the process down that opens it, and with it
the door of everybody else. Whoever starts here gets nothing but its question: no keys, no addresses, no environment.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
# Each may take what `confined` gives it: no more of them at once than the machine has memory for.
AT_ONCE = threading.BoundedSemaphore(2)


class Answered(NamedTuple):
    """What the program said before it ended, and whether it ended by itself and well."""

    said: bytes
    is_whole: bool


def ask(module: str, given: bytes, *, seconds: float) -> Answered:
    """Start a module as a program, ask it, and return what it said; after so many seconds it is killed."""
    until = time.monotonic() + seconds
    if not AT_ONCE.acquire(timeout=seconds):
        return Answered(b"", is_whole=False)
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", module],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=max(until - time.monotonic(), 0),
            cwd=ROOT,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return Answered(late.stdout or b"", is_whole=False)
    except OSError:
        return Answered(b"", is_whole=False)  # no memory for another process
    finally:
        AT_ONCE.release()
    return Answered(done.stdout, is_whole=done.returncode == 0)


def tell(module: str, given: Iterable[bytes], *, seconds: float) -> Answered:
    """Start a module as a program, and hand it one piece after the other; what it does not want is not read."""
    until = time.monotonic() + seconds
    if not AT_ONCE.acquire(timeout=seconds):
        return Answered(b"", is_whole=False)
    try:
        program = subprocess.Popen(
            [sys.executable, "-E", "-s", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={},
        )
    except OSError:
        AT_ONCE.release()
        return Answered(b"", is_whole=False)
    end = threading.Timer(max(until - time.monotonic(), 0), program.kill)
    end.start()
    try:
        _hand(program, given)
        said, _nothing = program.communicate()
    finally:
        end.cancel()
        program.kill()
        program.wait()
        AT_ONCE.release()
    return Answered(said, is_whole=program.returncode == 0)


def _hand(program: "subprocess.Popen[bytes]", given: Iterable[bytes]) -> None:
    """Write until nobody reads any more: a program that has seen enough ends before the last piece."""
    if program.stdin is None:
        return
    try:
        for piece in given:
            program.stdin.write(piece)
    except BrokenPipeError:
        return
