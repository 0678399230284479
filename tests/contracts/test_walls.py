"""
The decision is written three times: `can_see` for one record, the scopes as SQL, row security in the database.
The first two agree on every combination, and what they show is a subset of what the third lets through.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from panah.access.models import Grant, Lock
from panah.access.policy import Actor, GrantFacts, LockFacts, RecordFacts, can_see
from panah.access.walls import FieldGroup, Wall
from panah.core.clock import today
from panah.core.db import unforced
from panah.core.ids import new_id
from panah.organisations.models import Organisation
from panah.protection.models import Case
from tests import support

GRANTS = (
    "none",
    "live",
    "expired",
    "withdrawn",
    "other wall",
    "other organisation",
    "other person",
    "me",
    "reference only",
    "stranger's",
)
LOCKS = ("none", "in force", "in force, mine", "over", "not yet")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Combination:
    """One way in which a record, a grant and a lock can stand towards an actor."""

    own_organisation: bool
    own_wall: bool
    grant: str
    lock: str


@dataclass(frozen=True)
class Others:
    """An organisation that holds records too, and one that has nothing to do with them."""

    other: UUID
    stranger: UUID


COMBINATIONS = [Combination(*each) for each in product((True, False), (True, False), GRANTS, LOCKS)]


def grant_facts(
    kind: str, case_id: UUID, actor: Actor, others: Others, holder: tuple[UUID, Wall]
) -> tuple[GrantFacts, ...]:
    """A grant by the holder of the record; the stranger's is written by somebody who does not hold it."""
    on = today()
    if kind == "none":
        return ()
    return (
        GrantFacts(
            organisation_id=others.stranger if kind == "stranger's" else holder[0],
            wall=holder[1],
            case_id=case_id,
            to_organisation_id=others.other if kind == "other organisation" else actor.organisation_id,
            to_wall=Wall.PROSECUTION if kind == "other wall" else actor.wall,
            groups=frozenset(
                {FieldGroup.REFERENCE} if kind == "reference only" else {FieldGroup.REFERENCE, FieldGroup.CASE}
            ),
            expires_on=on - DAY if kind == "expired" else on,
            to_person_id={"other person": new_id(), "me": actor.id}.get(kind),
            is_withdrawn=kind == "withdrawn",
        ),
    )


def lock_facts(kind: str, case_id: UUID, actor: Actor, on: date, holder: tuple[UUID, Wall]) -> tuple[LockFacts, ...]:
    if kind == "none":
        return ()
    return (
        LockFacts(
            case_id=case_id,
            organisation_id=holder[0],
            wall=holder[1],
            from_on=on + DAY if kind == "not yet" else on - 2 * DAY,
            until_on=on - DAY if kind == "over" else None,
            exempt_person_id=actor.id if kind == "in force, mine" else new_id(),
        ),
    )


def facts_of(combination: Combination, actor: Actor, others: Others) -> RecordFacts:
    case_id = new_id()
    holder = (
        actor.organisation_id if combination.own_organisation else others.other,
        actor.wall if combination.own_wall else Wall.PROSECUTION,
    )
    return RecordFacts(
        organisation_id=holder[0],
        wall=holder[1],
        group=FieldGroup.CASE,
        case_id=case_id,
        grants=grant_facts(combination.grant, case_id, actor, others, holder),
        locks=lock_facts(combination.lock, case_id, actor, today(), holder),
    )


def store(records: list[RecordFacts], given_by: UUID) -> None:
    """Write the records, their grants and locks, as no session could: of every organisation and wall at once."""
    on = today()
    Case.objects.bulk_create(
        Case(
            id=record.case_id,
            organisation_id=record.organisation_id,
            wall=record.wall,
            reference=f"P-{str(record.case_id)[-12:]}",
            source="self",
            status_on=on,
            opened_on=on,
            opened_by_id=given_by,
        )
        for record in records
    )
    Grant.objects.bulk_create(
        Grant(
            organisation_id=grant.organisation_id,
            wall=grant.wall,
            case_id=grant.case_id,
            to_organisation_id=grant.to_organisation_id,
            to_wall=grant.to_wall,
            to_person_id=grant.to_person_id,
            groups=sorted(grant.groups),
            purpose="referral",
            basis="consent",
            given_by_id=given_by,
            expires_on=grant.expires_on,
            withdrawn_at="2026-01-01T00:00Z" if grant.is_withdrawn else None,
        )
        for record in records
        for grant in record.grants
    )
    Lock.objects.bulk_create(
        Lock(
            organisation_id=record.organisation_id,
            wall=record.wall,
            case_id=lock.case_id,
            basis="court_order",
            from_on=lock.from_on,
            until_on=lock.until_on,
            exempt_person_id=lock.exempt_person_id,
            ordered_by_id=given_by,
        )
        for record in records
        for lock in record.locks
    )


@pytest.fixture
def world(sign_in: Callable[..., Actor]) -> tuple[Actor, list[RecordFacts]]:
    actor = sign_in("case_manager", organisation="vac")
    others = Others(*(Organisation.objects.get(code=code).id for code in ("ngo-clean-world", "sms")))
    records = [facts_of(combination, actor, others) for combination in COMBINATIONS]
    with support.as_owner(), unforced("protection_case", "access_grant", "access_lock"):
        store(records, actor.id)
    return actor, records


@pytest.mark.django_db
def test_policy_and_scopes_agree_on_every_combination(world: tuple[Actor, list[RecordFacts]]) -> None:
    actor, records = world
    with support.as_owner(), unforced("protection_case", "access_grant", "access_lock"):
        shown = set(Case.objects.visible_to(actor).values_list("id", flat=True))
    wrong = [
        combination
        for combination, record in zip(COMBINATIONS, records, strict=True)
        if can_see(actor, record, on=today()) != (record.case_id in shown)
    ]
    assert wrong == []


@pytest.mark.django_db
def test_what_scopes_show_is_let_through_by_row_security(world: tuple[Actor, list[RecordFacts]]) -> None:
    actor, records = world
    ours = {record.case_id for record in records}
    let_through = set(Case.objects.values_list("id", flat=True)) & ours
    visible = set(Case.objects.visible_to(actor).values_list("id", flat=True))
    assert {record.case_id for record in records if can_see(actor, record, on=today())} == visible & ours
    assert visible & ours <= let_through


@pytest.mark.django_db
def test_row_security_alone_shows_nothing_foreign_without_a_live_grant(world: tuple[Actor, list[RecordFacts]]) -> None:
    """The scope is forgotten on purpose: every row is asked for."""
    _, records = world
    let_through = set(Case.objects.values_list("id", flat=True))
    foreign = [
        combination
        for combination, record in zip(COMBINATIONS, records, strict=True)
        if record.case_id in let_through
        and not (combination.own_organisation and combination.own_wall)
        and combination.grant not in ("live", "me")
    ]
    assert foreign == []


@pytest.mark.parametrize(
    "forget",
    [
        {"locks": ()},
        {"grants": ()},
        {"group": FieldGroup.REFERENCE},
        {"wall": Wall.PROTECTION},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_combinations_tell_a_wrong_policy_apart(forget: dict[str, Any]) -> None:
    """A policy that overlooks one of the facts answers some combination otherwise."""
    actor = Actor(id=new_id(), organisation_id=new_id(), wall=Wall.PROTECTION, roles=frozenset({"case_manager"}))
    records = [facts_of(combination, actor, Others(new_id(), new_id())) for combination in COMBINATIONS]
    right = [can_see(actor, record, on=today()) for record in records]
    wrong = [can_see(actor, replace(record, **forget), on=today()) for record in records]
    assert right != wrong
