"""Members and links, ready to be drawn, and the same as an adjacency table."""

from dataclasses import dataclass
from typing import Any

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.prosecution.models import CriminalGroup, Suspect
from panah.prosecution.queries.group import links, suspects
from panah.prosecution.rules import BOX_HEIGHT, BOX_WIDTH, MOST_DRAWN, Place, places

LETTER = 6.9
PADDING = 14
ROLE_LENGTH = 21
# A word stands nearer to the one who acts, so that links which cross keep their words apart.
ALONG = 0.34


@dataclass(frozen=True, slots=True)
class Node:
    """A member as a box: left upper corner, and its words."""

    label: str
    role: str
    short_role: str
    is_company: bool
    x: float
    y: float
    corner: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A link as a line with its word in the middle."""

    from_label: str
    to_label: str
    word: str
    reason: str
    is_inferred: bool
    x1: float
    y1: float
    x2: float
    y2: float
    label_x: float
    label_y: float
    label_left: float
    label_width: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the adjacency table: a key letter for each link."""

    letters: str = ""
    words: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """The picture and the table. `rows` are (member, role, cells); `legend` is (letter, word)."""

    nodes: list[Node]
    edges: list[Edge]
    rows: list[tuple[str, str, list[Cell]]]
    legend: list[tuple[str, str]]
    is_drawn: bool


def graph(*, actor: Actor, group: CriminalGroup) -> Graph:
    """Return the members and links of a group."""
    members = suspects(actor=actor, group=group)
    joined = links(actor=actor, group=group)
    letters = _letters(joined)
    roles = {member.pk: code_list("perpetrator_role").label(member.role, language()) for member in members}
    spots = dict(zip([member.pk for member in members], places(len(members)) if members else [], strict=True))
    labels = {member.pk: member.label for member in members}
    return Graph(
        nodes=[_node(member, roles[member.pk], spots[member.pk]) for member in members],
        edges=[_edge(row, labels, spots) for row in joined],
        rows=[
            (member.label, roles[member.pk], [_cell(member, other, joined, letters) for other in members])
            for member in members
        ],
        legend=[(letter, _word(kind)) for kind, letter in letters.items()],
        is_drawn=1 < len(members) <= MOST_DRAWN,
    )


def _word(kind: str) -> str:
    return code_list("suspect_link").label(kind, language())


def _letters(joined: list[dict[str, Any]]) -> dict[str, str]:
    letters: dict[str, str] = {}
    for row in joined:
        word = _word(row["kind"])
        free = [letter for letter in word.upper() if letter.isalpha() and letter not in letters.values()]
        letters.setdefault(row["kind"], free[0] if free else str(len(letters) + 1))
    return letters


def _node(member: Suspect, role: str, spot: Place) -> Node:
    return Node(
        label=member.label,
        role=role,
        short_role=role if len(role) <= ROLE_LENGTH else role[: ROLE_LENGTH - 1] + "…",
        is_company=member.is_company,
        x=spot.x - BOX_WIDTH / 2,
        y=spot.y - BOX_HEIGHT / 2,
        corner=4 if member.is_company else BOX_HEIGHT // 2,
    )


def _edge(row: dict[str, Any], labels: dict[Any, str], spots: dict[Any, Place]) -> Edge:
    one, other = spots[row["from_suspect_id"]], spots[row["to_suspect_id"]]
    is_inferred = row["basis"] == "inferred"
    word = _word(row["kind"]) + (" ?" if is_inferred else "")
    width = len(word) * LETTER + PADDING
    return Edge(
        from_label=labels[row["from_suspect_id"]],
        to_label=labels[row["to_suspect_id"]],
        word=word,
        reason=row["reason"] or "",
        is_inferred=is_inferred,
        x1=one.x,
        y1=one.y,
        x2=other.x,
        y2=other.y,
        label_x=round(one.x + (other.x - one.x) * ALONG, 1),
        label_y=round(one.y + (other.y - one.y) * ALONG, 1),
        label_left=round(-width / 2, 1),
        label_width=round(width, 1),
    )


def _cell(member: Suspect, other: Suspect, joined: list[dict[str, Any]], letters: dict[str, str]) -> Cell:
    if member.pk == other.pk:
        return Cell(letters="·", kind="self")
    here = [row for row in joined if (row["from_suspect_id"], row["to_suspect_id"]) == (member.pk, other.pk)]
    if not here:
        return Cell()
    bases = code_list("fact_basis")
    return Cell(
        letters=" ".join(letters[row["kind"]] + ("?" if row["basis"] == "inferred" else "") for row in here),
        words="; ".join(f"{_word(row['kind'])}, {bases.label(row['basis'], language())}" for row in here),
        kind="stated" if any(row["basis"] == "stated" for row in here) else "inferred",
    )
