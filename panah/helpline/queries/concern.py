"""Written concerns: unopened reports, and those that a desk has opened. Lists never open a seal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.accounts import queries as accounts
from panah.accounts.models import Account
from panah.concerns import queries as concerns_door
from panah.core import clock
from panah.core.installation import is_demo
from panah.core.paging import Page, page
from panah.country.hours import Staffed, lines, staffed
from panah.country.parameters import number
from panah.helpline.models import Concern, TranslationNote
from panah.helpline.models.concern import OPEN_OR_OWED, OWED
from panah.helpline.queries._one import one
from panah.helpline.rules import answer_clock, concern_answer_due
from panah.helpline.states import SET_ASIDE

SIZE = 20  # rows of each list: three lists stand on one page


@dataclass(frozen=True)
class Waiting:
    """A report that nobody opened yet: an address, a day, a topic and a clock. Its words are sealed."""

    report_id: UUID
    topic: str
    language: str
    is_urgent: bool
    due_at: datetime


def waiting(*, actor: Actor, after: str | None = None, size: int = SIZE) -> Page:
    """Return one page of reports that nobody opened yet, the oldest day first."""
    found = concerns_door.waiting_page(actor=actor, after=after, size=size)
    return Page(_waiting(found.rows), found.next_cursor)


def urgent(*, actor: Actor) -> list[Waiting]:
    """Return unopened reports that say that somebody is in danger now."""
    return _waiting(
        concerns_door.waiting_reports(actor=actor).filter(is_urgent=True).order_by("received_on", "id")[:50]
    )


def concerns(*, actor: Actor) -> QuerySet[Concern]:
    """Return the concerns that the actor's desk has opened."""
    rows: QuerySet[Concern] = Concern.objects.own(actor)
    return rows


def unanswered(*, actor: Actor) -> QuerySet[Concern]:
    """Return the concerns whose reporter is owed a first answer: also those of which a signal was made."""
    return concerns(actor=actor).filter(OWED)


def owed_or_answered(*, actor: Actor) -> QuerySet[Concern]:
    """Return the concerns whose first answer was owed, whether it came or not."""
    return concerns(actor=actor).exclude(state__in=SET_ASIDE, answered_on=None)


def concern_page(*, actor: Actor, state: str = "all", after: str | None = None) -> Page:
    """Return one page of opened concerns: all, those that wait, or those of a state; the next deadline first."""
    found = concerns(actor=actor)
    if state == "waiting":
        found = found.filter(OPEN_OR_OWED)
    elif state != "all":
        found = found.filter(state=state)
    return page(found, order=("answer_due_at", "id"), after=after, size=SIZE)


def concerns_with_news(*, actor: Actor, after: str | None = None, size: int = SIZE) -> Page:
    """Return one page of concerns whose reporter wrote again, the oldest report first."""
    found = concerns_door.waiting_page(actor=actor, is_opened=True, after=after, size=size)
    made = {row.report_id: row for row in concerns(actor=actor).filter(report_id__in=[row["id"] for row in found.rows])}
    return Page([made[row["id"]] for row in found.rows if row["id"] in made], found.next_cursor)


def concern(*, actor: Actor, concern_id: UUID) -> Concern:
    """
    Return one concern.

    :raises NotVisible: if the actor's desk has no such concern
    """
    found: Concern = one(Concern.objects.own(actor), concern_id)
    return found


def concern_to_change(*, actor: Actor, concern_id: UUID) -> Concern:
    """
    Return one concern, locked until the transaction ends.

    :raises NotVisible: if the actor's desk has no such concern
    """
    found: Concern = one(Concern.objects.own(actor).select_for_update(), concern_id)
    return found


def concern_of_report(*, actor: Actor, report_id: UUID) -> Concern | None:
    """Return the concern that was made of a report, if it was opened."""
    found: Concern | None = Concern.objects.own(actor).filter(report_id=report_id).first()
    return found


def about_staff(*, actor: Actor, concern: Concern, language: str) -> str:
    """Return the name of the body whose staff a concern is about, or nothing."""
    body = concerns_door.about_staff(actor=actor, report_id=concern.report_id)
    return body.name(language) if body else ""


def own_source(*, actor: Actor) -> str:
    """Return the code that says that a signal came by the actor's own line."""
    return "hotline152" if concerns_door.channel(actor=actor) == "police_helpline" else "other_hotline"


def own_hours(*, actor: Actor) -> list[Staffed]:
    """Return whether the actor's own line is staffed now, as the public is told; nothing where no hours are known."""
    channel = concerns_door.channel(actor=actor)
    line = staffed(channel, at=clock.now()) if channel in lines(confirmed_only=not is_demo()) else None
    return [line] if line else []


def checkers(*, actor: Actor) -> list[Account]:
    """Return the colleagues who can have checked a translation."""
    return list(accounts.colleagues(actor=actor))


def translations(*, actor: Actor, concern: Concern) -> list[tuple[TranslationNote, str, str]]:
    """Return how the answers to a concern were translated: with the names of who did it and who checked it."""
    rows = list(TranslationNote.objects.own(actor).filter(concern=concern).order_by("on", "id"))
    ids = {key for row in rows for key in (row.translated_by_id, row.checked_by_id) if key}
    names = accounts.names(actor=actor, ids=ids) if ids else {}
    return [
        (row, names.get(row.translated_by_id, ""), names.get(row.checked_by_id, "") if row.checked_by_id else "")
        for row in rows
    ]


def _waiting(rows: Iterable[dict[str, Any]]) -> list[Waiting]:
    return [
        Waiting(
            row["id"],
            row["topic"],
            row["language"],
            row["is_urgent"],
            concern_answer_due(
                received_on=row["received_on"], is_urgent=row["is_urgent"], answer_hours=_answer_hours(row["topic"])
            ),
        )
        for row in rows
    ]


def _answer_hours(topic: str) -> int:
    return number(answer_clock(topic), on=clock.today())
