"""Which files are taken into a case, who may open them, and when one is withdrawn. Pure."""

from collections.abc import Collection, Iterator
from uuid import UUID

from panah.access.permissions import Permission
from panah.access.walls import FieldGroup
from panah.core.errors import InvalidInput, NotPermitted, WrongState, gettext_noop
from panah.core.files import DOCX, KINDS, FileKind
from panah.core.seen import Seen

LARGEST = 20_000_000
PIECE = 1_000_000
NAME_LENGTH = 120
# What a document may hold, and what somebody of the holder needs to open it.
OPENS: dict[str, Permission] = {
    FieldGroup.CASE: Permission.PROTECTION_DOCUMENT_READ,
    FieldGroup.IDENTITY: Permission.PROTECTION_PERSON_SHOW,
    FieldGroup.HEALTH: Permission.PROTECTION_ASSESSMENT_MAKE,
    FieldGroup.LOCATION: Permission.PROTECTION_DOCUMENT_READ,
}
# The least that a kind of document holds: a medical paper is never filed as plain case material.
LEAST: dict[str, str] = {"identity": FieldGroup.IDENTITY, "medical": FieldGroup.HEALTH, "photo": FieldGroup.IDENTITY}


def taken(content: bytes, *, seen: Seen) -> tuple[FileKind, bytes]:
    """
    Return what a file is and what of it is kept: a picture without place, time and device.

    :raises InvalidInput: if it is empty, too large, or no file that is taken
    """
    if not content:
        raise InvalidInput(gettext_noop("Choose a file that is not empty."), field="file")
    if len(content) > LARGEST:
        raise InvalidInput(gettext_noop("The file is too large: at most 20 MB. Scan it smaller."), field="file")
    kind = seen.kind
    if kind is None or kind.code not in KINDS:
        raise InvalidInput(
            gettext_noop(
                "Only PDF, JPEG, PNG, DOCX and XLSX without macros are taken. The content counts, not the name."
            ),
            field="file",
        )
    # Who wrote a text document, and when, belongs to the case.
    return kind, content if kind is DOCX else seen.kept(field="file")


def pieces(content: bytes) -> Iterator[bytes]:
    """Cut a file into what is sealed piece by piece."""
    yield from (content[at : at + PIECE] for at in range(0, len(content), PIECE))


def plain_name(name: str) -> str:
    """Return the last part of a file's name without what a file system or a header would take for an order."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[:NAME_LENGTH]


def check_group(*, kind: str, group: str) -> None:
    """
    Allow who may see a document of a kind.

    :raises InvalidInput: if the kind holds more than that
    """
    least = LEAST.get(kind)
    if group not in OPENS:
        raise InvalidInput(gettext_noop("Say who may open it."), field="group")
    if least and group not in (least, FieldGroup.LOCATION):
        raise InvalidInput(
            gettext_noop("A document of this kind is opened more narrowly. Choose another group."), field="group"
        )


def check_signed(*, kind: str, has_consent: bool) -> None:
    """
    Allow a signed consent: it belongs to one that was recorded, and nothing else does.

    :raises InvalidInput: if it names none, or something else names one
    """
    if kind == "consent" and not has_consent:
        raise InvalidInput(gettext_noop("Choose the consent that was signed on this paper."), field="consent_id")
    if kind != "consent" and has_consent:
        raise InvalidInput(gettext_noop("Only a signed consent belongs to a consent."), field="consent_id")


def check_opening(
    *, group: str, permissions: Collection[Permission], person: UUID, near: Collection[UUID | None]
) -> None:
    """
    Let somebody of the holder open a document; a place only whoever leads the case or added it.

    :raises NotPermitted: if their role does not open this group
    """
    if OPENS[group] not in permissions:
        raise NotPermitted(gettext_noop("Your role does not open documents of this kind."))
    if group == FieldGroup.LOCATION and person not in near:
        raise NotPermitted(gettext_noop("Only whoever leads this case or added the document may open it."))


def check_not_withdrawn(*, is_withdrawn: bool) -> None:
    """
    Allow what is possible with a document that stands.

    :raises WrongState: if it was withdrawn
    """
    if is_withdrawn:
        raise WrongState(gettext_noop("This document was withdrawn. Nobody opens it any more."))
