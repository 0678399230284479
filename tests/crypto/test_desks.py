"""Receiving desks: sealing knows no secret, and a new key leaves the old messages readable."""

import subprocess
import sys
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from panah.crypto import desks, sealing
from panah.crypto.blind import blind, blind_number
from panah.crypto.errors import KeyMissing, SealBroken
from tests.support import as_owner

WALL = "helpline"


@pytest.fixture
def desk(db):
    with as_owner():
        yield uuid4()


def test_what_is_sealed_to_a_desk_opens_there_only(desk):
    other = uuid4()
    mine = desks.new_desk_key(organisation_id=desk, wall=WALL)
    theirs = desks.new_desk_key(organisation_id=other, wall=WALL)
    sealed = sealing.seal_to_desk(sealing.desk_public(organisation_id=desk, wall=WALL), b"report")
    assert desks.open_at_desk(mine.key_id, sealed) == b"report"
    with pytest.raises(SealBroken):
        desks.open_at_desk(theirs.key_id, sealed)


def test_a_new_key_leaves_old_messages_readable(desk):
    old = desks.new_desk_key(organisation_id=desk, wall=WALL)
    sealed = sealing.seal_to_desk(old, b"report")
    new = desks.new_desk_key(organisation_id=desk, wall=WALL)
    assert sealing.desk_public(organisation_id=desk, wall=WALL) == new != old
    assert desks.open_at_desk(old.key_id, sealed) == b"report"


def test_a_desk_without_a_key_is_named(desk):
    assert not desks.has_desk_key(organisation_id=desk, wall=WALL)
    with pytest.raises(KeyMissing, match=str(desk)):
        sealing.desk_public(organisation_id=desk, wall=WALL)
    with pytest.raises(KeyMissing):
        desks.open_at_desk(uuid4(), b"")


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("panah_public", "SELECT secret FROM crypto_deskkey"),
        ("panah_public", "SELECT * FROM crypto_recordkey"),
        ("panah_desk", "UPDATE crypto_recordkey SET wrapped = NULL, erased_at = now()"),
        ("panah_desk", "DELETE FROM crypto_compartmentkey"),
        ("panah_desk", "INSERT INTO crypto_keycheck (id, value, created_at) VALUES (1, '', now())"),
    ],
)
def test_a_role_cannot_read_or_destroy_keys_it_has_no_business_with(desk, role, statement):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(statement)


def test_sealing_does_not_load_the_keys():
    program = (
        "import django, sys; django.setup(); import panah.crypto.sealing; sys.exit('panah.crypto.keys' in sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.crypto.settings_sealing", "PYTHONPATH": "."}
    assert subprocess.run([sys.executable, "-c", program], env=environment).returncode == 0


def test_equal_values_have_equal_tags_within_one_purpose_and_version(db):
    assert blind("phone", "+994501234567") == blind("phone", "+994501234567")
    tags = {blind("phone", "1"), blind("phone", "2"), blind("document", "1"), blind("phone", "1", version=2)}
    assert len(tags) == 4
    assert 0 <= blind_number("phone", "1") < 2**63
