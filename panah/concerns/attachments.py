"""What a reporter attaches: told by its content, a copy without author, place and time beside its original. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.core.errors import InvalidInput, gettext_noop
from panah.core.files import DOCX, JPEG, PDF, PNG, FileKind, Trouble, bare, kind_of, trouble_of
from panah.core.media import MEDIA, WEBP, bare_webp, dots_of, is_heic, media_kind_of
from panah.core.office import bare_document
from panah.core.sound import bare_sound

MEGABYTE = 1_000_000
TAKEN = {kind.code: kind for kind in (PDF, JPEG, PNG, DOCX, *MEDIA.values())}
# What cannot be freed of its author and its places without writing it anew: the desk opens it as an original only.
WITHOUT_COPY = frozenset({PDF.code})
MOST_DOTS = 200_000_000  # what the largest camera of a telephone makes
NAME_SHOWN = 60
TROUBLES = {
    Trouble.LOCKED: gettext_noop("%(name)s is locked with a password. Send it without the password."),
    Trouble.OLD: gettext_noop("%(name)s is in an old form, or locked. Save it as PDF without a password."),
    Trouble.DANGEROUS: gettext_noop("%(name)s holds something that could do harm when it is opened. Send a picture."),
}
# Why it is not decoded here: docs/decisions/heic-and-pdf.md
HEIC = gettext_noop(
    "%(name)s is a photo that only some phones can open (HEIC). Make a screenshot of it and send that, or set the "
    "camera to “Most compatible” and take it again."
)
NOT_TAKEN = gettext_noop("%(name)s cannot be taken. Send a photo, a recording, a PDF or a text document (docx).")


@dataclass(frozen=True)
class Chosen:
    """A file as the reporter chose it; of one that was too large only the beginning was kept."""

    name: str
    content: bytes
    size: int


@dataclass(frozen=True)
class Attachment:
    """What the desk looks at, and the original where the two differ."""

    kind: str
    view: bytes
    original: bytes | None


def attachments(chosen: Sequence[Chosen], *, most: int, largest: int) -> tuple[Attachment, ...]:
    """
    Return what is sealed of the files that were chosen; `largest` in bytes.

    :raises InvalidInput: if there are too many, or one is empty, too large, locked, harmful or of another kind
    """
    if len(chosen) > most:
        raise InvalidInput(gettext_noop("Choose at most %(most)s files."), field="files", most=most)
    return tuple(_attachment(one, largest) for one in chosen)


def _attachment(one: Chosen, largest: int) -> Attachment:
    content = one.content
    if not one.size:
        raise _refused(gettext_noop("%(name)s is empty. Choose it again."), one)
    if one.size > largest:
        text = gettext_noop("%(name)s is too large: at most %(most)s MB. Send a part of it, or a smaller picture.")
        raise _refused(text, one, most=largest // MEGABYTE)
    if len(content) != one.size:
        raise _refused(gettext_noop("%(name)s did not arrive whole. Send fewer or smaller files at once."), one)
    if trouble := trouble_of(content):
        raise _refused(TROUBLES[trouble], one)
    if is_heic(content):
        raise _refused(HEIC, one)
    kind = kind_of(content) or media_kind_of(content)
    if kind is None or kind.code not in TAKEN:
        raise _refused(NOT_TAKEN, one)
    view = _view(one, kind)
    return Attachment(kind.code, view, content if view != content else None)


def _view(one: Chosen, kind: FileKind) -> bytes:
    """Return what the desk looks at: nothing of what a camera, a recorder or an office program added."""
    if kind.code in WITHOUT_COPY:
        return b""
    view = _bare(one.content, kind)
    if view is None:
        raise _refused(gettext_noop("%(name)s cannot be opened. Choose another file, or send without it."), one)
    if kind in (JPEG, PNG, WEBP) and dots_of(view) > MOST_DOTS:
        text = gettext_noop("%(name)s has too many dots: at most %(most)s million. Send a smaller picture.")
        raise _refused(text, one, most=MOST_DOTS // 1_000_000)
    return view


def _bare(content: bytes, kind: FileKind) -> bytes | None:
    if kind is DOCX:
        return bare_document(content)
    if kind is WEBP:
        return bare_webp(content)
    if kind not in (JPEG, PNG):
        return bare_sound(content, kind)
    try:
        return bare(content, field="files")
    except InvalidInput:
        return None


def _refused(message: str, one: Chosen, **params: object) -> InvalidInput:
    return InvalidInput(message, field="files", name=one.name[:NAME_SHOWN] or "?", **params)


def file_kind(code: str) -> FileKind:
    """Return the kind that an attachment was stored under."""
    return TAKEN[code]
