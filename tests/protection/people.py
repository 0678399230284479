"""A case, a shelter, a decision: what the tests of protection begin with."""

from datetime import date
from typing import Any

from panah.access.policy import Actor
from panah.core.clock import today
from panah.protection import actions
from panah.protection.models import Case, Decision, Shelter
from panah.protection.rules import PersonDetails
from tests.support import sign_in


def open_case(actor: Actor, **details: Any) -> Case:
    """Open a case of an adult woman who said who she is."""
    person = PersonDetails(
        given_name="Aygün", surname="Sınaqova", sex="female", age_band="24_26", citizenship="AZ", **details
    )
    return actions.open_case(actor=actor, details=person, source="self")


def open_shelter(*, capacity: int = 2, **changes: Any) -> tuple[Actor, Shelter]:
    """Sign in a shelter manager and open a house."""
    manager = sign_in("shelter_manager", organisation="mia-shelter")
    shelter = actions.open_shelter(actor=manager, name="House 1", capacity=capacity, address="12 Invented Street")
    for name, value in changes.items():
        setattr(shelter, name, value)
    shelter.save()
    return manager, shelter


def decide(case: Case, *, outcome: str = "identified", decided_on: date | None = None) -> Decision:
    """Let the special police unit decide on the person of a case, and return the decision."""
    officer = sign_in("identification_officer", organisation="mia-atd")
    return Decision.objects.create(
        from_organisation_id=officer.organisation_id,
        from_wall=officer.wall,
        to_organisation_id=case.organisation_id,
        to_wall=case.wall,
        sent_by_id=officer.id,
        reference=f"D-{case.reference}",
        inquiry_id=case.id,
        case_id=case.id,
        person_id=case.person_id,
        outcome=outcome,
        body="special_police",
        decided_on=decided_on or today(),
        legal_basis="law_trafficking",
        indicator_list="ilo11",
        negative_reasons=["no_exploitation"] if outcome == "not_identified" else [],
        form="forced_labour",
        sex="female",
    )
