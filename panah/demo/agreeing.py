"""Consents that scenes need before anybody is told of a case."""

from uuid import UUID

from panah.access.policy import Actor
from panah.core.clock import today
from panah.demo.places import Places
from panah.protection import actions as protection
from panah.protection.models import Case


def agrees(places: Places, actor: Actor, case: Case, recipient: str) -> UUID:
    """Record the consent of somebody that a partner is told of them, and return its id."""
    consent = protection.record_consent(
        actor=actor,
        case_id=case.id,
        purpose="share_partner",
        text="share_v1",
        language="az",
        given_on=today(),
        recipient_id=places.id(recipient),
    )
    return consent.pk
