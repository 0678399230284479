"""What a paragraph is made of: words, and figures that can be opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Running text without a figure in it."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the statement: the key of its indicator, its value, and the words that stand for it."""

    key: str
    value: int
    text: str


Segment = Words | Figure
Paragraph = tuple[Segment, ...]


def plain(paragraph: Iterable[Segment]) -> str:
    """Return a paragraph as bare text."""
    return "".join(segment.text for segment in paragraph)


def keyed(paragraph: Iterable[Segment]) -> str:
    """Return a paragraph as text in which each figure carries its key, as on paper: 356 [K4]."""
    return "".join(
        f"{segment.text} [{segment.key}]" if isinstance(segment, Figure) else segment.text for segment in paragraph
    )


def line(*parts: str | Figure | Sequence[Segment]) -> list[Segment]:
    """Return one list of segments from strings, figures and lists of segments."""
    segments: list[Segment] = []
    for part in parts:
        if isinstance(part, str):
            segments.append(Words(part))
        elif isinstance(part, Figure | Words):
            segments.append(part)
        else:
            segments.extend(part)
    return segments


def joined(items: Sequence[Sequence[Segment]], *, comma: str = ", ", last: str) -> list[Segment]:
    """Return items as an enumeration: a, b and c."""
    segments: list[Segment] = []
    for place, item in enumerate(items):
        if place:
            segments.append(Words(last if place == len(items) - 1 else comma))
        segments.extend(item)
    return segments


def paragraph(sentences: Iterable[Sequence[Segment]]) -> Paragraph:
    """Return sentences set one after another, neighbouring words run together."""
    merged: list[Segment] = []
    for place, sentence in enumerate(sentences):
        for segment in [Words(" "), *sentence] if place else sentence:
            if isinstance(segment, Words) and merged and isinstance(merged[-1], Words):
                merged[-1] = Words(merged[-1].text + segment.text)
            else:
                merged.append(segment)
    return tuple(merged)
