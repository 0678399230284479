"""A report that came through the public's door, as the helpline finds it."""

from uuid import UUID

from panah.access.policy import Actor
from panah.helpline import queries
from tests.concerns.support import send
from tests.support import again


def report_for(actor: Actor, **answers: object) -> UUID:
    """Send a report to the actor's desk and return its id."""
    send(once=len(queries_seen(actor)).to_bytes(16, "big"), **answers)
    again(actor)
    return queries.waiting(actor=actor).rows[-1].report_id


def queries_seen(actor: Actor) -> list[UUID]:
    again(actor)
    waiting = [row.report_id for row in queries.waiting(actor=actor, size=1000).rows]
    return waiting + list(queries.concerns(actor=actor).values_list("report_id", flat=True))
