"""The rules of a safe house: which text is in force, and how it may be given. Pure."""

from collections.abc import Collection, Iterable
from uuid import UUID

from panah.core.errors import InvalidInput, WrongState, gettext_noop

RULES_LANGUAGES = ("az", "en", "ru")
READ_ALONE = "read_alone"


def check_in_force(in_force: UUID | None, *, seen: Collection[UUID | None]) -> None:
    """
    Let the rules be given that are in force, None being the text of the country pack.

    :raises WrongState: if another version was on the page
    """
    if in_force not in seen:
        raise WrongState(
            gettext_noop("These are not the rules in force: the house has a newer version. Open the page again.")
        )


def check_way(way: str, *, language: str) -> None:
    """
    Let somebody read the rules alone only in a language in which they are written.

    :raises InvalidInput: if there is no text in that language
    """
    if way == READ_ALONE and language not in RULES_LANGUAGES:
        raise InvalidInput(
            gettext_noop("The rules are not written in this language. Read them out, with an interpreter."), field="way"
        )


def check_rules_words(words: dict[str, str], *, exposing: Iterable[str]) -> None:
    """
    Let a text of the rules be written that is complete and tells a finder of the paper nothing.

    :raises InvalidInput: if a language is missing, or a word says what the paper is about
    """
    for language in RULES_LANGUAGES:
        if not words.get(language, "").strip():
            raise InvalidInput(gettext_noop("Write the rules in each of the three languages."), field=language)
    if found := ", ".join(exposing):
        raise InvalidInput(
            gettext_noop("Choose other words: whoever finds the paper would know what it is about (%(words)s)."),
            words=found,
        )
