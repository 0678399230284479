"""People who report at the public's door over real connections, each from a network of their own, and try again."""

import html
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import TypeVar
from urllib.parse import urlencode

ADDRESS = "/en/report/"
MAILBOX = "/en/answer/"
CANARY = "Kanareyka"
# A picture of a few bytes that says where it was taken and shows the same: neither may be found anywhere again.
PHOTO = b"\xff\xd8\xff\xfe\x00\x0b%b\xff\xda\x00\x02%b\xff\xd9" % (CANARY.encode(), CANARY.encode())
ONE_IN = 4  # so many reporters, and one of them sends a photo
BOUNDARY = "panah-evidence"
ONCE = re.compile(r'name="once" value="([^"]+)"')
READER = re.compile(r'name="reader" value="([^"]+)"')
CODE = re.compile(r'pn-receipt__code">(.*?)</span>\s*</div>', re.DOTALL)
TOKEN = b'name="token"'
PATIENCE = 30.0
T = TypeVar("T")
NETWORKS = count(1)


@dataclass(frozen=True)
class Sending:
    """One sending of the form: what the open page carried, and what was written into it."""

    once: str
    reader: str
    words: str
    has_photo: bool = False


@dataclass
class Ledger:
    """What the reporters saw: receipts by sending, and how often somebody had to try again or gave up."""

    receipts: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    with_photo: set[str] = field(default_factory=set)
    retries: int = 0
    refused: int = 0
    given_up: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def shown(self, sending: Sending, code: str) -> None:
        """Keep a receipt; a second, different one for the same sending is kept apart."""
        with self.lock:
            known = self.receipts.setdefault(sending.once, code)
            if sending.has_photo:
                self.with_photo.add(known)
            if known != code:
                self.others[sending.once] = code


def ask(
    port: int, method: str, address: str, values: dict[str, str] | None = None, *, has_photo: bool = False
) -> tuple[int, bytes]:
    """Send one request from a network that nobody used before, and return status and body."""
    number = next(NETWORKS)
    source = (f"127.{1 + number // 62500 % 200}.{number // 250 % 250}.{1 + number % 250}", 0)
    kind, body = "application/x-www-form-urlencoded", urlencode(values).encode() if values is not None else None
    if has_photo:
        kind, body = f"multipart/form-data; boundary={BOUNDARY}", with_photo(values or {})
    connection = HTTPConnection("127.0.0.1", port, timeout=20, source_address=source)
    try:
        headers = {"Host": f"localhost:{port}", "Connection": "close"}
        if body is not None:
            headers |= {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"}
        connection.request(method, address, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def with_photo(values: dict[str, str]) -> bytes:
    """Return the answers and one photo as a browser sends them."""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in values.items()]
    photo = f'{head}"files"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'.encode() + PHOTO
    return b"".join(parts) + photo + f"\r\n--{BOUNDARY}--\r\n".encode()


def open_form(port: int) -> Sending | None:
    """Open the form and write into it; nothing when no form was shown."""
    status, body = ask(port, "GET", ADDRESS)
    page = body.decode("utf-8", "replace")
    once, reader = ONCE.search(page), READER.search(page)
    if status != 200 or once is None or reader is None:
        return None
    words = f"{CANARY}: invented for a proof. {secrets.token_hex(8)}"
    return Sending(html.unescape(once[1]), reader[1], words, has_photo=secrets.randbelow(ONE_IN) == 0)


def send(port: int, sending: Sending) -> tuple[int, str]:
    """Send the form; return the status and the code of the receipt, empty when none was shown."""
    status, body = posted(port, sending)
    return status, code_in(body) if status == 200 else ""


def posted(port: int, sending: Sending) -> tuple[int, bytes]:
    """Send the form; return status and body."""
    values = {"once": sending.once, "reader": sending.reader, "words": sending.words}
    return ask(port, "POST", ADDRESS, values, has_photo=sending.has_photo)


def code_in(body: bytes) -> str:
    """Return the code on a page, empty when there is none."""
    found = CODE.search(body.decode("utf-8", "replace"))
    return re.sub(r"\D", "", re.sub(r"<[^>]+>", "", found[1])) if found else ""


def opens(port: int, code: str) -> bool:
    """Test if a receipt opens its mailbox."""
    status, body = ask(port, "POST", MAILBOX, {"code": code})
    return status == 200 and TOKEN in body


def report(port: int, ledger: Ledger) -> None:
    """Report once, as somebody who presses Send again with the same page until a receipt is shown."""
    sending = patiently(lambda: open_form(port), ledger)
    if sending is None or patiently(lambda: _try(port, sending, ledger), ledger) is None:
        with ledger.lock:
            ledger.given_up += 1


def _try(port: int, sending: Sending, ledger: Ledger) -> str | None:
    status, code = send(port, sending)
    if status >= 500:
        with ledger.lock:
            ledger.refused += 1
    if not code:
        return None
    ledger.shown(sending, code)
    return code


def patiently(do: "Callable[[], T | None]", ledger: Ledger) -> "T | None":
    """Try until it works or half a minute has passed."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            done = do()
        except (OSError, HTTPException):
            done = None
        if done is not None:
            return done
        with ledger.lock:
            ledger.retries += 1
        time.sleep(0.2)
    return None


def crowd(port: int, ledger: Ledger, *, writers: int, until: Callable[[int], bool]) -> float:
    """Let writers report at the same time until it is enough; return how many seconds they took."""
    began, numbers, broken_off = time.monotonic(), count(), threading.Event()

    def write() -> None:
        while not broken_off.is_set() and not until(next(numbers)):
            report(port, ledger)

    with ThreadPoolExecutor(writers) as pool:
        writing = [pool.submit(write) for _ in range(writers)]
        try:
            wait(writing)
        finally:
            broken_off.set()
    for done in writing:
        done.result()
    return time.monotonic() - began


def unopened(port: int, codes: Iterable[str]) -> list[str]:
    """Return the receipts that do not open their mailbox."""
    wanted = list(codes)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda code: opens(port, code), wanted))
    return [code for code, is_open in zip(wanted, answers, strict=True) if not is_open]
