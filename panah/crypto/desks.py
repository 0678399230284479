"""The key pairs of receiving desks: making them, and opening what the public's door sealed to them (`sealing`)."""

from uuid import UUID

from django.db import transaction

from panah.core import clock
from panah.core.ids import new_id
from panah.crypto import boxes, keys
from panah.crypto.errors import KeyMissing
from panah.crypto.models import CompartmentKey, DeskKey
from panah.crypto.sealing import DeskPublic

DESK = "desk"


@transaction.atomic
def new_desk_key(*, organisation_id: UUID, wall: str) -> DeskPublic:
    """Give a desk a new key pair. Older ones are retired: they open what was sealed to them, and seal nothing new."""
    compartment = keys.current_compartment(organisation_id=organisation_id, wall=wall, purpose=DESK)
    older = DeskKey.objects.filter(organisation_id=organisation_id, wall=wall)
    newest = older.order_by("-version").values_list("version", flat=True).first() or 0
    older.filter(retired_at__isnull=True).update(retired_at=clock.now())
    row = _desk_key(compartment, version=newest + 1)
    DeskKey.objects.bulk_create([row])
    return DeskPublic(row.id, bytes(row.public))


def has_desk_key(*, organisation_id: UUID, wall: str) -> bool:
    return DeskKey.objects.filter(organisation_id=organisation_id, wall=wall, retired_at__isnull=True).exists()


def open_at_desk(desk_key_id: UUID, sealed: bytes) -> bytes:
    """
    Return what was sealed to a desk. The caller has already decided that the actor may read at this desk.

    :raises KeyMissing: if there is no such desk key
    :raises SealBroken: if the value was sealed to another desk, or changed
    """
    row = DeskKey.objects.select_related("compartment").filter(id=desk_key_id).first()
    if row is None:
        raise KeyMissing(f"There is no desk key {desk_key_id}.")
    key = keys.compartment_key(row.compartment)
    secret = boxes.decrypt(key, bytes(row.secret), aad=keys.desk_aad(row.id, row.compartment_id))
    return boxes.box_open(boxes.BoxPair(bytes(row.public), secret), sealed)


def _desk_key(compartment: CompartmentKey, *, version: int) -> DeskKey:
    pair, key_id = boxes.box_pair(), new_id()
    key = keys.compartment_key(compartment)
    return DeskKey(
        id=key_id,
        organisation_id=compartment.organisation_id,
        wall=compartment.wall,
        version=version,
        public=pair.public,
        compartment=compartment,
        secret=boxes.encrypt(key, pair.secret, aad=keys.desk_aad(key_id, compartment.id)),
    )
