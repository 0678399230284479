"""Pages of `docs/` that are written from the code, so that they cannot say something else: `panah docs` writes them."""

from collections.abc import Callable

from panah.config.documents import access_table, languages, overview, personal_data, retention, roles, states

WRITERS: tuple[Callable[[], dict[str, str]], ...] = (
    overview.pages,
    roles.pages,
    states.pages,
    personal_data.pages,
    retention.pages,
    access_table.pages,
    languages.pages,
)


def pages() -> dict[str, str]:
    """Return every generated page: its path below `docs/`, and its text."""
    return {path: text for write in WRITERS for path, text in write().items()}
