"""The signals of a desk. Lists never open a seal."""

from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.concerns import queries as concerns_door
from panah.core.paging import Page, page
from panah.crypto.fields import unseal_kept
from panah.helpline.models import Signal
from panah.helpline.queries._one import one
from panah.helpline.queries.handover import staff_concerned


def signals(*, actor: Actor) -> QuerySet[Signal]:
    """Return the signals that the actor's desk made."""
    rows: QuerySet[Signal] = Signal.objects.own(actor).defer("summary")
    return rows


def signal_page(*, actor: Actor, state: str = "", after: str | None = None) -> Page:
    """Return one page of signals, of one state where asked for, the next deadline first."""
    found = signals(actor=actor).filter(state=state) if state else signals(actor=actor)
    return page(found, order=("due_at", "id"), after=after)


def signal(*, actor: Actor, signal_id: UUID) -> Signal:
    """
    Return one signal: of the actor's own desk, or opened to the actor by a grant.

    :raises NotVisible: if there is no such signal for this actor
    """
    found: Signal = one(Signal.objects.visible_to(actor), signal_id)
    return found


def signal_of_call(*, actor: Actor, call_id: UUID) -> Signal | None:
    """Return the signal that the actor's desk made of a call, if it did."""
    return signals(actor=actor).filter(call_id=call_id).first()


def signal_to_change(*, actor: Actor, signal_id: UUID) -> Signal:
    """
    Return one signal of the actor's own desk, locked until the transaction ends.

    :raises NotVisible: if the actor's desk has no such signal
    """
    found: Signal = one(Signal.objects.own(actor).select_for_update(), signal_id)
    return found


def bodies_concerned(*, actor: Actor, signal_id: UUID) -> set[UUID]:
    """Return the bodies that must not learn of an own signal: what it was made of is about their staff."""
    made = Signal.objects.own(actor).filter(pk=signal_id).first()
    about = staff_concerned(actor=actor, call_id=made.call_id, concern_id=made.concern_id) if made else None
    return concerns_door.line_of_command(about.pk) if about else set()


def summary(*, actor: Actor, signal_id: UUID) -> str:
    """
    Return the words of a signal. The caller has logged that they are read.

    :raises NotVisible: if there is no such signal for this actor
    """
    return unseal_kept(signal(actor=actor, signal_id=signal_id), "summary")["summary"]
