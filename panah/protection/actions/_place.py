"""On whose word a shelter is asked."""

from uuid import UUID

from panah.access.policy import Actor
from panah.organisations.queries import organisation_by_id
from panah.protection.queries.consent import Consented, consent_for
from panah.protection.queries.override import any_override_to_tell
from panah.protection.rules.consent import check_told


def consent_to_ask(actor: Actor, case_id: UUID, body_id: UUID) -> Consented | None:
    """
    Return the consent on which a shelter is asked; None for a duty above it, and for the own house.

    :raises InvalidInput: if there is neither
    """
    consent = consent_for(actor=actor, case_id=case_id, body=organisation_by_id(organisation_id=body_id))
    is_own = body_id == actor.organisation_id
    has_duty = is_own or any_override_to_tell(actor=actor, case_id=case_id, recipient_id=body_id)
    check_told(is_consented=consent is not None, has_duty=has_duty, field="to_organisation_id")
    return consent
