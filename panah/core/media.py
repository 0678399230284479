"""Sound and small pictures, as telephones make them: told by their content, as in `files`. Pure."""

import re

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


def bare_webp(content: bytes) -> bytes | None:
    """Return a WebP without what a camera and its owner added, or None if it cannot be read."""
    kept, at = [], 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        chunk = content[at : at + 8 + size + size % 2]
        if name == b"VP8X":
            # The flags that promise a colour profile, Exif and XMP: they are not there any more.
            chunk = chunk[:8] + bytes([chunk[8] & ~0x2C]) + chunk[9:] if len(chunk) > 8 else b""
        if name in PICTURE_CHUNKS:
            kept.append(chunk)
        at += 8 + size + size % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body if kept else None
