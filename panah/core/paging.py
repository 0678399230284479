"""Keyset paging: the next page starts after the last row seen, so page 3 000 costs what page 1 costs. No COUNT."""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from panah.core.errors import InvalidInput, gettext_noop


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page and the cursor of the next, or None when this is the last."""

    rows: list[Any]
    next_cursor: str | None


def page(
    queryset: QuerySet[Any, Any], *, order: tuple[str, ...] = ("-opened_on", "-id"), after: str | None, size: int = 50
) -> Page:
    """
    Return one page of a queryset, in the given order (all ascending or all descending, the last column unique).

    :raises InvalidInput: if `after` is not a cursor of this list
    """
    columns = [name.removeprefix("-") for name in order]
    descending = order[0].startswith("-")
    if after:
        queryset = _after(queryset, _beyond(columns, _unpack(after, len(columns)), descending=descending))
    rows = list(queryset.order_by(*order)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _pack([_value(rows[-1], name) for name in columns]) if more else None)


def _after(queryset: QuerySet[Any, Any], beyond: Q) -> QuerySet[Any, Any]:
    try:
        return queryset.filter(beyond)
    except (ValidationError, ValueError, TypeError) as error:  # a cursor that names no day, or no number
        raise InvalidInput(gettext_noop("This page of the list cannot be found. Start at the first page.")) from error


def _beyond(columns: list[str], values: list[Any], *, descending: bool) -> Q:
    """Return `(a, b) < (x, y)` written so that the index on the first column is used."""
    step = "lt" if descending else "gt"
    beyond = Q(**{f"{columns[-1]}__{step}": values[-1]})
    for name, value in reversed(list(zip(columns[:-1], values[:-1], strict=True))):
        beyond = Q(**{f"{name}__{step}": value}) | Q(**{name: value}) & beyond
    return Q(**{f"{columns[0]}__{step}e": values[0]}) & beyond


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def _pack(values: list[Any]) -> str:
    text = json.dumps([v.isoformat() if isinstance(v, date | datetime) else str(v) for v in values])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _unpack(cursor: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        UUID(values[-1])
    except (ValueError, TypeError, IndexError, KeyError) as error:
        raise InvalidInput(gettext_noop("This page of the list cannot be found. Start at the first page.")) from error
    if not isinstance(values, list) or len(values) != length:
        raise InvalidInput(gettext_noop("This page of the list cannot be found. Start at the first page."))
    return values
