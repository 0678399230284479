"""
docs/personal-data.md: every column of a confidential table, how it is kept, why, and what erasure does to it.

A column that holds words and is neither sealed nor a code has to be reviewed and named here with its reason; a table
without row security likewise. Tests hold both lists complete.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Exchanged, Grant, Held, Lock
from panah.codes.fields import CodeField
from panah.config.documents.markdown import page, table
from panah.config.documents.reviewed_data import OPEN_TABLES, REVIEWED_COLUMNS, REVIEWED_NAMES
from panah.crypto.fields import SealedTextField

SEALED = ("sealed", "read by those who may, unsealed one record at a time", "the record's key is destroyed")


@dataclass(frozen=True)
class Column:
    """One column: how it is kept, why that is enough, and what erasure does. `how` is empty where nobody decided."""

    table: str
    name: str
    how: str
    why: str
    erasure: str


def confidential_models() -> list[type[models.Model]]:
    return [model for model in own_models() if issubclass(model, Held | Exchanged | Grant | Lock)]


def own_models() -> list[type[models.Model]]:
    """Return our tables; a view holds nothing of its own."""
    return [model for model in apps.get_models() if model.__module__.startswith("panah.") and model._meta.managed]


def columns() -> Iterator[Column]:
    for model in confidential_models():
        for field in model._meta.concrete_fields:
            how, why, erasure = kept(model, field)
            yield Column(model._meta.db_table, field.column or field.name, how, why, erasure)


def kept(model: type[models.Model], field: Any) -> tuple[str, str, str]:
    """Say how a column is kept: by its kind, or as it was reviewed."""
    reviewed = REVIEWED_COLUMNS.get(f"{model._meta.db_table}.{field.column}") or REVIEWED_NAMES.get(field.name)
    if reviewed is not None:
        return ("reviewed", *reviewed)
    if isinstance(field, SealedTextField):
        return SEALED
    if isinstance(field, models.ForeignKey | models.UUIDField):
        return "opaque id", "joins records; names nobody", "stays: it leads to nothing that can be read"
    if isinstance(field, CodeField) or is_code_array(field):
        return "code", "statistics count it", "stays as a figure without a person"
    if isinstance(field, models.DateField | models.TimeField):
        return "date", "deadlines and statistics count by it", "stays as a figure without a person"
    if isinstance(field, models.BooleanField | models.IntegerField | models.DecimalField | models.FloatField):
        return "value", "rules and statistics count it", "stays as a figure without a person"
    return "", "", ""


def is_code_array(field: Any) -> bool:
    return isinstance(field, ArrayField) and field.base_field.max_length in (20, 40)


def undecided() -> list[str]:
    """Name the columns that hold words in clear and were not reviewed."""
    return [
        f"{column.table}.{column.name} holds words in clear: seal it, make it a code, or review it in reviewed_data.py"
        for column in columns()
        if not column.how
    ]


def pages() -> dict[str, str]:
    intro = (
        "Confidential is every record of an organisation about a person, report, case or investigation. Names, "
        "contacts, documents, addresses and free text are sealed under the record's own key; destroying that key "
        "erases them, in backups too. What stays in clear is listed here with its reason. Row security (organisation "
        "and wall) lies under every one of these tables."
    )
    parts = []
    for model in confidential_models():
        name = model._meta.db_table
        rows = [[column.name, column.how, column.why, column.erasure] for column in columns() if column.table == name]
        parts.append(f"## {name}\n\n" + table(["column", "kept", "why", "at erasure"], rows))
    rows = [[name, reason] for name, reason in sorted(OPEN_TABLES.items())]
    parts.append("## Tables without row security\n\n" + table(["table", "why it needs none"], rows))
    return {"personal-data.md": page("Personal data", intro, *parts)}
