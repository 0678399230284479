"""A day in the house: who is there, what happened, who was told."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.crypto.fields import seal, unseal_kept
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.models import Incident, Presence
from panah.protection.rules import check_back_at, check_day, check_told, needs_somebody
from panah.protection.states import IncidentState, PresenceState, move_incident, move_presence


@transaction.atomic
def tick_presence(*, actor: Actor, stay_id: UUID, state: PresenceState, until: datetime | None = None) -> Presence:
    """
    Say of somebody of the house that they are present, out until a time, or absent without word, today.

    :raises NotPermitted: if the actor may not tick the list
    :raises NotVisible: if there is no such stay in the actor's shelters
    :raises WrongState: if the person has left, or the list says the same already today
    :raises InvalidInput: if somebody is out and no time is given
    """
    check(actor, Permission.PROTECTION_PRESENCE_TICK)
    stay = queries.stay_to_change(actor=actor, stay_id=stay_id)
    if stay.ended_on is not None:
        raise WrongState(gettext_noop("This person has left the house."))
    back_at = check_back_at(state=state, until=until, now=now())
    line = queries.presence_to_change(actor=actor, stay_id=stay_id)
    if line is None:
        line = Presence(organisation_id=actor.organisation_id, wall=actor.wall, stay=stay, on=today())
    else:
        move_presence(PresenceState(line.state), state)
    line.state, line.until, line.ticked_by_id, line.ticked_at = state, back_at, actor.id, now()
    line.save()
    log.record(actor=actor, event=Event.PROTECTION_PRESENCE_TICKED, subject=line, case_id=stay.case_id, state=state)
    return line


@transaction.atomic
def record_incident(
    *,
    actor: Actor,
    shelter_id: UUID,
    kind: str,
    severity: str,
    happened_on: date,
    note: str,
    told: Collection[str] = (),
    stay_id: UUID | None = None,
) -> Incident:
    """
    Record what happened in a house. A serious incident stays open until somebody has seen to it.

    :raises NotPermitted: if the actor may not record incidents
    :raises NotVisible: if the shelter or the stay is not the actor's
    :raises InvalidInput: if the day has not come yet, the person lives in another house, or nobody says who was told
        of a serious incident
    """
    check(actor, Permission.PROTECTION_INCIDENT_RECORD)
    shelter = queries.shelter(actor=actor, shelter_id=shelter_id)
    stay = queries.stay(actor=actor, stay_id=stay_id) if stay_id else None
    if stay is not None and stay.shelter_id != shelter_id:
        raise InvalidInput(
            gettext_noop("This person lives in another house. Choose the house, or nobody."), field="stay_id"
        )
    check_day(happened_on, today=today(), field="happened_on")
    check_told(severity=severity, told=told)
    is_open = needs_somebody(severity)
    incident = Incident(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        shelter=shelter,
        stay=stay,
        kind=kind,
        severity=severity,
        happened_on=happened_on,
        told=sorted(told),
        state=IncidentState.OPEN if is_open else IncidentState.SETTLED,
        recorded_by_id=actor.id,
    )
    seal(incident, note=note)
    incident.save(force_insert=True)
    facts: dict[str, Any] = {"kind": kind, "severity": severity, "told": sorted(told)}
    case_id = stay.case_id if stay else None
    log.record(actor=actor, event=Event.PROTECTION_INCIDENT_RECORDED, subject=incident, case_id=case_id, **facts)
    return incident


@transaction.atomic
def show_incident(*, actor: Actor, incident_id: UUID) -> str:
    """
    Return what was written of an incident; nothing once its time ran out. Each reading is logged.

    :raises NotPermitted: if the actor may not read incidents
    :raises NotVisible: if there is none in the actor's houses
    """
    check(actor, Permission.PROTECTION_INCIDENT_READ)
    incident = queries.incident(actor=actor, incident_id=incident_id)
    log.record(actor=actor, event=Event.PROTECTION_INCIDENT_SHOWN, subject=incident)
    return unseal_kept(incident, "note")["note"]


@transaction.atomic
def settle_incident(*, actor: Actor, incident_id: UUID, told: Collection[str]) -> Incident:
    """
    Say that somebody has seen to an incident, and who was told.

    :raises NotPermitted: if the actor may not record incidents
    :raises NotVisible: if there is none in the actor's houses
    :raises WrongState: if somebody has seen to it already
    :raises InvalidInput: if nobody was told
    """
    check(actor, Permission.PROTECTION_INCIDENT_RECORD)
    incident = queries.incident_to_change(actor=actor, incident_id=incident_id)
    incident.state = move_incident(IncidentState(incident.state), IncidentState.SETTLED)
    check_told(severity=incident.severity, told=told)
    incident.told, incident.settled_on, incident.settled_by_id = sorted(told), today(), actor.id
    incident.save(update_fields=["state", "told", "settled_on", "settled_by_id"])
    log.record(actor=actor, event=Event.PROTECTION_INCIDENT_MOVED, subject=incident, to=incident.state)
    return incident


@transaction.atomic
def reopen_incident(*, actor: Actor, incident_id: UUID) -> Incident:
    """
    Open an incident again, because it came back or was not over.

    :raises NotPermitted: if the actor may not record incidents
    :raises NotVisible: if there is none in the actor's houses
    :raises WrongState: if it is open
    """
    check(actor, Permission.PROTECTION_INCIDENT_RECORD)
    incident = queries.incident_to_change(actor=actor, incident_id=incident_id)
    incident.state = move_incident(IncidentState(incident.state), IncidentState.OPEN)
    incident.settled_on = incident.settled_by_id = None
    incident.save(update_fields=["state", "settled_on", "settled_by_id"])
    log.record(actor=actor, event=Event.PROTECTION_INCIDENT_MOVED, subject=incident, to=incident.state)
    return incident
