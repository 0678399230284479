"""The decision in memory and as SQL: proved equal, and a subset of row security, over every combination."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.db import connection

from panah.access import queries
from panah.access.models import Grant, Lock
from panah.access.policy import RecordFacts, can_see
from panah.access.walls import FieldGroup, Wall
from panah.core.clock import today
from panah.core.ids import reference
from panah.protection.models import Case
from tests.support import again, sign_in

pytestmark = pytest.mark.django_db

ASKERS = (
    ("case_manager", "vac"),
    ("case_manager", "mia-atd"),
    ("investigator", "mia-atd"),
    ("helpline_operator", "vac"),
)
GRANTS = (
    "none",
    "live",
    "to another person",
    "to this person",
    "withdrawn",
    "ended",
    "less",
    "other wall",
    "not by the holder",
)
LOCKS = ("none", "in force", "with care going on", "over", "to come", "not by the holder")
DAY = timedelta(days=1)


@pytest.fixture
def case():
    holder = sign_in("case_manager", organisation="vac")
    case = Case.objects.create(
        organisation_id=holder.organisation_id,
        wall=holder.wall,
        reference=reference("P", year=2026),
        source="self",
        status_on=today(),
        opened_on=today(),
        opened_by_id=holder.id,
    )
    return holder, case


def give(kind, holder, case, asker):
    if kind == "none":
        return
    giver = holder
    if kind == "not by the holder":
        giver = sign_in("case_manager", organisation="ngo-clean-world")
    again(giver)
    to_person = {"to another person": uuid4(), "to this person": asker.id}.get(kind)
    Grant.objects.create(
        organisation_id=giver.organisation_id,
        wall=giver.wall,
        case_id=case.id,
        to_organisation_id=asker.organisation_id,
        to_wall=Wall.STATISTICS if kind == "other wall" else asker.wall,
        to_person_id=to_person,
        groups=[FieldGroup.REFERENCE] if kind == "less" else [FieldGroup.REFERENCE, FieldGroup.CASE],
        purpose="referral",
        basis="consent",
        given_by_id=giver.id,
        expires_on=today() - DAY if kind == "ended" else today(),
        withdrawn_at="2026-01-01T00:00Z" if kind == "withdrawn" else None,
    )


def lock(kind, holder, case, asker):
    spans = {
        "in force": (today(), None),
        "with care going on": (today(), today()),
        "over": (today() - 9 * DAY, today() - DAY),
        "to come": (today() + DAY, None),
        "not by the holder": (today(), None),
    }
    if kind == "none":
        return
    if kind == "not by the holder":
        holder = sign_in("case_manager", organisation="ngo-clean-world")
    again(holder)
    Lock.objects.create(
        organisation_id=holder.organisation_id,
        wall=holder.wall,
        case_id=case.id,
        basis="court_order",
        from_on=spans[kind][0],
        until_on=spans[kind][1],
        exempt_person_id=asker.id if kind == "with care going on" else None,
        ordered_by_id=holder.id,
    )


@pytest.mark.parametrize("asker", ASKERS, ids=" of ".join)
@pytest.mark.parametrize(("grant", "locked"), list(product(GRANTS, LOCKS)))
def test_policy_scope_and_row_security_agree(case, asker, grant, locked):
    holder, record = case
    asker = sign_in(asker[0], organisation=asker[1])
    give(grant, holder, record, asker)
    lock(locked, holder, record, asker)
    again(asker)
    facts = RecordFacts(
        organisation_id=record.organisation_id,
        wall=Wall(record.wall),
        case_id=record.id,
        grants=queries.grant_facts(actor=asker, case_id=record.id),
        locks=queries.lock_facts(actor=asker, case_id=record.id),
    )
    decided = can_see(asker, facts, on=today())
    scoped = Case.objects.visible_to(asker).filter(pk=record.pk).exists()
    let_through = Case.objects.filter(pk=record.pk).exists()
    assert scoped == decided
    assert let_through or not scoped, "a scope shows what row security hides"
    same_side = (asker.organisation_id, asker.wall) == (record.organisation_id, record.wall)
    opened = grant in ("live", "to this person")
    assert let_through == (same_side or opened)
    assert decided == ((same_side or opened) and locked != "in force")


def test_without_a_context_there_are_no_rows(case):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('panah.session', '', true)")
    assert not Case.objects.exists()


def test_the_owner_is_blind_too(case, as_owner):
    with as_owner():
        assert not Case.objects.exists()


def test_nothing_is_written_for_another_organisation(case):
    _holder, record = case
    other = sign_in("case_manager", organisation="ngo-clean-world")
    assert not Case.objects.filter(pk=record.pk).update(status="closed")
    with pytest.raises(Exception, match="row-level security"):
        Case.objects.create(
            organisation_id=record.organisation_id,
            wall=other.wall,
            reference="P-2026-00000",
            source="self",
            status_on=today(),
            opened_on=today(),
            opened_by_id=other.id,
        )
