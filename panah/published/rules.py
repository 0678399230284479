"""What a published text may consist of. Pure: no HTML passes, only words and their arrangement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
HEAD = frozenset({"tag", "date", "line"})
RELATED = frozenset({"kind", "slug"})
BODY = frozenset({"head", "main", "side", "related"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page in one language; `body` as `check_body` allows it."""

    title: str
    summary: str
    body: Mapping[str, Any]


def check_body(body: Mapping[str, Any]) -> None:
    """
    Allow a body that the public's templates can show.

    :raises InvalidInput: if it has a part that they do not know
    """
    _known("body", body, BODY)
    _known("head", body.get("head", {}), HEAD)
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
