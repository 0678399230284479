"""Reads a WebM by its elements (RFC 8794, RFC 9559), once from front to back. Pure; the bytes come from strangers."""

import struct
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from panah.core.films import WEBM, BadFilm, Blank, Film, FilmTrouble, Source

MOST_PART = 4 * 1024 * 1024
MOST_ELEMENTS = 400_000
MOST_BLANKS = 800
EBML, DOC_TYPE, SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
INFO, TRACKS, CLUSTER, CUES, SEEK_HEAD = 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B, 0x114D9B74
TAGS, ATTACHMENTS, CHAPTERS, VOID, CRC = 0x1254C367, 0x1941A469, 0x1043A770, 0xEC, 0xBF
SCALE, DURATION, MUXER, WRITER = 0x2AD7B1, 0x4489, 0x4D80, 0x5741
TRACK, TYPE, CODEC, NAME, VIDEO, WIDE, HIGH, ENCODINGS = 0xAE, 0x83, 0x86, 0x536E, 0xE0, 0xB0, 0xBA, 0x6D80
KEPT = frozenset({CLUSTER, CUES, SEEK_HEAD})
STRANGE = frozenset({TAGS, ATTACHMENTS, CHAPTERS, CRC})  # a sum over what is blanked would be wrong
PICTURE, SOUND = 1, 2
CODECS = {PICTURE: frozenset({b"V_VP8", b"V_VP9", b"V_AV1"}), SOUND: frozenset({b"A_OPUS", b"A_VORBIS"})}


class Element(NamedTuple):
    """An element: its number, where it and its content begin, and where it ends; None where it does not say it."""

    number: int
    at: int
    begins: int
    ends: int | None


class Found:
    """What the elements have told so far."""

    def __init__(self) -> None:
        self.blanks: list[Blank] = []
        self.tracks: list[dict[int, bytes]] = []
        self.scale, self.duration = 1_000_000, 0.0
        self.elements = 0

    def count(self) -> None:
        """
        Count an element.

        :raises BadFilm: if there are too many
        """
        self.elements += 1
        if self.elements > MOST_ELEMENTS or len(self.blanks) > MOST_BLANKS:
            raise BadFilm(FilmTrouble.BROKEN)

    def void(self, element: Element) -> None:
        """
        Make nothing of an element, in its own place.

        :raises BadFilm: if it does not say where it ends
        """
        if element.ends is None:
            raise BadFilm(FilmTrouble.BROKEN)
        whole = element.ends - element.at
        width = min(element.begins - element.at - 1, 8)
        size = (whole - 1 - width) | 1 << 7 * width
        self.blanks.append(Blank(element.at, bytes((VOID,)) + size.to_bytes(width), whole))


def read_webm(source: Source) -> Film:
    """
    Return what a WebM says of itself.

    :raises BadFilm: if it is torn or locked, or browsers do not play it
    """
    found = Found()
    head = _next(source, found)
    if head.number != EBML or head.ends is None or head.ends - head.begins > 4096:
        raise BadFilm(FilmTrouble.OTHER)
    content = source.read(head.ends - head.begins)
    kinds = [value for number, value, _ in _children(content, 0, found) if number == DOC_TYPE]
    if [kind.rstrip(b"\0") for kind in kinds] != [b"webm"]:
        raise BadFilm(FilmTrouble.OTHER)
    while source.at < source.size:
        element = _next(source, found)
        if element.number == SEGMENT:
            _segment(source, source.size if element.ends is None else element.ends, found)
        else:
            found.void(element)
            source.skip((element.ends or 0) - source.at)
    return _film(found)


def _segment(source: Source, ends: int, found: Found) -> None:
    """Read what lies side by side in the film; a cluster that does not say where it ends lies open among it."""
    while source.at < ends:
        element = _next(source, found)
        if element.number == CLUSTER and element.ends is None:
            continue
        if element.ends is None or element.ends > ends:
            raise BadFilm(FilmTrouble.BROKEN)
        size = element.ends - element.begins
        if element.number in (INFO, TRACKS):
            if size > MOST_PART:
                raise BadFilm(FilmTrouble.BROKEN)
            (_info if element.number == INFO else _tracks)(source.read(size), element.begins, found)
            continue
        # The blocks of an open cluster have short numbers; what is long and strange is nothing that plays a film.
        if element.number not in KEPT and (element.number in STRANGE or element.number > 0xFF):
            found.void(element)
        elif element.number == VOID:
            found.blanks.append(Blank(element.begins, b"", size))
        source.skip(size)


def _next(source: Source, found: Found) -> Element:
    found.count()
    at = source.at
    first = source.read(1)[0]
    width = 9 - first.bit_length()
    if width > 4:
        raise BadFilm(FilmTrouble.BROKEN)
    number = int.from_bytes(bytes((first,)) + source.read(width - 1))
    lead = source.read(1)[0]
    wide = 9 - lead.bit_length()
    if wide > 8:
        raise BadFilm(FilmTrouble.BROKEN)
    size = int.from_bytes(bytes((lead & (1 << 8 - wide) - 1,)) + source.read(wide - 1))
    is_open = size == (1 << 7 * wide) - 1
    ends = None if is_open else source.at + size
    if ends is not None and ends > source.size:
        raise BadFilm(FilmTrouble.BROKEN)
    return Element(number, at, source.at, ends)


def _children(content: bytes, offset: int, found: Found) -> Iterator[tuple[int, bytes, Element]]:
    """Return the elements of a part that is at hand: number, content, and where it stands in the film."""
    at = 0
    while at < len(content):
        found.count()
        start, number, at = at, *_number(content, at)
        size, at = _size(content, at)
        if at + size > len(content):
            raise BadFilm(FilmTrouble.BROKEN)
        yield number, content[at : at + size], Element(number, offset + start, offset + at, offset + at + size)
        at += size


def _number(content: bytes, at: int) -> tuple[int, int]:
    width = 9 - content[at].bit_length()
    if width > 4 or at + width >= len(content):
        raise BadFilm(FilmTrouble.BROKEN)
    return int.from_bytes(content[at : at + width]), at + width


def _size(content: bytes, at: int) -> tuple[int, int]:
    width = 9 - content[at].bit_length()
    if width > 8 or at + width > len(content):
        raise BadFilm(FilmTrouble.BROKEN)
    return int.from_bytes(content[at : at + width]) & (1 << 7 * width) - 1, at + width


def _info(content: bytes, offset: int, found: Found) -> None:
    for number, value, element in _children(content, offset, found):
        if number == SCALE:
            found.scale = int.from_bytes(value[:8])
        elif number == DURATION:
            found.duration = _float(value)
        elif number in (MUXER, WRITER):
            found.blanks.append(Blank(element.begins, b"", len(value)))
        else:
            found.void(element)


def _float(value: bytes) -> float:
    if len(value) not in (4, 8):
        raise BadFilm(FilmTrouble.BROKEN)
    (number,) = struct.unpack(">f" if len(value) == 4 else ">d", value)
    return float(number)


def _tracks(content: bytes, offset: int, found: Found) -> None:
    for number, value, element in _children(content, offset, found):
        if number != TRACK:
            found.void(element)
            continue
        track: dict[int, bytes] = {}
        for name, told, inner in _children(value, element.begins, found):
            if name in (NAME, CRC):
                found.void(inner)
            elif name == VIDEO:
                track.update({part: side for part, side, _ in _children(told, inner.begins, found)})
            else:
                track[name] = told
        found.tracks.append(track)


def _film(found: Found) -> Film:
    sorts = [int.from_bytes(track.get(TYPE, b"")[:8]) for track in found.tracks]
    if set(sorts) - {PICTURE, SOUND} or sorts.count(PICTURE) > 1 or sorts.count(SOUND) > 1:
        raise BadFilm(FilmTrouble.HIDDEN)
    if any(ENCODINGS in track for track in found.tracks):
        raise BadFilm(FilmTrouble.LOCKED)
    if PICTURE not in sorts or not isfinite(found.duration):
        raise BadFilm(FilmTrouble.BROKEN)
    if any(
        track.get(CODEC, b"").rstrip(b"\0") not in CODECS[sort] for track, sort in zip(found.tracks, sorts, strict=True)
    ):
        raise BadFilm(FilmTrouble.CODEC)
    shown = found.tracks[sorts.index(PICTURE)]
    wide, high = (int.from_bytes(shown.get(side, b"")[:8]) for side in (WIDE, HIGH))
    length = int(found.duration * found.scale / 1_000_000) if 0 < found.duration * found.scale < 1e18 else 0
    if not (wide and high and length):
        raise BadFilm(FilmTrouble.BROKEN)
    return Film(WEBM, length, wide, high, SOUND in sorts, tuple(found.blanks))
