"""
Sealed columns. What is sealed is bound to its place: table, column, row and key (the additional data of the AEAD).

    case.key_id = new_record_key(organisation_id=..., wall=...)
    seal(case, given_name="...", notes="...")        # sets the attributes; save() as usual
    unseal(case, "given_name")["given_name"]
    unseal_many(Case, rows, ["given_name"])          # rows of .values("id", "key_id", "given_name")
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import models

from panah.crypto import boxes, keys
from panah.crypto.errors import Erased, KeyMissing, SealBroken


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text that the database holds only sealed. Empty text is stored as NULL."""

    description = "Sealed text"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


def seal(record: models.Model, **values: str | None) -> None:
    """
    Set sealed attributes of a record that has its `id` and `key_id`; the caller saves it.

    :raises KeyMissing: if the record has no key
    :raises Erased: if its key was destroyed
    """
    key_id = _key_id(record)
    key = keys.record_key(key_id)
    table = record._meta.db_table
    for name, value in values.items():
        column = _sealed_column(type(record), name)
        sealed = boxes.encrypt(key, value.encode(), aad=place(table, column, record.pk, key_id)) if value else None
        setattr(record, name, sealed)


def seal_bytes(record: models.Model, name: str, content: bytes) -> None:
    """
    Set one sealed attribute to bytes, such as a piece of a file; the caller saves the record.

    :raises KeyMissing: if the record has no key
    :raises Erased: if its key was destroyed
    """
    key_id, column = _key_id(record), _sealed_column(type(record), name)
    aad = place(record._meta.db_table, column, record.pk, key_id)
    setattr(record, name, boxes.encrypt(keys.record_key(key_id), content, aad=aad))


def unseal_bytes(record: models.Model, name: str) -> bytes:
    """
    Return bytes that were sealed as such.

    :raises SealBroken: if they were changed, or moved here from another row or column
    :raises Erased: if the record's key was destroyed
    """
    key_id, column = _key_id(record), _sealed_column(type(record), name)
    aad = place(record._meta.db_table, column, record.pk, key_id)
    return boxes.decrypt(keys.record_key(key_id), bytes(getattr(record, name)), aad=aad)


def unseal(record: models.Model, *names: str) -> dict[str, str]:
    """
    Return the named fields of a record as text; empty text where there is none.

    :raises SealBroken: if a value was changed, or moved here from another row or column
    :raises Erased: if the record's key was destroyed
    :raises KeyMissing: if there are values and the record has no key
    """
    row = {name: getattr(record, name) for name in names}
    if not any(value is not None for value in row.values()):
        return dict.fromkeys(names, "")
    key_id = _key_id(record)
    columns = _sealed_columns(type(record), names)
    return _open(record._meta.db_table, columns, row, row_id=record.pk, key_id=key_id, key=keys.record_key(key_id))


def unseal_kept(record: models.Model, *names: str) -> dict[str, str]:
    """
    Return the named fields of a record as text; empty text where there is none, or where its time had run out.

    :raises SealBroken: if a value was changed, or moved here from another row or column
    :raises KeyMissing: if there are values and the record has no key
    """
    try:
        return unseal(record, *names)
    except Erased:
        return dict.fromkeys(names, "")


def unseal_many(
    model: type[models.Model],
    rows: Iterable[Mapping[str, Any]],
    names: Iterable[str],
    *,
    id_name: str = "id",
    key_name: str = "key_id",
) -> list[dict[str, Any]]:
    """
    Return copies of `rows` (as from `.values()`, with id and key id) with the named fields as text, in one query.

    A row whose key was destroyed gets None in these fields: a list goes on without it.

    :raises SealBroken: if a value was changed, or moved from another row or column
    :raises KeyMissing: if a sealed row names a key that does not exist
    """
    copies, columns, table = [dict(row) for row in rows], _sealed_columns(model, names), model._meta.db_table
    found = keys.record_keys(row[key_name] for row in copies if row[key_name] is not None)
    for row in copies:
        key_id = row[key_name]
        if all(row[name] is None for name in columns):
            row.update(dict.fromkeys(columns, ""))
        elif key_id not in found:
            raise KeyMissing(f"There is no record key {key_id}.")
        elif (key := found[key_id]) is None:
            row.update(dict.fromkeys(columns))
        else:
            row.update(_open(table, columns, row, row_id=row[id_name], key_id=key_id, key=key))
    return copies


def place(table: str, column: str, row_id: UUID, key_id: UUID) -> bytes:
    """Return the additional data that binds a sealed value to where it stands."""
    return f"{table}|{column}|{row_id}|{key_id}".encode()


def _open(
    table: str, columns: Mapping[str, str], row: Mapping[str, Any], *, row_id: UUID, key_id: UUID, key: bytes
) -> dict[str, str]:
    opened, end = {}, f"|{row_id}|{key_id}".encode()
    for name, column in columns.items():
        value = row[name]
        if value is None:
            opened[name] = ""
            continue
        try:
            opened[name] = boxes.decrypt(key, bytes(value), aad=f"{table}|{column}".encode() + end).decode()
        except SealBroken as error:
            raise SealBroken(
                f"{table}.{column} of row {row_id} does not open: it was changed, or moved here from another place."
            ) from error
    return opened


def _sealed_columns(model: type[models.Model], names: Iterable[str]) -> dict[str, str]:
    return {name: _sealed_column(model, name) for name in names}


def _sealed_column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    if not isinstance(field, SealedTextField):
        raise TypeError(f"{model.__name__}.{name} is not a sealed field.")
    return field.column or name


def _key_id(record: models.Model) -> UUID:
    key_id: UUID | None = getattr(record, "key_id", None)
    if key_id is None:
        raise KeyMissing(f"{record._meta.db_table} {record.pk} has no record key: give it one before sealing.")
    return key_id
