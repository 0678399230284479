"""
Looks at the film of a stranger. Runs as a process of its own, started by `film_reader.py`.

On standard input comes the size in eight bytes and then the film, from front to back; to standard output goes one line
of JSON. Nothing of the film is kept but its index.
"""

import io
import json
import sys
from typing import Any

from panah.core.confined import confine
from panah.core.films import BadFilm, Film, FilmTrouble, Source
from panah.core.mp4 import read_mp4
from panah.core.webm import read_webm

SECONDS = 60


def look(stream: Any, size: int) -> Film:
    """
    Return what a film says of itself.

    :raises BadFilm: if it is not taken
    """
    source = Source(stream, size)
    head = stream.read(8)
    source.stream = _Again(head, stream)  # type: ignore[assignment]
    if head[4:8] == b"ftyp":
        return read_mp4(source)
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return read_webm(source)
    raise BadFilm(FilmTrouble.OTHER)


class _Again:
    """A stream of which the first bytes were looked at already."""

    def __init__(self, head: bytes, stream: Any) -> None:
        self.head, self.stream = io.BytesIO(head), stream

    def read(self, count: int) -> bytes:
        """Return the next bytes, as many as there are up to the count."""
        first = self.head.read(count)
        return first + self.stream.read(count - len(first)) if len(first) < count else first


def main() -> None:
    """Answer for the film on standard input."""
    confine(seconds=SECONDS)
    size = int.from_bytes(sys.stdin.buffer.read(8))
    try:
        film = look(sys.stdin.buffer, size)
    except BadFilm as error:
        found: dict[str, Any] = {"trouble": error.trouble}
    else:
        told = {"kind": film.kind.code, "length": film.length, "wide": film.wide, "high": film.high}
        blanks = [[at, word.hex(), count] for at, word, count in film.blanks]
        found = {**told, "has_sound": film.has_sound, "blanks": blanks}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
