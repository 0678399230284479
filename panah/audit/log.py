"""
The only way into the log. A row is written in the caller's transaction: no action without its row, no row without it.

Facts are ids, codes, whole numbers and dates. Text that somebody typed is refused, so that the log names no person and
needs no erasure.
"""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models

from panah.audit.events import Event
from panah.core.ids import new_id

# A code (lower case, no space) or a reference such as P-2026-7K3QD.
CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,79}|[A-Z0-9][A-Z0-9-]{0,39}")
INSERT = """
    INSERT INTO audit_entry (id, event, actor_id, actor_organisation_id, actor_wall, holder_organisation_id,
        holder_wall, second_organisation_id, second_wall, subject_type, subject_id, case_id, groups, purpose, grant_id,
        facts)
    VALUES """
ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


class Asking(Protocol):
    """What the log needs to know of who acts: `access.policy.Actor` is one."""

    @property
    def id(self) -> UUID: ...
    @property
    def organisation_id(self) -> UUID: ...
    @property
    def wall(self) -> str: ...


def record(
    *,
    actor: Asking | None,
    event: Event,
    subject: models.Model | None,
    holder: UUID | None = None,
    groups: Iterable[str] = (),
    case_id: UUID | None = None,
    purpose: str = "",
    grant_id: UUID | None = None,
    **facts: Any,
) -> None:
    """
    Write one row. `actor` is empty only for what nobody signed in did.

    The holder is taken from the subject (`organisation`, or both ends of what is exchanged) unless it is given.

    :raises TypeError: if a fact is anything but an id, a code, a whole number, a date, or a list of these
    """
    _write([_row(actor, event, subject, holder, groups, case_id, purpose, grant_id, facts)])


def record_each(
    *, actor: Asking, event: Event, subjects: Iterable[models.Model], groups: Iterable[str] = (), **facts: Any
) -> None:
    """
    Write one row for each subject, in one statement: a search that showed ten people is ten looks.

    :raises TypeError: as `record` does
    """
    groups = tuple(groups)
    _write([_row(actor, event, subject, None, groups, None, "", None, facts) for subject in subjects])


def _write(rows: list[list[Any]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(INSERT + ", ".join([ROW] * len(rows)), [value for row in rows for value in row])


def _row(
    actor: Asking | None,
    event: Event,
    subject: models.Model | None,
    holder: UUID | None,
    groups: Iterable[str],
    case_id: UUID | None,
    purpose: str,
    grant_id: UUID | None,
    facts: dict[str, Any],
) -> list[Any]:
    first, first_wall, second, second_wall = _holders(subject, holder)
    return [
        new_id(),
        Event(event).value,
        actor.id if actor else None,
        actor.organisation_id if actor else None,
        str(actor.wall) if actor else "",
        first,
        first_wall,
        second,
        second_wall,
        subject._meta.label_lower if subject is not None else "",
        subject.pk if subject is not None and isinstance(subject.pk, UUID) else None,
        case_id or _case(subject),
        [str(group) for group in groups],
        _code("purpose", purpose) if purpose else "",
        grant_id,
        json.dumps({name: _fact(name, value) for name, value in facts.items() if value is not None}),
    ]


def record_refusal(*, actor: Asking, event: Event, reason: str) -> None:
    """Write that somebody was refused. What they asked for is not named: it may not exist."""
    record(actor=actor, event=event, subject=None, reason=reason)


def _holders(subject: models.Model | None, given: UUID | None) -> tuple[UUID | None, str, UUID | None, str]:
    wall = str(getattr(subject, "wall", ""))
    if given is not None:
        return given, wall, None, ""
    if hasattr(subject, "from_organisation_id"):
        ends = ("from_organisation_id", "from_wall", "to_organisation_id", "to_wall")
        first, first_wall, second, second_wall = (getattr(subject, name) for name in ends)
        return first, str(first_wall), second, str(second_wall)
    return getattr(subject, "organisation_id", None), wall, None, ""


def _case(subject: models.Model | None) -> UUID | None:
    named: UUID | None = getattr(subject, "case_id", None)
    if named is None and subject is not None and getattr(subject, "GRANT_CASE", None) == "id":
        return subject.pk  # type: ignore[no-any-return]
    return named


def _fact(name: str, value: Any) -> Any:
    if isinstance(value, Enum):
        return _fact(name, value.value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return _code(name, value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_fact(name, item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    raise TypeError(f"The log takes ids, codes, whole numbers and dates; {name} is a {type(value).__name__}.")


def _code(name: str, value: str) -> str:
    if not CODE.fullmatch(value):
        raise TypeError(f"The log takes codes and no free text; {name} is not a code.")
    return value
