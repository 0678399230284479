"""A safe place: asked for, held, given or not, left."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_not_paused
from panah.access.queries import SAVES_LIFE, check_may_share
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import HOME, now, today
from panah.core.db import wait_for
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.country.parameters import period
from panah.protection import queries
from panah.protection.actions._place import consent_to_ask
from panah.protection.actions._rules import record_rules_given
from panah.protection.models import Case, Hold, Place, PlaceAnswer, PlaceRequest, Stay
from panah.protection.queries.child import is_family_barred
from panah.protection.rules import check_day, check_exit, check_suits
from panah.protection.states import PlaceState, move_place


@transaction.atomic
def request_place(
    *,
    actor: Actor,
    case_id: UUID,
    to_organisation_id: UUID,
    needs: Collection[str],
    wanted_on: date,
    with_reference: str = "",
) -> PlaceRequest:
    """
    Ask a shelter for a place. It hangs on nothing but the case: no decision, no cooperation with anybody.

    :raises NotPermitted: if the actor may not ask for places
    :raises NotVisible: if there is no such case for this actor, or no such shelter
    :raises WrongState: if this shelter was asked already, the person lives there, or had sharing restricted
    :raises InvalidInput: if the person has not agreed and no duty wants it, or the one who comes too has no case here
    """
    check(actor, Permission.PROTECTION_PLACE_REQUEST)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if not queries.sheltering_organisations(actor=actor).filter(pk=to_organisation_id).exists():
        raise NotVisible(f"shelter organisation {to_organisation_id}")
    check_may_share(actor=actor, case_id=case_id, basis=_to_save_a_life(actor, case_id, to_organisation_id))
    consent = consent_to_ask(actor, case_id, to_organisation_id)
    if queries.open_request_at(actor=actor, case_id=case_id, to_organisation_id=to_organisation_id):
        raise WrongState(
            gettext_noop("This shelter has been asked already. Wait for its answer, withdraw, or ask another.")
        )
    company = _company(actor, case, with_reference)
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
        age_band=queries.band_of(actor=actor, case=case),
        language=person.language,
        needs=sorted(needs),
        wanted_on=wanted_on,
        consent_id=consent.id if consent else None,
        presumed_on=case.presumed_on,
        is_family_asked=queries.is_family_asked(actor=actor, case=case),
        is_family_barred=is_family_barred(actor=actor, case=case),
        with_person_id=company.person_id if company else None,
        with_reference=company.reference if company else "",
    )
    facts: dict[str, Any] = {"case_id": case.id, "to_organisation": to_organisation_id}
    log.record(actor=actor, event=Event.PROTECTION_PLACE_REQUESTED, subject=request, **facts)
    return request


def _to_save_a_life(actor: Actor, case_id: UUID, body_id: UUID) -> str:
    """Return the duty that stands above a restriction, where it was recorded for this body and holds today."""
    told = queries.override_to_tell(actor=actor, case_id=case_id, ground=SAVES_LIFE, recipient_id=body_id)
    return SAVES_LIFE if told else ""


def _company(actor: Actor, case: Case, reference: str) -> Case | None:
    if not reference.strip():
        return None
    company = queries.companion(actor=actor, reference=reference)
    if company is None or company.pk == case.pk:
        raise InvalidInput(gettext_noop("There is no other case of yours with this number."), field="with_reference")
    return company


@transaction.atomic
def withdraw_place_request(*, actor: Actor, request_id: UUID, reason: str) -> PlaceRequest:
    """
    Take back a request as long as nobody has moved in. A place that was held is free again at once.

    :raises NotPermitted: if the actor may not ask for places
    :raises NotVisible: if the actor's organisation sent no such request
    :raises WrongState: if it has been answered
    """
    check(actor, Permission.PROTECTION_PLACE_REQUEST)
    request = queries.place_request_sent(actor=actor, request_id=request_id)
    _one_at_a_time(request)
    request.refresh_from_db()
    move_place(request.state, PlaceState.WITHDRAWN)
    request.withdrawn_at = now()
    request.withdraw_reason = reason
    request.save(update_fields=["withdrawn_at", "withdraw_reason"])
    facts: dict[str, Any] = {"case_id": request.case_id, "reason": reason}
    log.record(actor=actor, event=Event.PROTECTION_PLACE_WITHDRAWN, subject=request, **facts)
    return request


@transaction.atomic
def accept_place_request(*, actor: Actor, request_id: UUID) -> PlaceRequest:
    """
    Say that the person can be taken, and that a place is being looked for. A place that was held is let go.

    :raises NotPermitted: if the actor may not admit people
    :raises NotVisible: if the request was not sent to the actor's shelter
    :raises WrongState: if it was answered or withdrawn
    """
    check(actor, Permission.PROTECTION_STAY_ADMIT)
    request = _to_answer(actor, request_id, PlaceState.ELIGIBLE)
    was_held = _let_go(actor, request)
    _answer(actor, request, state=PlaceState.ELIGIBLE, held_until=None)
    event = Event.PROTECTION_PLACE_RELEASED if was_held else Event.PROTECTION_PLACE_ELIGIBLE
    log.record(actor=actor, event=event, subject=request, case_id=request.case_id)
    return request


@transaction.atomic
def hold_place(*, actor: Actor, request_id: UUID, unit_id: UUID, override_reason: str = "") -> Hold:
    """
    Keep a place for somebody who is on the way, for as long as the country pack says.

    :raises NotPermitted: if the actor may not admit people
    :raises NotVisible: if the request or the unit is not the actor's
    :raises WrongState: if the request was answered or withdrawn
    :raises InvalidInput: if the unit is full or does not suit
    """
    check(actor, Permission.PROTECTION_STAY_ADMIT)
    request = _to_answer(actor, request_id, PlaceState.HELD)
    _let_go(actor, request)
    place, found = _choose(actor, request, unit_id, override_reason)
    until = now() + period("place_hold_hours", on=today())
    hold = Hold.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        place=place,
        request=request,
        until=until,
        mismatches=list(found),
        override_reason=override_reason if found else "",
        made_by_id=actor.id,
    )
    _answer(actor, request, state=PlaceState.HELD, held_until=until)
    facts: dict[str, Any] = {"case_id": request.case_id, "override": hold.override_reason or None}
    log.record(actor=actor, event=Event.PROTECTION_PLACE_HELD, subject=hold, **facts)
    return hold


@transaction.atomic
def admit(
    *,
    actor: Actor,
    request_id: UUID,
    unit_id: UUID,
    started_on: date,
    rules_language: str,
    way: str = "read_out",
    rules_seen: Collection[UUID] = (),
    override_reason: str = "",
) -> Stay:
    """
    Give a place: the shelter's own record of the stay, and the answer to the one who asked.

    `rules_seen` names the versions of the house rules that were on the page; where a house has none, ours are in force.

    :raises NotPermitted: if the actor may not admit people
    :raises NotVisible: if the request or the unit is not the actor's
    :raises WrongState: if the request was answered or withdrawn, the person has a place already, or the rules were new
    :raises InvalidInput: if the unit is full or does not suit, the day has not come yet or lies before the request
        or in an earlier stay, or nobody can read the rules
    """
    check(actor, Permission.PROTECTION_STAY_ADMIT)
    request = _to_answer(actor, request_id, PlaceState.ACCEPTED)
    asked_on = min(request.wanted_on, request.sent_at.astimezone(HOME).date())
    check_day(started_on, today=today(), not_before=asked_on, field="started_on")
    # Two houses of one body that admit the same person at the same moment do it one after the other.
    wait_for(f"stay of {request.person_id}")
    _check_one_stay(actor, request, started_on=started_on)
    place, found = _choose(actor, request, unit_id, override_reason)
    _let_go(actor, request)
    told = {"started_on": started_on, "rules_language": rules_language, "rules_given_on": today()}
    stay = Stay.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        shelter_id=place.unit.shelter_id,
        place=place,
        request=request,
        case_id=request.case_id,
        person_id=request.person_id,
        reference=request.reference,
        sex=request.sex,
        age_band=request.age_band,
        language=request.language,
        needs=request.needs,
        mismatches=list(found),
        override_reason=override_reason if found else "",
        admitted_by_id=actor.id,
        **told,
    )
    record_rules_given(actor=actor, stay=stay, seen={None, *rules_seen}, rules_language=rules_language, way=way)
    _answer(actor, request, state=PlaceState.ACCEPTED, held_until=None, **told)
    facts: dict[str, Any] = {"case_id": request.case_id, "started_on": started_on}
    facts["override"] = stay.override_reason or None
    log.record(actor=actor, event=Event.PROTECTION_STAY_ADMITTED, subject=stay, **facts)
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
    request = _to_answer(actor, request_id, PlaceState.DECLINED)
    _let_go(actor, request)
    _answer(actor, request, state=PlaceState.DECLINED, held_until=None, decline_reason=reason)
    facts: dict[str, Any] = {"case_id": request.case_id, "reason": reason}
    log.record(actor=actor, event=Event.PROTECTION_PLACE_DECLINED, subject=request, **facts)
    return request


@transaction.atomic
def move_stay(*, actor: Actor, stay_id: UUID, unit_id: UUID, override_reason: str = "") -> Stay:
    """
    Give somebody of the house another place in it, or let them stay where they are for a coded reason.

    What the one who asked told since of age and sex is taken into the shelter's own record.

    :raises NotPermitted: if the actor may not admit people
    :raises NotVisible: if there is no such stay or unit in the actor's shelters
    :raises WrongState: if the stay has ended
    :raises InvalidInput: if the unit is full or does not suit
    """
    check(actor, Permission.PROTECTION_STAY_ADMIT)
    stay = queries.stay_to_change(actor=actor, stay_id=stay_id)
    if stay.ended_on is not None or stay.request is None:
        raise WrongState(gettext_noop("This stay has ended."))
    place, found = _choose(actor, stay.request, unit_id, override_reason, lives_in=stay.place)
    stay.shelter_id, stay.place, stay.mismatches = place.unit.shelter_id, place, list(found)
    stay.override_reason = override_reason if found else ""
    stay.sex, stay.age_band = stay.request.sex, stay.request.age_band
    stay.save(update_fields=["shelter", "place", "mismatches", "override_reason", "sex", "age_band"])
    log.record(actor=actor, event=Event.PROTECTION_STAY_MOVED, subject=stay, case_id=stay.case_id)
    return stay


@transaction.atomic
def end_stay(
    *, actor: Actor, stay_id: UUID, ended_on: date, reason: str, exit_to: str = "", follow_up_on: date | None = None
) -> Stay:
    """
    Record that a person left: the place is free again, and the one who asked is told why, where to as a code, and
    when somebody should look after the person.

    :raises NotPermitted: if the actor may not end stays
    :raises NotVisible: if there is no such stay in the actor's shelters
    :raises WrongState: if the stay has ended already
    :raises InvalidInput: if the person would leave before coming, or has not left yet, or if a child who was made to
        beg would go to a family that nobody has looked at
    """
    check(actor, Permission.PROTECTION_STAY_END)
    stay = queries.stay_to_change(actor=actor, stay_id=stay_id)
    move_place(PlaceState.LEFT if stay.ended_on else PlaceState.ACCEPTED, PlaceState.LEFT)
    if ended_on < stay.started_on:
        raise InvalidInput(gettext_noop("The stay cannot end before it began."), field="ended_on")
    check_day(ended_on, today=today(), field="ended_on")
    if stay.request is not None:
        asked, barred = stay.request.is_family_asked, stay.request.is_family_barred
        check_exit(is_asked=asked, is_barred=barred, reason=reason, exit_to=exit_to)
    if follow_up_on is not None and follow_up_on < ended_on:
        raise InvalidInput(gettext_noop("The follow-up comes after the day of leaving."), field="follow_up_on")
    stay.ended_on, stay.exit_reason, stay.exit_to = ended_on, reason, exit_to
    stay.save(update_fields=["ended_on", "exit_reason", "exit_to"])
    told = {"ended_on": ended_on, "exit_reason": reason, "exit_to": exit_to, "follow_up_on": follow_up_on}
    PlaceAnswer.objects.sent_by_us(actor).filter(request_id=stay.request_id).update(state=PlaceState.LEFT, **told)
    log.record(actor=actor, event=Event.PROTECTION_STAY_ENDED, subject=stay, case_id=stay.case_id, ended_on=ended_on)
    return stay


def _one_at_a_time(request: PlaceRequest) -> None:
    """Neither end may lock the other's row: asker and shelters take turns at one name for each case of one asker."""
    wait_for(f"place:{request.from_organisation_id}:{request.case_id}")


def _to_answer(actor: Actor, request_id: UUID, to: PlaceState) -> PlaceRequest:
    _one_at_a_time(queries.place_request_to_answer(actor=actor, request_id=request_id))
    request = queries.place_request_to_answer(actor=actor, request_id=request_id)
    move_place(request.state, to)
    if to != PlaceState.DECLINED:
        check_not_paused(request.paused_at)
    return request


def _let_go(actor: Actor, request: PlaceRequest) -> bool:
    """Release what was held for a request; return whether anything was."""
    held = Hold.objects.own(actor).filter(request=request, released_at=None)
    return bool(held.update(released_at=now()))


def _choose(
    actor: Actor, request: PlaceRequest, unit_id: UUID, override: str, lives_in: Place | None = None
) -> tuple[Place, tuple[str, ...]]:
    """
    Return the place to give in a unit: the one that is held for this request there, else the first that is free.

    Who lives in the unit already keeps the place where no other is free.
    """
    unit = queries.unit(actor=actor, unit_id=unit_id)
    queries.shelter_to_change(actor=actor, shelter_id=unit.shelter_id)
    board = queries.unit_board(actor=actor, unit_id=unit_id)
    held = queries.live_holds(actor=actor).filter(request=request, place__unit_id=unit_id).first()
    spot = board.free_spot()
    stays_put = lives_in is not None and lives_in.unit_id == unit_id
    free = board.free + (1 if held or stays_put else 0)
    found = check_suits(queries.guest(actor=actor, request=request), board.facts(free=free), override=override)
    own = lives_in.pk if lives_in is not None and stays_put else unit_id
    place = queries.place(actor=actor, place_id=held.place_id if held else spot.place.pk if spot else own)
    # A hold that ended by itself or was given up by the asker leaves its row behind: it makes room here.
    Hold.objects.own(actor).filter(place=place, released_at=None).exclude(request=request).update(released_at=now())
    return place, found


def _check_one_stay(actor: Actor, request: PlaceRequest, *, started_on: date) -> None:
    earlier = Stay.objects.own(actor).filter(person_id=request.person_id, ended_on__gt=started_on)
    if earlier.exists():
        raise InvalidInput(
            gettext_noop(
                "On this day the person had another place with you. Write the day on which that stay ended, or a "
                "later one."
            ),
            field="started_on",
        )
    if Stay.objects.own(actor).filter(person_id=request.person_id, ended_on=None).exists():
        raise WrongState(gettext_noop("This person has a place with you already. Move the person, or end that stay."))
    if queries.has_place_elsewhere(actor=actor, request_id=request.pk):
        raise WrongState(
            gettext_noop(
                "This person has a place in another shelter. That stay ends first: agree on the day with the one who "
                "asked. Until then the place can be held."
            )
        )


def _answer(actor: Actor, request: PlaceRequest, **answer: Any) -> PlaceAnswer:
    """Write the shelter's answer, or write it again: held by the shelter, readable by the one who asked."""
    known = queries.answer_to_change(actor=actor, request_id=request.pk)
    if known is None:
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
    known.answered_on = today()
    for name, value in answer.items():
        setattr(known, name, value)
    known.save(update_fields=["answered_on", *answer])
    return known
