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
FILE_STEP = 64 * 1024
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
    return _in_steps(json.dumps(dict(message), ensure_ascii=False, separators=(",", ":")).encode(), STEP)


def unpadded(plain: bytes) -> dict[str, str | list[str]]:
    """Return the message that `padded` was given."""
    return dict(json.loads(plain.rstrip(b"\x00").removesuffix(END)))


def seal_file(content: bytes, *, to: bytes) -> bytes:
    """Return a file sealed to a public key, its length in whole steps too."""
    return boxes.box_seal(to, _in_steps(content, FILE_STEP))


def unpadded_file(plain: bytes) -> bytes:
    """Return the file that `seal_file` was given."""
    return plain.rstrip(b"\x00").removesuffix(END)


def _in_steps(plain: bytes, step: int) -> bytes:
    return (plain + END).ljust(-(-(len(plain) + 1) // step) * step, b"\x00")


def _texts(message: Message) -> list[str]:
    return [text for value in message.values() for text in ([value] if isinstance(value, str) else value)]
