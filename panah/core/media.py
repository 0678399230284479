"""Sound and small pictures, as telephones make them: told by their content, as in `files`. Pure."""

import re
from collections.abc import Iterator, Sequence

from panah.core.files import FileKind

WEBP = FileKind("webp", "image/webp", "webp")
MP3 = FileKind("mp3", "audio/mpeg", "mp3")
M4A = FileKind("m4a", "audio/mp4", "m4a")
AAC = FileKind("aac", "audio/aac", "aac")
OGG = FileKind("ogg", "audio/ogg", "ogg")
WAV = FileKind("wav", "audio/wav", "wav")
MEDIA = {kind.code: kind for kind in (WEBP, MP3, M4A, AAC, OGG, WAV)}

SOUND_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"3gp4", b"3gp5", b"dash")
# ISO/IEC 14496-12, 8.4.3: what a track is for stands eight bytes behind the name of its handler box.
HAS_MOVING_PICTURES = re.compile(rb"hdlr.{8}vide", re.DOTALL)
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
# A WebP is a row of chunks: these carry the picture; the rest says where, when and with what it was taken.
PICTURE_CHUNKS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF")

# ISO/IEC 10918-1, B.2.2: the frames of a JPEG, where its height and width stand.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def media_kind_of(content: bytes) -> FileKind | None:
    """Return what a picture or a sound is by its first bytes; None if it is nothing of these."""
    if content[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(content[8:12])
    if content.startswith(b"OggS"):
        return OGG
    if content[4:8] == b"ftyp":
        return M4A if content[8:12] in SOUND_BRANDS and not HAS_MOVING_PICTURES.search(content) else None
    if content.startswith(b"ID3") or content[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"):
        return MP3
    return AAC if content[:2] in (b"\xff\xf1", b"\xff\xf9") else None


def is_heic(content: bytes) -> bool:
    """Test if it is a photo in the form that only some telephones read."""
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def riff_chunks(content: bytes) -> Iterator[bytes]:
    """Return the chunks of a RIFF file, each with its name and its size."""
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        yield content[at : at + 8 + size + size % 2]
        at += 8 + size + size % 2


def riff(form: bytes, chunks: Sequence[bytes]) -> bytes | None:
    """Return a RIFF file of these chunks, or None if there is none."""
    body = form + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body if chunks else None


def bare_webp(content: bytes) -> bytes | None:
    """Return a WebP without what a camera and its owner added, or None if it cannot be read."""
    return riff(b"WEBP", [_promising(chunk) for chunk in riff_chunks(content) if chunk[:4] in PICTURE_CHUNKS])


def _promising(chunk: bytes) -> bytes:
    """Take back the flags that promise a colour profile, Exif and XMP: they are not there any more."""
    if chunk[:4] != b"VP8X":
        return chunk
    return chunk[:8] + bytes([chunk[8] & ~0x2C]) + chunk[9:] if len(chunk) > 8 else b""


def dots_of(picture: bytes) -> int:
    """Return how many dots a bare picture says it has: a few bytes can promise more than any screen can hold."""
    wide, high = sides_of(picture)
    return wide * high


def sides_of(picture: bytes) -> tuple[int, int]:
    """Return how wide and how high a bare picture says it is, in dots; zeros where it does not say it."""
    if picture.startswith(b"\x89PNG"):
        return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    if picture[12:16] == b"VP8X":
        return int.from_bytes(picture[24:27], "little") + 1, int.from_bytes(picture[27:30], "little") + 1
    if picture[12:16] == b"VP8L":
        sides = int.from_bytes(picture[21:25], "little")
        return (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1
    if picture[12:16] == b"VP8 ":
        wide, high = (int.from_bytes(picture[at : at + 2], "little") & 0x3FFF for at in (26, 28))
        return wide, high
    return _sides_of_jpeg(picture)


def _sides_of_jpeg(picture: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(picture):
        if picture[at + 1] in FRAMES:
            return int.from_bytes(picture[at + 7 : at + 9]), int.from_bytes(picture[at + 5 : at + 7])
        at += 2 + int.from_bytes(picture[at + 2 : at + 4])
    return 0, 0
