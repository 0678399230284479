"""Reading lists of payments that leave as files, and what stands in them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.queries import restricted_cases
from panah.accounts.queries import names
from panah.codes.catalogue import code_list
from panah.core.clock import now
from panah.core.db import unforced
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.crypto.blind import trace_id
from panah.crypto.fields import unseal_many
from panah.organisations.models import Organisation
from panah.printing.spreadsheets import Cell
from panah.protection.models import Payment, PaymentExport
from panah.protection.states import ExportState

SHOWN = 50
WITHIN = timedelta(days=1)
KEPT = timedelta(hours=24)
SEALED = ("payee_name", "payee_account")


def payment_exports(*, actor: Actor) -> QuerySet[PaymentExport]:
    """Return the lists that were asked for at the actor's organisation, newest first."""
    return PaymentExport.objects.own(actor).defer("file").order_by("-asked_at", "-id")


def payment_export(*, actor: Actor, payment_export_id: UUID) -> PaymentExport:
    """
    Return one list.

    :raises NotVisible: if there is none at the actor's organisation
    """
    found: PaymentExport | None = PaymentExport.objects.own(actor).filter(pk=payment_export_id).first()
    if found is None:
        raise NotVisible(f"payment export {payment_export_id}")
    return found


def payment_export_to_change(*, actor: Actor, payment_export_id: UUID) -> PaymentExport:
    """
    Return one list, locked until the transaction ends.

    :raises NotVisible: if there is none at the actor's organisation
    """
    found: PaymentExport | None = (
        PaymentExport.objects.own(actor).select_for_update().filter(pk=payment_export_id).first()
    )
    if found is None:
        raise NotVisible(f"payment export {payment_export_id}")
    return found


def restricted_payments(*, actor: Actor) -> set[UUID]:
    """Return the payments of people who had sharing restricted: no list leaves with them."""
    closed = Payment.objects.own(actor).filter(case_id__in=restricted_cases(actor=actor))
    return set(closed.values_list("pk", flat=True))


def asker_of_export(*, actor: Actor, export: PaymentExport) -> tuple[str, str]:
    """Return the names of who asked for a list and of their organisation."""
    known = names(actor=actor, ids=[export.asked_by_id])
    body = Organisation.objects.get(pk=export.organisation_id)
    return known.get(export.asked_by_id, ""), body.name(export.language)


def row_id(*, actor: Actor, export: PaymentExport, payment_id: UUID) -> str:
    """Return the id of a payment in one list: another list names it otherwise, so one leaked row names its list."""
    return trace_id(export.id, str(payment_id))


def payment_sheet(*, actor: Actor, export: PaymentExport) -> tuple[list[str], list[list[Cell]]]:
    """Return the header and the rows of a list; names and accounts only where the list was approved with them."""
    columns = ("id", "key_id", "number", "kind", "purpose", "amount", "currency", "method", "state", "approved_on")
    found = Payment.objects.own(actor).filter(pk__in=export.payment_ids).order_by("approved_on", "number")
    header = [_("Row"), _("Number"), _("What"), _("Amount"), _("Currency"), _("How it is paid"), _("State")]
    header.append(_("Approved on"))
    if not export.with_names:
        return header, [_cells(actor, export, row) for row in found.values(*columns, "paid_on")]
    header += [_("Who receives it"), _("Account or place")]
    opened = unseal_many(Payment, found.values(*columns, "paid_on", *SEALED), SEALED)
    return header, [[*_cells(actor, export, row), row["payee_name"], row["payee_account"]] for row in opened]


def _cells(actor: Actor, export: PaymentExport, row: dict[str, object]) -> list[Cell]:
    what = _label(export, "money_kind", row["kind"])
    if row["purpose"]:
        what = f"{what}: {_label(export, 'aid_purpose', row['purpose'])}"
    return [
        row_id(actor=actor, export=export, payment_id=row["id"]),  # type: ignore[arg-type]
        row["number"],  # type: ignore[list-item]
        what,
        row["amount"],  # type: ignore[list-item]
        row["currency"],  # type: ignore[list-item]
        _label(export, "payment_method", row["method"]),
        _label(export, "payment_state", row["state"]),
        row["approved_on"],  # type: ignore[list-item]
    ]


def _label(export: PaymentExport, name: str, code: object) -> str:
    return code_list(name).label(str(code), export.language) if code else ""


def export_work(*, actor: Actor) -> list[WorkItem]:
    """Return the lists that wait for the actor to approve."""
    if not actor.may(Permission.PROTECTION_PAYMENT_EXPORT_DECIDE):
        return []
    waiting = payment_exports(actor=actor).filter(state=ExportState.WAITING).exclude(asked_by_id=actor.id)
    return [
        WorkItem(
            kind="payment",
            title=_("A list of payments waits for approval"),
            reference=row.number,
            sender="",
            due_at=row.asked_at + WITHIN,
            url=reverse("protection:payment_export_list"),
            action=_("Check and approve"),
        )
        for row in waiting[:SHOWN]
    ]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A list as it stands on the page: who asked for it, and what the actor may do now."""

    export: PaymentExport
    asker: str
    fetch: bool
    decide: bool
    is_paused: bool


def export_rows(*, actor: Actor) -> list[ExportRow]:
    """Return the newest lists of the actor's organisation, each with what the actor may do."""
    found = list(payment_exports(actor=actor)[:SHOWN])
    known = names(actor=actor, ids=[row.asked_by_id for row in found])
    decides = actor.may(Permission.PROTECTION_PAYMENT_EXPORT_DECIDE)
    closed = restricted_payments(actor=actor)
    return [
        ExportRow(
            export=row,
            asker=known.get(row.asked_by_id, ""),
            fetch=not paused and row.asked_by_id == actor.id and is_fresh(actor=actor, export=row),
            decide=decides and row.state == ExportState.WAITING and row.asked_by_id != actor.id,
            is_paused=paused,
        )
        for row in found
        for paused in (not closed.isdisjoint(row.payment_ids),)
    ]


def is_fresh(*, actor: Actor, export: PaymentExport) -> bool:
    """Test if a list can still be fetched: for one day after it was made."""
    return export.state == ExportState.READY and export.ready_at is not None and export.ready_at + KEPT > now()


def lists_that_left() -> list[dict[str, Any]]:
    """Return every list of every organisation, without its file, the newest first: for the owner of the database."""
    with unforced(PaymentExport._meta.db_table):
        rows = PaymentExport.objects.order_by("-asked_at", "-id")
        return list(rows.values("id", "number", "purpose", "asked_by_id", "organisation_id", "asked_at", "payment_ids"))
