"""Rules of money. None of them is told anything about a criminal case: help never depends on cooperation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.protection.states import OVER, PAID, CompensationState, PaymentState

NOTHING = Decimal(0)
CENT = Decimal("0.01")
# After these reasons nobody is to be paid again for the same request.
NO_SECOND_PAYMENT = frozenset({"duplicate", "not_entitled"})


@dataclass(frozen=True, slots=True)
class Pot:
    """A part of the fund: what it may be used for (empty: anything), and what is in it."""

    id: UUID
    purposes: tuple[str, ...]
    is_general: bool
    currency: str
    balance: Decimal


def share(pots: Iterable[Pot], *, purpose: str, amount: Decimal, currency: str) -> list[tuple[UUID, Decimal]]:
    """
    Return from which pots an amount is taken: what was given for this purpose first, what is free last.

    :raises InvalidInput: if the pots that may be used for the purpose do not hold the amount in this currency
    """
    open_pots = [
        pot
        for pot in pots
        if pot.currency == currency and pot.balance > 0 and (not pot.purposes or purpose in pot.purposes)
    ]
    open_pots.sort(key=lambda pot: (not pot.purposes, pot.is_general, len(pot.purposes), str(pot.id)))
    shares, missing = [], amount
    for pot in open_pots:
        part = min(pot.balance, missing)
        if part > 0:
            shares.append((pot.id, part))
            missing -= part
    if missing > 0:
        raise InvalidInput(
            gettext_noop("The fund does not have this money: %(missing)s %(currency)s are missing for this purpose."),
            missing=str(missing),
            currency=currency,
        )
    return shares


def exchange_lines(*, source: Pot, target_id: UUID, amount: Decimal, gained: Decimal) -> list[tuple[UUID, Decimal]]:
    """
    Return the two lines of an exchange: what goes out of one part of the fund, what comes into another.

    :raises InvalidInput: if the first does not hold the amount
    """
    if source.balance < amount:
        raise InvalidInput(
            gettext_noop("This part of the fund does not hold the amount: %(missing)s %(currency)s are missing."),
            field="amount",
            missing=str(amount - source.balance),
            currency=source.currency,
        )
    return [(source.id, -amount), (target_id, gained)]


def check_rate(*, amount: Decimal, gained: Decimal, rate: Decimal) -> None:
    """
    Allow both sides of an exchange: they fit the bank's rate, as far as its last digit says.

    :raises InvalidInput: if one of them is not more than nothing, or they do not fit
    """
    check_amount(amount)
    check_amount(gained, field="gained")
    check_amount(rate, field="rate")
    half_a_digit = Decimal(1).scaleb(int(rate.as_tuple().exponent)) / 2
    if abs(amount * rate - gained) > amount * half_a_digit + CENT:
        raise InvalidInput(
            gettext_noop("At this rate it comes to %(wanted)s. Check both amounts and the rate."),
            field="gained",
            wanted=str((amount * rate).quantize(CENT)),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A line that the paying body sent to the one who asked; without a payment it tells what was granted."""

    payment_id: UUID | None
    state: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """What became of money that was asked for."""

    granted: Decimal
    paid: Decimal
    returned: Decimal

    @property
    def left(self) -> Decimal:
        """What was granted and is not in the person's hands."""
        return max(self.granted - self.paid, NOTHING)


def totals(told: Sequence[Told]) -> Totals:
    """Return what was granted, is paid and came back. Lines stand in the order of telling; a later one holds."""
    newest: dict[UUID | None, Told] = {}
    grants: dict[UUID | None, Decimal] = {}
    for line in told:
        newest[line.payment_id] = line
        if line.state == PaymentState.APPROVED:
            grants[line.payment_id] = line.amount
        elif line.payment_id in grants and line.state in OVER - {PaymentState.RETURNED}:
            # Aid that was ended tells how much of it stands; a payment that came to nothing grants nothing.
            ended = line.payment_id is None and line.state == PaymentState.CANCELLED
            grants[line.payment_id] = line.amount if ended else NOTHING
    paid = sum((line.amount for line in newest.values() if line.state in PAID), NOTHING)
    back = {PaymentState.RETURNED, PaymentState.REVERSED}
    returned = sum((line.amount for line in newest.values() if line.state in back), NOTHING)
    return Totals(max(*grants.values(), paid, NOTHING), paid, returned)


def may_be_paid_again(*, state: str, reversal_reason: str) -> bool:
    """Test if a request can be paid by another payment: the money came back, or never should have gone that way."""
    if state == PaymentState.RETURNED:
        return True
    return state == PaymentState.REVERSED and reversal_reason not in NO_SECOND_PAYMENT


def check_amount(amount: Decimal, *, field: str = "amount") -> None:
    """
    Allow an amount of money.

    :raises InvalidInput: if it is not more than nothing
    """
    if amount <= 0:
        raise InvalidInput(gettext_noop("Write an amount of more than nothing."), field=field)


def check_payee(*, payee: str, name: str) -> None:
    """
    Allow somebody who receives the money.

    :raises InvalidInput: if it is not the person and nobody is named
    """
    if payee != "self" and not name.strip():
        raise InvalidInput(gettext_noop("Write who receives the money."), field="payee_name")


def check_not_ahead(day: date, *, today: date, field: str) -> None:
    """
    Allow a day on which something happened.

    :raises InvalidInput: if it is still to come
    """
    if day > today:
        raise InvalidInput(gettext_noop("This day is still to come."), field=field)


def check_not_before(day: date, *, earlier: date | None, field: str) -> None:
    """
    Allow a day after what must have come first.

    :raises InvalidInput: if it lies before
    """
    if earlier is not None and day < earlier:
        raise InvalidInput(gettext_noop("This day lies before the step that came first."), field=field)


def after_receipt(*, awarded: Decimal, received: Decimal, amount: Decimal) -> CompensationState:
    """
    Return where a claim stands when an amount has come in.

    :raises InvalidInput: if more came in than was awarded
    """
    check_amount(amount)
    if received + amount > awarded:
        raise InvalidInput(gettext_noop("This is more than was awarded."), field="amount")
    return CompensationState.PAID_FULL if received + amount == awarded else CompensationState.PAID_PART


def after_reversal(*, received: Decimal, amount: Decimal) -> CompensationState:
    """Return where a claim stands when a receipt was taken back."""
    return CompensationState.PAID_PART if received - amount > 0 else CompensationState.AWARDED


def check_claimed(state: str) -> None:
    """
    Let an award be recorded for what was claimed: taking a receipt back leads to an award too, and records none.

    :raises WrongState: if the claim was decided on, or nothing was claimed
    """
    if state != CompensationState.CLAIMED:
        raise WrongState(gettext_noop("An award is recorded for a claim that waits for its answer."))
