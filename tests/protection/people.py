"""A case, a shelter, a decision: what the tests of protection begin with."""

from datetime import date
from typing import Any

from panah.access.policy import Actor
from panah.core.clock import today
from panah.organisations.models import Organisation
from panah.protection import actions
from panah.protection.models import Case, Consent, Decision, HouseStaff, PlaceRequest, Stay, Unit
from panah.protection.rules import PersonDetails
from tests.support import sign_in


def open_case(actor: Actor, **details: Any) -> Case:
    """Open a case of an adult woman who said who she is."""
    known = {"sex": "female", "age_band": "24_26", "citizenship": "AZ", **details}
    person = PersonDetails(given_name="Aygün", surname="Sınaqova", **known)
    return actions.open_case(actor=actor, details=person, source="self")


def open_shelter(
    *, capacity: int = 2, organisation: str = "mia-shelter", address: str = "12 Invented Street", **options: Any
) -> tuple[Actor, Unit]:
    """Sign in a shelter manager, open a house, and return both the manager and the house's first unit."""
    manager = sign_in("shelter_manager", organisation=organisation)
    shelter = actions.open_shelter(actor=manager, name="House 1", capacity=capacity, address=address, **options)
    return manager, shelter.units.get()


def works_in(actor: Actor, unit: Unit) -> None:
    """Bind another manager of the organisation to the house of a unit, as its focal point would."""
    HouseStaff.objects.create(
        organisation_id=unit.organisation_id, wall=unit.wall, shelter_id=unit.shelter_id, worker_id=actor.id
    )


def consent_to_tell(actor: Actor, case: Case, body: Organisation, *, purpose: str = "share_partner") -> Consent:
    """Let the person have consented that a body is told, whoever consents for them."""
    held = {"organisation_id": case.organisation_id, "wall": case.wall, "key_id": case.key_id, "case_id": case.pk}
    told = {"purpose": purpose, "recipient_id": body.pk, "text": "share_v1", "language": "az", "given_on": today()}
    return Consent.objects.get_or_create(**held, **told, withdrawn_at=None, defaults={"recorded_by_id": actor.id})[0]


def ask_for_place(actor: Actor, case: Case, *, shelter: str = "mia-shelter", **options: Any) -> PlaceRequest:
    """Ask a shelter for a place for the person of a case."""
    body = Organisation.objects.get(code=shelter)
    wanted: dict[str, Any] = {"needs": ["medical"], "wanted_on": today(), **options}
    consent_to_tell(actor, case, body)
    return actions.request_place(actor=actor, case_id=case.id, to_organisation_id=body.id, **wanted)


def presume(actor: Actor, case: Case) -> None:
    """Presume a victim, which opens all help."""
    actions.presume(
        actor=actor,
        case_id=case.pk,
        presumed_on=today(),
        body="gov_nonpolice",
        indicator_list="practical",
        answers={},
        grounds="Locked in.",
    )


def presumed_case(actor: Actor, **details: Any) -> Case:
    """Open a case of an adult woman who is presumed a victim."""
    case = open_case(actor, **details)
    presume(actor, case)
    return case


def take_in(keeper: Actor, request: PlaceRequest, unit: Unit, **options: Any) -> Stay:
    """Give a place today, with the house rules read in Azerbaijani."""
    given: dict[str, Any] = {"started_on": today(), "rules_language": "az", **options}
    return actions.admit(actor=keeper, request_id=request.id, unit_id=unit.id, **given)


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
