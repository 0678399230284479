"""The help that invented people received: a place in the shelter, the allowance, aid from the fund."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from panah.access.walls import Wall
from panah.country.parameters import amount, parameter
from panah.crypto.records import location_of
from panah.demo.places import Places
from panah.demo.plan import LANGUAGES, Invented, Paid
from panah.demo.rows import Rows, at, free_reference
from panah.protection.models import (
    Award,
    Case,
    Claim,
    ClaimPayment,
    Decision,
    Earmark,
    FundEntry,
    HouseStaff,
    MoneyAnswer,
    MoneyRequest,
    Payment,
    Place,
    PlaceAnswer,
    PlaceRequest,
    Shelter,
    ShelterLocation,
    Stay,
    Unit,
)
from panah.protection.rules import age_band, age_on, is_child
from panah.protection.states import AwardState, PaymentState, PlaceState

WALL = Wall.PROTECTION.value
SHELTER, FUND = "mia-shelter", "aid-fund"
AID = (150, 200, 250, 300, 420)
PURPOSES = ("living", "medical", "education", "vocational", "documents", "travel", "children")
# The first house: unit, for whom, how many places, accessible. 54 places in all.
UNITS = (
    ("A", "women", 20, False),
    ("B", "men", 14, False),
    ("C", "women_children", 10, True),
    ("D", "family", 6, True),
    ("E", "children", 4, False),
)
GOES_TO = {
    "independent": "own_home",
    "family": "family_home",
    "repatriated": "own_country",
    "term_ended": "not_known",
    "boarding_school": "institution",
}
EXITS = ("family", "independent", "independent", "repatriated", "term_ended")
GIVEN_TO_FUND = ((date(2013, 1, 9), 60_000), (date(2016, 1, 11), 90_000), (date(2020, 1, 9), 60_000))
# (day, how much, by whom, for what): invented gifts with an earmark
GIFTS = (
    (date(2024, 3, 4), 12_000, "iom-az", ("business", "vocational")),
    (date(2025, 2, 10), 4_500, "eu-delegation", ("children", "education")),
    (date(2025, 6, 2), 3_000, "", ("medical",)),
    (date(2026, 1, 15), 2_000, "iom-development-fund", ()),
)
# (source, state, claimed, awarded, parts received): invented compensation
Compensation = tuple[str, str, int | None, int | None, tuple[int, ...]]
CLAIMS: tuple[Compensation, ...] = (
    ("perpetrator_criminal", "paid_part", 9_000, 6_000, (2_000, 1_500)),
    ("wages", "paid_full", 1_800, 1_800, (1_800,)),
    ("perpetrator_civil", "refused", 5_000, None, ()),
    ("state_one_time", "informed_of_right", None, None, ()),
)
CLAIMED_SINCE = date(2018, 1, 1)
LAWYERS = "ngo-coalition"


class Help:
    """Writes places and money into rows."""

    def __init__(self, rows: Rows, places: Places, random: Random) -> None:
        self.rows, self.places, self.random = rows, places, random
        self.free_places: dict[str, list[Place]] = {}
        self.shelter = self._shelter()
        self.free, self.allowances = self._earmark("general"), self._earmark("allowance")
        for day, given in GIVEN_TO_FUND:
            self._enter("budget", Decimal(given), day, payment=None)
        for day, given, donor, purposes in GIFTS:
            part = self._earmark("earmarked", donor=donor, purposes=purposes)
            self._enter("donation", Decimal(given), day, payment=None, part=part)
        self.claims = iter(CLAIMS)

    def stay(self, person: Invented, case: Case, *, begins: date, ends: date | None) -> None:
        """Write a place asked for, given and left again."""
        shelter = self.places.id(SHELTER)
        asked = {
            "case_id": case.id,
            "person_id": case.person_id,
            "reference": case.reference,
            "sex": person.sex,
            "age_band": age_band(age_on(person.born_on, begins)),
            "language": person.language,
        }
        request = PlaceRequest(
            **self._ends(case, to=SHELTER),
            **asked,
            sent_by_id=case.opened_by_id,
            sent_at=at(begins, 9),
            wanted_on=begins,
            presumed_on=person.presumed_on,
        )
        manager = self.places.who("shelter_manager", SHELTER)
        told = self._told(person, begins, ends)
        answer = PlaceAnswer(
            **self._back(case, SHELTER),
            sent_by_id=manager,
            sent_at=at(begins, 11),
            request=request,
            case_id=case.id,
            state=PlaceState.LEFT if ends else PlaceState.ACCEPTED,
            answered_on=begins,
            **told,
        )
        stay = Stay(
            organisation_id=shelter,
            wall=WALL,
            key_id=self.rows.key(organisation_id=shelter, wall=WALL),
            shelter=self.shelter,
            request=request,
            **asked,
            place=None if ends else self._place(person.sex, str(asked["age_band"])),
            **told,
            admitted_by_id=manager,
            admitted_at=at(begins, 11),
        )
        for record in (request, answer, stay):
            self.rows.add(record)

    def _told(self, person: Invented, begins: date, ends: date | None) -> dict[str, Any]:
        """What the shelter's record and its answer both say of a stay."""
        reason = person.leaves or self.random.choice(EXITS) if ends else ""
        return {
            "started_on": begins,
            "rules_language": person.language,
            "rules_given_on": begins,
            "ended_on": ends,
            "exit_reason": reason,
            "exit_to": GOES_TO.get(reason, ""),
        }

    def payment(self, case: Case, decision: Decision, paid: Paid) -> None:
        """Write money asked for, approved by others, paid, and perhaps taken back."""
        is_allowance = paid.kind == "allowance"
        sum_paid = (
            amount("allowance", on=decision.decided_on)
            if is_allowance
            else Decimal(paid.amount or self.random.choice(AID))
        )
        asked = {
            "case_id": case.id,
            "person_id": case.person_id,
            "reference": case.reference,
            "kind": paid.kind,
            "purpose": "" if is_allowance else self.random.choice(PURPOSES),
            "amount": sum_paid,
            "decision_id": decision.id if is_allowance else None,
        }
        request = MoneyRequest(
            **self._ends(case, to=FUND),
            **asked,
            sent_by_id=case.opened_by_id,
            sent_at=at(paid.on - timedelta(days=2)),
            decided_on=decision.decided_on if is_allowance else None,
            basis=parameter("allowance", on=decision.decided_on).source[:200] if is_allowance else "",
            withdrawn_at=at(paid.on, 16) if paid.reversed_on else None,
        )
        payment = self._payment(request, asked, paid, is_allowance=is_allowance)
        answer = MoneyAnswer(
            **self._back(case, FUND),
            sent_by_id=self.places.who("aid_fund_officer", FUND),
            sent_at=at(paid.on, 16),
            request=request,
            case_id=case.id,
            payment_id=payment.id,
            kind=paid.kind,
            state=payment.state,
            amount=sum_paid,
            happened_on=paid.reversed_on or paid.on,
        )
        for record in (request, payment, answer):
            self.rows.add(record)
        self._book(payment, paid)

    def _book(self, payment: Payment, paid: Paid) -> None:
        """Write the ledger's lines of a payment: an allowance is drawn from the state budget as it is paid."""
        part, is_allowance = self.free, payment.kind == "allowance"
        if is_allowance:
            part = self.allowances
            self._enter("allowance_budget", payment.amount, paid.on, payment=payment, part=part)
        self._enter("payment", -payment.amount, paid.on, payment=payment, part=part)
        if paid.reversed_on:
            self._enter("reversal", payment.amount, paid.reversed_on, payment=payment, part=part)
            if is_allowance:
                self._enter("allowance_budget", -payment.amount, paid.reversed_on, payment=payment, part=part)

    def claim(self, case: Case, decision: Decision) -> None:
        """Write a claim to compensation for the next few people identified since 2018."""
        found = next(self.claims, None) if decision.decided_on >= CLAIMED_SINCE else None
        if found is not None:
            self.claimed(case, decision.decided_on + timedelta(days=20), found)

    def claimed(self, case: Case, day: date, told: Compensation, *, waits: int = 200) -> None:
        """Write a claim of which somebody was told on a day, and what came of it so many days later."""
        source, state, claimed, awarded, parts = told
        held: dict[str, Any] = {"organisation_id": case.organisation_id, "wall": WALL, "key_id": case.key_id}
        claim = self.rows.add(
            Claim(
                **held,
                case=case,
                source=source,
                state=state,
                informed_on=day,
                lawyer_id=self.places.id(LAWYERS) if claimed else None,
                legal_aid_on=day + timedelta(days=5) if claimed else None,
                claimed_on=day + timedelta(days=30) if claimed else None,
                claimed_amount=claimed,
                awarded_on=day + timedelta(days=waits) if awarded else None,
                awarded_amount=awarded,
                received_amount=sum(parts),
                refused_on=day + timedelta(days=150) if state == "refused" else None,
                opened_by_id=case.opened_by_id,
            )
        )
        for number, part in enumerate(parts, start=1):
            received_on = day + timedelta(days=waits + 60 * number)
            self.rows.add(
                ClaimPayment(
                    **held,
                    case=case,
                    claim=claim,
                    amount=part,
                    received_on=received_on,
                    recorded_by_id=case.opened_by_id,
                )
            )

    def _payment(self, request: MoneyRequest, asked: dict[str, object], paid: Paid, *, is_allowance: bool) -> Payment:
        fund = self.places.id(FUND)
        member = self.places.who("aid_committee_member", FUND)
        officer = self.places.who("aid_fund_officer", FUND)
        award = None if is_allowance else self._award(request, asked, paid)
        return Payment(
            organisation_id=fund,
            wall=WALL,
            key_id=self.rows.key(organisation_id=fund, wall=WALL),
            request=request,
            award=award,
            number=free_reference("Q", year=paid.on.year),
            **asked,
            state=PaymentState.REVERSED if paid.reversed_on else PaymentState.PAID,
            method=self.random.choice(("cash", "bank_transfer", "post")),
            drafted_by_id=officer,
            drafted_at=at(paid.on - timedelta(days=1)),
            approved_by_id=self.places.who("aid_fund_approver", FUND) if is_allowance else member,
            second_approved_by_id=None if is_allowance else self.places.second_member.id,
            approved_on=paid.on - timedelta(days=1),
            paid_on=paid.on,
            paid_by_id=officer,
            reversed_on=paid.reversed_on,
            reversed_by_id=self.places.who("aid_fund_approver", FUND) if paid.reversed_on else None,
            reversal_reason="entry_error" if paid.reversed_on else "",
            is_assumed=paid.is_assumed,
        )

    def _award(self, request: MoneyRequest, asked: dict[str, object], paid: Paid) -> Award:
        fund = self.places.id(FUND)
        granted = {name: value for name, value in asked.items() if name not in ("kind", "decision_id")}
        return self.rows.add(
            Award(
                organisation_id=fund,
                wall=WALL,
                key_id=self.rows.key(organisation_id=fund, wall=WALL),
                request=request,
                **granted,
                state=AwardState.ENDED if paid.reversed_on else AwardState.GRANTED,
                prepared_by_id=self.places.who("aid_fund_officer", FUND),
                prepared_at=at(paid.on - timedelta(days=2), 15),
                first_member_id=self.places.who("aid_committee_member", FUND),
                second_member_id=self.places.second_member.id,
                decided_on=paid.on - timedelta(days=1),
                ended_on=paid.reversed_on,
            )
        )

    def _earmark(self, kind: str, *, donor: str = "", purposes: tuple[str, ...] = ()) -> Earmark:
        return self.rows.add(
            Earmark(
                organisation_id=self.places.id(FUND),
                wall=WALL,
                kind=kind,
                donor_id=self.places.id(donor) if donor else None,
                purposes=list(purposes),
            )
        )

    def _enter(
        self, kind: str, entered: Decimal, day: date, *, payment: Payment | None, part: Earmark | None = None
    ) -> None:
        fund = self.places.id(FUND)
        self.rows.add(
            FundEntry(
                organisation_id=fund,
                wall=WALL,
                key_id=None,
                kind=kind,
                earmark=part or self.free,
                amount=entered,
                payment=payment,
                entered_on=day,
                entered_by_id=self.places.who("aid_fund_officer", FUND),
            )
        )

    def _shelter(self) -> Shelter:
        holder = self.places.id(SHELTER)
        held: dict[str, Any] = {"organisation_id": holder, "wall": WALL}
        shelter = Shelter(
            **held, key_id=self.rows.key(**held), name="Birinci ev", languages=sorted({*LANGUAGES.values(), "en"})
        )
        self.rows.add(HouseStaff(**held, shelter=shelter, worker_id=self.places.who("shelter_manager", SHELTER)))
        location = ShelterLocation(**held, shelter=shelter)
        location.key_id = self.rows.key(**held, purpose=location_of(shelter.id))
        self.rows.seal(location, location.key_id, address="Invented Street 0, nowhere (demonstration)")
        self.rows.add(location)
        for name, people, count, is_accessible in UNITS:
            unit = self.rows.add(Unit(**held, shelter=shelter, name=name, for_whom=people, is_accessible=is_accessible))
            self.free_places[people] = [
                self.rows.add(Place(**held, unit=unit, number=number)) for number in range(1, count + 1)
            ]
        return self.rows.add(shelter)

    def _place(self, sex: str, band: str) -> Place | None:
        """Return a free place in the unit for such people; the last two of each stay free for the day to come."""
        people = "children" if is_child(band) else "men" if sex == "male" else "women"
        free = self.free_places[people]
        return free.pop(0) if len(free) > 2 else None

    def _ends(self, case: Case, *, to: str) -> dict[str, object]:
        return {
            "from_organisation_id": case.organisation_id,
            "from_wall": WALL,
            "to_organisation_id": self.places.id(to),
            "to_wall": WALL,
        }

    def _back(self, case: Case, sender: str) -> dict[str, object]:
        return {
            "from_organisation_id": self.places.id(sender),
            "from_wall": WALL,
            "to_organisation_id": case.organisation_id,
            "to_wall": WALL,
        }
