"""The lines of the fund's ledger, and the lines that tell the one who asked. Written together with what they are of."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from panah.access.policy import Actor
from panah.core.clock import now, today
from panah.core.db import wait_for
from panah.core.ids import reference
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.models import Earmark, FundEntry, FundExchange, MoneyAnswer, MoneyRequest, Payment
from panah.protection.rules import share
from panah.protection.states import PaymentState

ALLOWANCE = "allowance"


def one_at_a_time(actor: Actor) -> None:
    """Let only one transaction at a time move money of the actor's fund: the next one sees the new balance."""
    wait_for(f"fund {actor.organisation_id}")


def book_payment(actor: Actor, payment: Payment, on: date) -> None:
    """
    Enter the lines of money that went out.

    :raises InvalidInput: if the fund does not have it for this purpose
    """
    one_at_a_time(actor)
    if payment.kind == ALLOWANCE:
        # The state budget owes the allowance to whoever is identified: it is drawn as it is paid.
        pot = earmark(actor, kind=ALLOWANCE, currency=payment.currency)
        enter(actor, pot.id, kind="allowance_budget", amount=payment.amount, on=on, payment=payment)
        enter(actor, pot.id, kind="payment", amount=-payment.amount, on=on, payment=payment)
        return
    pots = queries.pots(actor=actor, currency=payment.currency)
    for pot_id, part in share(pots, purpose=payment.purpose, amount=payment.amount, currency=payment.currency):
        enter(actor, pot_id, kind="payment", amount=-part, on=on, payment=payment)


def book_back(actor: Actor, payment: Payment, *, kind: str, on: date) -> None:
    """Enter the lines of money that came back, each into the part of the fund that it was taken from."""
    one_at_a_time(actor)
    lines = list(FundEntry.objects.own(actor).filter(payment=payment, kind="payment"))
    for line in lines:
        enter(actor, line.earmark_id, kind=kind, amount=-line.amount, on=on, payment=payment)
        if payment.kind == ALLOWANCE:
            enter(actor, line.earmark_id, kind="allowance_budget", amount=line.amount, on=on, payment=payment)


def earmark(
    actor: Actor, *, kind: str, currency: str, donor_id: UUID | None = None, purposes: Sequence[str] = ()
) -> Earmark:
    """Return the part of the fund with this earmark; the first gift makes it."""
    named = {"kind": kind, "currency": currency, "donor_id": donor_id, "purposes": sorted(purposes)}
    found: Earmark | None = Earmark.objects.own(actor).filter(**named).first()
    return found or Earmark.objects.create(organisation_id=actor.organisation_id, wall=actor.wall, **named)


def enter(
    actor: Actor,
    earmark_id: UUID,
    *,
    kind: str,
    amount: Decimal,
    on: date,
    payment: Payment | None = None,
    exchange: FundExchange | None = None,
    corrects: FundEntry | None = None,
    document: str = "",
) -> FundEntry:
    """Enter one line in the currency of its earmark."""
    entry = FundEntry(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        kind=kind,
        earmark_id=earmark_id,
        amount=amount,
        currency=queries.currency_of_earmark(actor=actor, earmark_id=earmark_id),
        payment=payment,
        exchange=exchange,
        corrects=corrects,
        entered_on=on,
        entered_by_id=actor.id,
    )
    if document:
        entry.key_id = new_record_key(organisation_id=actor.organisation_id, wall=actor.wall)
        seal(entry, document=document)
    entry.save(force_insert=True)
    return entry


def tell(
    actor: Actor,
    request: MoneyRequest | None,
    *,
    state: str,
    amount: Decimal,
    on: date,
    payment_id: UUID | None = None,
) -> None:
    """Answer the request: the paying body's line, readable by the one who asked."""
    if request is None:
        return
    MoneyAnswer.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=request.from_organisation_id,
        to_wall=request.from_wall,
        sent_by_id=actor.id,
        sent_at=now(),
        request=request,
        case_id=request.case_id,
        payment_id=payment_id,
        kind=request.kind,
        state=state,
        amount=amount,
        currency=request.currency,
        happened_on=on,
    )


def new_payment(actor: Actor, request: MoneyRequest, *, method: str, payee: str) -> Payment:
    """Return a payment with a key of its own, not saved yet."""
    return Payment(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        request=request,
        case_id=request.case_id,
        person_id=request.person_id,
        reference=request.reference,
        number=reference("Q", year=today().year),
        kind=request.kind,
        purpose=request.purpose,
        amount=request.amount,
        currency=request.currency,
        decision_id=request.decision_id,
        state=PaymentState.DRAFTED,
        method=method,
        payee=payee,
        drafted_by_id=actor.id,
    )
