"""What a reporter attaches: told by its content, a copy without author, place and time beside its original."""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.core.errors import InvalidInput, gettext_noop
from panah.core.file_reader import open_apart
from panah.core.files import DOCX, JPEG, PDF, PNG, FileKind, Trouble
from panah.core.media import MEDIA
from panah.core.seen import Seen

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
TOO_HARD = gettext_noop("%(name)s could not be opened safely. Send a photo of it, or send without it.")
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

    :raises InvalidInput: if there are too many, or one is empty, too large, locked, harmful or of another kind, or
        takes too much memory or time to be opened
    """
    if len(chosen) > most:
        raise InvalidInput(gettext_noop("Choose at most %(most)s files."), field="files", most=most)
    for one in chosen:
        _check_size(one, largest)
    seen = open_apart([one.content for one in chosen])
    return tuple(_attachment(one, found) for one, found in zip(chosen, seen, strict=True))


def _check_size(one: Chosen, largest: int) -> None:
    if not one.size:
        raise _refused(gettext_noop("%(name)s is empty. Choose it again."), one)
    if one.size > largest:
        text = gettext_noop("%(name)s is too large: at most %(most)s MB. Send a part of it, or a smaller picture.")
        raise _refused(text, one, most=largest // MEGABYTE)
    if len(one.content) != one.size:
        raise _refused(gettext_noop("%(name)s did not arrive whole. Send fewer or smaller files at once."), one)


def _attachment(one: Chosen, seen: Seen | None) -> Attachment:
    if seen is None:
        raise _refused(TOO_HARD, one)
    if seen.trouble:
        raise _refused(TROUBLES[seen.trouble], one)
    if seen.is_heic:
        raise _refused(HEIC, one)
    if seen.kind is None or seen.kind.code not in TAKEN:
        raise _refused(NOT_TAKEN, one)
    view = b"" if seen.kind.code in WITHOUT_COPY else _view(one, seen)
    return Attachment(seen.kind.code, view, one.content if view != one.content else None)


def _view(one: Chosen, seen: Seen) -> bytes:
    """Return what the desk looks at: nothing of what a camera, a recorder or an office program added."""
    if seen.bare is None:
        raise _refused(gettext_noop("%(name)s cannot be opened. Choose another file, or send without it."), one)
    if seen.dots > MOST_DOTS:
        text = gettext_noop("%(name)s has too many dots: at most %(most)s million. Send a smaller picture.")
        raise _refused(text, one, most=MOST_DOTS // 1_000_000)
    return seen.bare


def _refused(message: str, one: Chosen, **params: object) -> InvalidInput:
    return InvalidInput(message, field="files", name=one.name[:NAME_SHOWN] or "?", **params)


def file_kind(code: str) -> FileKind:
    """Return the kind that an attachment was stored under."""
    return TAKEN[code]
