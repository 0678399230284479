"""What an uploaded file is, told by its content and never by its name, and what a camera adds to it. Pure."""

import io
import zipfile
from dataclasses import dataclass

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
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED or "[content_types].xml" not in names:
        return None
    if any(word in name for name in names for word in FORBIDDEN) or any(part.flag_bits & 1 for part in parts):
        return None
    return DOCX if WORD in names else XLSX if SHEET in names else None


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
    """Leave out the segments that applications and people add (APP1 to APP15, comments)."""
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4]) + 2
        if marker == 0xDA:
            return b"".join([*kept, _picture_alone(content[at:])])
        if not (0xE1 <= marker <= 0xEF or marker == 0xFE):
            kept.append(content[at : at + size])
        at += size
    raise _unreadable(field)


def _picture_alone(scan: bytes) -> bytes:
    """Leave out what stands after the picture: telephones hang a second one there, with its own place and time."""
    end = scan.rfind(b"\xff\xd9")
    following = scan.find(b"\xff\xd9\xff\xd8")
    end = following if following != -1 else end
    return scan if end == -1 else scan[: end + 2]


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
    raise _unreadable(field)


def _unreadable(field: str) -> InvalidInput:
    return InvalidInput(gettext_noop("This picture cannot be read. Photograph the paper again."), field=field)
