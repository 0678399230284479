"""The calls of a line, and what stands over its desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from panah.access.policy import Actor
from panah.accounts import queries as accounts
from panah.codes.forms import language
from panah.concerns import queries as concerns_door
from panah.core import clock
from panah.core.paging import Page, page
from panah.country import places
from panah.crypto.fields import unseal
from panah.helpline.models import Call
from panah.helpline.queries._one import at_most, one
from panah.helpline.queries.concern import concerns
from panah.helpline.queries.signal import signals
from panah.helpline.states import ConcernState, SignalState

ABOUT_TRAFFICKING = ("tip_victim", "forced_labour")


@dataclass(frozen=True)
class Today:
    """The numbers over the helpline's desk."""

    calls: int
    about_trafficking: int
    unopened: int
    unanswered: int
    open_signals: int


def calls(*, actor: Actor) -> QuerySet[Call]:
    """Return the calls of the actor's line."""
    rows: QuerySet[Call] = Call.objects.own(actor).defer("note")
    return rows


def call_page(*, actor: Actor, topic: str = "", after: str | None = None, size: int = 50) -> Page:
    """Return one page of calls, the newest first."""
    found = calls(actor=actor).filter(topic=topic) if topic else calls(actor=actor)
    return page(found, order=("-logged_at", "-id"), after=after, size=size)


def call(*, actor: Actor, call_id: UUID) -> Call:
    """
    Return one call.

    :raises NotVisible: if the actor's line has no such call
    """
    found: Call = one(Call.objects.own(actor), call_id)
    return found


def note(*, actor: Actor, call_id: UUID) -> str:
    """
    Return the note of a call. The caller has logged that it is read.

    :raises NotVisible: if the actor's line has no such call
    """
    return unseal(call(actor=actor, call_id=call_id), "note")["note"]


def today(*, actor: Actor) -> Today:
    """Return the numbers over the helpline's desk."""
    since = datetime.combine(clock.today(), time.min, tzinfo=clock.HOME)
    counted = Call.objects.own(actor).filter(logged_at__gte=since)
    of_today = counted.aggregate(all=Count("id"), about=Count("id", filter=Q(topic__in=ABOUT_TRAFFICKING)))
    return Today(
        calls=of_today["all"],
        about_trafficking=of_today["about"],
        unopened=at_most(concerns_door.waiting_reports(actor=actor)),
        unanswered=at_most(concerns(actor=actor).filter(state=ConcernState.OPENED, answered_on=None)),
        open_signals=at_most(signals(actor=actor).filter(state=SignalState.OPEN)),
    )


def district(code: str) -> str:
    """Return the name of a division in the language of the page, or nothing for none."""
    return places.division(code).name(language()) if code else ""


def people(*, actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of those who took calls and opened concerns."""
    return accounts.names(actor=actor, ids=ids)
