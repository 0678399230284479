"""Grants, given and withdrawn by the holder of a case; restrictions, which stop them."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from panah.access.models import Grant, Restriction
from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_fresh
from panah.access.queries import SAVES_LIFE, check_may_share, grants_on_case, restriction_to_change
from panah.access.roles import Duty
from panah.access.walls import FieldGroup, Wall, implied
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState, gettext_noop

LONGEST = timedelta(days=90)


@transaction.atomic
def give_grant(
    *,
    actor: Actor,
    case_id: UUID,
    to_organisation_id: UUID,
    to_wall: Wall,
    groups: frozenset[FieldGroup],
    purpose: str,
    basis: str,
    expires_on: date,
    permission: Permission = Permission.ACCESS_GRANT_GIVE,
    consent_id: UUID | None = None,
    to_person_id: UUID | None = None,
    with_implied: bool = True,
) -> Grant:
    """
    Open a case of the actor's own organisation to another organisation, for reading, for a time.

    The caller has made sure that the actor sees the case. A referral gives its grant under its own `permission`.
    Without the implied groups only what the groups themselves name is opened: who somebody is, and not the case.

    :raises NotPermitted: if the actor may not give grants
    :raises StepUpNeeded: if the actor's last sign-in is older than five minutes, whatever the grant comes from
    :raises WrongState: if the person had sharing restricted, and no life is in danger
    :raises InvalidInput: if the grant would last longer than 90 days or has ended already
    """
    check(actor, permission)
    check_fresh(actor)
    check_may_share(actor=actor, case_id=case_id, basis=basis)
    if not today() <= expires_on <= today() + LONGEST:
        raise InvalidInput(gettext_noop("A grant ends within 90 days."), field="expires_on")
    grant = Grant.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        case_id=case_id,
        to_organisation_id=to_organisation_id,
        to_wall=to_wall,
        to_person_id=to_person_id,
        groups=sorted(implied(groups) if with_implied else groups),
        purpose=purpose,
        basis=basis,
        consent_id=consent_id,
        given_by_id=actor.id,
        expires_on=expires_on,
    )
    log.record(
        actor=actor,
        event=Event.ACCESS_GRANT_GIVEN,
        subject=grant,
        case_id=case_id,
        groups=tuple(grant.groups),
        to_organisation=to_organisation_id,
        to_wall=to_wall,
        expires_on=expires_on,
    )
    return grant


@transaction.atomic
def withdraw_grant(*, actor: Actor, grant_id: UUID, permission: Permission = Permission.ACCESS_GRANT_WITHDRAW) -> None:
    """
    End a grant at once.

    :raises NotPermitted: if the actor may not withdraw grants
    :raises NotVisible: if the actor's organisation gave no such grant
    """
    check(actor, permission)
    grant = Grant.objects.given_by_us(actor).select_for_update().filter(pk=grant_id, withdrawn_at=None).first()
    if grant is None:
        raise NotVisible(f"grant {grant_id}")
    grant.withdrawn_at = now()
    grant.save(update_fields=["withdrawn_at"])
    log.record(actor=actor, event=Event.ACCESS_GRANT_WITHDRAWN, subject=grant, case_id=grant.case_id)


@transaction.atomic
def reopen_grant(*, actor: Actor, grant_id: UUID, permission: Permission, expires_on: date | None = None) -> bool:
    """
    Open again what a restriction had closed, nothing that was not opened before; return whether it is open now.

    The caller has made sure that what the grant belongs to is still under way, and names a later last day for it where
    its clock stood still.

    :raises NotPermitted: if the actor may not lift restrictions
    :raises WrongState: if the person has sharing restricted
    """
    check(actor, permission)
    found = Grant.objects.given_by_us(actor).select_for_update().filter(pk=grant_id)
    grant = found.exclude(withdrawn_at=None).first()
    until = min(expires_on or grant.expires_on, today() + LONGEST) if grant else today()
    if grant is None or until < today():
        return False
    check_may_share(actor=actor, case_id=grant.case_id, basis=grant.basis)
    grant.withdrawn_at, grant.expires_on = None, until
    grant.save(update_fields=["withdrawn_at", "expires_on"])
    log.record(
        actor=actor,
        event=Event.ACCESS_GRANT_GIVEN,
        subject=grant,
        case_id=grant.case_id,
        groups=tuple(grant.groups),
        expires_on=grant.expires_on,
    )
    return True


@transaction.atomic
def put_restriction(*, actor: Actor, case_id: UUID, source_id: UUID, permission: Permission) -> Restriction:
    """
    Stop that a case is shared, and end at once what was opened, except to save a life.

    The caller has made sure that the actor sees the case and decides on it as data-protection officer.

    :raises NotPermitted: if the actor may not put restrictions
    """
    check(actor, permission)
    standing: Restriction | None = Restriction.objects.own(actor).filter(case_id=case_id, lifted_at=None).first()
    if standing is not None:
        return standing
    restriction: Restriction = Restriction.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        case_id=case_id,
        source_id=source_id,
        put_by_id=actor.id,
    )
    opened = grants_on_case(actor=actor, case_id=case_id).filter(withdrawn_at=None).exclude(basis=SAVES_LIFE)
    for grant_id in list(opened.values_list("pk", flat=True)):
        withdraw_grant(actor=actor, grant_id=grant_id, permission=permission)
    log.record(actor=actor, event=Event.ACCESS_RESTRICTION_PUT, subject=restriction, case_id=case_id)
    return restriction


@transaction.atomic
def lift_restriction(*, actor: Actor, restriction_id: UUID, reason: str, told: str) -> Restriction:
    """
    Let a case be shared again. Only the data-protection officer does it, after the person was told.

    :raises NotPermitted: if the actor is not the data-protection officer
    :raises NotVisible: if the actor's organisation has no such restriction
    :raises WrongState: if it was lifted before
    :raises InvalidInput: if the person was not told
    """
    check(actor, Permission.PROTECTION_RIGHTS_DECIDE)
    restriction = restriction_to_change(actor=actor, restriction_id=restriction_id)
    if Duty.DATA_PROTECTION_OFFICER not in actor.duties:
        raise NotPermitted(gettext_noop("Only the data-protection officer of your organisation may do this."))
    if restriction.lifted_at is not None:
        raise WrongState(gettext_noop("This restriction was lifted before."))
    if told != "told":
        raise InvalidInput(gettext_noop("Tell the person first: then it can be lifted."), field="told")
    restriction.lift_reason, restriction.lifted_by_id, restriction.lifted_at = reason, actor.id, now()
    restriction.save(update_fields=["lift_reason", "lifted_by_id", "lifted_at"])
    log.record(
        actor=actor,
        event=Event.ACCESS_RESTRICTION_LIFTED,
        subject=restriction,
        case_id=restriction.case_id,
        reason=reason,
    )
    return restriction
