"""What a person is told in writing, in their language: the notices of the reflection period. No Django here."""

from dataclasses import dataclass
from functools import cache

from panah.country import tables

PARTS = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice in one language. The paragraphs name the days as `{from_day}` and `{until_day}`."""

    kind: str
    language: str
    title: str
    paragraphs: tuple[str, ...]

    def filled(self, *, from_day: str, until_day: str) -> tuple[str, ...]:
        """Return the paragraphs with the days in them."""
        return tuple(each.format(from_day=from_day, until_day=until_day) for each in self.paragraphs)


def notice_text(*, kind: str, language: str, fallback: str) -> NoticeText:
    """
    Return a notice in a language, or in the fallback where it has none.

    :raises UnknownEntry: if there is no such notice
    """
    for wanted in (language, fallback):
        if (kind, wanted) in _table():
            return _table()[kind, wanted]
    raise tables.unknown("notice", kind, sorted({each for each, _ in _table()}))


@cache
def _table() -> dict[tuple[str, str], NoticeText]:
    return {
        (row["kind"], row["language"]): NoticeText(
            row["kind"], row["language"], row["title"], tuple(row[part] for part in PARTS if row[part])
        )
        for row in tables.read("notices.csv")
    }
