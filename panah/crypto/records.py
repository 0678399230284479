"""Record keys: one for each person or case. Destroying it erases all that it sealed, in every table."""

from uuid import UUID

from panah.core import clock
from panah.core.ids import random_id
from panah.crypto import boxes, keys
from panah.crypto.models import RecordKey

RECORDS = "records"


def location_of(shelter_id: UUID) -> str:
    """Return the purpose under which one shelter's location is sealed: each shelter has its own compartment."""
    return f"location:{shelter_id}"


def new_record_key(*, organisation_id: UUID, wall: str, purpose: str = RECORDS) -> UUID:
    """Make the key of one new record and return its id, to be stored as the record's `key_id`."""
    compartment = keys.current_compartment(organisation_id=organisation_id, wall=wall, purpose=purpose)
    key_id = random_id()
    wrapped = keys.wrap_record_key(boxes.new_key(), record_key_id=key_id, compartment=compartment)
    RecordKey.objects.bulk_create([RecordKey(id=key_id, compartment=compartment, wrapped=wrapped)])
    return key_id


def erase(record_key_id: UUID) -> bool:
    """Destroy a record key. Return whether there was one to destroy; it cannot be undone."""
    rows = RecordKey.objects.filter(id=record_key_id, wrapped__isnull=False)
    return rows.update(wrapped=None, erased_at=clock.now()) == 1


def is_erased(record_key_id: UUID) -> bool:
    return RecordKey.objects.filter(id=record_key_id, wrapped__isnull=True).exists()


def erased_keys() -> list[UUID]:
    """Return the ids of all record keys that were destroyed, the first one first."""
    return list(RecordKey.objects.filter(wrapped__isnull=True).order_by("erased_at", "id").values_list("id", flat=True))
