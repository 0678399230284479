"""Who looked at a case: for its holder, and for both ends of what passes between two."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from panah.audit import log, queries
from panah.audit.events import Event
from tests.support import again, sign_in

OPENED = Event.PROTECTION_CASE_OPENED


def record_of(actor, **more):
    meta = SimpleNamespace(label_lower="protection.case")
    return SimpleNamespace(_meta=meta, pk=uuid4(), organisation_id=actor.organisation_id, wall=actor.wall, **more)


@pytest.mark.django_db
def test_the_holder_sees_every_reader_of_the_case(django_assert_num_queries):
    holder = sign_in("case_manager", organisation="vac")
    case_id = uuid4()
    guest = sign_in("identification_officer", organisation="mia-atd")
    log.record(actor=guest, event=OPENED, subject=record_of(holder, case_id=case_id), groups=["case", "identity"])
    assert queries.looks_at_case(actor=guest, case_id=case_id) == []
    again(holder)
    log.record(actor=holder, event=OPENED, subject=record_of(holder, case_id=case_id))
    with django_assert_num_queries(1):
        looks = queries.looks_at_case(actor=holder, case_id=case_id)
    assert {look.actor_id for look in looks} == {holder.id, guest.id}
    assert next(look for look in looks if look.actor_id == guest.id).groups == ("case", "identity")


@pytest.mark.django_db
def test_a_records_readers_are_found_by_its_id():
    holder = sign_in("case_manager", organisation="vac")
    record = record_of(holder)
    log.record(actor=holder, event=OPENED, subject=record)
    assert len(queries.looks_at(actor=holder, subject_ids=[record.pk])) == 1
    assert queries.looks_at(actor=holder, subject_ids=[uuid4()]) == []


@pytest.mark.django_db
def test_oversight_reads_the_rows_of_every_organisation():
    holder = sign_in("case_manager", organisation="vac")
    log.record(actor=holder, event=OPENED, subject=record_of(holder))
    ombudsman = sign_in("oversight_officer", organisation="ombudsman")
    found = queries.entries(actor=ombudsman, event=OPENED, organisation_id=holder.organisation_id)
    assert [entry.actor_id for entry in found] == [holder.id]
