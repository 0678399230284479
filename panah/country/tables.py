"""Reading the tables of a country pack. No Django here."""

import csv
from pathlib import Path

from panah.core.text import nearest

# Another country is another folder beside `az`.
PACK = Path(__file__).parent / "az"

LANGUAGES = ("en", "az", "ru")


class UnknownEntry(LookupError):
    """A name that a table of the country pack does not have; `nearest` is the closest one that it has."""

    def __init__(self, kind: str, name: str, suggestion: str | None) -> None:
        hint = f"; nearest: {suggestion!r}" if suggestion else ""
        super().__init__(f"there is no {kind} {name!r}{hint}")
        self.kind = kind
        self.name = name
        self.nearest = suggestion


def unknown(kind: str, name: str, known: list[str]) -> UnknownEntry:
    """Return the error for a name that is not among the known ones."""
    return UnknownEntry(kind, name, nearest(name, known))


def read(file_name: str, pack: Path = PACK) -> list[dict[str, str]]:
    """Return the rows of a table of the pack."""
    with (pack / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(row: dict[str, str]) -> dict[str, str]:
    """Return the names of a row by language."""
    return {lang: row[f"name_{lang}"] for lang in LANGUAGES}
