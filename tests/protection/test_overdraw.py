"""Two payments at once cannot overdraw the fund: two connections of the desk, nothing of Django between."""

import threading
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest

from panah.core.errors import InvalidInput
from panah.core.ids import new_id
from panah.organisations.models import Organisation
from panah.protection import queries
from tests.contracts.test_second_connection import login, remove, session_token
from tests.protection.test_aid import give, granted, pay, place

EARMARK = """INSERT INTO protection_earmark (id, organisation_id, wall, kind, purposes, currency, balance)
    VALUES (%s, %s, 'protection', 'earmarked', %s, 'AZN', 0)"""
ENTRY = """INSERT INTO protection_fundentry
    (id, organisation_id, wall, kind, earmark_id, amount, currency, entered_on, entered_by_id)
    VALUES (%s, %s, 'protection', %s, %s, %s, 'AZN', current_date, %s)"""
TABLES = ("protection_earmark", "protection_fundentry")


@pytest.fixture
def pot(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[UUID, UUID]]:
    """A committed part of the fund with 100 manat in it; removed afterwards."""
    with django_db_blocker.unblock():
        fund = Organisation.objects.get(code="aid-fund").id
    part = new_id()
    with login("owner") as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        owner.execute(EARMARK, [part, fund, [f"test-{str(part)[-12:]}"]])
        owner.execute(ENTRY, [new_id(), fund, "donation", part, 100, new_id()])
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        yield fund, part
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        # What went out first: not even its removal may leave less than nothing.
        owner.execute("DELETE FROM protection_fundentry WHERE earmark_id = %s AND amount < 0", [part])
        owner.execute("DELETE FROM protection_fundentry WHERE earmark_id = %s", [part])
        owner.execute("DELETE FROM protection_earmark WHERE id = %s", [part])
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def take(desk: Any, fund: UUID, part: UUID, amount: int) -> None:
    desk.execute(ENTRY, [new_id(), fund, "correction", part, -amount, new_id()])


def test_the_second_of_two_withdrawals_waits_and_is_refused(pot, django_db_blocker):
    fund, part = pot
    token, person = session_token(django_db_blocker, "aid_fund_officer", "aid-fund")
    outcome: list[str] = []

    def second() -> None:
        with login("desk") as desk:
            desk.execute("BEGIN")
            desk.execute("SELECT set_config('panah.session', %s, true)", [token])
            try:
                take(desk, fund, part, 70)
                desk.execute("COMMIT")
                outcome.append("paid")
            except psycopg.errors.CheckViolation as refused:
                outcome.append(str(refused.diag.constraint_name))

    with login("desk") as desk:
        desk.execute("BEGIN")
        desk.execute("SELECT set_config('panah.session', %s, true)", [token])
        take(desk, fund, part, 70)
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.5)
        assert outcome == [], "the second waits for the first, and does not look at a balance that is going"
        desk.execute("COMMIT")
    other.join(timeout=20)
    assert outcome == ["protection_earmark_balance"]
    remove(person)


def test_two_withdrawals_that_fit_are_both_booked(pot, django_db_blocker):
    fund, part = pot
    token, person = session_token(django_db_blocker, "aid_fund_officer", "aid-fund")
    for amount in (60, 40):
        with login("desk") as desk:
            desk.execute("BEGIN")
            desk.execute("SELECT set_config('panah.session', %s, true)", [token])
            take(desk, fund, part, amount)
            desk.execute("COMMIT")
    with login("desk") as desk:
        desk.execute("BEGIN")
        desk.execute("SELECT set_config('panah.session', %s, true)", [token])
        row = desk.execute("SELECT balance FROM protection_earmark WHERE id = %s", [part]).fetchone()
    assert row == (0,)
    remove(person)


@pytest.mark.django_db
def test_all_that_is_there_can_be_paid_and_not_a_penny_more():
    officer, award = granted(100)
    give(officer, 100)
    first, second = place(officer, award, "99.99"), place(officer, award, "0.01")
    for payment in (first, second):
        pay(officer, payment)
    assert queries.fund_balance(actor=officer) == 0
    officer, award = granted("0.01")
    with pytest.raises(InvalidInput, match="does not have this money"):
        pay(officer, place(officer, award, "0.01"))
