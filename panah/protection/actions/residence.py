"""The residence permit of a foreign person: what the holder of the case records of its way."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.country.parameters import text
from panah.protection import queries
from panah.protection.models import Case, Residence, ResidenceStep
from panah.protection.queries import residence as residence_queries
from panah.protection.rules.residence import PermitStep, check_foreign, check_step
from panah.protection.states import RESIDENCE_LIVE, ResidenceState, begin_residence, move_residence

COLUMNS = ("state", "state_on", "ground", "until_on", "address")


@transaction.atomic
def record_residence(*, actor: Actor, case_id: UUID, to: ResidenceState, step: PermitStep) -> Residence:
    """
    Record a step of a residence permit: informed, applied, granted, refused, extended, revoked.

    It unlocks and closes nothing else: no service asks for it.

    :raises NotPermitted: if the actor may not keep permits
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the permit cannot take this step from where it stands
    :raises InvalidInput: if the person is a citizen, a day cannot be right, or what belongs to the step is missing
    """
    check(actor, Permission.PROTECTION_RESIDENCE_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_foreign(citizenship=case.person.citizenship, own=text("country_code", on=today()))
    found = residence_queries.residence_to_change(actor=actor, case_id=case_id)
    residence = _moved(actor, case, found, to=to, step=step)
    ResidenceStep.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        residence=residence,
        case=case,
        state=to,
        on=step.on,
        until_on=step.until_on if to in RESIDENCE_LIVE else None,
        ground=residence.ground if to in RESIDENCE_LIVE else "",
        reason=step.reason,
        recorded_by_id=actor.id,
    )
    event = Event.PROTECTION_RESIDENCE_RECORDED
    log.record(actor=actor, event=event, subject=residence, case_id=case.pk, state=to, on=step.on)
    return residence


def _moved(actor: Actor, case: Case, residence: Residence | None, *, to: ResidenceState, step: PermitStep) -> Residence:
    """Return the permit after a step. The first one, that the person was told, begins it."""
    if residence is None:
        begin_residence(to)
        check_step(step, to=to, since=None, until=None, today=today())
        held = {"organisation_id": actor.organisation_id, "wall": actor.wall}
        return Residence.objects.create(**held, case=case, state=to, state_on=step.on)
    state = move_residence(ResidenceState(residence.state), to)
    is_live = residence.state in RESIDENCE_LIVE
    check_step(step, to=to, since=residence.state_on, until=residence.until_on if is_live else None, today=today())
    residence.state, residence.state_on = state, step.on
    if to in RESIDENCE_LIVE:
        residence.until_on = step.until_on
        residence.ground = step.ground or residence.ground
        residence.address = step.address or residence.address
    residence.save(update_fields=COLUMNS)
    return residence
