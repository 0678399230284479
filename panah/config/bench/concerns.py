"""The public's door: one report after the other, then eight at once. Runs as the public process does, in its own."""

import os
import re
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

from panah.config.bench.browser import Browser, Failed
from panah.config.bench.timing import Work, measure, table
from panah.config.wsgi import application

AT_ONCE = 8
ONCE = re.compile(r'name="once" value="([^"]+)"')
READER = re.compile(r'name="reader" value="([^"]+)"')
CODE_SHOWN = b"pn-receipt"
ADDRESS = "/az/report/"
WORDS = "Measured, not meant: a woman is kept in a flat and not paid. "
GOALS = {"form": 13.0, "send": 13.0 + 19.0}
RATE_GOAL = 25
NETWORKS = count(1)


class Reporter(Browser):
    """A browser that comes from another network each time, as reporters do."""

    def _environ(self, method: str, address: str, body: bytes) -> dict[str, Any]:
        number = next(NETWORKS)
        environ = super()._environ(method, address, body)
        return environ | {"REMOTE_ADDR": f"10.{number // 250 % 250}.{number % 250}.9", "wsgi.multithread": True}


def run(rounds: int) -> int:
    """Start the measuring process under the public role, and return its exit code."""
    environment = os.environ | {"PANAH_ROLE": "public", "DJANGO_SETTINGS_MODULE": "panah.config.settings.public"}
    command = [sys.executable, "-m", "panah.config.bench.concerns", str(rounds)]
    return subprocess.run(command, env=environment, check=False).returncode


def report(reporter: Browser) -> int:
    """Open the form and send a report; return the size of the page with the receipt."""
    page = reporter.get(ADDRESS).decode()
    once = ONCE.search(page)
    reader = READER.search(page)
    if once is None or reader is None:
        raise Failed(f"{ADDRESS} shows no form: run `panah demo` first")
    return send(reporter, once[1], reader[1])


def send(reporter: Browser, once: str, reader: str) -> int:
    """Send a report and return the size of the page with the receipt."""
    body = reporter.post(ADDRESS, {"once": once, "reader": reader, "words": WORDS + secrets.token_hex(8)})
    if CODE_SHOWN not in body:
        raise Failed("a report was sent and no receipt came back")
    return len(body)


def main(rounds: int) -> None:
    """Measure and print."""
    reporter = Reporter(application)
    forms = [ONCE.search(reporter.get(ADDRESS).decode()) for _ in range(rounds + 3)]
    keys = iter([form[1] for form in forms if form])
    reader = READER.search(reporter.get(ADDRESS).decode())
    if reader is None:
        raise Failed(f"{ADDRESS} shows no form: run `panah demo` first")
    posting = "a report, POST, with its receipt (Argon2id)"
    works = [
        Work("the form, GET", lambda: len(reporter.get(ADDRESS)), GOALS["form"]),
        Work(posting, lambda: send(reporter, next(keys), reader[1]), GOALS["send"]),
    ]
    sys.stdout.write(table(measure(works, rounds=rounds)) + "\n" + at_once(rounds))


def at_once(rounds: int) -> str:
    """Return a line about eight reporters at the same time: how many reports a second, how many lost."""
    reporters = [Reporter(application) for _ in range(AT_ONCE)]
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = [pool.submit(report, reporters[place % AT_ONCE]) for place in range(rounds * 2)]
    lost = sum(outcome.exception() is not None for outcome in outcomes)
    rate = (len(outcomes) - lost) / (time.perf_counter() - began)
    share = f"{lost} of {len(outcomes)} lost"
    return f"{AT_ONCE} at once, form and report: {rate:.0f} accepted/s (goal {RATE_GOAL}), {share}\n"


if __name__ == "__main__":
    main(int(sys.argv[1]))
