"""The holder of stock that was stopped answers with a record of its own."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.db import wait_for
from panah.core.errors import WrongState, gettext_noop
from panah.prevention import queries
from panah.prevention.models import StopAnswer


@transaction.atomic
def confirm_stop(*, actor: Actor, stop_id: UUID) -> StopAnswer:
    """
    Confirm that nothing more of a print run is given out here, with what lies in the own store.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if nothing of the kind was sent to the actor's organisation
    :raises WrongState: if it was confirmed already
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    wait_for(f"prevention.stop {stop_id}")
    stop = queries.stop_for_us(actor=actor, stop_id=stop_id)
    if hasattr(stop, "answer"):
        raise WrongState(gettext_noop("Somebody has confirmed this already."))
    left = sum(shelf.stock.left for shelf in queries.shelves(actor=actor) if shelf.batch.pk == stop.batch_id)
    answer = StopAnswer(organisation_id=actor.organisation_id, stop=stop, answered_on=today(), left_count=left)
    answer.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_DELIVERY_COUNTED, subject=answer, count=left)
    return answer
