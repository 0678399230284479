"""What a published text may consist of. Pure: no HTML passes, only words and their arrangement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from panah.core.clock import HOME
from panah.core.errors import InvalidInput, gettext_noop

# Block kind -> the keys it may have.
BLOCKS: dict[str, frozenset[str]] = {
    "text": frozenset({"title", "paragraphs"}),
    "list": frozenset({"title", "entries"}),
    "agenda": frozenset({"title", "entries"}),
    "table": frozenset({"title", "head", "rows", "note"}),
    "note": frozenset({"text"}),
    "links": frozenset({"title", "entries"}),
    "sources": frozenset({"title", "entries"}),
}
PANEL = frozenset({"title", "tone", "text", "facts", "link"})
HEAD = frozenset({"tag", "date", "line", "code"})
RELATED = frozenset({"kind", "slug"})
VIDEO = frozenset({"wide", "high", "seconds", "alt", "captions", "transcript"})
BODY = frozenset({"head", "main", "side", "related", "video"})
CLIP_PIECE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page in one language; `body` as `check_body` allows it."""

    title: str
    summary: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a page: its paper (a code of `sheet_layout`, or none), its kind, what it holds."""

    name: str
    kind: str
    content: bytes


def check_body(body: Mapping[str, Any]) -> None:
    """
    Allow a body that the public's templates can show.

    :raises InvalidInput: if it has a part that they do not know
    """
    _known("body", body, BODY)
    _known("head", body.get("head", {}), HEAD)
    _known("video", body.get("video", {}), VIDEO)
    for block in body.get("main", ()):
        kind = block.get("kind", "")
        if kind not in BLOCKS:
            raise InvalidInput(gettext_noop("A published text cannot have a part of this kind: %(kind)s."), kind=kind)
        _known(kind, block, BLOCKS[kind] | {"kind"})
    for panel in body.get("side", ()):
        _known("panel", panel, PANEL)
    for other in body.get("related", ()):
        _known("related", other, RELATED)


def _known(part: str, value: Mapping[str, Any], keys: frozenset[str]) -> None:
    strange = sorted(set(value) - keys)
    if strange:
        raise InvalidInput(
            gettext_noop("The part %(part)s of a published text cannot have %(keys)s."), part=part, keys=strange
        )


SHELTER = "shelter"  # of the lists `service` and `organisation_kind`
PLACED = ("division", "phone", "web", "address", "note_az", "note_en", "note_ru")
PHONE = frozenset("0123456789 +-()/.,")


@dataclass(frozen=True, slots=True)
class OfferDetails:
    """A service as its provider describes it: codes, and few words. A note may stand in each public language."""

    service: str
    languages: tuple[str, ...]
    days: str
    from_hour: int
    until_hour: int
    capacity: str
    groups: tuple[str, ...] = ()
    division: str = ""
    phone: str = ""
    web: str = ""
    address: str = ""
    note_az: str = ""
    note_en: str = ""
    note_ru: str = ""


def is_sheltered(*, service: str, organisation_kind: str) -> bool:
    """Test if a service stands in the directory without provider and place: people come through the helpline."""
    return SHELTER in (service, organisation_kind)


def check_offer(details: OfferDetails, *, sheltered: bool) -> None:
    """
    Let a service stand in the directory.

    :raises InvalidInput: if the hours are impossible, nobody could reach it, or a shelter could be found by it
    """
    if not 0 <= details.from_hour < details.until_hour <= 24:
        raise InvalidInput(gettext_noop("The hours end later than they begin, on the same day."), field="until_hour")
    if sheltered:
        for name in PLACED:
            if getattr(details, name):
                raise InvalidInput(
                    gettext_noop("A shelter stands here without place, number and words: leave this empty."), field=name
                )
        return
    if set(details.phone) - PHONE:
        raise InvalidInput(gettext_noop("Write a telephone number in digits."), field="phone")
    if not (details.phone or details.web or details.address):
        raise InvalidInput(gettext_noop("Write how it is reached: a number, a website or an address."), field="phone")


def confirmed_until(*, confirmed_on: date, confirm_days: int) -> datetime:
    """Return when a confirmation ends: with the last of its days."""
    end = datetime.combine(confirmed_on + timedelta(days=confirm_days + 1), time.min, tzinfo=HOME)
    return end.astimezone(UTC)


def fresh_since(*, today: date, confirm_days: int) -> date:
    """Return the earliest day of a confirmation that still holds; one of that very day ends today."""
    return today - timedelta(days=confirm_days)
