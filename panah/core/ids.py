"""Identifiers. Made here and not by the database, because row security refuses INSERT ... RETURNING."""

import secrets
import time
from uuid import UUID, uuid4

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 5


def new_id() -> UUID:
    """Return a time-ordered identifier (UUID version 7), for records whose time of creation is no secret."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return UUID(int=value)


def random_id() -> UUID:
    """Return an identifier that says nothing about when it was made (UUID version 4): for reports, messages, scans."""
    return uuid4()


def reference(letter: str, *, year: int) -> str:
    """Return a pseudonymous reference such as P-2026-7K3QD: random, so that it counts nothing."""
    return f"{letter}-{year}-{''.join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))}"
