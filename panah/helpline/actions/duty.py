"""A credible report about workers from abroad: what came of the duty to investigate it."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core import clock
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.helpline import queries
from panah.helpline.models import DutyToInvestigate


@transaction.atomic
def end_duty(*, actor: Actor, duty_id: UUID, outcome: str) -> DutyToInvestigate:
    """
    Say what came of a duty to investigate.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such duty
    :raises WrongState: if it has ended already
    :raises InvalidInput: if there is no such outcome
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    duty = queries.duty_to_change(actor=actor, duty_id=duty_id)
    if duty.ended_on is not None:
        raise WrongState(gettext_noop("The outcome of this duty is recorded already."))
    if outcome not in code_list("duty_outcome"):
        raise InvalidInput(gettext_noop("Say what came of it."), field="outcome")
    duty.outcome, duty.ended_on, duty.ended_by_id = outcome, clock.today(), actor.id
    duty.save(update_fields=["outcome", "ended_on", "ended_by_id"])
    log.record(actor=actor, event=Event.HELPLINE_DUTY_ENDED, subject=duty, outcome=outcome)
    return duty
