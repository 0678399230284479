"""The aid fund: what was given, for what, by whom. Lines of its ledger are added, never changed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.protection import queries
from panah.protection.actions._ledger import earmark, enter, one_at_a_time
from panah.protection.models import FundEntry
from panah.protection.rules import check_amount, check_not_ahead


@transaction.atomic
def add_to_fund(
    *,
    actor: Actor,
    kind: str,
    amount: Decimal,
    entered_on: date,
    currency: str = "AZN",
    donor_id: UUID | None = None,
    purposes: Sequence[str] = (),
    document: str = "",
) -> FundEntry:
    """
    Enter a donation or a budget line, with what it may be used for and who gave it.

    :raises NotPermitted: if the actor may not keep the ledger
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such donor
    :raises InvalidInput: if the amount is not more than nothing, or the day is to come
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    check_amount(amount)
    check_not_ahead(entered_on, today=today(), field="entered_on")
    if donor_id is not None and not queries.donors(actor=actor).filter(pk=donor_id).exists():
        raise NotVisible(f"donor {donor_id}")
    one_at_a_time(actor)
    is_free = donor_id is None and not purposes
    pot = earmark(
        actor,
        kind="general" if is_free else "earmarked",
        currency=currency,
        donor_id=donor_id,
        purposes=purposes,
    )
    entry = enter(actor, pot.id, kind=kind, amount=amount, on=entered_on, document=document.strip())
    log.record(actor=actor, event=Event.PROTECTION_FUND_ENTERED, subject=entry, kind=kind)
    return entry


@transaction.atomic
def correct_entry(*, actor: Actor, fund_entry_id: UUID) -> FundEntry:
    """
    Take back a donation or budget line that was entered by mistake, as a second person: with a line, not a change.

    :raises NotPermitted: if the actor may not reverse payments
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such line at the actor's organisation
    :raises WrongState: if it is no gift, was corrected already, or the actor entered it
    :raises InvalidInput: if some of it was paid out already
    """
    check(actor, Permission.PROTECTION_PAYMENT_REVERSE)
    one_at_a_time(actor)
    entry = queries.fund_entry(actor=actor, fund_entry_id=fund_entry_id)
    if entry.kind not in ("donation", "budget"):
        raise WrongState(gettext_noop("Only a donation or a budget line is corrected. A payment is reversed."))
    if FundEntry.objects.own(actor).filter(corrects=entry).exists():
        raise WrongState(gettext_noop("This line was corrected already."))
    if entry.entered_by_id == actor.id:
        raise WrongState(gettext_noop("Somebody else must do this: nobody corrects the lines they entered."))
    if entry.earmark.balance < entry.amount:
        raise InvalidInput(gettext_noop("Some of this money was paid out already. Reverse those payments first."))
    line = enter(actor, entry.earmark_id, kind="correction", amount=-entry.amount, on=today(), corrects=entry)
    log.record(actor=actor, event=Event.PROTECTION_FUND_CORRECTED, subject=line, corrects=entry.id)
    return line
