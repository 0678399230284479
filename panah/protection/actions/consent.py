"""Consent: given for one purpose to one recipient, withdrawn at any time."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.actions import withdraw_grant
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.queries import grants_on_case
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import Consent
from panah.protection.rules import check_consent_dates, check_consent_giver


@transaction.atomic
def record_consent(
    *,
    actor: Actor,
    case_id: UUID,
    purpose: str,
    text: str,
    language: str,
    given_on: date,
    giver: str = "person",
    guardian_name: str = "",
    recipient_id: UUID | None = None,
    expires_on: date | None = None,
) -> Consent:
    """
    Record that the person agreed to one purpose, after everything was explained in a language they understand.

    :raises NotPermitted: if the actor may not record consent
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if a child is said to consent alone, or the dates cannot be right
    """
    check(actor, Permission.PROTECTION_CONSENT_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    person = queries.person(actor=actor, case_id=case_id)
    check_consent_giver(band=person.age_band, giver=giver, guardian_name=guardian_name)
    check_consent_dates(given_on=given_on, expires_on=expires_on, today=today())
    consent = Consent(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        purpose=purpose,
        recipient_id=recipient_id,
        text=text,
        language=language,
        giver=giver,
        given_on=given_on,
        expires_on=expires_on,
        recorded_by_id=actor.id,
    )
    seal(consent, guardian_name=guardian_name)
    consent.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_CONSENT_RECORDED,
        subject=consent,
        case_id=case.id,
        purpose=purpose,
        recipient_id=recipient_id,
    )
    return consent


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent_id: UUID) -> Consent:
    """
    Withdraw a consent at once, and with it every grant that rests on it.

    :raises NotPermitted: if the actor may not withdraw consents
    :raises NotVisible: if the actor's organisation holds no such consent
    :raises WrongState: if it was withdrawn before
    """
    check(actor, Permission.PROTECTION_CONSENT_WITHDRAW)
    consent = queries.consent_to_change(actor=actor, consent_id=consent_id)
    if consent.withdrawn_at is not None:
        raise WrongState(gettext_noop("This consent was withdrawn before."))
    consent.withdrawn_at = now()
    consent.save(update_fields=["withdrawn_at"])
    resting = grants_on_case(actor=actor, case_id=consent.case_id).filter(consent_id=consent.pk, withdrawn_at=None)
    for grant_id in list(resting.values_list("pk", flat=True)):
        withdraw_grant(actor=actor, grant_id=grant_id, permission=Permission.PROTECTION_CONSENT_WITHDRAW)
    log.record(
        actor=actor,
        event=Event.PROTECTION_CONSENT_WITHDRAWN,
        subject=consent,
        case_id=consent.case_id,
        purpose=consent.purpose,
    )
    return consent
