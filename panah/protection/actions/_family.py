"""What the shelters are told of the person of a case: how old, of which sex, and what stands open about the family."""

from panah.access.policy import Actor
from panah.protection import queries
from panah.protection.models import Case, Person, PlaceRequest
from panah.protection.queries.child import is_family_barred


def tell_shelters(actor: Actor, case: Case) -> None:
    """
    Say in the own requests for a place how the person is treated; the shelter reads it and asks nothing more.

    Whoever turns out to be a child may not stay among adults, and a child may not go home before somebody looked.
    """
    sex = Person.objects.own(actor).filter(case_id=case.pk).values_list("sex", flat=True).first()
    told = {
        "is_family_asked": queries.is_family_asked(actor=actor, case=case),
        "is_family_barred": is_family_barred(actor=actor, case=case),
        "age_band": queries.band_of(actor=actor, case=case),
        "sex": sex or "unknown",
    }
    PlaceRequest.objects.sent_by_us(actor).filter(case_id=case.pk).exclude(**told).update(**told)
