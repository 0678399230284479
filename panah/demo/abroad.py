"""What hangs on a border in the invented past: a residence permit, and a return with a mission's help."""

from datetime import date, timedelta

from panah.access.walls import Wall
from panah.demo.places import Places
from panah.demo.plan import Invented
from panah.demo.rows import Rows, free_reference
from panah.protection.models import Assistance, Case, Residence, ResidenceStep
from panah.protection.rules import age_band, age_on

MISSION = "mfa-istanbul"
PERMIT = timedelta(days=365)
STEPS_DONE = ("safety_check", "language", "consent", "travel_document", "travel", "arrival")


def permit(rows: Rows, case: Case, *, granted_on: date) -> None:
    """Write a residence permit that was granted, and ran for a year."""
    held = {"organisation_id": case.organisation_id, "wall": case.wall, "key_id": case.key_id, "case": case}
    until, ground = granted_on + PERMIT, "personal_situation"
    residence = rows.add(Residence(**held, state="expired", state_on=until, ground=ground, until_on=until))
    for state, on, ends in (("applied", granted_on - timedelta(days=15), None), ("granted", granted_on, until)):
        rows.add(
            ResidenceStep(
                **held,
                residence=residence,
                state=state,
                on=on,
                until_on=ends,
                ground=ground if ends else "",
                recorded_by_id=case.opened_by_id,
            )
        )


def returned(rows: Rows, places: Places, person: Invented, case: Case, *, on: date) -> None:
    """Write that a mission helped somebody home, who was presumed a victim there after the arrival."""
    mission, wall = places.id(MISSION), Wall.CONSULAR.value
    begun = on - timedelta(days=12)
    record = Assistance(
        organisation_id=mission,
        wall=wall,
        key_id=rows.key(organisation_id=mission, wall=wall),
        reference=free_reference("K", year=on.year),
        sex=person.sex,
        age_band=age_band(age_on(person.born_on, begun)),
        citizenship=person.citizenship,
        language=person.language,
        country=person.country,
        channel="phone",
        document_status="lost",
        has_safe_place="yes",
        is_safe_to_return="yes",
        consented_on=begun,
        steps_done=list(STEPS_DONE),
        received_on=begun,
        state="closed",
        worker_id=places.who("consular_officer", MISSION),
        returned_on=on,
        closed_on=on + timedelta(days=5),
        person_id=case.person_id,
    )
    rows.seal(record, record.key_id, given_name=person.name.given, surname=person.name.surname)
    rows.add(record)
