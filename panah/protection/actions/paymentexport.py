"""The list of payments that leaves as a file: for a purpose, approved by a second person, sealed, for one day."""

import base64
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.queries import restricted_cases
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import HOME, now, today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.formats import moment_text
from panah.core.ids import reference
from panah.crypto.blind import tracer
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.printing.spreadsheets import xlsx_bytes
from panah.printing.tracer import hidden
from panah.protection import queries
from panah.protection.models import PaymentExport
from panah.protection.rules import needs_second_person
from panah.protection.states import ExportState, move_export

MOST_ROWS = 1000
OTHER_PERSON = gettext_noop("Somebody else must do this: nobody approves the list they asked for.")


@transaction.atomic
def ask_payment_export(
    *, actor: Actor, purpose: str, basis: str, with_names: bool, state: str = "", kind: str = "", method: str = ""
) -> PaymentExport:
    """
    Ask for a list of payments as a file. A short list without names is ready at once; another one needs approval.

    :raises NotPermitted: if the actor may not export payments
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises InvalidInput: if the list is empty, or too long
    """
    check(actor, Permission.PROTECTION_PAYMENT_EXPORT)
    found = queries.payments(actor=actor, state=state, kind=kind, method=method)
    # What a person had restricted leaves in no list.
    found = found.exclude(case_id__in=restricted_cases(actor=actor))
    ids = list(found.values_list("id", flat=True)[: MOST_ROWS + 1])
    if not ids:
        raise InvalidInput(gettext_noop("There is no payment of this kind. The list would be empty."))
    if len(ids) > MOST_ROWS:
        raise InvalidInput(gettext_noop("These are more than %(most)s payments. Choose fewer."), most=MOST_ROWS)
    export = PaymentExport(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        number=reference("L", year=today().year),
        purpose=purpose,
        basis=basis,
        with_names=with_names,
        payment_ids=ids,
        row_count=len(ids),
        language=actor.language,
        state=ExportState.WAITING,
        asked_by_id=actor.id,
    )
    if not needs_second_person(row_count=len(ids), with_names=with_names):
        _build(actor, export)
    export.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_LIST_ASKED,
        subject=export,
        purpose=purpose,
        basis=basis,
        row_count=len(ids),
        with_names=int(with_names),
    )
    return export


@transaction.atomic
def approve_payment_export(*, actor: Actor, payment_export_id: UUID) -> PaymentExport:
    """
    Approve, as a second person, that a list leaves.

    :raises NotPermitted: if the actor may not approve lists
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such list at the actor's organisation
    :raises WrongState: if the actor asked for it, or it was decided on
    """
    check(actor, Permission.PROTECTION_PAYMENT_EXPORT_DECIDE)
    export = queries.payment_export_to_change(actor=actor, payment_export_id=payment_export_id)
    move_export(ExportState(export.state), ExportState.READY)
    if actor.id == export.asked_by_id:
        raise WrongState(OTHER_PERSON)
    _check_not_paused(actor, export)
    export.decided_by_id = actor.id
    _build(actor, export)
    export.save(update_fields=["decided_by_id", "state", "ready_at", "file"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_LIST_APPROVED,
        subject=export,
        groups=("identity",) if export.with_names else (),
    )
    return export


@transaction.atomic
def refuse_payment_export(*, actor: Actor, payment_export_id: UUID) -> PaymentExport:
    """
    Refuse that a list leaves.

    :raises NotPermitted: if the actor may not approve lists
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such list at the actor's organisation
    :raises WrongState: if it was decided on
    """
    check(actor, Permission.PROTECTION_PAYMENT_EXPORT_DECIDE)
    export = queries.payment_export_to_change(actor=actor, payment_export_id=payment_export_id)
    export.state = move_export(ExportState(export.state), ExportState.REFUSED)
    if actor.id == export.asked_by_id:
        raise WrongState(OTHER_PERSON)
    export.decided_by_id = actor.id
    export.save(update_fields=["decided_by_id", "state"])
    log.record(actor=actor, event=Event.PROTECTION_LIST_REFUSED, subject=export)
    return export


@transaction.atomic
def fetch_payment_export(*, actor: Actor, payment_export_id: UUID) -> tuple[str, bytes]:
    """
    Return the name and the bytes of a list that is ready, to the one who asked for it.

    :raises NotPermitted: if the actor may not export payments
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such list at the actor's organisation
    :raises WrongState: if it is not ready, somebody else asked for it, or its day is over
    """
    check(actor, Permission.PROTECTION_PAYMENT_EXPORT)
    export = queries.payment_export(actor=actor, payment_export_id=payment_export_id)
    if export.asked_by_id != actor.id:
        raise WrongState(gettext_noop("Only the one who asked for this list can fetch it."))
    if export.state != ExportState.READY:
        raise WrongState(gettext_noop("This list is not ready."))
    if not queries.is_fresh(actor=actor, export=export):
        raise WrongState(gettext_noop("This list could be fetched for one day. Ask for a new one."))
    _check_not_paused(actor, export)
    log.record(
        actor=actor,
        event=Event.PROTECTION_LIST_FETCHED,
        subject=export,
        groups=("identity",) if export.with_names else (),
    )
    return f"{export.number}.xlsx", base64.b64decode(unseal(export, "file")["file"])


def _check_not_paused(actor: Actor, export: PaymentExport) -> None:
    if not queries.restricted_payments(actor=actor).isdisjoint(export.payment_ids):
        raise WrongState(
            gettext_noop("Somebody on this list had sharing restricted since: it is held back. Ask for a new list.")
        )


def _build(actor: Actor, export: PaymentExport) -> None:
    header, rows = queries.payment_sheet(actor=actor, export=export)
    footer, mark = _footer(actor, export, len(rows)), hidden(tracer(export.id))
    made = xlsx_bytes(_("Payments"), header, rows, footer=footer, mark=mark)
    seal(export, file=base64.b64encode(made).decode())
    export.state, export.ready_at = ExportState.READY, now()


def _footer(actor: Actor, export: PaymentExport, count: int) -> str:
    who, body = queries.asker_of_export(actor=actor, export=export)
    return " · ".join([who, body, moment_text(now().astimezone(HOME), export.language), export.number, str(count)])
