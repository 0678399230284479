"""The invented groups: their members, the case against them, and what was recorded of them."""

from datetime import date, timedelta
from random import Random
from typing import Any

from panah.access.walls import Wall
from panah.demo.names import invent
from panah.demo.places import Places
from panah.demo.plan import SEED, InventedGroup
from panah.demo.rows import Rows, free_reference
from panah.prosecution.models import CriminalGroup, Disposition, Investigation, InvestigationStep, Suspect, SuspectLink
from panah.prosecution.states import GroupKind
from panah.prosecution.states import InvestigationState as State

WALL = Wall.PROSECUTION.value
UNIT = "mia-atd"
MEMBERS = {GroupKind.NETWORK: 7, GroupKind.ORGANISED_GROUP: 5, GroupKind.CRIMINAL_GROUP: 3}
WORKING_FOR = timedelta(days=190)
JUST_REPORTED = timedelta(days=2)
ROLES = ("controller", "recruiter", "recruiter", "transporter", "harbourer", "receiver", "broker")
LINKS = ("recruits_for", "recruits_for", "drives_for", "pays", "calls", "rents_from")
ABROAD = ("TR", "AE", "RU", "IR")
FORMS = ("sexual", "forced_labour", "forced_begging")
WAY = (State.REPORTED, State.OPENED, State.ARRESTED, State.CHARGED, State.IN_COURT, State.CONVICTED, State.FINAL)
CLEARED = (State.REPORTED, State.OPENED, State.ARRESTED, State.CHARGED, State.IN_COURT, State.ACQUITTED, State.FINAL)


class Groups:
    """Writes groups into rows."""

    def __init__(self, rows: Rows, places: Places, *, today: date) -> None:
        self.rows, self.places, self.today = rows, places, today
        self.random = Random(SEED)  # noqa: S311 - invented stories, no secret
        self.officer = places.who("investigator", UNIT)
        self.held: dict[str, Any] = {"organisation_id": places.id(UNIT), "wall": WALL}

    def tell(self, invented: InventedGroup) -> CriminalGroup:
        """Write one group with all that belongs to it."""
        opened_on = (invented.disposed_on or self.today) - (JUST_REPORTED if self._is_new(invented) else WORKING_FOR)
        group = CriminalGroup(
            **self.held,
            key_id=self.rows.key(**self.held),
            reference=free_reference("G", year=opened_on.year),
            kind=invented.kind,
            countries=["AZ", self.random.choice(ABROAD)] if invented.kind == GroupKind.NETWORK else ["AZ"],
            forms=[self.random.choice(FORMS)],
            opened_on=opened_on,
            opened_by_id=self.officer,
        )
        self.rows.seal(group, group.key_id, name="Invented group", summary="Invented for demonstration.")
        self.rows.add(group)
        self._members(group)
        self._case(group, invented)
        if invented.disposed_on:
            self._disposition(group, invented, invented.disposed_on)
        return group

    def _members(self, group: CriminalGroup) -> None:
        members = []
        for number in range(1, MEMBERS[GroupKind(group.kind)] + 1):
            name = invent(self.random, sex=self.random.choice(("male", "male", "female")))
            member = Suspect(
                **self.held,
                key_id=group.key_id,
                group=group,
                number=number,
                role=ROLES[(number - 1) % len(ROLES)],
                citizenship="AZ",
                added_on=group.opened_on,
                added_by_id=self.officer,
            )
            self.rows.seal(member, group.key_id, name=f"{name.given} {name.surname}")
            members.append(self.rows.add(member))
        for number, member in enumerate(members[1:]):
            stated = self.random.random() < 0.7
            link = SuspectLink(
                **self.held,
                key_id=group.key_id,
                group=group,
                from_suspect=member,
                to_suspect=members[0] if number % 2 == 0 else members[number],
                kind=self.random.choice(LINKS),
                basis="stated" if stated else "inferred",
                added_on=group.opened_on,
                added_by_id=self.officer,
            )
            self.rows.seal(
                link, group.key_id, reason="Invented: a witness says so." if stated else "Invented: seen together."
            )
            self.rows.add(link)

    def _case(self, group: CriminalGroup, invented: InventedGroup) -> None:
        way, days = self._way(group, invented)
        investigation = Investigation(
            **self.held,
            key_id=group.key_id,
            group=group,
            reference=free_reference("C", year=group.opened_on.year),
            article=self.random.choice(("cc_144_1", "cc_144_1", "cc_144_2", "cc_144_3")),
            state=way[-1],
            state_on=days[-1],
            reported_on=days[0],
            opened_by_id=self.officer,
        )
        self.rows.add(investigation)
        for state, day in zip(way, days, strict=True):
            self.rows.add(
                InvestigationStep(
                    **self.held,
                    key_id=group.key_id,
                    group=group,
                    investigation=investigation,
                    state=state,
                    article=investigation.article,
                    taken_on=day,
                    recorded_by_id=self.officer,
                )
            )

    def _way(self, group: CriminalGroup, invented: InventedGroup) -> tuple[tuple[State, ...], list[date]]:
        """Return the states a case went through so far, and their days."""
        opened = group.opened_on
        if self._is_new(invented):
            return WAY[:1], [opened]
        if invented.disposed_on is None:
            return WAY[:2], [opened, opened + timedelta(days=9)]
        # The disposition falls on the day the case goes to court; the verdict comes later, and may be an acquittal.
        court = invented.disposed_on
        verdict = invented.corrected_on or court + timedelta(days=150)
        days = [opened, opened + timedelta(days=9), opened + timedelta(days=80), opened + timedelta(days=100), court]
        days += [verdict, verdict + timedelta(days=60)]
        way = CLEARED if invented.corrected_on else WAY
        passed = [day for day in days if day <= self.today]
        return way[: len(passed)], passed

    def _is_new(self, invented: InventedGroup) -> bool:
        """Test if nobody has opened the criminal case yet: this waits for the investigator."""
        return invented.disposed_on is None and invented.kind == GroupKind.ORGANISED_GROUP

    def _disposition(self, group: CriminalGroup, invented: InventedGroup, disposed_on: date) -> None:
        self.rows.add(
            Disposition(
                **self.held,
                key_id=group.key_id,
                group=group,
                kind=invented.disposition,
                disposed_on=disposed_on,
                stage="indictment",
                recorded_on=disposed_on,
                recorded_by_id=self.officer,
                corrected_on=invented.corrected_on,
                correction="acquittal" if invented.corrected_on else "",
                corrected_by_id=self.officer if invented.corrected_on else None,
            )
        )
