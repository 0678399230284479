"""What is found when a stranger's file is opened: its kind, what is wrong with it, what may be kept of it. Pure."""

from dataclasses import dataclass

from panah.core.errors import InvalidInput
from panah.core.files import DOCX, JPEG, KINDS, PNG, FileKind, Trouble, bare, kind_of, trouble_of, unreadable
from panah.core.media import MEDIA, WEBP, bare_webp, dots_of, is_heic, media_kind_of
from panah.core.office import bare_document
from panah.core.sound import BARE, bare_sound

PICTURES = (JPEG, PNG, WEBP)
KNOWN = {**KINDS, **MEDIA}


@dataclass(frozen=True, slots=True)
class Seen:
    """One file: `bare` is what it holds without author, place and time, or None if it is torn."""

    kind: FileKind | None = None
    trouble: Trouble | None = None
    is_heic: bool = False
    dots: int = 0
    bare: bytes | None = None

    def kept(self, *, field: str) -> bytes:
        """
        Return what is kept of a picture.

        :raises InvalidInput: if it cannot be read
        """
        if self.bare is None:
            raise unreadable(field)
        return self.bare


def see(content: bytes) -> Seen:
    """Open a file. Only `file_process` does so with what came from outside."""
    kind = kind_of(content) or media_kind_of(content)
    trouble = trouble_of(content)
    kept = _bare(content, kind) if kind else None
    dots = dots_of(kept) if kept and kind in PICTURES else 0
    return Seen(kind, trouble, is_heic(content), dots, kept)


def _bare(content: bytes, kind: FileKind) -> bytes | None:
    if kind is DOCX:
        return bare_document(content)
    if kind is WEBP:
        return bare_webp(content)
    if kind.code in BARE:
        return bare_sound(content, kind)
    try:
        return bare(content, field="")
    except InvalidInput:
        return None
