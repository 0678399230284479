"""From the pieces of an uploaded film to what it says of itself: a process of its own looks at it, piece by piece."""

import json
from collections.abc import Iterable, Iterator

from panah.core import apart
from panah.core.films import FILMS, BadFilm, Blank, Film, FilmTrouble

LOOKER = "panah.core.film_process"
SECONDS = 120.0


def look_apart(pieces: Iterable[bytes], *, size: int) -> Film:
    """
    Return what a film says of itself.

    :raises BadFilm: if it is not taken, or took too much memory or time
    """
    said = apart.tell(LOOKER, _given(pieces, size), seconds=SECONDS).said
    try:
        told = json.loads(said)
    except ValueError as error:
        raise BadFilm(FilmTrouble.BROKEN) from error
    if "trouble" in told:
        raise BadFilm(FilmTrouble(told["trouble"]))
    blanks = tuple(Blank(at, bytes.fromhex(word), count) for at, word, count in told["blanks"])
    return Film(FILMS[told["kind"]], told["length"], told["wide"], told["high"], told["has_sound"], blanks)


def _given(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    yield size.to_bytes(8)
    yield from pieces
