"""
Languages of the public's pages. Three are complete; the others are packs: help, a short form, the way back to it.

A pack is a catalogue (`locale/<code>/LC_MESSAGES/django.po`) whose head names it and says who has reviewed it. It is
not live before a reviewer's name and the day stand there. Pure: the settings read it.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
WHOLE = (("az", "Azərbaycanca"), ("en", "English"), ("ru", "Русский"))
WHOLE_CODES = frozenset(code for code, _ in WHOLE)
# The first is where every other address leads.
PACK_PAGES = ("help/", "report/", "answer/")


@dataclass(frozen=True, slots=True)
class Pack:
    """A language that has only the pages of somebody who needs help; and who has reviewed its words, when."""

    code: str
    name: str
    reviewer: str = ""
    reviewed_on: date | None = None

    @property
    def is_live(self) -> bool:
        return bool(self.reviewer) and self.reviewed_on is not None


def packs(locales: Path = LOCALES) -> list[Pack]:
    """Return every pack, reviewed or not, by its code."""
    found = sorted(path for path in locales.glob("*/LC_MESSAGES/django.po") if path.parts[-3] not in WHOLE_CODES)
    return [_pack(path.parts[-3], path.read_text("utf-8").split("\n\n")[0]) for path in found]


def live(locales: Path = LOCALES) -> list[tuple[str, str]]:
    """Return code and name of every language that the public can read."""
    return [*WHOLE, *((pack.code, pack.name) for pack in packs(locales) if pack.is_live)]


def is_pack(language: str | None) -> bool:
    """Test if a language has only the pages of somebody who needs help."""
    return language not in WHOLE_CODES


def _pack(code: str, head: str) -> Pack:
    said = dict(re.findall(r'^"X-(Name|Reviewed|Reviewed-By|Reviewed-On): (.*?)\\n"$', head, re.MULTILINE))
    if said.get("Reviewed") != "true":
        return Pack(code, said["Name"])
    day = said.get("Reviewed-On", "").strip()
    return Pack(code, said["Name"], said.get("Reviewed-By", "").strip(), date.fromisoformat(day) if day else None)
