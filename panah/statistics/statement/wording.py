"""One door to the wording, whatever the language; and the lines that always stand under the paragraph."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from panah.core.clock import HOME
from panah.statistics.rules import Period
from panah.statistics.statement import azerbaijani, english
from panah.statistics.statement.segments import Paragraph

LANGUAGES = MappingProxyType({"en": english.write, "az": azerbaijani.write})


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures of a statement come from."""

    snapshot: str
    taken_at: datetime
    as_of: date
    is_demonstration: bool


def write(counts: Mapping[str, int], *, language: str, period: Period, as_of: date, country: str) -> Paragraph:
    """
    Return the statement's paragraph in a language.

    :raises KeyError: if the statement has no wording in that language
    """
    return LANGUAGES[language](counts, period=period, as_of=as_of, country=country)


def footnotes(source: Source, *, language: str) -> list[str]:
    """Return the cut-off date and the source, which are always printed with a statement."""
    taken = source.taken_at.astimezone(HOME)
    if language == "az":
        lines = [
            f"{source.as_of:%d.%m.%Y} tarixinə olan məlumat.",
            f"Mənbə: {source.snapshot} anlıq surəti, {taken:%d.%m.%Y, %H:%M}.",
            "YAYIM ÜÇÜN DEYİL: ayrıca sorğu üzrə daxili layihə.",
        ]
        return [*lines, "Nümayiş məlumatıdır."] if source.is_demonstration else lines
    lines = [
        f"As known on {english.day(source.as_of)}.",
        f"Source: snapshot {source.snapshot}, taken {english.day(taken.date())} at {taken:%H:%M}.",
        "NOT FOR RELEASE: an internal draft for a period asked for ad hoc.",
    ]
    return [*lines, "Demonstration records."] if source.is_demonstration else lines
