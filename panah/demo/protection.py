"""The invented people's way through protection: case, presumption, inquiry, decision."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from panah.access.walls import Wall
from panah.core.ids import new_id
from panah.country.parameters import number
from panah.demo import abroad
from panah.demo.help import Help
from panah.demo.places import Places
from panah.demo.plan import SEED, Given, Invented, Ruling, Told
from panah.demo.rows import Rows, at, free_reference
from panah.matching.actions import name_tags
from panah.matching.keyring import tag_keys
from panah.matching.tags import Person as Names
from panah.protection.models import Case, Consent, Decision, Episode, Guardian, Inquiry, Person, Presumption, Service
from panah.protection.rules import age_band, age_on, lengths, reflection_ends
from panah.protection.states import CaseStatus, InquiryStage, Outcome

WALL = Wall.PROTECTION.value
UNIT = "mia-atd"
CLOSED_AFTER = timedelta(days=420)
SETTLED_AFTER = timedelta(days=150)
SOURCES = ("hotline152", "police", "ngo", "border", "family_public", "self", "consulate")
CLOSURES = ("goals_met", "goals_met", "goals_met", "returned", "declined", "lost_contact")
INDICATOR_LIST = "practical"


class Stories:
    """Writes the stories of invented people into rows."""

    def __init__(self, rows: Rows, places: Places, *, today: date) -> None:
        self.rows, self.places, self.today = rows, places, today
        self.random = Random(SEED)  # noqa: S311 - invented stories, no secret
        self.tag_keys = tag_keys()
        self.lengths = lengths(on=today)
        self.reflection_days = number("reflection_days", on=today)
        self.help = Help(rows, places, self.random)

    def tell(self, person: Invented) -> Case:
        """Write everything that happened to one person, and return the case."""
        case = self._case(person, person.holder)
        self._person(person, case)
        self._beginning(person, case)
        inquiry = self._inquiry(person, case)
        # One millisecond makes several decisions, and one with a greater id than the received waits to be received.
        numbers = iter(sorted(new_id() for _ in person.rulings))
        decisions = [self._decision(person, case, inquiry, ruling, next(numbers)) for ruling in person.rulings]
        case.decision_id = decisions[-1].id
        if person.stay:
            self.help.stay(person, case, begins=person.stay[0], ends=person.stay[1])
        for paid in person.paid:
            self.help.payment(case, decisions[-1], paid)
        if person.rulings[-1].is_positive:
            self.help.claim(case, decisions[-1])
        if person.has_second_case:
            self._help_elsewhere(person, case)
        self._afterwards(person, case)
        return case

    def _afterwards(self, person: Invented, case: Case) -> None:
        if person.claim:
            self.help.claimed(case, person.rulings[-1].on + timedelta(days=5), person.claim, waits=90)
        if person.permit_on:
            abroad.permit(self.rows, case, granted_on=person.permit_on)
        if person.returned_on:
            abroad.returned(self.rows, self.places, person, case, on=person.returned_on)

    def _help_elsewhere(self, person: Invented, case: Case) -> None:
        # Another organisation helps the same person under the same opaque id, and its case has a decision too.
        other = self._case(person, "ngo-clean-world" if person.holder == "vac" else "vac")
        other.person_id = case.person_id
        self._person(person, other)
        again = Ruling(person.rulings[-1].on + timedelta(days=40), True)
        other.decision_id = self._decision(person, other, self._inquiry(person, other), again, new_id()).id

    def _case(self, person: Invented, holder: str) -> Case:
        last = person.rulings[-1]
        status, since = self._status(last)
        worker = self.places.who("case_manager", holder)
        case = Case(
            organisation_id=self.places.id(holder),
            wall=WALL,
            key_id=self.rows.key(organisation_id=self.places.id(holder), wall=WALL),
            reference=free_reference("P", year=person.presumed_on.year),
            person_id=new_id(),
            source=person.source or self.random.choice(SOURCES),
            status=status,
            status_on=since,
            opened_on=person.presumed_on,
            opened_by_id=worker,
            worker_id=worker,
            forms=[person.form],
            country_of_exploitation=person.country,
            presumed_on=person.presumed_on,
            helped_on=person.presumed_on,
            referred_on=person.presumed_on + timedelta(days=1),
            decided_on=last.on,
            outcome=Outcome.IDENTIFIED if last.is_positive else Outcome.NOT_IDENTIFIED,
            plan_on=person.presumed_on + timedelta(days=6),
            plan_reviewed_on=self.today - timedelta(days=self.random.randint(3, 22)),
        )
        if person.reflects_from:
            case.reflection_from = person.reflects_from
            case.reflection_until = reflection_ends(began_on=person.reflects_from, days=self.reflection_days)
        if status == CaseStatus.REINTEGRATION:
            case.reintegrated_on = since
        if status == CaseStatus.CLOSED:
            case.closed_on, case.closure_reason = since, self.random.choice(CLOSURES)
        case.set_next_deadline(self.lengths)
        return self.rows.add(case)

    def _status(self, last: Ruling) -> tuple[CaseStatus, date]:
        age = self.today - last.on
        if age > CLOSED_AFTER:
            return CaseStatus.CLOSED, last.on + timedelta(days=self.random.randint(60, 360))
        if not last.is_positive:
            return CaseStatus.NOT_IDENTIFIED, last.on
        if age > SETTLED_AFTER:
            return CaseStatus.REINTEGRATION, self.today - timedelta(days=self.random.randint(10, 25))
        return CaseStatus.ASSISTANCE, last.on + timedelta(days=8)

    def _person(self, person: Invented, case: Case) -> None:
        record = Person(
            organisation_id=case.organisation_id,
            wall=WALL,
            key_id=case.key_id,
            case=case,
            sex=person.sex,
            age_band=age_band(age_on(person.born_on, person.presumed_on)),
            age_basis=self.random.choice(("document", "document", "stated")),
            citizenship=person.citizenship,
            language=person.language,
            safe_contact=self.random.choice(("direct", "messages", "case_manager", "shelter")),
        )
        name, born = person.name, person.born_on
        words = {"given_name": name.given, "surname": name.surname, "patronymic": name.patronymic}
        self.rows.seal(record, case.key_id, **words, birth_date=born.isoformat())
        self.rows.add(record)
        heard = Names(given_name=name.given, surname=name.surname, patronymic=name.patronymic, born_on=born)
        where: dict[str, Any] = {"organisation_id": case.organisation_id, "wall": WALL, "subject_id": record.pk}
        for tag in name_tags(**where, person=heard, keys=self.tag_keys):
            self.rows.add(tag)

    def _beginning(self, person: Invented, case: Case) -> None:
        """Write the presumption with its signs, the consent, and the help of the first day."""
        held = {"organisation_id": case.organisation_id, "wall": WALL, "key_id": case.key_id, "case": case}
        presumption = Presumption(
            **held,
            presumed_on=person.presumed_on,
            body="ngo" if person.holder.startswith("ngo") else "gov_nonpolice",
            indicator_list=INDICATOR_LIST,
            made_by_id=case.opened_by_id,
            made_at=at(person.presumed_on),
        )
        self.rows.seal(presumption, case.key_id, grounds="Invented for demonstration: papers kept, wages not paid.")
        self.rows.add(presumption)
        child = age_on(person.born_on, person.presumed_on) < 18
        consent = Consent(
            **held,
            purpose="assistance",
            text="assistance_v1",
            language=person.language,
            giver="guardian" if child else "person",
            given_on=person.presumed_on,
            withdrawn_at=at(person.presumed_on + timedelta(days=12)) if person.withdrew_consent else None,
            recorded_by_id=case.opened_by_id,
            recorded_at=at(person.presumed_on),
        )
        if child:
            self.rows.seal(consent, case.key_id, guardian_name="Invented Guardian")
        self.rows.add(consent)
        for given in person.services or self._usual_help(person, case):
            self.rows.add(
                Service(
                    **held,
                    service=given.service,
                    outcome=given.outcome,
                    on=given.on,
                    is_first_help=given.service == "emergency_needs",
                    recorded_by_id=case.opened_by_id,
                    recorded_at=at(given.on),
                )
            )
        if person.told:
            self._told(case, person.told, held)
        if person.guardian_on:
            self._guardian(case, person.guardian_on, held)

    def _usual_help(self, person: Invented, case: Case) -> list[Given]:
        outcome = "completed" if case.closed_on else "started"
        kinds = ("emergency_needs", "psychological", *self.random.sample(("medical", "legal", "social"), 1))
        return [Given(kind, person.presumed_on, outcome) for kind in kinds]

    def _guardian(self, case: Case, on: date, held: dict[str, Any]) -> None:
        guardian = Guardian(
            **held, kind="custodian", body="guardianship", appointed_on=on, recorded_by_id=case.opened_by_id
        )
        self.rows.seal(guardian, case.key_id, name="Invented Guardian")
        self.rows.add(guardian)

    def _told(self, case: Case, told: Told, held: dict[str, Any]) -> None:
        """Write what was said of the exploitation: since which year, in which country, how."""
        self.rows.add(
            Episode(
                **held,
                stage="exploitation",
                began_on=date(told.year, 1, 1),
                began_precision="year",
                country=told.country,
                division=told.division,
                form=told.form,
                labour_sector=told.labour_sector,
                stated_on=case.opened_on,
                recorded_by_id=case.opened_by_id,
            )
        )

    def _inquiry(self, person: Invented, case: Case) -> Inquiry:
        unit = self.places.id(UNIT)
        return self.rows.add(
            Inquiry(
                organisation_id=unit,
                wall=WALL,
                key_id=self.rows.key(organisation_id=unit, wall=WALL),
                reference=free_reference("I", year=person.presumed_on.year),
                case_id=case.id,
                case_reference=case.reference,
                person_id=case.person_id,
                holder_organisation_id=case.organisation_id,
                holder_wall=WALL,
                officer_id=self.places.who("identification_officer", UNIT),
                stage=InquiryStage.DECIDED,
                stage_on=person.rulings[-1].on,
                opened_on=person.presumed_on + timedelta(days=1),
                decided_on=person.rulings[-1].on,
            )
        )

    def _decision(self, person: Invented, case: Case, inquiry: Inquiry, ruling: Ruling, number: UUID) -> Decision:
        decision = Decision(
            id=number,
            from_organisation_id=inquiry.organisation_id,
            from_wall=WALL,
            to_organisation_id=case.organisation_id,
            to_wall=WALL,
            sent_by_id=inquiry.officer_id,
            sent_at=at(ruling.on, 15),
            key_id=inquiry.key_id,
            reference=free_reference("D", year=ruling.on.year),
            inquiry_id=inquiry.id,
            case_id=case.id,
            person_id=case.person_id,
            outcome=Outcome.IDENTIFIED if ruling.is_positive else Outcome.NOT_IDENTIFIED,
            body="special_police",
            decided_on=ruling.on,
            legal_basis="law_trafficking",
            indicator_list=INDICATOR_LIST,
            negative_reasons=[] if ruling.is_positive else ["no_means"],
            form=person.form,
            sex=person.sex,
            age_band=age_band(age_on(person.born_on, ruling.on)),
            citizenship=person.citizenship,
            country_of_exploitation=person.country,
        )
        self.rows.seal(decision, inquiry.key_id, reasons="Invented for demonstration.")
        return self.rows.add(decision)
