"""What the shelters are told: whether the question about a child's family stands open."""

from panah.access.policy import Actor
from panah.protection import queries
from panah.protection.models import Case, PlaceRequest
from panah.protection.queries.child import is_family_barred


def tell_shelters(actor: Actor, case: Case) -> None:
    """Say in the own requests for a place whether the child may go home; the shelter reads it and asks nothing more."""
    told = {
        "is_family_asked": queries.is_family_asked(actor=actor, case=case),
        "is_family_barred": is_family_barred(actor=actor, case=case),
    }
    PlaceRequest.objects.sent_by_us(actor).filter(case_id=case.pk).exclude(**told).update(**told)
