"""The driver of a transport task tells the shelter how far the way has come."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.errors import WrongState, gettext_noop
from panah.protection import queries
from panah.protection.models import TransportReport
from panah.protection.queries import journey as journey_queries
from panah.protection.states import JourneyState, TransportState, move_journey


@transaction.atomic
def report_transport(*, actor: Actor, task_id: UUID, said: JourneyState) -> TransportReport:
    """
    Tell the shelter that one has set out, has arrived, or has found nobody.

    :raises NotPermitted: if the actor does not drive
    :raises NotVisible: if the task is not the actor's, or has ended
    :raises WrongState: if the task has not begun, or this was said already
    """
    check(actor, Permission.PROTECTION_TRANSPORT_READ)
    task = queries.transport(actor=actor, task_id=task_id)
    if task.state != TransportState.LIVE:
        raise WrongState(gettext_noop("The task has not begun yet."))
    move_journey(journey_queries.journey(actor=actor, task_id=task_id), said)
    report = TransportReport.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=task.from_organisation_id,
        to_wall=task.from_wall,
        sent_by_id=actor.id,
        task=task,
        said=said,
    )
    log.record(actor=actor, event=Event.PROTECTION_TRANSPORT_REPORTED, subject=report, said=said)
    return report
