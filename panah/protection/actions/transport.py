"""Bringing somebody to a shelter: the address for one named officer, for hours, until the giver ends it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup, Wall
from panah.accounts.queries import transport_officers
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import NotVisible
from panah.core.ids import reference
from panah.country.parameters import number
from panah.crypto.fields import seal, unseal
from panah.crypto.records import location_of, new_record_key
from panah.protection import queries
from panah.protection.models import TransportTask
from panah.protection.queries.house_staff import own_houses
from panah.protection.rules import check_transport
from panah.protection.rules.house_staff import check_works_here
from panah.protection.states import TransportState, move_transport


@transaction.atomic
def give_transport(
    *,
    actor: Actor,
    shelter_id: UUID,
    officer_id: UUID,
    valid_from: datetime,
    hours: int,
    case_reference: str = "",
    note: str = "",
) -> TransportTask:
    """
    Let one named officer read where a shelter is, for hours.

    :raises NotPermitted: if the actor may not give transport tasks, or works in another house
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if the actor has no such shelter, or nobody such drives
    :raises InvalidInput: if it would last too long or is over already
    """
    check(actor, Permission.PROTECTION_TRANSPORT_GIVE)
    shelter = queries.shelter(actor=actor, shelter_id=shelter_id)
    check_works_here(is_staff=shelter_id in own_houses(actor=actor))
    officer = transport_officers(actor=actor, wall=Wall.PROTECTION).filter(pk=officer_id).first()
    if officer is None:
        raise NotVisible(f"transport officer {officer_id}")
    until = check_transport(
        valid_from=valid_from, hours=hours, longest=number("transport_hours", on=today()), now=now()
    )
    task = TransportTask(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=officer.organisation_id,
        to_wall=Wall.PROTECTION,
        sent_by_id=actor.id,
        reference=reference("T", year=today().year),
        shelter_id=shelter.id,
        officer_id=officer.id,
        case_reference=case_reference,
        valid_from=valid_from,
        valid_until=until,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall, purpose=location_of(shelter.id)),
    )
    seal(task, note=note)
    task.save(force_insert=True)
    facts: dict[str, Any] = {"officer": officer.id, "hours": hours}
    log.record(actor=actor, event=Event.PROTECTION_TRANSPORT_GIVEN, subject=task, **facts)
    return task


@transaction.atomic
def end_transport(*, actor: Actor, task_id: UUID) -> TransportTask:
    """
    End a task at once: from now on the address does not exist for the officer.

    :raises NotPermitted: if the actor may not end transport tasks
    :raises NotVisible: if the actor's shelter gave none
    :raises WrongState: if it has ended already
    """
    check(actor, Permission.PROTECTION_TRANSPORT_END)
    task = queries.transport_to_end(actor=actor, task_id=task_id)
    move_transport(task.state, TransportState.ENDED)
    task.ended_at = now()
    task.save(update_fields=["ended_at"])
    log.record(actor=actor, event=Event.PROTECTION_TRANSPORT_ENDED, subject=task)
    return task


@transaction.atomic
def show_transport(*, actor: Actor, task_id: UUID) -> dict[str, str]:
    """
    Return where a live task leads, and what the shelter wrote for the way. Each reading is logged.

    :raises NotPermitted: if the actor does not drive
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if the task is not the actor's, has not begun, or has ended
    """
    check(actor, Permission.PROTECTION_TRANSPORT_SHOW)
    task = queries.transport(actor=actor, task_id=task_id)
    location = queries.location_of_transport(actor=actor, task=task)
    log.record(actor=actor, event=Event.PROTECTION_TRANSPORT_SHOWN, subject=task, groups=(FieldGroup.LOCATION,))
    return {**unseal(location, "address"), **unseal(task, "note")}
