"""
What is put into a sealed box, for a receiving desk and for a reporter.

The public process holds public keys only. The message is padded to steps of one kibibyte, so that the length of the
stored bytes does not tell a short cry for help from a long account.
"""

import json
from collections.abc import Mapping

from panah.concerns.receipts import contains_code
from panah.core.errors import InvalidInput, gettext_noop
from panah.crypto import boxes

STEP = 1024
END = b"\x80"

Message = Mapping[str, str | list[str]]


def seal(message: Message, *, to: bytes) -> bytes:
    """
    Return the message sealed to a public key.

    :raises InvalidInput: if the message contains a receipt code
    """
    if any(contains_code(text) for text in _texts(message)):
        raise InvalidInput(gettext_noop("Take the code out of your message. Nobody else may read it."), field="words")
    return boxes.box_seal(to, padded(message))


def padded(message: Message) -> bytes:
    """Return the message as bytes whose length is a whole number of steps."""
    plain = json.dumps(dict(message), ensure_ascii=False, separators=(",", ":")).encode() + END
    return plain.ljust(-(-len(plain) // STEP) * STEP, b"\x00")


def unpadded(plain: bytes) -> dict[str, str | list[str]]:
    """Return the message that `padded` was given."""
    return dict(json.loads(plain.rstrip(b"\x00").removesuffix(END)))


def _texts(message: Message) -> list[str]:
    return [text for value in message.values() for text in ([value] if isinstance(value, str) else value)]
