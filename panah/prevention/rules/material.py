"""When the words of a material may be approved, and which of the helpline's numbers a place needs. Pure."""

from panah.core.errors import InvalidInput, NotPermitted, WrongState, gettext_noop

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


def check_may_translate_back(*, translated_from: str, writer: object, translator: object) -> None:
    """
    Allow somebody to translate a text back.

    :raises InvalidInput: if the text was not translated at all
    :raises NotPermitted: if they wrote it: they know what it should say
    """
    if not translated_from:
        raise InvalidInput(gettext_noop("This text was written in its own language: nothing is translated back."))
    if writer == translator:
        raise NotPermitted(gettext_noop("Somebody other than the translator must translate it back."))


def check_may_approve(*, translated_from: str, back_translation: str, writer: object, approver: object) -> None:
    """
    Allow somebody to approve a text.

    :raises NotPermitted: if they wrote it
    :raises WrongState: if it is a translation that nobody translated back
    """
    if writer == approver:
        raise NotPermitted(gettext_noop("Somebody other than its writer must approve this version."))
    if translated_from and not back_translation:
        raise WrongState(gettext_noop("A translation is translated back before it is approved."))


def sections(body: str) -> list[tuple[str, str]]:
    """Return the parts of a longer text: empty lines stand between them, and each begins with its heading."""
    blocks = [block.strip().partition("\n") for block in body.replace("\r", "").split("\n\n") if block.strip()]
    return [(heading.strip(), " ".join(text.split())) for heading, _break, text in blocks]
