"""One row, or nothing that anybody may know of; and counts that stop."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from panah.access.models import Exchanged, Held
from panah.core.errors import NotVisible, gettext_noop

Row = TypeVar("Row", bound=Held | Exchanged)


def one(queryset: QuerySet[Row], key: UUID) -> Row:
    """
    Return the row of a key.

    :raises NotVisible: if the rows hold none
    """
    row = queryset.filter(pk=key).first()
    if row is None:
        raise NotVisible(gettext_noop("There is no such record."))
    return row


def at_most(queryset: QuerySet[Any, Any], most: int = 1000) -> int:
    """Return how many rows there are, or `most`."""
    return len(queryset.values_list("pk", flat=True).order_by()[:most])
