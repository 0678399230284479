"""A safe place: asked for, given or not, left."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup, Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import InvalidInput, NotVisible, gettext_noop
from panah.crypto.fields import seal, unseal
from panah.crypto.records import location_of, new_record_key
from panah.protection import queries
from panah.protection.models import PlaceAnswer, PlaceRequest, Shelter, ShelterLocation, Stay
from panah.protection.rules import check_place_fits
from panah.protection.states import PlaceState, move_place


@transaction.atomic
def request_place(
    *, actor: Actor, case_id: UUID, to_organisation_id: UUID, needs: Collection[str], wanted_on: date
) -> PlaceRequest:
    """
    Ask a shelter for a place. It hangs on nothing but the case: no decision, no cooperation with anybody.

    :raises NotPermitted: if the actor may not ask for places
    :raises NotVisible: if there is no such case for this actor, or no such shelter
    """
    check(actor, Permission.PROTECTION_PLACE_REQUEST)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if not queries.sheltering_organisations(actor=actor).filter(pk=to_organisation_id).exists():
        raise NotVisible(f"shelter organisation {to_organisation_id}")
    person = case.person
    request = PlaceRequest.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.PROTECTION,
        sent_by_id=actor.id,
        case_id=case.id,
        person_id=case.person_id,
        reference=case.reference,
        sex=person.sex,
        age_band=person.age_band,
        language=person.language,
        needs=sorted(needs),
        wanted_on=wanted_on,
    )
    log.record(
        actor=actor,
        event=Event.PROTECTION_PLACE_REQUESTED,
        subject=request,
        case_id=case.id,
        to_organisation=to_organisation_id,
    )
    return request


@transaction.atomic
def withdraw_place_request(*, actor: Actor, request_id: UUID) -> PlaceRequest:
    """
    Take back a request that nobody has answered.

    :raises NotPermitted: if the actor may not ask for places
    :raises NotVisible: if the actor's organisation sent no such request
    :raises WrongState: if it has been answered
    """
    check(actor, Permission.PROTECTION_PLACE_REQUEST)
    request = queries.place_request_sent(actor=actor, request_id=request_id)
    move_place(request.state, PlaceState.WITHDRAWN)
    request.withdrawn_at = now()
    request.save(update_fields=["withdrawn_at"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_PLACE_WITHDRAWN,
        subject=request,
        case_id=request.case_id,
    )
    return request


@transaction.atomic
def admit(*, actor: Actor, request_id: UUID, shelter_id: UUID, started_on: date) -> Stay:
    """
    Give a place: the shelter's own record of the stay, and the answer to the one who asked.

    :raises NotPermitted: if the actor may not admit people
    :raises NotVisible: if the request or the shelter is not the actor's
    :raises WrongState: if the request was answered or withdrawn
    :raises InvalidInput: if the shelter is full or is not for this person
    """
    check(actor, Permission.PROTECTION_STAY_ADMIT)
    request = queries.place_request_to_answer(actor=actor, request_id=request_id)
    shelter = queries.shelter_to_change(actor=actor, shelter_id=shelter_id)
    move_place(request.state, PlaceState.ACCEPTED)
    present = Stay.objects.own(actor).filter(shelter=shelter, ended_on=None).count()
    check_place_fits(
        free=shelter.capacity - shelter.blocked_count - present,
        takes_women=shelter.takes_women,
        takes_men=shelter.takes_men,
        takes_children=shelter.takes_children,
        sex=request.sex,
        band=request.age_band,
    )
    stay = Stay.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        shelter=shelter,
        request=request,
        case_id=request.case_id,
        person_id=request.person_id,
        reference=request.reference,
        sex=request.sex,
        age_band=request.age_band,
        language=request.language,
        needs=request.needs,
        started_on=started_on,
        admitted_by_id=actor.id,
    )
    _answer(actor, request, is_accepted=True, started_on=started_on)
    log.record(
        actor=actor,
        event=Event.PROTECTION_STAY_ADMITTED,
        subject=stay,
        case_id=request.case_id,
        started_on=started_on,
    )
    return stay


@transaction.atomic
def decline_place(*, actor: Actor, request_id: UUID, reason: str) -> PlaceRequest:
    """
    Say that there is no place, and why. What is not met is counted.

    :raises NotPermitted: if the actor may not admit people
    :raises NotVisible: if the request was not sent to the actor's shelter
    :raises WrongState: if it was answered or withdrawn
    """
    check(actor, Permission.PROTECTION_STAY_ADMIT)
    request = queries.place_request_to_answer(actor=actor, request_id=request_id)
    move_place(request.state, PlaceState.DECLINED)
    _answer(actor, request, is_accepted=False, decline_reason=reason)
    log.record(
        actor=actor,
        event=Event.PROTECTION_PLACE_DECLINED,
        subject=request,
        case_id=request.case_id,
        reason=reason,
    )
    return request


@transaction.atomic
def end_stay(*, actor: Actor, stay_id: UUID, ended_on: date, reason: str) -> Stay:
    """
    Record that a person has left, and tell the holder of the case the day.

    :raises NotPermitted: if the actor may not end stays
    :raises NotVisible: if there is no such stay in the actor's shelters
    :raises WrongState: if the stay has ended already
    :raises InvalidInput: if the person would leave before coming
    """
    check(actor, Permission.PROTECTION_STAY_END)
    stay = queries.stay_to_change(actor=actor, stay_id=stay_id)
    move_place(PlaceState.LEFT if stay.ended_on else PlaceState.ACCEPTED, PlaceState.LEFT)
    if ended_on < stay.started_on:
        raise InvalidInput(gettext_noop("The stay cannot end before it began."), field="ended_on")
    stay.ended_on = ended_on
    stay.exit_reason = reason
    stay.save(update_fields=["ended_on", "exit_reason"])
    PlaceAnswer.objects.sent_by_us(actor).filter(request_id=stay.request_id).update(ended_on=ended_on)
    log.record(actor=actor, event=Event.PROTECTION_STAY_ENDED, subject=stay, case_id=stay.case_id, ended_on=ended_on)
    return stay


@transaction.atomic
def open_shelter(*, actor: Actor, name: str, capacity: int, address: str) -> Shelter:
    """
    Add a safe house of the actor's organisation under a neutral name; its address is sealed under a key of its own.

    :raises NotPermitted: if the actor may not read locations
    :raises StepUpNeeded: if the actor has not signed in just now
    """
    check(actor, Permission.PROTECTION_LOCATION_SHOW)
    shelter = Shelter.objects.create(
        organisation_id=actor.organisation_id, wall=actor.wall, name=name, capacity=capacity, takes_men=True
    )
    location = ShelterLocation(organisation_id=actor.organisation_id, wall=actor.wall, shelter=shelter)
    location.key_id = new_record_key(
        organisation_id=actor.organisation_id, wall=actor.wall, purpose=location_of(shelter.id)
    )
    seal(location, address=address)
    location.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_SHELTER_OPENED, subject=shelter)
    return shelter


@transaction.atomic
def show_location(*, actor: Actor, shelter_id: UUID) -> str:
    """
    Return where a shelter is. Logged, needs a fresh sign-in, and opens to this shelter's own staff alone.

    :raises NotPermitted: if the actor may not read locations
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if the actor has no such shelter
    """
    check(actor, Permission.PROTECTION_LOCATION_SHOW)
    location = ShelterLocation.objects.own(actor).filter(shelter_id=shelter_id).first()
    if location is None:
        raise NotVisible(f"location of shelter {shelter_id}")
    log.record(actor=actor, event=Event.PROTECTION_LOCATION_SHOWN, subject=location, groups=(FieldGroup.LOCATION,))
    return unseal(location, "address")["address"]


def _answer(actor: Actor, request: PlaceRequest, **answer: object) -> PlaceAnswer:
    """Write the shelter's answer: held by the shelter, readable by the one who asked."""
    return PlaceAnswer.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=request.from_organisation_id,
        to_wall=request.from_wall,
        sent_by_id=actor.id,
        request=request,
        case_id=request.case_id,
        **answer,
    )
