"""Reads an MP4 by its boxes (ISO/IEC 14496-12), once from front to back. Pure; the bytes come from strangers."""

from collections.abc import Iterator
from typing import NamedTuple

from panah.core.films import MP4, BadFilm, Blank, Film, FilmTrouble, Source

MOST_INDEX = 24 * 1024 * 1024  # the moov of a film of three hours has some five million bytes
MOST_BOXES = 2_000
MOST_BLANKS = 800
PLAIN = b"\x00\x00\x00"
# What plays a film. Whatever else stands there says where, when, by whom and with what it was made.
TOP = frozenset({b"ftyp", b"moov", b"mdat", b"sidx"})
INSIDE = {
    b"moov": frozenset({b"mvhd", b"trak", b"iods"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia", b"tref"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf", b"elng"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"dinf", b"stbl", b"hdlr"}),
}
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
PICTURE, SOUND = b"vide", b"soun"
SEEN_PROFILES = frozenset({66, 77, 88, 100})  # baseline, main, extended, high: what browsers decode
AAC_OBJECTS = frozenset({0x40, 0x66, 0x67, 0x68})


class Box(NamedTuple):
    """A box: its name, where its content begins and ends in the bytes at hand, and where its name stands."""

    name: bytes
    named_at: int
    begins: int
    ends: int


class Found:
    """What the boxes have told so far."""

    def __init__(self) -> None:
        self.blanks: list[Blank] = []
        self.tracks: list[dict[str, object]] = []
        self.length = 0
        self.boxes = 0

    def void(self, box: Box, offset: int) -> None:
        """
        Call a box free and empty it.

        :raises BadFilm: if there is too much to blank
        """
        self.blanks.append(Blank(offset + box.named_at, b"free", 4))
        self.zero(offset + box.begins, box.ends - box.begins)

    def zero(self, at: int, size: int) -> None:
        """
        Empty some bytes.

        :raises BadFilm: if there is too much to blank
        """
        self.blanks.append(Blank(at, b"", size))
        if len(self.blanks) > MOST_BLANKS:
            raise BadFilm(FilmTrouble.BROKEN)


def read_mp4(source: Source) -> Film:
    """
    Return what an MP4 says of itself.

    :raises BadFilm: if it is torn or locked, or browsers do not play it
    """
    found, names = Found(), []
    while source.at < source.size:
        start = source.at
        name, size = _head(source)
        header = source.at - start
        box = Box(name, start + 4, source.at, start + size)
        names.append(name)
        if len(names) > MOST_BOXES or name == b"moof":
            raise BadFilm(FilmTrouble.BROKEN)
        if name == b"moov":
            if names.count(name) > 1 or size > MOST_INDEX:
                raise BadFilm(FilmTrouble.BROKEN)
            _walk(source.read(size - header), b"moov", source.at - size + header, found)
        else:
            if name not in TOP:
                found.void(box, 0)
            source.skip(size - header)
    if not {b"moov", b"mdat"} <= set(names):
        raise BadFilm(FilmTrouble.BROKEN)
    return _film(found)


def _head(source: Source) -> tuple[bytes, int]:
    """Return the name and the whole size of the next box of the file."""
    left = source.size - source.at
    head = source.read(8)
    size, name, header = int.from_bytes(head[:4]), head[4:], 8
    if size == 1:
        size, header = int.from_bytes(source.read(8)), 16
    elif size == 0:
        size = left
    if not header <= size <= left:
        raise BadFilm(FilmTrouble.BROKEN)
    return name, size


def _boxes(content: bytes, begins: int, ends: int, found: Found) -> Iterator[Box]:
    at = begins
    while at + 8 <= ends:
        size, header = int.from_bytes(content[at : at + 4]), 8
        if size == 1:
            size, header = int.from_bytes(content[at + 8 : at + 16]), 16
        elif size == 0:
            size = ends - at
        found.boxes += 1
        if not header <= size <= ends - at or found.boxes > MOST_BOXES:
            raise BadFilm(FilmTrouble.BROKEN)
        yield Box(content[at + 4 : at + 8], at + 4, at + header, at + size)
        at += size


def _walk(content: bytes, parent: bytes, offset: int, found: Found, span: tuple[int, int] | None = None) -> None:
    """Go through the boxes of the index. It is as deep as `INSIDE` names, and no deeper."""
    begins, ends = span or (0, len(content))
    for box in _boxes(content, begins, ends, found):
        if box.name == b"pssh":
            raise BadFilm(FilmTrouble.LOCKED)
        if box.name not in INSIDE[parent]:
            if box.name == b"mvex":
                raise BadFilm(FilmTrouble.BROKEN)
            found.void(box, offset)
            continue
        if box.name == b"trak":
            found.tracks.append({})
        if box.name in INSIDE:
            _walk(content, box.name, offset, found, (box.begins, box.ends))
        else:
            _leaf(content, box, offset, found, in_media=parent == b"mdia")


def _leaf(content: bytes, box: Box, offset: int, found: Found, *, in_media: bool) -> None:
    if box.name in DATED:
        is_long = content[box.begins : box.begins + 1] == b"\x01"
        found.zero(offset + box.begins + 4, 16 if is_long else 8)
        if box.name == b"mvhd":
            found.length = _length(content, box, is_long=is_long)
    elif box.name == b"hdlr":
        if in_media:
            found.tracks[-1]["handler"] = content[box.begins + 8 : box.begins + 12]
        found.zero(offset + box.begins + 24, max(box.ends - box.begins - 24, 0))
    elif box.name == b"stbl":
        for inner in _boxes(content, box.begins, box.ends, found):
            if inner.name == b"stsd":
                found.tracks[-1]["entries"] = _entries(content, inner, found)


def _length(content: bytes, box: Box, *, is_long: bool) -> int:
    """Return how long a film is, in milliseconds."""
    at = box.begins + (20 if is_long else 12)
    scale = int.from_bytes(content[at : at + 4])
    duration = int.from_bytes(content[at + 4 : at + (12 if is_long else 8)])
    return duration * 1000 // scale if scale else 0


def _entries(content: bytes, box: Box, found: Found) -> list[bytes]:
    entries = _boxes(content, box.begins + 8, box.ends, found)
    return [content[entry.named_at - 4 : entry.ends] for entry in entries]


def _film(found: Found) -> Film:
    sorts = [track.get("handler") for track in found.tracks]
    if set(sorts) - {PICTURE, SOUND}:
        raise BadFilm(FilmTrouble.HIDDEN)
    if sorts.count(PICTURE) != 1 or sorts.count(SOUND) > 1:
        raise BadFilm(FilmTrouble.HIDDEN if sorts else FilmTrouble.BROKEN)
    wide = high = 0
    for track in found.tracks:
        entries = track.get("entries")
        if not isinstance(entries, list) or not entries:
            raise BadFilm(FilmTrouble.BROKEN)
        for entry in entries:
            if entry[4:8] in (b"encv", b"enca"):
                raise BadFilm(FilmTrouble.LOCKED)
            if not (_is_h264(entry) if track["handler"] == PICTURE else _is_aac(entry)):
                raise BadFilm(FilmTrouble.CODEC)
            if track["handler"] == PICTURE:
                wide, high = int.from_bytes(entry[32:34]), int.from_bytes(entry[34:36])
    if not (wide and high and found.length):
        raise BadFilm(FilmTrouble.BROKEN)
    return Film(MP4, found.length, wide, high, SOUND in sorts, tuple(found.blanks))


def _is_h264(entry: bytes) -> bool:
    at = entry.find(b"avcC")
    return entry[4:8] in (b"avc1", b"avc3") and at > 0 and entry[at + 5 : at + 6] in map(_byte, SEEN_PROFILES)


def _byte(number: int) -> bytes:
    return bytes((number,))


def _is_aac(entry: bytes) -> bool:
    """Test what the description of the stream names (ISO/IEC 14496-1, 7.2.6.5 and 7.2.6.6)."""
    found = entry.find(b"esds")
    if entry[4:8] != b"mp4a" or found < 0:
        return False
    stream = _behind_size(entry, found + 8, tag=3)
    if not stream or len(entry) < stream + 3 or entry[stream + 2] & 0xE0:
        return False
    decoder = _behind_size(entry, stream + 3, tag=4)
    return 0 < decoder < len(entry) and entry[decoder] in AAC_OBJECTS


def _behind_size(entry: bytes, at: int, *, tag: int) -> int:
    """Return where the content of a descriptor begins, or nought if it is another one."""
    if entry[at : at + 1] != _byte(tag):
        return 0
    for step in range(1, 5):
        if at + step < len(entry) and not entry[at + step] & 0x80:
            return at + step + 1
    return 0
