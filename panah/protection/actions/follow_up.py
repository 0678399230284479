"""How people fare after help: one, three, six and twelve months later."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import FollowUp
from panah.protection.rules import check_day, lengths
from panah.protection.rules.case import is_followed
from panah.protection.rules.follow_up import check_outcomes


@transaction.atomic
def record_follow_up(
    *,
    actor: Actor,
    case_id: UUID,
    month: int,
    on: date,
    reached: str,
    is_safe: str = "unknown",
    levels: dict[str, str] | None = None,
    outcomes: dict[str, str] | None = None,
    note: str = "",
) -> FollowUp:
    """
    Record how the person fares. Also an attempt counts: then the person was not reached, and nothing else is said.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if nobody leaves or has left help yet, or the person of a closed case wants no contact
    :raises InvalidInput: if the day has not come or lies before the person left, an answer came from nobody,
        or outcomes are given before a year has passed
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    begun_on = case.reintegrated_on
    if begun_on is None:
        raise WrongState(gettext_noop("Follow-ups begin when the person leaves help: take the step to reintegration."))
    if not is_followed(case.dates()):
        raise WrongState(gettext_noop("This person is not asked any more: no contact is wanted, or the case ended."))
    check_day(on, today=today(), not_before=begun_on, field="on")
    if reached != "yes" and (levels or outcomes or is_safe != "unknown"):
        raise InvalidInput(gettext_noop("The person was not reached: leave the answers empty."), field="reached")
    follow_up = FollowUp(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        month=month,
        on=on,
        reached=reached,
        is_safe=is_safe,
        levels=levels or {},
        **check_outcomes(outcomes or {}, month=month),
        recorded_by_id=actor.id,
    )
    seal(follow_up, note=note)
    follow_up.save(force_insert=True)
    case.months_asked = sorted({*case.months_asked, month})
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["months_asked", "next_due_at", "next_due_kind"])
    event = Event.PROTECTION_FOLLOW_UP_RECORDED
    log.record(actor=actor, event=event, subject=follow_up, month=month, on=on, reached=reached)
    return follow_up
