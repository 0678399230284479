"""Bringing a record up to date: what differs is set, and named."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def bring_up_to_date(record: Model, values: Mapping[str, Any]) -> list[str]:
    """Set what differs and save it; return the names of what changed, in their order."""
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    if changed:
        record.save(update_fields=changed)
    return changed
