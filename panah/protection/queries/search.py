"""Reading the searches that somebody keeps."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal_many
from panah.protection.models import SavedSearch

COLUMNS = ("id", "key_id", "name", "status", "worker_id", "is_overdue")


def saved_searches(*, actor: Actor) -> QuerySet[SavedSearch]:
    """Return the searches that the actor keeps, the oldest first."""
    return SavedSearch.objects.own(actor).filter(owner_id=actor.id).order_by("saved_at", "id")


def saved_search(*, actor: Actor, search_id: UUID) -> SavedSearch:
    """
    Return one search that the actor keeps.

    :raises NotVisible: if there is none
    """
    found: SavedSearch | None = saved_searches(actor=actor).filter(pk=search_id).first()
    if found is None:
        raise NotVisible(f"search {search_id}")
    return found


def search_links(*, actor: Actor) -> list[dict[str, Any]]:
    """Return the actor's searches with their names and the filters as the list's address takes them."""
    rows = unseal_many(SavedSearch, saved_searches(actor=actor).values(*COLUMNS), ("name",))
    return [{"id": row["id"], "name": row["name"], "filters": _filters(row)} for row in rows]


def _filters(row: dict[str, Any]) -> str:
    given = {"status": row["status"], "worker": row["worker_id"], "overdue": "yes" if row["is_overdue"] else ""}
    return urlencode({name: value for name, value in given.items() if value})
