"""From uploaded files to what may be kept of them: a process of its own opens them, with little memory and time."""

import io
import json
from collections.abc import Iterator, Sequence

from panah.core import apart
from panah.core.errors import InvalidInput, gettext_noop
from panah.core.files import Trouble
from panah.core.seen import KNOWN, Seen

OPENER = "panah.core.file_process"
SECONDS = 15.0  # of all files that somebody sends at once
TOO_HARD = gettext_noop("This file could not be opened safely. Scan it anew, or make a picture of it.")


def open_apart(contents: Sequence[bytes]) -> list[Seen | None]:
    """Return what each file is; None for the one that took too much memory or time, and for those behind it."""
    if not contents:
        return []
    given = b"".join(len(content).to_bytes(8) + content for content in contents)
    found: list[Seen | None] = list(_answers(apart.ask(OPENER, given, seconds=SECONDS).said))
    return found + [None] * (len(contents) - len(found))


def open_one(content: bytes, *, field: str) -> Seen:
    """
    Return what one file is.

    :raises InvalidInput: if it took too much memory or time
    """
    seen = open_apart([content])[0]
    if seen is None:
        raise InvalidInput(TOO_HARD, field=field)
    return seen


def _answers(said: bytes) -> Iterator[Seen]:
    stream = io.BytesIO(said)
    while (line := stream.readline()).endswith(b"\n"):
        told = json.loads(line)
        size = told["size"]
        bare = None if size is None else stream.read(size)
        if bare is not None and len(bare) != size:
            return
        trouble = Trouble(told["trouble"]) if told["trouble"] else None
        yield Seen(KNOWN.get(told["kind"]), trouble, told["is_heic"], told["dots"], bare)
