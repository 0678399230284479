"""Who works in which house: nobody else of the organisation sees where it is."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.protection import queries
from panah.protection.models import HouseStaff
from panah.protection.queries.house_staff import staff_choices, staff_of, staff_to_change
from panah.protection.rules.house_staff import check_binding, check_keeper


@transaction.atomic
def bind_staff(*, actor: Actor, shelter_id: UUID, worker_id: UUID) -> HouseStaff:
    """
    Say that somebody works in a house: from now on the database shows them its address.

    :raises NotPermitted: if the actor is neither the focal point nor a supervisor
    :raises NotVisible: if there is no such house, or nobody such works in houses at the actor's organisation
    :raises InvalidInput: if it is the actor, or they work there already
    """
    check(actor, Permission.PROTECTION_STAFF_KEEP)
    shelter = queries.shelter_to_change(actor=actor, shelter_id=shelter_id)
    check_keeper(duties=actor.duties, is_supervisor=actor.may(Permission.PROTECTION_CASE_ASSIGN))
    if str(worker_id) not in dict(staff_choices(actor=actor)):
        raise NotVisible(f"shelter manager {worker_id}")
    check_binding(keeper=actor.id, worker=worker_id, bound=staff_of(actor=actor, shelter_id=shelter_id))
    bound = HouseStaff.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        shelter=shelter,
        worker_id=worker_id,
        bound_by_id=actor.id,
    )
    log.record(actor=actor, event=Event.PROTECTION_STAFF_BOUND, subject=bound, worker=worker_id)
    return bound


@transaction.atomic
def release_staff(*, actor: Actor, staff_id: UUID) -> HouseStaff:
    """
    Say that somebody works in a house no more: from now on its address does not exist for them.

    :raises NotPermitted: if the actor is neither the focal point nor a supervisor
    :raises NotVisible: if nobody such works in a house of the actor's organisation
    :raises WrongState: if it ended before
    """
    check(actor, Permission.PROTECTION_STAFF_KEEP)
    bound = staff_to_change(actor=actor, staff_id=staff_id)
    check_keeper(duties=actor.duties, is_supervisor=actor.may(Permission.PROTECTION_CASE_ASSIGN))
    if bound.ended_at is not None:
        raise WrongState(gettext_noop("This person works there no more already."))
    bound.ended_at, bound.ended_by_id = now(), actor.id
    bound.save(update_fields=["ended_at", "ended_by_id"])
    log.record(actor=actor, event=Event.PROTECTION_STAFF_RELEASED, subject=bound, worker=bound.worker_id)
    return bound
