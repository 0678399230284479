"""The log: written with the action, in codes only, never changed, read by those it concerns."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.audit.models import Entry
from panah.core.db import leave_context, unforced
from tests.support import again, as_owner, sign_in

OPENED = Event.PROTECTION_CASE_OPENED


class Thing:
    """What the log looks at of a record."""

    _meta = SimpleNamespace(label_lower="protection.case")

    def __init__(self, actor, **more):
        self.pk = uuid4()
        self.organisation_id, self.wall = actor.organisation_id, actor.wall
        self.__dict__.update(more)


@pytest.mark.django_db
def test_a_row_holds_who_what_whose_and_the_facts():
    actor = sign_in("case_manager", organisation="vac")
    case_id = uuid4()
    thing = Thing(actor, case_id=case_id)
    log.record(actor=actor, event=OPENED, subject=thing, groups=["identity"], wall=Wall.PROTECTION, on=date(2026, 1, 2))
    entry = Entry.objects.get(subject_id=thing.pk)
    assert (entry.actor_id, entry.holder_organisation_id, entry.case_id) == (actor.id, actor.organisation_id, case_id)
    assert entry.facts == {"wall": "protection", "on": "2026-01-02"}
    assert entry.groups == ["identity"]
    assert entry.at is not None
    assert entry.sequence is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fact", ["She said it was her uncle", "Aygün", 1.5, datetime(2026, 1, 1, tzinfo=UTC), {"a": 1}]
)
def test_anything_but_ids_codes_numbers_and_dates_is_refused(fact):
    actor = sign_in("case_manager", organisation="vac")
    with pytest.raises(TypeError):
        log.record(actor=actor, event=OPENED, subject=Thing(actor), reason=fact)


@pytest.mark.django_db
def test_a_colleague_behind_another_wall_of_the_same_organisation_reads_nothing():
    officer = sign_in("identification_officer", organisation="mia-atd")
    log.record(actor=officer, event=OPENED, subject=Thing(officer))
    assert Entry.objects.filter(event=OPENED).count() == 1
    sign_in("investigator", organisation="mia-atd")
    assert Entry.objects.filter(event=OPENED).count() == 0


@pytest.mark.django_db
def test_the_holder_reads_what_a_guest_did_and_oversight_reads_all():
    holder = sign_in("case_manager", organisation="vac")
    guest = sign_in("identification_officer", organisation="mia-atd")
    log.record(actor=guest, event=OPENED, subject=Thing(holder))
    again(holder)
    assert Entry.objects.get(event=OPENED).actor_id == guest.id
    sign_in("case_manager", organisation="ngo-clean-world")
    assert not Entry.objects.filter(event=OPENED).exists()
    sign_in("oversight_officer", organisation="ombudsman")
    assert Entry.objects.filter(event=OPENED).exists()


@pytest.mark.django_db
def test_both_ends_of_what_is_exchanged_read_its_rows():
    sender = sign_in("case_manager", organisation="vac")
    receiver = sign_in("identification_officer", organisation="mia-atd")
    ends = {"from_organisation_id": sender.organisation_id, "from_wall": sender.wall}
    ends |= {"to_organisation_id": receiver.organisation_id, "to_wall": receiver.wall}
    log.record(actor=receiver, event=OPENED, subject=Thing(receiver, **ends))
    assert Entry.objects.filter(event=OPENED).exists()
    again(sender)
    assert Entry.objects.filter(event=OPENED).exists()


@pytest.mark.django_db
def test_nobody_writes_in_anothers_name():
    victim = sign_in("case_manager", organisation="vac")
    sign_in("case_manager", organisation="ngo-clean-world")
    with pytest.raises(DatabaseError), transaction.atomic():
        log.record(actor=victim, event=OPENED, subject=Thing(victim))


@pytest.mark.django_db
def test_nobody_writes_in_anybodys_name_without_a_session():
    victim = sign_in("case_manager", organisation="vac")
    leave_context()
    with pytest.raises(DatabaseError), transaction.atomic():
        log.record(actor=victim, event=OPENED, subject=Thing(victim))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET event = 'x'",
        "DELETE FROM audit_entry",
        "UPDATE audit_entry SET sequence = 1",
        "INSERT INTO audit_entry (id, event, sequence) VALUES (gen_random_uuid(), 'x', 1)",
        "INSERT INTO audit_entry (id, event, at) VALUES (gen_random_uuid(), 'x', now() - interval '1 day')",
    ],
)
def test_a_session_changes_removes_dates_and_numbers_nothing(statement):
    actor = sign_in("case_manager", organisation="vac")
    log.record(actor=actor, event=OPENED, subject=Thing(actor))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET event = 'x', sequence = 5", "DELETE FROM audit_entry"])
def test_even_the_owner_of_the_tables_meets_the_trigger(statement):
    actor = sign_in("case_manager", organisation="vac")
    log.record(actor=actor, event=OPENED, subject=Thing(actor))
    refused = pytest.raises(DatabaseError, match="never changed")
    with as_owner(), unforced("audit_entry"), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_publics_door_logs_the_day_only():
    holder = uuid4()
    with as_owner(), connection.cursor() as cursor:
        values = ["concerns.report.received", "concerns.report", uuid4(), holder, "helpline"]
        cursor.execute("SELECT panah_log_public(%s, %s, %s, %s, %s)", values)
        at = Entry.objects.get(holder_organisation_id=holder).at
    assert (at.minute, at.second, at.microsecond) == (0, 0, 0)
