"""Taking back what was announced: when the person stays, it is not safe, or nobody may be told."""

from panah.access.policy import Actor
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.db import wait_for
from panah.protection import queries
from panah.protection.models import Assistance, HandOverReceipt
from panah.protection.states import ConsularState, move_consular


def take_back(actor: Actor, record: Assistance, *, because: str) -> bool:
    """Take back what was announced and nobody has signed for; return whether there was such a return."""
    if record.state != ConsularState.RETURNING:
        return False
    announced = list(queries.hand_overs_of_assistance(actor=actor, assistance_id=record.pk).filter(withdrawn_at=None))
    for hand_over in announced:
        wait_for(f"hand-over {hand_over.pk}")
    if HandOverReceipt.objects.for_us(actor).filter(hand_over__in=announced).exists():
        return False
    record.state = move_consular(ConsularState.RETURNING, ConsularState.OPEN)
    record.save(update_fields=["state"])
    for hand_over in announced:
        hand_over.withdrawn_at = now()
        hand_over.save(update_fields=["withdrawn_at"])
        log.record(actor=actor, event=Event.CONSULAR_RETURN_WITHDRAWN, subject=hand_over, because=because)
    return True
