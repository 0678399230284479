"""Sealing many new records at once, for loads by COPY: no query for each record."""

from uuid import UUID

from panah.core.ids import random_id
from panah.crypto import boxes, keys
from panah.crypto.fields import place
from panah.crypto.records import RECORDS

RecordKeyRow = tuple[UUID, UUID, bytes]
RECORD_KEY_COLUMNS = ("id", "compartment_id", "wrapped")


class BulkSealer:
    """
    Seals new records of one compartment. Write `rows` into crypto_recordkey before the records are read.

    The record keys stay in memory as long as this object does.
    """

    def __init__(self, *, organisation_id: UUID, wall: str, purpose: str = RECORDS) -> None:
        self.compartment = keys.current_compartment(organisation_id=organisation_id, wall=wall, purpose=purpose)
        self.rows: list[RecordKeyRow] = []
        self._keys: dict[UUID, bytes] = {}

    def new_record_key(self) -> UUID:
        key_id, key = random_id(), boxes.new_key()
        wrapped = keys.wrap_record_key(key, record_key_id=key_id, compartment=self.compartment)
        self.rows.append((key_id, self.compartment.id, wrapped))
        self._keys[key_id] = key
        return key_id

    def seal(self, value: str, *, table: str, column: str, row_id: UUID, key_id: UUID) -> bytes | None:
        """Return the sealed value for this place; None for empty text."""
        if not value:
            return None
        return boxes.encrypt(self._keys[key_id], value.encode(), aad=place(table, column, row_id, key_id))

    def forget(self) -> None:
        """Drop the rows and keys made so far, after they were written."""
        self.rows.clear()
        self._keys.clear()
