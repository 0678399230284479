"""The notary: numbers every row once, signs in time, and never lets a lost key pass."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from panah.audit import log, notary
from panah.audit.events import Event
from panah.audit.models import Checkpoint, Entry, Leaf
from panah.core import clock
from panah.crypto.errors import KeyMissing, KeyWrong
from tests.support import as_owner, sign_in


def write(count):
    actor = sign_in("case_manager", organisation="vac")
    for _ in range(count):
        log.record(actor=actor, event=Event.PROTECTION_CASE_OPENED, subject=None)


@pytest.fixture
def role(db, settings, tmp_path):
    """Be the notary's database role after the rows were written."""
    settings.VAR = tmp_path

    def become():
        connection.cursor().execute("SET LOCAL ROLE panah_notary")

    with as_owner():
        yield become


def test_rows_are_numbered_without_a_gap_and_signed(role, tmp_path):
    write(5)
    role()
    notary.run(once=True)
    numbers = Entry.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5]
    assert Checkpoint.objects.get().size == 5
    assert (tmp_path / "checkpoints" / "000000000005.txt").read_text() == Checkpoint.objects.get().note


def test_an_interval_holds_at_most_a_hundred_rows(role):
    write(230)
    role()
    notary.run(once=True)
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [100, 200, 230]


def test_a_second_run_signs_nothing_twice(role):
    write(3)
    role()
    notary.run(once=True)
    notary.run(once=True)
    assert Checkpoint.objects.count() == 1


def test_few_rows_wait_up_to_a_minute_for_their_checkpoint(role, tmp_path, monkeypatch):
    write(1)
    seed = notary.signing_seed()
    role()
    notary.run(once=True)
    connection.cursor().execute("RESET ROLE")
    write(2)
    role()
    notary.number_rows()
    assert notary.sign_if_due(seed, [tmp_path]) is None
    later = clock.now() + timedelta(seconds=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert notary.sign_if_due(seed, [tmp_path]).size == 3


def test_a_row_that_commits_late_is_numbered_late(role):
    write(2)
    early = Entry.objects.order_by("at", "id").first()
    role()
    notary.run(once=True)
    connection.cursor().execute("RESET ROLE")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (id, at, event, actor_wall, holder_wall, second_wall, subject_type, groups,"
            " purpose, facts) VALUES (gen_random_uuid(), %s, 'a.b.c', '', '', '', '', '{}', '', '{}')",
            [early.at - timedelta(hours=1)],
        )
    role()
    notary.run(once=True)
    assert Entry.objects.get(event="a.b.c").sequence == 3


def test_a_folder_that_was_away_gets_what_it_missed(role, tmp_path, monkeypatch):
    write(2)
    role()
    notary.run(once=True)
    monkeypatch.setenv("PANAH_CHECKPOINT_FOLDERS", str(tmp_path / "stick"))
    notary.run(once=True)
    assert [path.name for path in (tmp_path / "stick").iterdir()] == ["000000000002.txt"]


def test_the_key_is_drawn_once_and_readable_by_its_owner_only(role):
    assert notary.signing_seed() == notary.signing_seed()
    assert notary.key_file().stat().st_mode & 0o777 == 0o400


def test_a_lost_key_is_not_replaced(role):
    write(1)
    role()
    notary.run(once=True)
    notary.key_file().unlink()
    with pytest.raises(KeyMissing, match="put it back"):
        notary.run(once=True)


def test_a_wrong_key_is_refused(role):
    notary.signing_seed()
    notary.key_file().unlink()
    notary.key_file().write_text("not a key")
    with pytest.raises(KeyWrong):
        notary.signing_seed()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET event = 'x'",
        "DELETE FROM audit_entry",
        "INSERT INTO audit_entry (id, event) VALUES (gen_random_uuid(), 'x')",
        "UPDATE audit_leaf SET hash = ''",
        "DELETE FROM audit_checkpoint",
        "SELECT * FROM crypto_recordkey",
    ],
)
def test_the_notarys_role_can_do_nothing_else(role, statement):
    write(1)
    role()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_number_is_given_once(role):
    write(1)
    role()
    notary.run(once=True)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.update(sequence=9)
    assert Leaf.objects.count() == 1
