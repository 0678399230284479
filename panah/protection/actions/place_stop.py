"""What ends with a consent: open requests for a place."""

from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.db import wait_for
from panah.protection.queries.place import place_requests_on_consent


@transaction.atomic
def stop_place_requests(*, actor: Actor, case_id: UUID, consent_id: UUID) -> int:
    """
    Take back the open requests for a place that rest on a consent which is withdrawn in this transaction.

    Who lives in the house already stays: nobody is put out by a paper.

    :raises NotPermitted: if the actor may not withdraw consents
    """
    check(actor, Permission.PROTECTION_CONSENT_WITHDRAW)
    stopped = place_requests_on_consent(actor=actor, case_id=case_id, consent_id=consent_id)
    for request in stopped:
        wait_for(f"place:{request.from_organisation_id}:{request.case_id}")
        request.withdrawn_at, request.withdraw_reason = now(), "person_declined"
        request.save(update_fields=["withdrawn_at", "withdraw_reason"])
        facts: dict[str, Any] = {"case_id": case_id, "reason": request.withdraw_reason}
        log.record(actor=actor, event=Event.PROTECTION_PLACE_WITHDRAWN, subject=request, **facts)
    return len(stopped)
