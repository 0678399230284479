"""Help: offered, accepted, declined, not to be had."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import Service
from panah.protection.queries.child import is_family_barred
from panah.protection.queries.service import service_to_change, services
from panah.protection.rules import check_day, first_day, lengths
from panah.protection.rules.child import check_reunion
from panah.protection.states import HELPED

REFUSED = frozenset({"unavailable"})


@transaction.atomic
def record_service(
    *,
    actor: Actor,
    case_id: UUID,
    service: str,
    outcome: str,
    on: date,
    provider_id: UUID | None = None,
    until_on: date | None = None,
    cost: Decimal | None = None,
    note: str = "",
) -> Service:
    """
    Record help that was offered to the person, and what became of it. It hangs on the presumption alone.

    :raises NotPermitted: if the actor may not record services
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if nobody has presumed the person trafficked yet, or the case has ended
    :raises InvalidInput: if the day has not come yet or lies before the case, or the help ends before it begins
    """
    check(actor, Permission.PROTECTION_SERVICE_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.status not in HELPED:
        raise WrongState(gettext_noop("Record the presumption first. Services are open from that moment on."))
    check_day(on, today=today(), not_before=first_day(case.opened_on, case.presumed_on), field="on")
    check_reunion(is_barred=is_family_barred(actor=actor, case=case), service=service, outcome=outcome)
    if until_on is not None and until_on < on:
        raise InvalidInput(gettext_noop("This day is before what it follows. Check both dates."), field="until_on")
    is_first_help = case.helped_on is None and outcome not in REFUSED
    if is_first_help:
        case.helped_on = on
        case.set_next_deadline(lengths(on=today()))
        case.save(update_fields=["helped_on", "next_due_at", "next_due_kind"])
    record = Service(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        service=service,
        outcome=outcome,
        on=on,
        provider_id=provider_id,
        until_on=until_on,
        cost=cost,
        is_first_help=is_first_help,
        recorded_by_id=actor.id,
    )
    seal(record, note=note)
    record.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_SERVICE_RECORDED,
        subject=record,
        case_id=case.id,
        service=service,
        outcome=outcome,
    )
    return record


@transaction.atomic
def void_service(*, actor: Actor, service_id: UUID, reason: str) -> Service:
    """
    Mark a line of help as recorded by mistake. It stays, with its reason, and is counted nowhere.

    :raises NotPermitted: if the actor may not record services
    :raises NotVisible: if the actor's organisation has no such line
    :raises WrongState: if it was marked before, or the record was erased
    """
    check(actor, Permission.PROTECTION_SERVICE_RECORD)
    record = service_to_change(actor=actor, service_id=service_id)
    case = queries.case_to_change(actor=actor, case_id=record.case_id)
    if record.voided_on is not None:
        raise WrongState(gettext_noop("This line was marked as wrong before."))
    record.voided_on, record.voided_by_id, record.void_reason = today(), actor.id, reason
    record.save(update_fields=["voided_on", "voided_by_id", "void_reason"])
    if record.is_first_help:
        given = services(actor=actor, case_id=case.pk).filter(voided_on=None).exclude(outcome__in=REFUSED)
        case.helped_on = given.aggregate(first=Min("on"))["first"]
        case.set_next_deadline(lengths(on=today()))
        case.save(update_fields=["helped_on", "next_due_at", "next_due_kind"])
    log.record(actor=actor, event=Event.PROTECTION_SERVICE_VOIDED, subject=record, case_id=case.pk, reason=reason)
    return record
