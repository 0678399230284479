"""A recording without what the recorder and its owner wrote beside the sound. Pure."""

from collections.abc import Callable, Iterator

from panah.core.files import FileKind
from panah.core.media import AAC, M4A, MP3, OGG, WAV, riff, riff_chunks

SOUND_CHUNKS = (b"fmt ", b"fact", b"data")
# ISO/IEC 14496-12: what is walked into; what tells (free space may hold what was deleted); what begins with a time.
INSIDE = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"edts", b"dinf", b"mvex")
TELLING = (b"udta", b"meta", b"uuid", b"free", b"skip", b"ID32")
TIMED = (b"mvhd", b"tkhd", b"mdhd")
OPUS, VORBIS = b"OpusTags", b"\x03vorbis"
# Far above what a recorder writes, and low enough that a file made to be slow is refused at once.
MOST_BLOCKS, DEEPEST, LONGEST_COMMENTS = 50, 12, 1_000_000


def bare_sound(content: bytes, kind: FileKind) -> bytes | None:
    """Return a recording without names, places, times and pictures, or None if it cannot be read."""
    return BARE[kind.code](content)


def _bare_mp3(content: bytes) -> bytes | None:
    """Leave out the blocks before and behind the sound: ID3v2, ID3v1, APE, Lyrics3."""
    first, last = 0, len(content)
    for _ in range(MOST_BLOCKS):
        behind, before = _behind_head(content, first), _before_tail(content, last)
        if (behind, before) == (first, last):
            return content[first:last] or None
        first, last = behind, before
    return None


def _behind_head(content: bytes, at: int) -> int:
    head = content[at : at + 10]
    if not head.startswith(b"ID3") or len(head) < 10:
        return at
    size = sum(byte << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    return at + 10 + size + (10 if head[5] & 0x10 else 0)


def _before_tail(content: bytes, end: int) -> int:
    tail = content[max(end - 227, 0) : end]
    if tail[-128:].startswith(b"TAG") and len(tail) >= 128:
        return end - 128
    if tail[-32:].startswith(b"APETAGEX"):
        # The size counts the footer; that there is a head besides stands in the highest bit.
        size = int.from_bytes(tail[-20:-16], "little") + (32 if tail[-9] & 0x80 else 0)
        return max(end - max(size, 32), 0)
    if tail.endswith((b"LYRICS200", b"LYRICSEND")):
        begin = content.find(b"LYRICSBEGIN", 0, end)
        return begin if begin >= 0 else end
    return end - 227 if tail.startswith(b"TAG+") and len(tail) == 227 else end


def _bare_wav(content: bytes) -> bytes | None:
    return riff(b"WAVE", [chunk for chunk in riff_chunks(content) if chunk[:4] in SOUND_CHUNKS])


def _bare_m4a(content: bytes) -> bytes | None:
    """Empty in place what tells, so that every sound stays where the tables say it is."""
    made = bytearray(content)
    return bytes(made) if _empty(made, 0, len(made), DEEPEST) else None


def _empty(made: bytearray, at: int, until: int, deeper: int) -> bool:
    while at + 8 <= until:
        size, name, head = int.from_bytes(made[at : at + 4]), bytes(made[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(made[at + 8 : at + 16]), 16
        end = until if size == 0 else min(at + size, until)
        if end < at + head:
            return False
        if name in TELLING:
            made[at + 4 : at + 8] = b"free"
            made[at + head : end] = bytes(end - at - head)
        elif name in TIMED:
            first = at + head + 4
            last = min(first + (16 if made[at + head] else 8), end)
            made[first:last] = bytes(max(last - first, 0))
        elif name in INSIDE and (not deeper or not _empty(made, at + head, end, deeper - 1)):
            return False
        at = end
    return True


def _bare_ogg(content: bytes) -> bytes | None:
    """Empty the second packet of every stream in place (RFC 7845, 5.2; Vorbis I, 5), and count its pages again."""
    made, ended, longest = bytearray(content), 0, LONGEST_COMMENTS
    told: dict[bytes, list[range]] = {}
    packets: dict[bytes, int] = {}
    for at, body, lengths in _pages(content):
        stream, place = content[at + 14 : at + 18], body
        if content[at + 5] & 2:
            packets[stream], told[stream] = 0, []
        for length in lengths:
            if packets.get(stream, 2) == 2:
                break
            if packets[stream] == 1:
                told[stream].append(range(place, place + length))
                longest -= length
            place += length
            packets[stream] += length < 255
            if longest < 0 or (packets[stream] == 2 and not _say_nothing(made, told[stream])):
                return None
        ended = body + sum(lengths)
    if not packets or min(packets.values()) < 2:
        return None
    _count_again(made, content)
    return bytes(made[:ended])


def _count_again(made: bytearray, content: bytes) -> None:
    for at, body, lengths in _pages(content):
        end = body + sum(lengths)
        if made[at:end] != content[at:end]:
            made[at + 22 : at + 26] = bytes(4)
            made[at + 22 : at + 26] = _checksum(made[at:end]).to_bytes(4, "little")


def _pages(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Return where each page stands, where its body begins, and the lengths of its segments (RFC 3533, 6)."""
    at = 0
    while content[at : at + 4] == b"OggS" and at + 27 <= len(content):
        body = at + 27 + content[at + 26]
        lengths = content[at + 27 : body]
        yield at, body, lengths
        at = body + sum(lengths)


def _say_nothing(made: bytearray, places: list[range]) -> bool:
    """Write the comments of a stream again with no maker and no comment; what is left over counts as padding."""
    if not places or places[-1].stop > len(made):
        return False
    said = b"".join(made[part.start : part.stop] for part in places)
    name = OPUS if said.startswith(OPUS) else VORBIS if said.startswith(VORBIS) else None
    if name is None or len(said) < len(name) + 9:
        return False
    nothing = (name + bytes(8) + (b"\x01" if name == VORBIS else b"")).ljust(len(said), b"\x00")
    done = 0
    for part in places:
        made[part.start : part.stop] = nothing[done : done + len(part)]
        done += len(part)
    return True


def _table() -> list[int]:
    rows = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
        rows.append(value)
    return rows


TABLE = _table()


def _checksum(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = value << 8 & 0xFFFFFFFF ^ TABLE[value >> 24 ^ byte]
    return value


BARE: dict[str, Callable[[bytes], bytes | None]] = {
    MP3.code: _bare_mp3,
    AAC.code: _bare_mp3,
    WAV.code: _bare_wav,
    M4A.code: _bare_m4a,
    OGG.code: _bare_ogg,
}
