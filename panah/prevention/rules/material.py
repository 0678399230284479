"""When the words of a material may be approved, and which of the helpline's numbers a place needs. Pure."""

from collections.abc import Collection
from datetime import datetime

from panah.core.errors import InvalidInput, NotPermitted, WrongState, gettext_noop
from panah.core.files import JPEG, PDF, PNG, FileKind
from panah.core.seen import Seen
from panah.prevention.states import CampaignState

LARGEST = 20_000_000
MOST_DOTS = 80_000_000  # A1 at 240 dots per inch has 44 million

# People leave from here, or are abroad already: a short number dials nothing there.
OUTBOUND_SITES = frozenset({"airport", "border_crossing", "consulate", "embassy"})


def is_outbound(*, site: str, is_mission: bool) -> bool:
    """Test if whoever reads a material at a place may call from another country."""
    return site in OUTBOUND_SITES or is_mission


def number_for(*, outbound: bool, home: str, abroad: str) -> str:
    """
    Return the helpline's number in the form that a place needs.

    :raises WrongState: if it is needed in its international form, and that is not known
    """
    if outbound and not abroad:
        raise WrongState(
            gettext_noop(
                "On the way abroad the helpline's international number must stand on it, and that number is not known "
                "yet. Ask the Ministry for it first."
            )
        )
    return abroad if outbound else home


def taken(content: bytes, *, seen: Seen) -> tuple[FileKind, bytes]:
    """
    Return what a design made elsewhere is, and what of it is kept: a picture without place, time and device.

    :raises InvalidInput: if it is empty, too large, locked, or nothing that is printed
    """
    kind = seen.kind
    if kind not in (PDF, JPEG, PNG):
        raise InvalidInput(
            gettext_noop("Only PDF, JPEG and PNG are taken. The content counts, not the name."), field="file"
        )
    if len(content) > LARGEST:
        raise InvalidInput(gettext_noop("The file is too large: at most 20 MB."), field="file")
    if seen.trouble:
        raise InvalidInput(gettext_noop("The file is locked with a password. Save it without one."), field="file")
    kept = seen.kept(field="file")
    if seen.dots > MOST_DOTS:
        raise InvalidInput(gettext_noop("The picture has more dots than any poster needs."), field="file")
    return kind, kept


def review_holds(*, entered_at: datetime | None, changed_at: datetime | None) -> bool:
    """
    Test if a review was of what is shown now.

    :param changed_at: the last change of what is shown; None where nothing changed since it was first kept
    """
    return changed_at is None or (entered_at is not None and entered_at >= changed_at)


def check_not_failed(outcomes: Collection[bool]) -> None:
    """
    Allow what was printed to leave a store.

    :param outcomes: of the review of each kind that was entered last. A newer text asks for a new review, and what
        was printed before it was reviewed as it is: only a review that was not passed stops it
    :raises WrongState: if one was not passed
    """
    if not all(outcomes):
        raise WrongState(gettext_noop("This material has failed a review since it was printed: nothing leaves."))


def check_may_be_public(*, campaign: str, is_kept: bool) -> None:
    """
    Allow a material to stand on our pages.

    :raises WrongState: if its campaign does not run and nobody wants to keep it beyond
    """
    if campaign != CampaignState.RUNNING and not is_kept:
        raise WrongState(gettext_noop("The campaign does not run. Say that the material stays without it, or wait."))


def check_may_translate_back(*, translated_from: str, makers: Collection[object], translator: object) -> None:
    """
    Allow somebody to translate a text back.

    :raises InvalidInput: if the text was not translated at all
    :raises NotPermitted: if they wrote it: they know what it should say
    """
    if not translated_from:
        raise InvalidInput(gettext_noop("This text was written in its own language: nothing is translated back."))
    if translator in makers:
        raise NotPermitted(gettext_noop("Somebody other than the translator must translate it back."))


def check_may_approve(
    *, translated_from: str, back_translation: str, makers: Collection[object], approver: object
) -> None:
    """
    Allow somebody to approve a text.

    :param makers: all who wrote a part of it, and who uploaded its design
    :raises NotPermitted: if they made it themselves
    :raises WrongState: if it is a translation that nobody translated back
    """
    if approver in makers:
        raise NotPermitted(gettext_noop("Somebody other than its writer must approve this version."))
    if translated_from and not back_translation:
        raise WrongState(gettext_noop("A translation is translated back before it is approved."))


def sections(body: str) -> list[tuple[str, str]]:
    """Return the parts of a longer text: empty lines stand between them, and each begins with its heading."""
    blocks = [block.strip().partition("\n") for block in body.replace("\r", "").split("\n\n") if block.strip()]
    return [(heading.strip(), " ".join(text.split())) for heading, _break, text in blocks]
