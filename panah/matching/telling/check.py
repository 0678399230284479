"""The check of one text. No Django here."""

from collections.abc import Iterable, Mapping

from panah.matching.telling import general, record
from panah.matching.telling.finding import Finding
from panah.matching.telling.record import Known
from panah.matching.telling.words import tokens

LANGUAGES = ("az", "en", "ru")
NAMED = frozenset({"place", "date", "address", "school", "employer", "contact", "document"})


def check_text(text: str, *, language: str, known: Known | None = None) -> list[Finding]:
    """
    Return what in a text may lead to somebody, in its order.

    :param known: the person's record, where it may be read; without it only general rules are asked
    """
    read_as = language if language in LANGUAGES else "en"
    found = tokens(text, read_as)
    agreed = record.findings(text, found, read_as, known) if known else []
    return _once([*agreed, *general.findings(text, found, read_as)])


def check_story(opened: Mapping[str, str], *, language: str, known: Known | None = None) -> list[Finding]:
    """Return what in the title and the body of a story may lead to somebody."""
    return check_text(f"{opened['title']}\n{opened['body']}", language=language, known=known)


def _once(found: Iterable[Finding]) -> list[Finding]:
    """
    Return the findings without those that stand wholly inside another of their kind; the record's come first.

    What only looks like a name is none where it is a place or a month.
    """
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (not one.is_record, one.kind == "name", one.start - one.end)):
        is_weak = one.kind == "name" and not one.is_record
        around = [other for other in kept if other.start <= one.start and one.end <= other.end]
        if not any(one.kind == other.kind or (is_weak and other.kind in NAMED) for other in around):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))
