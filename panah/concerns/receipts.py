"""
The receipt: twenty digits that are the only way back to a report.

Eighteen digits are secret, two are check digits (ISO 7064, MOD 97-10), so a slip of the pen is seen. From the code
Argon2id derives a lookup tag and an X25519 key pair; the server keeps tag and public key only. Sixty bits behind
19 MiB a guess: a stolen table cannot be searched, which is why one salt for everybody is enough.
"""

import os
import re
import secrets
import threading
from dataclasses import dataclass

from panah.crypto import boxes

SECRET_DIGITS = 18
DIGITS = 20
SALT = b"panah receipt v1"
MEMORY = 19 * 1024 * 1024
PASSES = 2

# Two derivations at once, over all web processes: a flood of codes cannot take all memory and both cores.
_DERIVING = threading.BoundedSemaphore(max(1, 2 // int(os.environ.get("PANAH_WORKERS", "2"))))
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015.,/_]+")
_CODE_LENGTH_RUN = re.compile(r"\d(?:[\s\-\u2010-\u2015.,/_]*\d){19,}")


@dataclass(frozen=True)
class Mailbox:
    """Where answers to one report lie. Only whoever knows the code can make the seed again."""

    tag: bytes
    seed: bytes

    @property
    def public_key(self) -> bytes:
        return self.pair.public

    @property
    def pair(self) -> boxes.BoxPair:
        return boxes.box_pair(self.seed)


def new_code() -> str:
    """Return a fresh code of twenty digits."""
    return _with_check(secrets.randbelow(10**SECRET_DIGITS))


def code_for(*, once: bytes, pepper: bytes) -> str:
    """
    Return the code that belongs to one sending of the form.

    A double tap sends the same `once` and so gets the same code, although the server keeps no code. Neither the stored
    trace of `once` nor the page alone is enough to compute it.
    """
    digest = boxes.mac(pepper, b"receipt|" + once)
    return _with_check(int.from_bytes(digest, "big") % 10**SECRET_DIGITS)


def digits_of(text: str) -> str:
    """Return what was typed as plain digits: any script's digits, any grouping; other signs are left out."""
    kept = (character for character in text if character.isdecimal())
    return "".join(str(int(character)) for character in kept)


def is_code(digits: str) -> bool:
    return len(digits) == DIGITS and digits.isascii() and digits.isdecimal() and int(digits) % 97 == 1


def grouped(code: str) -> str:
    """Return the code in groups of five, as it is printed and read aloud."""
    return " ".join(code[start : start + 5] for start in range(0, DIGITS, 5))


def contains_code(text: str) -> bool:
    """Return whether somebody wrote a receipt code, in any grouping, into a message."""
    plain = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    for run in _CODE_LENGTH_RUN.findall(plain):
        digits = _SEPARATORS.sub("", run)
        if any(is_code(digits[at : at + DIGITS]) for at in range(len(digits) - DIGITS + 1)):
            return True
    return False


def mailbox_of(code: str) -> Mailbox:
    """Return the mailbox of a code. A wrong code costs exactly the same work as a right one."""
    with _DERIVING:
        raw = boxes.slow_key(code.encode(), SALT, length=64, memory=MEMORY, passes=PASSES)
    return Mailbox(tag=raw[:32], seed=raw[32:])


def _with_check(number: int) -> str:
    check = 98 - (number * 100) % 97
    return f"{number:0{SECRET_DIGITS}d}{check:02d}"
