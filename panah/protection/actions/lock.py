"""A case that one person alone may open: hidden from colleagues, and open to them again."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.models import Lock
from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_fresh
from panah.access.queries import lock_to_change, locks
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.protection import queries


@transaction.atomic
def place_lock(
    *, actor: Actor, case_id: UUID, basis: str, exempt_person_id: UUID, until_on: date | None = None
) -> Lock:
    """
    Hide a case from every colleague but one: from lists, search, pages and the work list. Facts still count it.

    Whoever places it no longer opens the case either, unless they are that one; the lock itself stays in a list.

    :raises NotPermitted: if the actor may not hide cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if it is hidden already
    :raises InvalidInput: if the colleague works on no cases here, or the last day has passed
    """
    check(actor, Permission.PROTECTION_CASE_LOCK)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if locks(actor=actor).filter(case_id=case_id).exists():
        raise WrongState(gettext_noop("This case is hidden already. Let it be open again first."))
    if str(exempt_person_id) not in dict(queries.worker_choices(actor=actor)):
        raise InvalidInput(gettext_noop("Choose a colleague who works on cases."), field="exempt_person_id")
    if until_on is not None and until_on < today():
        raise InvalidInput(gettext_noop("This day has passed already."), field="until_on")
    lock = Lock.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        case_id=case.pk,
        reference=case.reference,
        basis=basis,
        from_on=today(),
        until_on=until_on,
        exempt_person_id=exempt_person_id,
        ordered_by_id=actor.id,
    )
    log.record(
        actor=actor,
        event=Event.ACCESS_LOCK_PLACED,
        subject=lock,
        case_id=case.pk,
        basis=basis,
        worker_id=exempt_person_id,
    )
    return lock


@transaction.atomic
def lift_lock(*, actor: Actor, lock_id: UUID) -> Lock:
    """
    Let colleagues open a case again.

    :raises NotPermitted: if the actor may not hide cases
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if no such lock stands at the actor's organisation
    """
    check(actor, Permission.PROTECTION_CASE_LOCK)
    check_fresh(actor)
    lock = lock_to_change(actor=actor, lock_id=lock_id)
    lock.lifted_at, lock.lifted_by_id = now(), actor.id
    lock.save(update_fields=["lifted_at", "lifted_by_id"])
    log.record(actor=actor, event=Event.ACCESS_LOCK_LIFTED, subject=lock, case_id=lock.case_id)
    return lock
