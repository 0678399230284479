"""Those who belong to the person of a case."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.errors import InvalidInput, gettext_noop
from panah.crypto.fields import seal, unseal
from panah.protection import queries
from panah.protection.models import Case, Relative


@transaction.atomic
def record_relative(
    *,
    actor: Actor,
    case_id: UUID,
    relation: str,
    name: str = "",
    sex: str = "unknown",
    age_band: str = "",
    is_here: str = "unknown",
    needs_help: str = "unknown",
    other_reference: str = "",
) -> Relative:
    """
    Record somebody who belongs to the person, with the case of their own where there is one.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if the organisation holds no case under the other reference, or it is this very case
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    other = _other(actor, case, other_reference.strip().upper())
    relative = Relative(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        relation=relation,
        sex=sex,
        age_band=age_band,
        is_here=is_here,
        needs_help=needs_help,
        other_case=other,
        recorded_by_id=actor.id,
    )
    seal(relative, name=name)
    relative.save(force_insert=True)
    groups = (FieldGroup.IDENTITY,)
    event = Event.PROTECTION_RELATIVE_RECORDED
    other_id = other.pk if other else None
    log.record(actor=actor, event=event, subject=relative, groups=groups, relation=relation, other_case_id=other_id)
    return relative


@transaction.atomic
def show_relative(*, actor: Actor, relative_id: UUID) -> tuple[Relative, str]:
    """
    Return one who belongs to a person, with their name.

    :raises NotPermitted: if the actor may not see names
    :raises NotVisible: if there is no such relative for this actor
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    relative = queries.relative(actor=actor, relative_id=relative_id)
    log.record(actor=actor, event=Event.PROTECTION_RELATIVE_SHOWN, subject=relative, groups=(FieldGroup.IDENTITY,))
    return relative, unseal(relative, "name")["name"]


def _other(actor: Actor, case: Case, reference: str) -> Case | None:
    if not reference:
        return None
    other: Case | None = Case.objects.own(actor).filter(reference=reference).first()
    if other is None:
        raise InvalidInput(gettext_noop("Your organisation holds no case of this number."), field="other_reference")
    if other.pk == case.pk:
        raise InvalidInput(gettext_noop("This is the number of this very case."), field="other_reference")
    return other
