"""Rules of a saved search. Pure."""

from panah.core.errors import InvalidInput, gettext_noop

MOST = 20


def check_search(*, name: str, is_filtered: bool, kept: int) -> None:
    """
    Accept a search that somebody wants to keep.

    :raises InvalidInput: if it has no name, filters nothing, or there are twenty already
    """
    if not name.strip():
        raise InvalidInput(gettext_noop("Give the search a name."), field="name")
    if not is_filtered:
        raise InvalidInput(gettext_noop("Choose a filter first: without one it is the whole list."))
    if kept >= MOST:
        raise InvalidInput(gettext_noop("You keep 20 searches already. Delete one first."))
