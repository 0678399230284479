"""Searches of the case list that somebody keeps under a name, for themselves alone."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.db import wait_for
from panah.core.ids import new_id
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.protection.models import SavedSearch
from panah.protection.queries import search as search_queries
from panah.protection.rules.search import check_search


@transaction.atomic
def save_search(
    *, actor: Actor, name: str, status: str = "", worker: UUID | None = None, overdue: bool = False
) -> SavedSearch:
    """
    Keep filters of the case list under a name. The name is sealed: it may say something about somebody.

    :raises NotPermitted: if the actor may not read cases
    :raises InvalidInput: if it has no name, filters nothing, or there are twenty already
    """
    check(actor, Permission.PROTECTION_CASE_READ)
    wait_for(f"searches of {actor.id}")
    kept = search_queries.saved_searches(actor=actor).count()
    check_search(name=name, is_filtered=bool(status or worker or overdue), kept=kept)
    search = SavedSearch(
        id=new_id(),
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        owner_id=actor.id,
        status=status,
        worker_id=worker,
        is_overdue=overdue,
    )
    seal(search, name=name.strip())
    search.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_SEARCH_SAVED, subject=search)
    return search


@transaction.atomic
def delete_search(*, actor: Actor, search_id: UUID) -> None:
    """
    Throw a saved search away.

    :raises NotPermitted: if the actor may not read cases
    :raises NotVisible: if the actor has saved no such search
    """
    check(actor, Permission.PROTECTION_CASE_READ)
    search = search_queries.saved_search(actor=actor, search_id=search_id)
    log.record(actor=actor, event=Event.PROTECTION_SEARCH_DELETED, subject=search)
    search.delete()
