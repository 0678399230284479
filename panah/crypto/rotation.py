"""
Rotation of a compartment: a new version takes its place, and the record keys are wrapped anew, some at a time.

Fields are not touched. It may stop anywhere and be started again: each batch is one transaction, and what is left is
whatever still hangs on a retired version.
"""

from uuid import UUID

from django.db import connection, transaction

from panah.core import clock
from panah.crypto import boxes, keys
from panah.crypto.models import CompartmentKey, DeskKey, RecordKey

BATCH = 500
REWRAP = """
    UPDATE crypto_recordkey SET compartment_id = %s, wrapped = fresh.wrapped
    FROM unnest(%s::uuid[], %s::bytea[]) AS fresh(id, wrapped) WHERE crypto_recordkey.id = fresh.id
"""


@transaction.atomic
def rotate(*, organisation_id: UUID, wall: str, purpose: str) -> CompartmentKey:
    """Make the next version of a compartment and retire the ones before it. `rewrap_batch` does the rest."""
    now_current = keys.current_compartment(organisation_id=organisation_id, wall=wall, purpose=purpose)
    fresh = keys.make_compartment(
        organisation_id=organisation_id, wall=wall, purpose=purpose, version=now_current.version + 1
    )
    CompartmentKey.objects.bulk_create([fresh])
    older = CompartmentKey.objects.filter(organisation_id=organisation_id, wall=wall, purpose=purpose)
    older.filter(version__lt=fresh.version, retired_at__isnull=True).update(retired_at=clock.now())
    return fresh


@transaction.atomic
def rewrap_batch(*, organisation_id: UUID, wall: str, purpose: str, size: int = BATCH) -> int:
    """Wrap some record keys of retired versions with the current one. Return how many; 0 means that all is done."""
    current = keys.current_compartment(organisation_id=organisation_id, wall=wall, purpose=purpose)
    stale = RecordKey.objects.filter(
        compartment__organisation_id=organisation_id,
        compartment__wall=wall,
        compartment__purpose=purpose,
        compartment__version__lt=current.version,
        wrapped__isnull=False,
    )
    ids = list(stale.select_for_update(of=("self",), skip_locked=True).values_list("id", flat=True)[:size])
    wrapped = {
        key_id: keys.wrap_record_key(key, record_key_id=key_id, compartment=current)
        for key_id, key in keys.record_keys(ids).items()
        if key is not None
    }
    with connection.cursor() as cursor:
        cursor.execute(REWRAP, [current.id, list(wrapped), list(wrapped.values())])
    return len(wrapped)


@transaction.atomic
def rewrap_desk_keys(*, organisation_id: UUID, wall: str, purpose: str) -> int:
    """Wrap the desk keys of retired versions with the current one. Return how many."""
    current = keys.current_compartment(organisation_id=organisation_id, wall=wall, purpose=purpose)
    stale = DeskKey.objects.select_for_update(of=("self",)).select_related("compartment")
    rows = list(
        stale.filter(
            compartment__organisation_id=organisation_id,
            compartment__wall=wall,
            compartment__purpose=purpose,
            compartment__version__lt=current.version,
        )
    )
    for row in rows:
        secret = boxes.decrypt(
            keys.compartment_key(row.compartment), bytes(row.secret), aad=keys.desk_aad(row.id, row.compartment_id)
        )
        row.secret = boxes.encrypt(keys.compartment_key(current), secret, aad=keys.desk_aad(row.id, current.id))
        row.compartment = current
    DeskKey.objects.bulk_update(rows, ["compartment", "secret"])
    return len(rows)
