"""A conversation with the person, after the World Health Organization's ethical and safety recommendations (2003)."""

from panah.core.errors import InvalidInput, gettext_noop

# What is recorded of a conversation that the person wished to stop, when nobody is asked for more.
NOT_ASKED = {"language": "", "interpreter": "unknown", "safe_place": "unknown", "consent": "unknown"}


def check_interview(*, consent: str, narrative: str, interpreter: str, interpreter_vetted: str) -> None:
    """
    Allow the record of a conversation. What was said may always stay unwritten.

    :raises InvalidInput: if words are written without consent, or an interpreter is described who was not there
    """
    if consent != "yes" and narrative.strip():
        raise InvalidInput(
            gettext_noop("Without consent nothing of what was said is written down. Clear this field."),
            field="narrative",
        )
    if interpreter_vetted and interpreter in {"not_needed", "missing"}:
        raise InvalidInput(
            gettext_noop("No interpreter was there. Leave this empty, or say that one was."), field="interpreter_vetted"
        )


def cautions(
    *, safe_place: str, interpreter: str, interpreter_vetted: str, is_child: bool, present: tuple[str, ...]
) -> list[str]:
    """Return what a reader of the record should know about how it came about, as messages to translate."""
    found = [
        (safe_place != "yes", gettext_noop("It is not known that the place was safe.")),
        (interpreter == "missing", gettext_noop("An interpreter was needed and none was there.")),
        (
            interpreter in {"present", "remote"} and interpreter_vetted != "yes",
            gettext_noop("It is not known that the interpreter was checked."),
        ),
        (
            is_child and not {"guardian", "psychologist"} & set(present),
            gettext_noop("A child, and neither guardian nor psychologist was there."),
        ),
        ("police" in present, gettext_noop("A police officer was there.")),
    ]
    return [message for is_so, message in found if is_so]
