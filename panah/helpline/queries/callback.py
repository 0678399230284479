"""Call-backs that are due, and callers who agreed to be recognised."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.accounts import queries as accounts
from panah.core import clock
from panah.country.parameters import period
from panah.crypto.blind import passing_tags
from panah.helpline.models import Call, Callback, CallbackAttempt, CallerKey, CallerTag
from panah.helpline.queries._one import one
from panah.helpline.rules import Window, safe_window
from panah.helpline.states import CallbackState

TOPICS_SHOWN = 3


@dataclass(frozen=True)
class Recalled:
    """How often somebody called in the time for which marks live, and the last topics. Nothing else is known."""

    times: int
    topics: tuple[str, ...]


def callbacks(*, actor: Actor) -> QuerySet[Callback]:
    """Return the call-backs that wait at the actor's line, the oldest wish first."""
    rows: QuerySet[Callback] = Callback.objects.own(actor).filter(state=CallbackState.WAITING)
    return rows.defer("way").select_related("call").order_by("asked_at", "id")


def callback_rows(*, actor: Actor) -> list[tuple[Callback, Window]]:
    """Return the call-backs that wait: those whose safe hours are open first, then by when they open."""
    rows = [(row, window(actor=actor, callback=row)) for row in callbacks(actor=actor)[:200]]
    return sorted(rows, key=lambda row: (not row[1].is_open, row[1].closes_at if row[1].is_open else row[1].opens_at))


def callback(*, actor: Actor, callback_id: UUID) -> Callback:
    """
    Return one call-back.

    :raises NotVisible: if the actor's line has no such call-back
    """
    found: Callback = one(Callback.objects.own(actor).select_related("call"), callback_id)
    return found


def callback_to_change(*, actor: Actor, callback_id: UUID) -> Callback:
    """
    Return one call-back, locked until the transaction ends.

    :raises NotVisible: if the actor's line has no such call-back
    """
    found: Callback = one(Callback.objects.own(actor).select_for_update(), callback_id)
    return found


def window(*, actor: Actor, callback: Callback) -> Window:
    """Return the safe hours of a call-back: those that are open, or the next."""
    return safe_window(from_hour=callback.from_hour, until_hour=callback.until_hour, now=clock.now())


def attempts(*, actor: Actor, callback: Callback) -> list[tuple[CallbackAttempt, str]]:
    """Return who tried to call back, with names."""
    rows = list(CallbackAttempt.objects.own(actor).filter(callback=callback).order_by("made_at", "id"))
    names = accounts.names(actor=actor, ids=[row.made_by_id for row in rows])
    return [(row, names.get(row.made_by_id, "")) for row in rows]


def callback_of(*, actor: Actor, call: Call) -> Callback | None:
    """Return the call-back that was wished in a call."""
    found: Callback | None = Callback.objects.own(actor).defer("way").filter(call=call).first()
    return found


def recalled(*, actor: Actor, digits: str) -> Recalled:
    """Return how often a number called while the marks of its calls live. A mark under a dead key is nobody's."""
    since = clock.today() - period("caller_tag_days", on=clock.today())
    living = CallerKey.objects.own(actor).filter(made_on__gt=since).values_list("key_id", flat=True)
    tags = list(passing_tags(list(living), digits).values())
    marked = CallerTag.objects.own(actor).filter(tag__in=tags) if tags else CallerTag.objects.own(actor).none()
    found = Call.objects.own(actor).filter(pk__in=list(marked.values_list("call_id", flat=True)))
    topics = list(found.order_by("-logged_at").values_list("topic", flat=True))
    return Recalled(len(topics), tuple(dict.fromkeys(topics))[:TOPICS_SHOWN])
