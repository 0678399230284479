"""Non-punishment: nobody is left with a charge or penalty for what they were made to do."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.crypto.fields import seal, unseal
from panah.protection import queries
from panah.protection.models import Sanction
from panah.protection.queries import sanction as sanction_queries
from panah.protection.rules import check_day
from panah.protection.states import SanctionState, move_sanction


@transaction.atomic
def flag_sanction(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    conduct: str,
    imposed_on: date,
    body_id: UUID | None = None,
    words: str = "",
) -> Sanction:
    """
    Flag that the person was charged or penalised. The case supervisor finds it among their work.

    :raises NotPermitted: if the actor may not flag sanctions
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if the day has not come yet
    """
    check(actor, Permission.PROTECTION_SANCTION_FLAG)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_day(imposed_on, today=today(), field="imposed_on")
    sanction = Sanction(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        kind=kind,
        conduct=conduct,
        body_id=body_id,
        imposed_on=imposed_on,
        state_on=today(),
        flagged_by_id=actor.id,
    )
    seal(sanction, words=words)
    sanction.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_SANCTION_FLAGGED,
        subject=sanction,
        case_id=case.pk,
        kind=kind,
        conduct=conduct,
    )
    return sanction


@transaction.atomic
def review_sanction(*, actor: Actor, sanction_id: UUID, to: SanctionState) -> Sanction:
    """
    Record as supervisor what became of a sanction: raised with the prosecutor, dropped, lifted, refused, unrelated.

    :raises NotPermitted: if the actor may not review sanctions
    :raises NotVisible: if the actor's organisation holds no such sanction
    :raises WrongState: if the sanction cannot take this step now
    """
    check(actor, Permission.PROTECTION_SANCTION_REVIEW)
    sanction = sanction_queries.sanction_to_change(actor=actor, sanction_id=sanction_id)
    before = sanction.state
    sanction.state = move_sanction(SanctionState(before), SanctionState(to))
    sanction.state_on = sanction.reviewed_on = today()
    sanction.reviewed_by_id = actor.id
    sanction.save(update_fields=["state", "state_on", "reviewed_on", "reviewed_by_id"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_SANCTION_REVIEWED,
        subject=sanction,
        case_id=sanction.case_id,
        state_from=before,
        state_to=to,
    )
    return sanction


@transaction.atomic
def show_sanction(*, actor: Actor, sanction_id: UUID) -> str:
    """
    Return what was written about a sanction. Each look is logged.

    :raises NotPermitted: if the actor may not see what is sealed about persons
    :raises NotVisible: if the actor's organisation holds no such sanction
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    sanction = sanction_queries.sanction(actor=actor, sanction_id=sanction_id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_SANCTION_READ,
        subject=sanction,
        case_id=sanction.case_id,
        groups=(FieldGroup.IDENTITY,),
    )
    return unseal(sanction, "words")["words"]
