"""What of a case is under way to others, and may be held back."""

from datetime import datetime
from uuid import UUID

from panah.access.policy import Actor
from panah.access.queries import SAVES_LIFE
from panah.core.clock import HOME, now
from panah.protection.models import Consent, PlaceRequest, Transfer
from panah.protection.queries.override import override_to_tell, override_until
from panah.protection.queries.transfer import last_moment
from panah.protection.rules.transfer import resumed_due
from panah.protection.states import PLACE_OPEN, TransferState

Sent = PlaceRequest | Transfer


def sent_under_way(*, actor: Actor, case_id: UUID) -> list[Sent]:
    """Return the requests for a place and the transfers of a case that wait, locked; what saves a life is not there."""
    asked = PlaceRequest.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(case_id=case_id)
    handed = Transfer.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(case_id=case_id)
    return [
        *(
            row
            for row in asked.select_related("answer")
            if row.state in PLACE_OPEN
            and not override_to_tell(
                actor=actor, case_id=case_id, ground=SAVES_LIFE, recipient_id=row.to_organisation_id
            )
        ),
        *(
            row
            for row in handed.select_related("answer")
            if row.state == TransferState.PROPOSED and row.basis != SAVES_LIFE
        ),
    ]


def resumed_until(*, actor: Actor, transfer: Transfer) -> datetime:
    """Return until when a transfer that was held back can be accepted: never after what it rests on has ended."""
    if transfer.paused_at is None:
        return transfer.due_at
    if transfer.consent_id:
        day = Consent.objects.own(actor).values_list("expires_on", flat=True).get(pk=transfer.consent_id)
    else:
        body = transfer.to_organisation_id
        until = override_until(actor=actor, case_id=transfer.case_id, ground=transfer.basis, recipient_id=body)
        day = until or transfer.due_at.astimezone(HOME).date()
    ends = last_moment(actor=actor, day=day)
    return resumed_due(due_at=transfer.due_at, paused_at=transfer.paused_at, moment=now(), ends=ends)
