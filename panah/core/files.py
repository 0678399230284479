"""What an uploaded file is, told by its content and never by its name, and what a camera adds to it. Pure."""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from panah.core.errors import InvalidInput, gettext_noop

UNPACKED = 60 * 1024 * 1024
PARTS = 2_000
# What a document may carry that runs, or that lies somewhere else.
FORBIDDEN = ("vbaproject", "macrosheets", "externallinks", "activex", "oleobject")
WORD, SHEET = "word/document.xml", "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its code, its media type, the ending of its name."""

    code: str
    media: str
    ending: str


PDF = FileKind("pdf", "application/pdf", "pdf")
JPEG = FileKind("jpeg", "image/jpeg", "jpg")
PNG = FileKind("png", "image/png", "png")
DOCX = FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
XLSX = FileKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
KINDS = {kind.code: kind for kind in (PDF, JPEG, PNG, DOCX, XLSX)}
# How older text documents begin, and newer ones when a password was put on them.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXIF = b"Exif\x00\x00"
JFIF = b"JFIF\x00"
SCAN, END = b"\xda", b"\xd9"
# ISO/IEC 10918-1, B.1.1.2: in a scan 0xFF is followed by zero or a restart marker; anything else ends the scan.
NEXT_MARKER = re.compile(rb"\xff(?![\x00\xff\xd0-\xd7]).", re.DOTALL)
# Frames, Huffman and arithmetic tables, quantisation, lines, restart interval: a picture is made with these.
MAKING = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD})
ORIENTATION = 0x0112  # Exif 2.3, 4.6.4: which side of the picture is up


class Trouble(StrEnum):
    """Why a file is not taken although its kind might be."""

    LOCKED = "locked"
    OLD = "old"
    DANGEROUS = "dangerous"


def trouble_of(content: bytes) -> Trouble | None:
    """Return why nobody should open a file: it is locked with a password, or it runs or unpacks to far too much."""
    if content.startswith(COMPOUND):
        return Trouble.OLD
    if content.startswith(b"%PDF-"):
        return Trouble.LOCKED if b"/Encrypt" in content else None
    parts = archive_parts(content) if content.startswith(b"PK\x03\x04") else None
    if not parts:
        return None
    if any(part.flag_bits & 1 for part in parts):
        return Trouble.LOCKED
    return Trouble.DANGEROUS if _is_dangerous(parts) else None


def kind_of(content: bytes) -> FileKind | None:
    """Return what a file is by its first bytes, or by what an archive holds; None if it is nothing we take."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def archive_parts(content: bytes) -> list[zipfile.ZipInfo] | None:
    """
    Return the directory of an archive, or None if it cannot be read.

    Nothing is unpacked here, whatever the file says it holds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return book.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def _office(content: bytes) -> FileKind | None:
    parts = archive_parts(content)
    if parts is None:
        return None
    names = {part.filename.lower() for part in parts}
    if "[content_types].xml" not in names or _is_dangerous(parts) or any(part.flag_bits & 1 for part in parts):
        return None
    return DOCX if WORD in names else XLSX if SHEET in names else None


def _is_dangerous(parts: list[zipfile.ZipInfo]) -> bool:
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        return True
    return any(word in part.filename.lower() for part in parts for word in FORBIDDEN)


def bare(content: bytes, *, field: str) -> bytes:
    """
    Return a picture without what a camera and its owner added: place, time, device, comments. Other files stay.

    :raises InvalidInput: if the picture cannot be read
    """
    kind = kind_of(content)
    if kind is JPEG:
        return _bare_jpeg(content, field)
    return _bare_png(content, field) if kind is PNG else content


def _bare_jpeg(content: bytes, field: str) -> bytes:
    """
    Keep the segments that make the picture, up to its true end, and say again what is up.

    Behind the end telephones hang a second picture or a film, with place and time of its own: the end is found by
    walking through every scan, never by looking for its bytes, which stand in a trailer and in thumbnails too.
    """
    kept, at, upright, has_scan = [content[:2]], 2, b"", False
    while content[at : at + 1] == b"\xff":
        marker, size = content[at + 1 : at + 2], int.from_bytes(content[at + 2 : at + 4]) + 2
        segment = content[at : at + size]
        if marker == b"\xff":
            at += 1
            continue
        if marker == END and has_scan:
            return b"".join([*kept, content[at : at + 2]])
        at += size
        if marker == SCAN:
            following = NEXT_MARKER.search(content, at)
            if following is None:
                break
            kept += [b"" if has_scan else upright, segment, content[at : following.start()]]
            at, has_scan = following.start(), True
        elif marker == b"\xe1" and segment[4:10] == EXIF:
            upright = _upright(segment[10:])
        else:
            kept.append(_picture_segment(segment))
    raise unreadable(field)


def _picture_segment(segment: bytes) -> bytes:
    """Return a segment if the picture is made with it, its small head without a thumbnail, and nothing of the rest."""
    if segment.startswith(JFIF, 4) and len(segment) >= 18:
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00"
    return segment if segment[1] in MAKING else b""


def _upright(tiff: bytes) -> bytes:
    """Return a segment with the one value without which a photo of a telephone lies on its side, or nothing."""
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    start = int.from_bytes(tiff[4:8], order)
    for number in range(int.from_bytes(tiff[start : start + 2], order)):
        entry = tiff[start + 2 + number * 12 : start + 14 + number * 12]
        if len(entry) < 12:
            return b""
        value = int.from_bytes(entry[8:10], order)
        if int.from_bytes(entry[:2], order) == ORIENTATION and 2 <= value <= 8:
            only = b"MM\x00*\x00\x00\x00\x08\x00\x01" + b"\x01\x12\x00\x03\x00\x00\x00\x01\x00%c" % value + bytes(6)
            return b"\xff\xe1" + (len(EXIF) + len(only) + 2).to_bytes(2) + EXIF + only
    return b""


def _bare_png(content: bytes, field: str) -> bytes:
    """Keep the chunks that make the picture (their names begin with a capital) and transparency."""
    kept, at = [content[:8]], 8
    while at + 12 <= len(content):
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if name[:1].isupper() or name == b"tRNS":
            kept.append(content[at : at + size + 12])
        if name == b"IEND":
            return b"".join(kept)
        at += size + 12
    raise unreadable(field)


def unreadable(field: str) -> InvalidInput:
    """Return the refusal of a picture that is torn."""
    return InvalidInput(gettext_noop("This picture cannot be read. Photograph the paper again."), field=field)
