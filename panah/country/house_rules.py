"""
The rules of a safe house that has written none of its own, in the languages of the country pack. No Django here.

A text that was given to anybody is never changed: a new wording is a new version.
"""

from dataclasses import dataclass
from functools import cache

from panah.country import tables


@dataclass(frozen=True, slots=True)
class DefaultRules:
    """One version of our own text: for each language its lines, one rule a line."""

    version: int
    words: dict[str, str]


@cache
def default_rules(version: int | None = None) -> DefaultRules:
    """
    Return a version of our text, or the newest one.

    :raises UnknownEntry: if there is no such version
    """
    rows = tables.read("house_rules.csv")
    wanted = str(version or max(int(row["version"]) for row in rows))
    found = [row for row in rows if row["version"] == wanted]
    if not found:
        raise tables.unknown("version of the house rules", wanted, sorted({row["version"] for row in rows}))
    return DefaultRules(int(wanted), {lang: "\n".join(row[lang] for row in found) for lang in tables.LANGUAGES})
