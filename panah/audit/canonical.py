"""One log row as bytes, always the same: what the notary hashes and the export writes."""

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

COLUMNS = (
    "sequence",
    "id",
    "at",
    "event",
    "actor_id",
    "actor_organisation_id",
    "actor_wall",
    "holder_organisation_id",
    "holder_wall",
    "second_organisation_id",
    "second_wall",
    "subject_type",
    "subject_id",
    "case_id",
    "groups",
    "purpose",
    "grant_id",
    "facts",
)


def entry(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of `.values(*COLUMNS)` with ids as text and the time in UTC to the microsecond."""
    plain = {name: _plain(row[name]) for name in COLUMNS}
    plain["at"] = row["at"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return plain


def line(row: Mapping[str, Any]) -> bytes:
    """Return the row as JSON with sorted names and no spaces (RFC 8785 for the values that occur here)."""
    return json.dumps(entry(row), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str | list | dict) else str(value)
