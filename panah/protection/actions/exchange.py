"""Money of the fund in another currency: entered with the bank's rate by one, booked by another, never edited."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.ids import reference
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.actions._ledger import earmark, enter, one_at_a_time
from panah.protection.models import FundExchange
from panah.protection.rules import check_not_ahead, check_rate, exchange_lines
from panah.protection.states import ExchangeState, move_exchange


@transaction.atomic
def prepare_exchange(
    *,
    actor: Actor,
    source_id: UUID,
    amount: Decimal,
    currency: str,
    gained: Decimal,
    rate: Decimal,
    exchanged_on: date,
    document: str,
) -> FundExchange:
    """
    Enter what the bank changed from a part of the fund into another currency. A second person books it.

    :raises NotPermitted: if the actor may not keep the ledger
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if the fund has no such part
    :raises InvalidInput: if the part does not hold it, the rate does not fit, or the day is to come
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    one_at_a_time(actor)
    source = queries.pot(actor=actor, earmark_id=source_id)
    if source.currency == currency:
        raise InvalidInput(gettext_noop("Choose another currency than the one that was changed."), field="currency")
    check_rate(amount=amount, gained=gained, rate=rate)
    check_not_ahead(exchanged_on, today=today(), field="exchanged_on")
    target_id = _same_part(actor, source_id, currency)
    exchange_lines(source=source, target_id=target_id, amount=amount, gained=gained)
    exchange = FundExchange(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        number=reference("X", year=today().year),
        source_id=source_id,
        amount=amount,
        target_id=target_id,
        gained=gained,
        rate=rate,
        exchanged_on=exchanged_on,
        state=ExchangeState.PREPARED,
        prepared_by_id=actor.id,
    )
    seal(exchange, document=document.strip())
    exchange.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_EXCHANGE_PREPARED, subject=exchange)
    return exchange


@transaction.atomic
def book_exchange(*, actor: Actor, fund_exchange_id: UUID) -> FundExchange:
    """
    Book an exchange as a second person: its two lines enter the ledger together.

    :raises NotPermitted: if the actor may not decide on exchanges
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such exchange at the actor's organisation
    :raises WrongState: if it was decided on, or the actor prepared it
    :raises InvalidInput: if the part of the fund does not hold the amount any more
    """
    check(actor, Permission.PROTECTION_EXCHANGE_DECIDE)
    exchange = _decide(actor, fund_exchange_id, ExchangeState.BOOKED)
    source = queries.pot(actor=actor, earmark_id=exchange.source_id)
    lines = exchange_lines(source=source, target_id=exchange.target_id, amount=exchange.amount, gained=exchange.gained)
    _enter(actor, exchange, lines, exchange.exchanged_on)
    log.record(actor=actor, event=Event.PROTECTION_EXCHANGE_BOOKED, subject=exchange)
    return exchange


@transaction.atomic
def reject_exchange(*, actor: Actor, fund_exchange_id: UUID) -> FundExchange:
    """
    Refuse to book an exchange, as a second person: it was mistyped, or did not happen.

    :raises NotPermitted: if the actor may not decide on exchanges
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such exchange at the actor's organisation
    :raises WrongState: if it was decided on, or the actor prepared it
    """
    check(actor, Permission.PROTECTION_EXCHANGE_DECIDE)
    exchange = _decide(actor, fund_exchange_id, ExchangeState.REJECTED)
    log.record(actor=actor, event=Event.PROTECTION_EXCHANGE_REJECTED, subject=exchange)
    return exchange


@transaction.atomic
def reverse_exchange(*, actor: Actor, fund_exchange_id: UUID) -> FundExchange:
    """
    Take back an exchange that was booked by mistake, as another person: with two lines, not a change.

    :raises NotPermitted: if the actor may not reverse what was booked
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such exchange at the actor's organisation
    :raises WrongState: if it is not booked, or the actor booked it
    :raises InvalidInput: if some of what was gained was paid out already
    """
    check(actor, Permission.PROTECTION_PAYMENT_REVERSE)
    one_at_a_time(actor)
    exchange = queries.fund_exchange_to_change(actor=actor, fund_exchange_id=fund_exchange_id)
    exchange.state = move_exchange(ExchangeState(exchange.state), ExchangeState.REVERSED)
    if actor.id == exchange.decided_by_id:
        raise WrongState(gettext_noop("Somebody else must do this: nobody takes back the exchange they booked."))
    gained_by = queries.pot(actor=actor, earmark_id=exchange.target_id)
    lines = exchange_lines(
        source=gained_by, target_id=exchange.source_id, amount=exchange.gained, gained=exchange.amount
    )
    exchange.reversed_by_id, exchange.reversed_on = actor.id, today()
    exchange.save(update_fields=["state", "reversed_by_id", "reversed_on"])
    _enter(actor, exchange, lines, today())
    log.record(actor=actor, event=Event.PROTECTION_EXCHANGE_REVERSED, subject=exchange)
    return exchange


def _same_part(actor: Actor, source_id: UUID, currency: str) -> UUID:
    """Return the part of the fund with the same giver and purposes in another currency; the first exchange makes it."""
    of = queries.earmarks(actor=actor).get(pk=source_id)
    return earmark(actor, kind=of.kind, currency=currency, donor_id=of.donor_id, purposes=of.purposes).id


def _decide(actor: Actor, fund_exchange_id: UUID, to: ExchangeState) -> FundExchange:
    one_at_a_time(actor)
    exchange = queries.fund_exchange_to_change(actor=actor, fund_exchange_id=fund_exchange_id)
    exchange.state = move_exchange(ExchangeState(exchange.state), to)
    if actor.id == exchange.prepared_by_id:
        raise WrongState(gettext_noop("Somebody else must do this: nobody decides on the exchange they prepared."))
    exchange.decided_by_id, exchange.decided_on = actor.id, today()
    exchange.save(update_fields=["state", "decided_by_id", "decided_on"])
    return exchange


def _enter(actor: Actor, exchange: FundExchange, lines: list[tuple[UUID, Decimal]], on: date) -> None:
    for earmark_id, amount in lines:
        enter(actor, earmark_id, kind="exchange", amount=amount, on=on, exchange=exchange)
