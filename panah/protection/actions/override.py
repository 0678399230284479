"""What stands above consent: named duties only, with a reason, and looked at by the data-protection officer."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import NotPermitted, WrongState, gettext_noop
from panah.crypto.fields import seal, unseal
from panah.organisations.queries import organisation_by_id
from panah.protection import queries
from panah.protection.models import Override
from panah.protection.rules.consent import check_officer, check_override


@transaction.atomic
def override_consent(
    *,
    actor: Actor,
    case_id: UUID,
    ground: str,
    recipient_id: UUID,
    reason: str,
    told: str,
    until: date,
    order_number: str = "",
) -> Override:
    """
    Record that one body is told without the person's consent, for a duty that the law names.

    The data-protection officer of the organisation finds it among their work from this moment on.

    :raises NotPermitted: if the actor may not decide this
    :raises NotVisible: if the actor's organisation holds no such case, or there is no such body
    :raises InvalidInput: if no duty is named, the reason is too short, or it would last too long
    """
    check(actor, Permission.PROTECTION_CONSENT_OVERRIDE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    body = organisation_by_id(organisation_id=recipient_id)
    check_override(ground=ground, reason=reason, order_number=order_number, told=told, today=today(), until=until)
    override = Override(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        ground=ground,
        recipient=body,
        told=told,
        told_on=today() if told == "told" else None,
        decided_by_id=actor.id,
        until=until,
    )
    seal(override, reason=reason, order_number=order_number)
    override.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_CONSENT_OVERRIDDEN,
        subject=override,
        case_id=case.id,
        ground=ground,
        recipient_id=body.pk,
        told=told,
    )
    return override


@transaction.atomic
def tell_of_override(*, actor: Actor, override_id: UUID) -> Override:
    """
    Note that the person was told today of what was passed on without their consent.

    :raises NotPermitted: if the actor may not record consent
    :raises NotVisible: if the actor's organisation holds no such override
    :raises WrongState: if the person was told before
    """
    check(actor, Permission.PROTECTION_CONSENT_RECORD)
    override = queries.override_to_change(actor=actor, override_id=override_id)
    if override.told == "told":
        raise WrongState(gettext_noop("The person was told before."))
    override.told, override.told_on = "told", today()
    override.save(update_fields=["told", "told_on"])
    log.record(actor=actor, event=Event.PROTECTION_OVERRIDE_TOLD, subject=override, case_id=override.case_id)
    return override


@transaction.atomic
def note_override(*, actor: Actor, override_id: UUID) -> Override:
    """
    Note as data-protection officer that an override was looked at.

    :raises NotPermitted: if the actor is not the data-protection officer, or decided it
    :raises NotVisible: if the actor's organisation holds no such override
    :raises WrongState: if it was noted before
    """
    check(actor, Permission.PROTECTION_OVERRIDE_NOTE)
    override = queries.override_to_change(actor=actor, override_id=override_id)
    check_officer(actor.duties)
    if override.decided_by_id == actor.id:
        raise NotPermitted(gettext_noop("Nobody looks at their own decision. Ask another officer."))
    if override.noted_at is not None:
        raise WrongState(gettext_noop("This was looked at before."))
    override.noted_at, override.noted_by_id = now(), actor.id
    override.save(update_fields=["noted_at", "noted_by_id"])
    log.record(actor=actor, event=Event.PROTECTION_OVERRIDE_NOTED, subject=override, case_id=override.case_id)
    return override


@transaction.atomic
def show_override(*, actor: Actor, override_id: UUID) -> dict[str, str]:
    """
    Return the sealed reason of an override. Each look is logged.

    :raises NotPermitted: if the actor may not see who somebody is
    :raises NotVisible: if the actor's organisation holds no such override
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    override = queries.override(actor=actor, override_id=override_id)
    log.record(actor=actor, event=Event.PROTECTION_OVERRIDE_READ, subject=override, case_id=override.case_id)
    return unseal(override, "reason", "order_number")
