"""Many records at once: collected in memory, sealed as any record is, written table after table."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

from panah.core.clock import HOME
from panah.core.ids import reference
from panah.crypto.bulk import RECORD_KEY_COLUMNS, BulkSealer
from panah.crypto.records import RECORDS

BATCH = 1000
KEYS = "crypto_recordkey"
Record = TypeVar("Record", bound=Model)
GIVEN: set[str] = set()


def free_reference(letter: str, *, year: int) -> str:
    """Return a reference that nothing else invented here bears: what is written at once is not asked for one by one."""
    found = reference(letter, year=year)
    while found in GIVEN:
        found = reference(letter, year=year)
    GIVEN.add(found)
    return found


class Rows:
    """Records that wait to be written, in the order in which their tables were named."""

    def __init__(self, order: Iterable[type[Model]]) -> None:
        self.tables: dict[type[Model], list[Model]] = {model: [] for model in order}
        self._sealers: dict[tuple[UUID, str, str], BulkSealer] = {}
        self._sealer_of_key: dict[UUID, BulkSealer] = {}

    def add(self, record: Record) -> Record:
        """Keep a record until `write`."""
        self.tables[type(record)].append(record)
        return record

    def key(self, *, organisation_id: UUID, wall: str, purpose: str = RECORDS) -> UUID:
        """Make a record key in the compartment of an organisation and wall."""
        place = (organisation_id, wall, purpose)
        if place not in self._sealers:
            self._sealers[place] = BulkSealer(organisation_id=organisation_id, wall=wall, purpose=purpose)
        key_id = self._sealers[place].new_record_key()
        self._sealer_of_key[key_id] = self._sealers[place]
        return key_id

    def seal(self, record: Model, key_id: UUID | None, **values: str) -> None:
        """
        Seal columns of a record that is not written yet, under a key made here.

        :raises ValueError: if the record has no key
        """
        if key_id is None:
            raise ValueError(f"{record._meta.db_table} {record.pk} has no record key")
        sealer, table = self._sealer_of_key[key_id], record._meta.db_table
        for column, value in values.items():
            setattr(record, column, sealer.seal(value, table=table, column=column, row_id=record.pk, key_id=key_id))

    def write(self) -> int:
        """Write keys and records, and return how many records there were."""
        statement = f"COPY {KEYS} ({', '.join(RECORD_KEY_COLUMNS)}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for sealer in self._sealers.values():
                for row in sealer.rows:
                    copy.write_row(row)
        for model, records in self.tables.items():
            model._default_manager.bulk_create(records, batch_size=BATCH)
        return sum(len(records) for records in self.tables.values())


def at(day: date, hour: int = 10) -> datetime:
    """Return an hour of a day in the reference country."""
    return datetime.combine(day, time(hour), tzinfo=HOME)


def secured_tables() -> list[str]:
    """Return every table under forced row security: a load as the owner sees none of their rows otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity AND relkind = 'r' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]
