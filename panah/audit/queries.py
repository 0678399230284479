"""Who looked. Row security answers the rest: the holder's colleagues see their own records' rows, oversight all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from panah.audit.log import Asking
from panah.audit.models import Checkpoint, Entry

MOST = 200


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the log, as a page shows it."""

    at: datetime
    event: str
    actor_id: UUID | None
    actor_organisation_id: UUID | None
    actor_wall: str
    groups: tuple[str, ...]
    purpose: str
    grant_id: UUID | None
    subject_type: str
    facts: dict[str, object]
    sequence: int | None


def looks_at_case(*, actor: Asking, case_id: UUID, most: int | None = MOST) -> list[Look]:
    """Return who read or changed anything of a case that the actor's organisation holds, newest first."""
    return _looks(_own(actor).filter(case_id=case_id), most)


def count_looks_at_case(*, actor: Asking, case_id: UUID, events: Iterable[str], since: datetime) -> tuple[int, int]:
    """Return how many people looked at a case that the actor's organisation holds since then, and how many times."""
    rows = _own(actor).filter(case_id=case_id, event__in=list(events), at__gte=since)
    counted = rows.aggregate(people=Count("actor_id", distinct=True), times=Count("id"))
    return counted["people"], counted["times"]


def is_done_since(*, actor: Asking, case_id: UUID, event: str, since: tuple[str, UUID]) -> bool:
    """Test if something was done in an own case since another event of a record; both are told by the log alone."""
    kind, subject_id = since
    begun = _own(actor).filter(event=kind, subject_id=subject_id).order_by("-at").values_list("at", flat=True).first()
    done = _own(actor).filter(case_id=case_id, event=event)
    return begun is not None and done.filter(at__gte=begun).exists()


def sent_of_case(*, actor: Asking, case_id: UUID, event: str) -> list[tuple[datetime, UUID, str]]:
    """Return when something of an own case went to another organisation, to which, and what for."""
    rows = _own(actor).filter(event=event, case_id=case_id, second_organisation_id__isnull=False)
    told = rows.order_by("at", "id").values_list("at", "second_organisation_id", "purpose")
    return [(at, body, purpose) for at, body, purpose in told if body is not None]


def looks_at(*, actor: Asking, subject_ids: Iterable[UUID], most: int = MOST) -> list[Look]:
    """Return who read or changed these records, newest first."""
    return _looks(_own(actor).filter(subject_id__in=list(subject_ids)), most)


def entries(*, actor: Asking, event: str = "", organisation_id: UUID | None = None) -> QuerySet[Entry]:
    """Return rows for oversight, of every organisation: the caller has checked the permission."""
    rows = Entry.objects.all()
    if event:
        rows = rows.filter(event=event)
    if organisation_id is not None:
        rows = rows.filter(holder_organisation_id=organisation_id)
    return rows


def last_checkpoint(*, actor: Asking) -> tuple[int, datetime] | None:
    """Return how many rows the newest signed checkpoint covers, and when it was signed. It is no secret."""
    return Checkpoint.objects.order_by("-size").values_list("size", "signed_at").first()


def _own(actor: Asking) -> QuerySet[Entry]:
    first = Q(holder_organisation_id=actor.organisation_id, holder_wall=str(actor.wall))
    second = Q(second_organisation_id=actor.organisation_id, second_wall=str(actor.wall))
    return Entry.objects.filter(first | second)


def _looks(rows: QuerySet[Entry], most: int | None) -> list[Look]:
    names = [field for field in Look.__slots__ if field != "groups"]
    found = rows.order_by("-at", "-id").values(*names, "groups")[:most]
    return [Look(**row | {"groups": tuple(row["groups"])}) for row in found]
