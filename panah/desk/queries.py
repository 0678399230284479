"""What waits for somebody, and what a search finds: every room is asked, and says only what this actor may see."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes.catalogue import code_list
from panah.core.clock import HOME, now
from panah.core.text import fold
from panah.core.work import Found, WorkItem
from panah.desk.kinds import icon_of
from panah.desk.navigation import Shown, commands
from panah.desk.rooms import ROOMS
from panah.desk.rules import Urgency, in_order, urgency

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of my work."""

    item: WorkItem
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines that are due in the same time."""

    urgency: Urgency
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work, and how much of it waits."""

    code: str
    label: str
    icon: str
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """My work: its kinds with counts, and the lines of the chosen kind by deadline."""

    total: int
    kinds: list[Kind]
    groups: list[Group]


def waiting(*, actor: Actor, kind: str = "") -> Waiting:
    """Return what waits for the actor in every room, by deadline."""
    check(actor, Permission.DESK_HOME_READ)
    items = in_order(item for room in ROOMS for item in room.work(actor=actor))
    counts = Counter(item.kind for item in items)
    shown = [item for item in items if kind in ("", item.kind)]
    return Waiting(
        total=len(items), kinds=[_kind(code, count) for code, count in counts.items()], groups=_groups(shown)
    )


def found(*, actor: Actor, text: str) -> tuple[list[Shown], list[Found]]:
    """Return the pages and the records that hold the words; a single letter finds nothing."""
    check(actor, Permission.DESK_HOME_READ)
    wanted = fold(text)
    if len(wanted) < SHORTEST:
        return [], []
    pages = [page for page in commands(actor=actor) if wanted in fold(page.label)]
    return pages, [hit for room in ROOMS for hit in room.found(actor=actor, text=text)]


def _groups(items: list[WorkItem]) -> list[Group]:
    moment = now()
    rows: dict[Urgency, list[Row]] = {one: [] for one in Urgency}
    for item in items:
        rows[urgency(item.due_at, now=moment, home=HOME)].append(Row(item, icon_of(item.kind)))
    return [Group(one, lines) for one, lines in rows.items() if lines]


def _kind(code: str, count: int) -> Kind:
    return Kind(code, code_list("work_kind").label(code, get_language() or "en"), icon_of(code), count)
