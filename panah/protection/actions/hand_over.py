"""A voluntary return: a mission announces it or takes it back, and somebody at home signs for the person."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import HOME, today
from panah.core.db import wait_for
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.protection import queries
from panah.protection.actions._return import take_back
from panah.protection.models import Assistance, HandOver, HandOverReceipt
from panah.protection.rules import check_day
from panah.protection.states import ConsularState, move_consular


@transaction.atomic
def announce_return(
    *,
    actor: Actor,
    assistance_id: UUID,
    to_organisation_id: UUID,
    arrives_on: date,
    is_escorted: bool,
    needs: Collection[str],
) -> HandOver:
    """
    Announce a voluntary return to a body at home, which will sign for the person on arrival.

    :raises NotPermitted: if the actor may not change consular assistance
    :raises NotVisible: if the actor's mission has no such record, or there is no such body
    :raises WrongState: if the person has not consented, or it is not known to be safe to return
    :raises InvalidInput: if the day of arrival has passed
    """
    check(actor, Permission.CONSULAR_ASSISTANCE_CHANGE)
    record = queries.assistance_to_change(actor=actor, assistance_id=assistance_id)
    if not queries.receiving_organisations(actor=actor).filter(pk=to_organisation_id).exists():
        raise NotVisible(f"receiving organisation {to_organisation_id}")
    if record.consented_on is None or record.consent_withdrawn_on:
        raise WrongState(gettext_noop("The person has not consented. Nobody is told of somebody who has not."))
    if record.is_safe_to_return != "yes":
        raise WrongState(gettext_noop("Assess first whether it is safe to return."))
    if arrives_on < today():
        raise InvalidInput(gettext_noop("The day of arrival has passed already."), field="arrives_on")
    record.state = move_consular(ConsularState(record.state), ConsularState.RETURNING)
    record.save(update_fields=["state"])
    hand_over = HandOver.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.PROTECTION,
        sent_by_id=actor.id,
        assistance=record,
        assistance_reference=record.reference,
        person_id=record.person_id,
        sex=record.sex,
        age_band=record.age_band,
        arrives_on=arrives_on,
        is_escorted=is_escorted,
        needs=sorted(needs),
    )
    log.record(
        actor=actor,
        event=Event.CONSULAR_RETURN_ANNOUNCED,
        subject=hand_over,
        to_organisation=to_organisation_id,
        arrives_on=arrives_on,
    )
    return hand_over


@transaction.atomic
def sign_hand_over(*, actor: Actor, hand_over_id: UUID, arrived_on: date) -> HandOverReceipt:
    """
    Sign for a person who has arrived: the receiving body's own record, which the mission reads as safe arrival.

    :raises NotPermitted: if the actor may not receive people
    :raises NotVisible: if nobody was announced to the actor's organisation, it was taken back, or somebody has signed
    :raises InvalidInput: if the day lies ahead, or before the mission announced the person
    """
    check(actor, Permission.PROTECTION_CASE_OPEN)
    # The mission may take it back in the same moment: one of the two is first.
    wait_for(f"hand-over {hand_over_id}")
    hand_over = queries.hand_over_to_sign(actor=actor, hand_over_id=hand_over_id)
    if arrived_on > today():
        raise InvalidInput(gettext_noop("The day of arrival cannot lie ahead."), field="arrived_on")
    check_day(arrived_on, today=today(), not_before=hand_over.sent_at.astimezone(HOME).date(), field="arrived_on")
    receipt = HandOverReceipt.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=hand_over.from_organisation_id,
        to_wall=hand_over.from_wall,
        sent_by_id=actor.id,
        hand_over=hand_over,
        arrived_on=arrived_on,
        signed_by_id=actor.id,
    )
    log.record(
        actor=actor,
        event=Event.CONSULAR_HANDOVER_SIGNED,
        subject=receipt,
        arrived_on=arrived_on,
    )
    return receipt


@transaction.atomic
def withdraw_return(*, actor: Actor, assistance_id: UUID) -> Assistance:
    """
    Take an announced return back, because the person stays after all. Help of the mission goes on.

    :raises NotPermitted: if the actor may not change consular assistance
    :raises NotVisible: if the actor's mission has no such record
    :raises WrongState: if no return is announced, or somebody at home has signed for the person
    """
    check(actor, Permission.CONSULAR_ASSISTANCE_CHANGE)
    record = queries.assistance_to_change(actor=actor, assistance_id=assistance_id)
    if not take_back(actor, record, because="person_stays"):
        raise WrongState(
            gettext_noop("No return is announced that could be taken back. Look at where the return stands.")
        )
    log.record(actor=actor, event=Event.CONSULAR_ASSISTANCE_CHANGED, subject=record)
    return record
