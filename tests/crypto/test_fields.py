"""Sealed columns: what opens, what is refused, and how many queries it takes."""

from uuid import uuid4

import pytest
from django.db import models
from django.test.utils import isolate_apps

from panah.crypto import keys
from panah.crypto.bulk import BulkSealer
from panah.crypto.errors import Erased, KeyMissing, KeyWrong, SealBroken
from panah.crypto.fields import SealedTextField, seal, unseal, unseal_many
from panah.crypto.models import CompartmentKey, RecordKey
from panah.crypto.records import erase, is_erased, location_of, new_record_key
from tests.support import as_owner

with isolate_apps("panah.crypto"):

    class Person(models.Model):
        """A table that exists only here; nothing is written to it."""

        id = models.UUIDField(primary_key=True, default=uuid4)
        key_id = models.UUIDField(null=True)
        given_name = SealedTextField()
        phone = SealedTextField()
        age = models.IntegerField(null=True)

        class Meta:
            managed = False
            app_label = "crypto"
            db_table = "test_person"

        def __str__(self) -> str:
            return str(self.id)


@pytest.fixture
def person(db):
    return Person(key_id=new_record_key(organisation_id=uuid4(), wall="protection"))


def values(*people):
    return [{"id": p.id, "key_id": p.key_id, "given_name": p.given_name, "phone": p.phone} for p in people]


def test_sealed_text_opens_again_and_the_column_shows_none_of_it(person):
    seal(person, given_name="Günel", phone="+994 50 123 45 67")
    assert b"nel" not in person.given_name
    assert unseal(person, "given_name", "phone") == {"given_name": "Günel", "phone": "+994 50 123 45 67"}


def test_empty_text_is_null_and_reads_as_empty(person):
    seal(person, given_name="", phone=None)
    assert (person.given_name, person.phone) == (None, None)
    assert unseal(person, "given_name", "phone") == {"given_name": "", "phone": ""}


@pytest.mark.parametrize("move", ["row", "column", "changed"])
def test_a_value_in_another_place_is_refused(person, move):
    seal(person, given_name="Günel", phone="1")
    if move == "row":
        person.id = uuid4()
    elif move == "column":
        person.given_name = person.phone
    else:
        person.given_name = person.given_name[:-1] + bytes([person.given_name[-1] ^ 1])
    with pytest.raises(SealBroken, match=r"test_person\.given_name of row"):
        unseal(person, "given_name")


def test_a_value_does_not_open_with_another_records_key(person):
    seal(person, given_name="Günel")
    person.key_id = new_record_key(organisation_id=uuid4(), wall="protection")
    with pytest.raises(SealBroken):
        unseal(person, "given_name")


def test_a_record_without_a_key_is_refused(person):
    person.key_id = None
    with pytest.raises(KeyMissing):
        seal(person, given_name="x")
    person.key_id = uuid4()
    with pytest.raises(KeyMissing):
        seal(person, given_name="x")


def test_what_was_never_sealed_needs_no_key():
    assert unseal(Person(), "given_name", "phone") == {"given_name": "", "phone": ""}


def test_only_sealed_fields_are_sealed(person):
    with pytest.raises(TypeError):
        seal(person, age="12")


def test_a_destroyed_key_erases_and_a_list_goes_on(person):
    other = Person(key_id=new_record_key(organisation_id=uuid4(), wall="protection"))
    seal(person, given_name="Günel")
    seal(other, given_name="Aysel")
    with as_owner():
        assert erase(person.key_id)
        assert not erase(person.key_id)
    assert is_erased(person.key_id)
    with pytest.raises(Erased):
        unseal(person, "given_name")
    opened = unseal_many(Person, values(person, other), ["given_name"])
    assert [row["given_name"] for row in opened] == [None, "Aysel"]


@pytest.mark.parametrize("count", [1, 50])
def test_a_list_opens_in_one_query(person, count, django_assert_num_queries):
    organisation_id = uuid4()
    people = [Person(key_id=new_record_key(organisation_id=organisation_id, wall="protection")) for _ in range(count)]
    for one in people:
        seal(one, given_name=str(one.id))
    with django_assert_num_queries(1):
        rows = unseal_many(Person, values(*people), ["given_name", "phone"])
    assert [row["given_name"] for row in rows] == [str(one.id) for one in people]
    assert {row["phone"] for row in rows} == {""}


def test_a_list_refuses_a_moved_value_and_an_unknown_key(person):
    other = Person(key_id=person.key_id)
    seal(person, given_name="Günel")
    row = values(person)[0] | {"id": other.id}
    with pytest.raises(SealBroken):
        unseal_many(Person, [row], ["given_name"])
    with pytest.raises(KeyMissing):
        unseal_many(Person, [row | {"key_id": uuid4()}], ["given_name"])


def test_a_lost_compartment_is_named_and_the_others_open(person):
    lost = Person(key_id=new_record_key(organisation_id=uuid4(), wall="consular"))
    seal(person, given_name="Günel")
    seal(lost, given_name="Aysel")
    keys.forget()
    with as_owner():
        compartment = RecordKey.objects.get(id=lost.key_id).compartment
        CompartmentKey.objects.filter(id=compartment.id).update(wrapped=b"\x01" + b"0" * 72)
    with pytest.raises(KeyWrong, match=f"{compartment.organisation_id} consular records v1"):
        unseal(lost, "given_name")
    assert unseal(person, "given_name") == {"given_name": "Günel"}


def test_each_shelters_location_has_its_own_compartment(db):
    organisation_id, shelter_id = uuid4(), uuid4()
    for purpose in ("records", location_of(shelter_id)):
        new_record_key(organisation_id=organisation_id, wall="protection", purpose=purpose)
    kept = CompartmentKey.objects.filter(organisation_id=organisation_id)
    assert set(kept.values_list("purpose", flat=True)) == {"records", f"location:{shelter_id}"}


def test_what_is_sealed_in_bulk_opens_one_by_one(db):
    sealer = BulkSealer(organisation_id=uuid4(), wall="protection")
    person = Person(key_id=sealer.new_record_key())
    place = {"table": "test_person", "row_id": person.id, "key_id": person.key_id}
    person.given_name = sealer.seal("Günel", column="given_name", **place)
    assert sealer.seal("", column="phone", **place) is None
    RecordKey.objects.bulk_create(RecordKey(id=i, compartment_id=c, wrapped=w) for i, c, w in sealer.rows)
    assert unseal(person, "given_name") == {"given_name": "Günel"}
    sealer.forget()
    assert sealer.rows == []
