"""
The fixed words on paper, in the language of the paper, which is not always one of the interface's.

They stand in a table because a leaflet may be in a language that no desk is read in.
"""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

FALLBACK = "en"


@cache
def _table() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def languages() -> tuple[str, ...]:
    """Return the languages in which every fixed word stands."""
    return tuple(name for name in next(iter(_table().values())) if name != "key")


def words(language: str) -> Callable[[str], str]:
    """Return a function from a key to the word in a language, or in English where there is none."""

    def word(key: str) -> str:
        row = _table()[key]
        return row.get(language) or row[FALLBACK]

    return word
