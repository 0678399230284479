"""Reading lists that leave as files: who asked for them, who may fetch them, what was made."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.roles import Strength
from panah.accounts.actors import actor_of
from panah.accounts.models import Account
from panah.accounts.queries import names
from panah.codes.catalogue import code_list
from panah.core.clock import now, today
from panah.core.db import unforced
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.crypto.fields import unseal_bytes
from panah.printing.lists import ending
from panah.protection.models import ListExport, ListPart
from panah.protection.queries.listrows import restricted_rows
from panah.protection.queries.paper_source import office
from panah.protection.rules import LIST_NEEDS, ListKind, may_have
from panah.protection.rules.listexport import kept_for
from panah.protection.states import ExportState

SHOWN = 50
WITHIN = timedelta(days=1)


def export_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the lists that the actor may ask for, with their names."""
    mine = [kind for kind in ListKind if may_have(actor.permissions, kind=kind, with_names=False)]
    return [(kind.value, code_list("list_kind").label(kind, actor.language)) for kind in mine]


def list_exports(*, actor: Actor) -> QuerySet[ListExport]:
    """Return the lists that were asked for at the actor's organisation, newest first, without their rows."""
    return ListExport.objects.own(actor).defer("row_ids").order_by("-asked_at", "-id")


def list_export(*, actor: Actor, list_export_id: UUID) -> ListExport:
    """
    Return one list.

    :raises NotVisible: if there is none at the actor's organisation
    """
    found: ListExport | None = ListExport.objects.own(actor).filter(pk=list_export_id).first()
    if found is None:
        raise NotVisible(f"list export {list_export_id}")
    return found


def list_export_to_change(*, actor: Actor, list_export_id: UUID) -> ListExport:
    """
    Return one list, locked until the transaction ends.

    :raises NotVisible: if there is none at the actor's organisation
    """
    found: ListExport | None = ListExport.objects.own(actor).select_for_update().filter(pk=list_export_id).first()
    if found is None:
        raise NotVisible(f"list export {list_export_id}")
    return found


def is_list_paused(*, actor: Actor, export: ListExport) -> bool:
    """Test if somebody on a list had sharing restricted since it was asked for."""
    return not restricted_rows(actor=actor, kind=ListKind(export.list_kind)).isdisjoint(export.row_ids)


def asker_of_list(*, actor: Actor, export: ListExport) -> Actor | None:
    """
    Return who asked for a list, if they may still have it by their roles.

    A job has no session: that it was fresh and strong enough was checked as they asked, and is again as they fetch.
    """
    account = Account.objects.filter(
        pk=export.asked_by_id, is_active=True, organisation_id=actor.organisation_id, wall=actor.wall
    ).first()
    if account is None:
        return None
    asker = replace(actor_of(account, []), strength=Strength.PASSKEY)
    kind = ListKind(export.list_kind)
    return asker if may_have(asker.permissions, kind=kind, with_names=export.with_names) else None


def body_of_list(*, actor: Actor, export: ListExport) -> str:
    """Return the name under which the organisation stands on a list: it must not say what the people on it are."""
    return office(actor=actor, organisation_id=export.organisation_id, language=export.language)


def file_of_list(*, actor: Actor, export: ListExport) -> tuple[str, bytes]:
    """Return the name and the bytes of a list that was made."""
    parts = ListPart.objects.own(actor).filter(export=export).order_by("number")
    end = ending(row_count=export.row_count) if export.file_kind == "pdf" else export.file_kind
    return f"{export.number}.{end}", b"".join(unseal_bytes(part, "content") for part in parts)


def export_work(*, actor: Actor) -> list[WorkItem]:
    """Return the lists that wait for the actor to approve."""
    if not actor.may(Permission.PROTECTION_LIST_EXPORT_DECIDE):
        return []
    waiting = list_exports(actor=actor).filter(state=ExportState.WAITING).exclude(asked_by_id=actor.id)
    return [
        WorkItem(
            kind="approval",
            title=_("A list that is to leave as a file waits for approval"),
            reference=row.number,
            sender="",
            due_at=row.asked_at + WITHIN,
            url=reverse("protection:list_export_list"),
            action=_("Check and approve"),
        )
        for row in waiting.filter(list_kind__in=_decided_by(actor))[:SHOWN]
    ]


def _decided_by(actor: Actor) -> list[str]:
    return [kind for kind, needed in LIST_NEEDS.items() if needed.reads in actor.permissions]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A list as it stands on the page: who asked for it, and what the actor may do now."""

    export: ListExport
    asker: str
    fetch: bool
    decide: bool
    is_paused: bool
    is_over: bool


def export_rows(*, actor: Actor) -> list[ExportRow]:
    """Return the actor's own lists, and those they may decide on, each with what the actor may do."""
    decides = actor.may(Permission.PROTECTION_LIST_EXPORT_DECIDE)
    seen = list_exports(actor=actor)
    own = seen.filter(asked_by_id=actor.id)
    found = list((seen.filter(list_kind__in=_decided_by(actor)) | own if decides else own)[:SHOWN])
    known = names(actor=actor, ids=[row.asked_by_id for row in found])
    paused = _paused(actor, found)
    return [
        ExportRow(
            export=row,
            asker=known.get(row.asked_by_id, ""),
            fetch=row.pk not in paused and row.asked_by_id == actor.id and is_fresh(actor=actor, export=row),
            decide=decides and row.state == ExportState.WAITING and row.asked_by_id != actor.id,
            is_paused=row.pk in paused,
            is_over=row.state == ExportState.READY and not is_fresh(actor=actor, export=row),
        )
        for row in found
    ]


def _paused(actor: Actor, found: list[ListExport]) -> set[UUID]:
    """Return which lists somebody is on who had sharing restricted since."""
    paused: set[UUID] = set()
    for kind in {ListKind(row.list_kind) for row in found}:
        closed = restricted_rows(actor=actor, kind=kind)
        of = [row.pk for row in found if row.list_kind == kind]
        if closed:
            held = ListExport.objects.own(actor).filter(pk__in=of, row_ids__overlap=list(closed))
            paused |= set(held.values_list("pk", flat=True))
    return paused


def is_fresh(*, actor: Actor, export: ListExport) -> bool:
    """Test if a list can still be fetched: for one day after it was made."""
    return (
        export.state == ExportState.READY
        and export.ready_at is not None
        and export.ready_at + kept_for(today()) > now()
    )


def lists_that_left() -> list[dict[str, Any]]:
    """Return every list of every organisation, without its file, the newest first: for the owner of the database."""
    with unforced(ListExport._meta.db_table):
        rows = ListExport.objects.order_by("-asked_at", "-id")
        return list(rows.values("id", "number", "purpose", "asked_by_id", "organisation_id", "asked_at", "row_ids"))
