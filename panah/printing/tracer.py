"""
A mark that nobody sees, in files that leave: letters without width, which survive copying and a new name.

Attack: a list leaks, its footer cut off. The mark names the export, and with it who asked for it.
"""

import re

ZERO, ONE, EDGE = "\u200b", "\u200c", "\u2060"
TOKEN = 8  # bytes
MARK = re.compile(f"{EDGE}([{ZERO}{ONE}]{{{TOKEN * 8}}}){EDGE}")


def hidden(token: bytes) -> str:
    """
    Return a token as letters without width.

    :raises ValueError: if it has another length than every token
    """
    if len(token) != TOKEN:
        raise ValueError(f"A token has {TOKEN} bytes.")
    bits = f"{int.from_bytes(token):0{TOKEN * 8}b}"
    return EDGE + bits.replace("0", ZERO).replace("1", ONE) + EDGE


def tokens(text: str) -> set[bytes]:
    """Return every token that is hidden in a text."""
    found = (mark.replace(ZERO, "0").replace(ONE, "1") for mark in MARK.findall(text))
    return {int(bits, 2).to_bytes(TOKEN) for bits in found}
