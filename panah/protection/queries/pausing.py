"""What of a case is under way to others, and may be held back."""

from uuid import UUID

from panah.access.policy import Actor
from panah.access.queries import SAVES_LIFE
from panah.protection.models import PlaceRequest, Transfer
from panah.protection.queries.override import override_to_tell
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
