"""Films as browsers play them: what one says of itself, and what of it tells of a place or a person. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, NamedTuple

from panah.core.files import FileKind

MP4 = FileKind("mp4", "video/mp4", "mp4")
WEBM = FileKind("webm", "video/webm", "webm")
FILMS = {kind.code: kind for kind in (MP4, WEBM)}
CHUNK = 1024 * 1024


class FilmTrouble(StrEnum):
    """Why a film is not taken."""

    OTHER = "other"
    CODEC = "codec"
    BROKEN = "broken"
    LOCKED = "locked"
    HIDDEN = "hidden"


class BadFilm(Exception):
    """A film that is not taken, and why."""

    def __init__(self, trouble: FilmTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class Blank(NamedTuple):
    """What is written over: from `at` a word, and zeros behind it until `size` bytes are reached."""

    at: int
    word: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Film:
    """A film that browsers play: its kind, how long it is in milliseconds, its sides in dots, what is blanked in it."""

    kind: FileKind
    length: int
    wide: int
    high: int
    has_sound: bool
    blanks: tuple[Blank, ...]


class Source:
    """A stream that is read once, from its beginning to its end, and knows where it is."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self.stream, self.size, self.at = stream, size, 0

    def read(self, count: int) -> bytes:
        """
        Return the next bytes.

        :raises BadFilm: if there are not so many
        """
        found = self.stream.read(count) if 0 <= count <= self.size - self.at else b""
        if len(found) != count:
            raise BadFilm(FilmTrouble.BROKEN)
        self.at += count
        return found

    def skip(self, count: int) -> None:
        """
        Go on behind the next bytes.

        :raises BadFilm: if there are not so many
        """
        if not 0 <= count <= self.size - self.at:
            raise BadFilm(FilmTrouble.BROKEN)
        while count:
            count -= len(self.read(min(count, CHUNK)))


def blanked(content: bytes, *, begins: int, blanks: Iterable[Blank]) -> bytes:
    """
    Return a piece of a film in which what tells too much is written over; its size stays.

    :param begins: where the piece stands in the film
    """
    kept = bytearray(content)
    ends = begins + len(content)
    for blank in blanks:
        first, last = max(blank.at, begins), min(blank.at + blank.size, ends)
        if first < last:
            word = blank.word[first - blank.at : last - blank.at]
            kept[first - begins : last - begins] = word + bytes(last - first - len(word))
    return bytes(kept)


def touched(blanks: Iterable[Blank], *, piece: int) -> Iterator[int]:
    """Return the numbers, from nought, of the pieces of this size in which something is written over."""
    numbers: set[int] = set()
    for blank in blanks:
        if blank.size:
            numbers.update(range(blank.at // piece, (blank.at + blank.size - 1) // piece + 1))
    yield from sorted(numbers)
