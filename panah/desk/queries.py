"""What waits for somebody, and what a search finds: every room is asked, and says only what this actor may see."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.queries import hidden_references
from panah.audit.queries import entries, last_checkpoint
from panah.codes.catalogue import code_list
from panah.core.clock import HOME, now
from panah.core.paging import Page, page
from panah.core.text import fold
from panah.core.work import Found, WorkItem
from panah.desk.kinds import icon_of
from panah.desk.navigation import Shown, commands
from panah.desk.rooms import ROOMS
from panah.desk.rules import Urgency, in_order, urgency
from panah.organisations.queries import names

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
    asked = [item for room in ROOMS for item in room.work(actor=actor)]
    hidden = hidden_references(actor=actor) if asked else set()
    items = in_order(item for item in asked if item.reference not in hidden)
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
    hits = [hit for room in ROOMS for hit in room.found(actor=actor, text=text)]
    hidden = hidden_references(actor=actor) if hits else set()
    return pages, [hit for hit in hits if hit.title not in hidden]


@dataclass(frozen=True, slots=True)
class Logged:
    """One row of the log, with names in the place of ids."""

    at: datetime
    event: str
    actor_name: str
    actor_wall: str
    holder_name: str
    groups: list[str]
    sequence: int | None


@dataclass(frozen=True, slots=True)
class Covered:
    """How far the log is signed."""

    size: int
    signed_at: datetime


def looks(*, actor: Actor, after: str | None, organisation_id: UUID | None = None, event: str = "") -> Page:
    """
    Return one page of the log, newest first, for oversight: every organisation.

    :raises NotPermitted: if the actor is not oversight
    """
    check(actor, Permission.AUDIT_ENTRY_READ_ALL)
    rows = entries(actor=actor, event=event, organisation_id=organisation_id)
    found = page(rows, order=("-at", "-id"), after=after)
    bodies = names(
        ids=[key for row in found.rows for key in (row.actor_organisation_id, row.holder_organisation_id) if key],
        language=actor.language,
    )
    logged = [
        Logged(
            at=row.at,
            event=row.event,
            actor_name=bodies.get(row.actor_organisation_id, gettext("The public's door")),
            actor_wall=row.actor_wall,
            holder_name=bodies.get(row.holder_organisation_id, ""),
            groups=row.groups,
            sequence=row.sequence,
        )
        for row in found.rows
    ]
    return Page(logged, found.next_cursor)


def last_signed(*, actor: Actor) -> Covered | None:
    """
    Return how far the log is signed.

    :raises NotPermitted: if the actor is not oversight
    """
    check(actor, Permission.AUDIT_ENTRY_READ_ALL)
    newest = last_checkpoint(actor=actor)
    return Covered(*newest) if newest else None


def _groups(items: list[WorkItem]) -> list[Group]:
    moment = now()
    rows: dict[Urgency, list[Row]] = {one: [] for one in Urgency}
    for item in items:
        rows[urgency(item.due_at, now=moment, home=HOME)].append(Row(item, icon_of(item.kind)))
    return [Group(one, lines) for one, lines in rows.items() if lines]


def _kind(code: str, count: int) -> Kind:
    return Kind(code, code_list("work_kind").label(code, get_language() or "en"), icon_of(code), count)
