"""Rotation: record keys move to the new version batch by batch, and it can stop anywhere."""

from uuid import uuid4

import pytest

from panah.crypto import boxes, desks, keys, rotation, sealing
from panah.crypto.models import CompartmentKey, RecordKey
from panah.crypto.records import new_record_key
from tests.support import as_owner

WHERE = {"wall": "protection", "purpose": "records"}


@pytest.fixture
def owner(db):
    with as_owner():
        yield uuid4()


def test_after_rotation_every_key_is_the_same_under_a_new_version(owner):
    ids = [new_record_key(organisation_id=owner, wall="protection") for _ in range(5)]
    before = keys.record_keys(ids)
    rotation.rotate(organisation_id=owner, **WHERE)
    assert rotation.rewrap_batch(organisation_id=owner, size=3, **WHERE) == 3
    assert keys.record_keys(ids) == before
    keys.forget()
    assert rotation.rewrap_batch(organisation_id=owner, size=3, **WHERE) == 2
    assert rotation.rewrap_batch(organisation_id=owner, size=3, **WHERE) == 0
    assert keys.record_keys(ids) == before
    assert set(RecordKey.objects.filter(id__in=ids).values_list("compartment__version", flat=True)) == {2}


def test_new_records_use_the_new_version_at_once(owner):
    new_record_key(organisation_id=owner, wall="protection")
    fresh = rotation.rotate(organisation_id=owner, **WHERE)
    assert RecordKey.objects.get(id=new_record_key(organisation_id=owner, wall="protection")).compartment == fresh
    assert CompartmentKey.objects.get(organisation_id=owner, version=1).retired_at is not None


def test_the_old_compartment_key_opens_nothing_any_more(owner):
    key_id = new_record_key(organisation_id=owner, wall="protection")
    rotation.rotate(organisation_id=owner, **WHERE)
    rotation.rewrap_batch(organisation_id=owner, **WHERE)
    old = keys.compartment_key(CompartmentKey.objects.get(organisation_id=owner, version=1))
    with pytest.raises(boxes.SealBroken):
        boxes.decrypt(old, bytes(RecordKey.objects.get(id=key_id).wrapped), aad=b"")


def test_desk_keys_move_too(owner):
    desk = desks.new_desk_key(organisation_id=owner, wall="helpline")
    sealed = sealing.seal_to_desk(desk, b"report")
    where = {"organisation_id": owner, "wall": "helpline", "purpose": desks.DESK}
    rotation.rotate(**where)
    assert rotation.rewrap_desk_keys(**where) == 1
    assert rotation.rewrap_desk_keys(**where) == 0
    assert desks.open_at_desk(desk.key_id, sealed) == b"report"
