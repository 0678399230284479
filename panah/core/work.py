"""What a room tells the desk: what waits for somebody, and what a search found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing that waits for the actor. `kind` is a code of the list `work_kind`; `url` opens the place to do it."""

    kind: str
    title: str
    reference: str
    sender: str
    due_at: datetime | None
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the command search."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Ringing:
    """An alarm that the actor must hear on every page: since when (None: not known), and where to take it."""

    title: str
    since: datetime | None
    minutes: int | None
    url: str
    take_url: str
    is_taken: bool


def heard(alarms: Iterable[Ringing]) -> str:
    """Return what an open page has shown of the alarms: it is told again of another one, and every five minutes."""
    return " ".join(f"{alarm.url}{alarm.take_url}{(alarm.minutes or 0) // 5}" for alarm in alarms)
