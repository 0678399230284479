from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.statistics import actions, queries
from panah.statistics.states import SnapshotState

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2014, 6, 1), date(2019, 5, 31)
ONE_PERSON = {
    "fact_decision": [{"person": "a", "decided_on": date(2015, 1, 1), "status": "identified"}],
    "fact_stay": [{"person": "a", "started_on": date(2015, 1, 2)}],
}


@pytest.fixture
def statistician(sign_in):
    return sign_in("statistician", organisation="coordinator")


@pytest.fixture
def taken(snapshots, invented_facts, statistician):
    invented_facts(**ONE_PERSON)
    asked = actions.take_snapshot(actor=statistician)
    return actions.freeze_snapshot(actor=statistician, snapshot_id=asked.id)


def test_a_snapshot_is_asked_for_and_then_taken(taken, statistician, snapshots):
    assert taken.state == SnapshotState.TAKEN
    assert taken.row_count == 2
    assert (snapshots / taken.reference / "manifest.json").is_file()
    assert queries.newest_snapshot(actor=statistician) == taken


def test_only_one_snapshot_is_taken_at_a_time(snapshots, statistician):
    actions.take_snapshot(actor=statistician)
    with pytest.raises(WrongState):
        actions.take_snapshot(actor=statistician)


def test_a_snapshot_that_never_came_is_not_waited_for(snapshots, statistician):
    asked = actions.take_snapshot(actor=statistician)
    asked.refresh_from_db()
    asked.requested_at -= timedelta(hours=1)
    asked.save(update_fields=["requested_at"])
    assert queries.snapshot_being_taken(actor=statistician) is None
    actions.take_snapshot(actor=statistician)
    asked.refresh_from_db()
    assert asked.state == SnapshotState.FAILED
    with pytest.raises(WrongState):
        actions.freeze_snapshot(actor=statistician, snapshot_id=asked.id)


def test_a_taken_snapshot_is_never_changed(taken, statistician):
    with pytest.raises(WrongState):
        actions.freeze_snapshot(actor=statistician, snapshot_id=taken.id)
    taken.digest = "0" * 64
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        taken.save()


def test_another_organisation_does_not_finish_a_snapshot(snapshots, statistician, sign_in):
    asked = actions.take_snapshot(actor=statistician)
    other = sign_in("statistician", organisation="mlspp")
    with pytest.raises(NotVisible):
        actions.freeze_snapshot(actor=other, snapshot_id=asked.id)


def test_a_statement_is_drawn_from_the_newest_snapshot_and_kept(taken, statistician):
    statement = actions.draw_statement(actor=statistician, first=FIRST, last=LAST)
    assert statement.snapshot == taken
    assert statement.as_of_on == today()
    assert statement.figures["K5"] == {"total": 1, "years": {"2015": 1}, "unknown": 0}
    assert queries.statement(actor=statistician, statement_id=None) == statement


def test_the_as_of_date_is_respected(taken, statistician):
    statement = actions.draw_statement(actor=statistician, first=FIRST, last=LAST, as_of=date(2015, 1, 1))
    assert (statement.figures["K4"]["total"], statement.figures["K5"]["total"]) == (1, 0)
    assert statement.last_on == date(2015, 1, 1)


def test_a_snapshot_cannot_know_the_future(taken, statistician):
    with pytest.raises(InvalidInput) as refusal:
        actions.draw_statement(actor=statistician, first=FIRST, last=LAST, as_of=date(2126, 1, 1))
    assert refusal.value.field == "as_of"


def test_without_a_snapshot_there_is_no_statement(snapshots, statistician):
    with pytest.raises(WrongState):
        actions.draw_statement(actor=statistician, first=FIRST, last=LAST)


def test_a_changed_file_is_refused(taken, statistician, snapshots):
    path = snapshots / taken.reference / "fact_stay.parquet"
    path.chmod(0o600)
    path.write_bytes(b"x")
    with pytest.raises(WrongState, match="changed"):
        actions.draw_statement(actor=statistician, first=FIRST, last=LAST)


def test_a_drawn_statement_cannot_be_changed(taken, statistician):
    statement = actions.draw_statement(actor=statistician, first=FIRST, last=LAST)
    statement.figures = {}
    with pytest.raises(DatabaseError), transaction.atomic():
        statement.save()


@pytest.mark.parametrize("role", ["case_manager", "investigator", "campaign_officer"])
def test_who_has_no_business_with_figures_gets_none(sign_in, role):
    actor = sign_in(role, organisation="coordinator")
    for attempt in (
        lambda: actions.take_snapshot(actor=actor),
        lambda: actions.draw_statement(actor=actor, first=FIRST, last=LAST),
        lambda: queries.snapshots(actor=actor),
        lambda: queries.statement(actor=actor, statement_id=None),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_the_role_that_reads_facts_reads_nothing_else(as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_statistics")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute("SELECT 1 FROM accounts_account")


def test_a_fact_with_an_identifier_is_refused(snapshots, invented_facts, statistician, as_owner):
    invented_facts()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE invented_fact_measure ADD COLUMN id uuid")
        cursor.execute("GRANT SELECT ON invented_fact_measure TO panah_facts")
        cursor.execute("SET LOCAL ROLE panah_facts")
        cursor.execute("DROP VIEW fact_measure")
        cursor.execute("CREATE VIEW fact_measure AS SELECT * FROM invented_fact_measure")
        cursor.execute("RESET ROLE")
    asked = actions.take_snapshot(actor=statistician)
    with pytest.raises(RuntimeError, match=r"fact_measure\.id is of type uuid"):
        actions.freeze_snapshot(actor=statistician, snapshot_id=asked.id)
    assert list(snapshots.iterdir()) == []
