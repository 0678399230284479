"""No sequence of moves leaves a ledger that does not balance, or a part of the fund below nothing."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from panah.core.errors import InvalidInput
from panah.protection.rules import Pot, Told, check_rate, exchange_lines, share, totals
from panah.protection.states import AWARD_MOVES, PAID, PAYMENT_MOVES, AwardState, PaymentState

PURPOSES = ("medical", "education", "living")
CURRENCIES = ("AZN", "EUR")
# A loaded machine makes inputs slowly; what is checked does not depend on it.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(5000), places=2)
pots = st.builds(
    Pot,
    id=st.uuids(version=4),
    purposes=st.sets(st.sampled_from(PURPOSES), max_size=2).map(lambda found: tuple(sorted(found))),
    is_general=st.booleans(),
    currency=st.sampled_from(CURRENCIES),
    balance=st.decimals(min_value=0, max_value=Decimal(5000), places=2),
)
many = st.lists(pots, max_size=8, unique_by=lambda pot: pot.id)


@UNHURRIED
@given(many, st.sampled_from(PURPOSES), amounts, st.sampled_from(CURRENCIES))
def test_shares_come_to_the_amount_and_overdraw_no_part(found, purpose, amount, currency):
    by_id = {pot.id: pot for pot in found}
    usable = [pot for pot in found if pot.currency == currency and (not pot.purposes or purpose in pot.purposes)]
    try:
        shares = share(found, purpose=purpose, amount=amount, currency=currency)
    except InvalidInput as refused:
        there = sum((pot.balance for pot in usable), Decimal(0))
        assert Decimal(refused.params["missing"]) == amount - there > 0
        return
    assert sum(part for _id, part in shares) == amount
    for pot_id, part in shares:
        pot = by_id[pot_id]
        assert 0 < part <= pot.balance
        assert pot.currency == currency
        assert not pot.purposes or purpose in pot.purposes


@UNHURRIED
@given(many, st.sampled_from(PURPOSES), amounts)
def test_free_money_is_touched_only_when_what_was_given_for_the_purpose_is_used_up(found, purpose, amount):
    try:
        shares = dict(share(found, purpose=purpose, amount=amount, currency="AZN"))
    except InvalidInput:
        return
    earmarked = [pot for pot in found if pot.currency == "AZN" and purpose in pot.purposes and pot.balance > 0]
    took_free = any(not pot.purposes for pot in found if pot.id in shares)
    if took_free:
        assert all(shares.get(pot.id) == pot.balance for pot in earmarked)


@dataclass
class Paying:
    """A payment in the machine: what it is of, where it stands, its lines."""

    purpose: str
    amount: Decimal
    currency: str
    award: UUID
    state: PaymentState = PaymentState.APPROVED
    lines: list[tuple[UUID, Decimal]] = field(default_factory=list)


@dataclass
class Granting:
    """An award in the machine."""

    amount: Decimal
    state: AwardState = AwardState.GRANTED


class Ledger(RuleBasedStateMachine):
    """Gifts, payments, returns, exchanges and reversals, in any order, by the rules and tables that actions use."""

    def __init__(self) -> None:
        super().__init__()
        self.pots: dict[UUID, Pot] = {}
        self.gifts: list[tuple[UUID, Decimal]] = []
        self.exchanges: list[tuple[UUID, UUID, Decimal, Decimal]] = []
        self.exchanged: list[tuple[UUID, Decimal]] = []
        self.awards: dict[UUID, Granting] = {}
        self.payments: list[Paying] = []

    def _balance(self, pot: Pot) -> Decimal:
        lines = [*self.gifts, *self.exchanged, *(line for payment in self.payments for line in payment.lines)]
        return sum((amount for pot_id, amount in lines if pot_id == pot.id), Decimal(0))

    def _now(self) -> list[Pot]:
        kept = self.pots.values()
        return [Pot(pot.id, pot.purposes, pot.is_general, pot.currency, self._balance(pot)) for pot in kept]

    @initialize(found=st.lists(pots, min_size=1, max_size=4, unique_by=lambda pot: pot.id))
    def begin(self, found):
        self.pots = {pot.id: pot for pot in found}

    @rule(data=st.data(), amount=amounts)
    def give(self, data, amount):
        self.gifts.append((data.draw(st.sampled_from(sorted(self.pots, key=str))), amount))

    @rule(amount=amounts, purpose=st.sampled_from(PURPOSES), currency=st.sampled_from(CURRENCIES), data=st.data())
    def place(self, amount, purpose, currency, data):
        award = uuid4()
        self.awards[award] = Granting(amount)
        part = data.draw(st.decimals(min_value=Decimal("0.01"), max_value=amount, places=2))
        self.payments.append(Paying(purpose, part, currency, award))

    @rule(data=st.data(), amount=amounts, gained=amounts)
    def change(self, data, amount, gained):
        """Exchange between two parts in different currencies, and keep it so that it can be taken back."""
        now = sorted(self._now(), key=lambda pot: str(pot.id))
        source, target = data.draw(st.sampled_from(now)), data.draw(st.sampled_from(now))
        if source.currency == target.currency:
            return
        if self._swap(source, target, amount, gained):
            self.exchanges.append((source.id, target.id, amount, gained))

    @precondition(lambda self: self.exchanges)
    @rule(data=st.data())
    def change_back(self, data):
        made = data.draw(st.sampled_from(self.exchanges))
        source_id, target_id, amount, gained = made
        now = {pot.id: pot for pot in self._now()}
        if self._swap(now[target_id], now[source_id], gained, amount):
            self.exchanges.remove(made)

    def _swap(self, source, target, amount, gained):
        try:
            self.exchanged += exchange_lines(source=source, target_id=target.id, amount=amount, gained=gained)
        except InvalidInput as refused:
            assert Decimal(refused.params["missing"]) == amount - source.balance > 0
            return False
        return True

    @precondition(lambda self: self.payments)
    @rule(data=st.data(), to=st.sampled_from(PaymentState))
    def move(self, data, to):
        payment = data.draw(st.sampled_from(self.payments))
        if to not in PAYMENT_MOVES[payment.state]:
            return
        if to == PaymentState.PAID:
            try:
                shares = share(self._now(), purpose=payment.purpose, amount=payment.amount, currency=payment.currency)
            except InvalidInput:
                return
            payment.lines += [(pot_id, -part) for pot_id, part in shares]
        elif to in (PaymentState.RETURNED, PaymentState.REVERSED):
            payment.lines += [(pot_id, -amount) for pot_id, amount in list(payment.lines)]
        payment.state = to

    @precondition(lambda self: self.awards)
    @rule(data=st.data(), to=st.sampled_from(AwardState))
    def decide(self, data, to):
        award = self.awards[data.draw(st.sampled_from(sorted(self.awards, key=str)))]
        if to in AWARD_MOVES[award.state]:
            award.state = to

    @invariant()
    def no_part_is_below_nothing(self):
        assert all(pot.balance >= 0 for pot in self._now())

    @invariant()
    def the_books_balance(self):
        for currency in CURRENCIES:
            of = {pot.id for pot in self.pots.values() if pot.currency == currency}
            into = sum((amount for pot, amount in self.gifts if pot in of), Decimal(0))
            out = sum((each.amount for each in self.payments if each.state in PAID and each.currency == currency), 0)
            gone = sum((amount for source, _to, amount, _gained in self.exchanges if source in of), 0)
            come = sum((gained for _from, target, _amount, gained in self.exchanges if target in of), 0)
            assert sum(pot.balance for pot in self._now() if pot.id in of) == into - out - gone + come

    @invariant()
    def every_payment_says_what_its_lines_say(self):
        for payment in self.payments:
            moved = sum((amount for _pot, amount in payment.lines), Decimal(0))
            assert moved == (-payment.amount if payment.state in PAID else 0)

    @invariant()
    def no_currency_is_mixed(self):
        for payment in self.payments:
            assert all(self.pots[pot_id].currency == payment.currency for pot_id, _amount in payment.lines)


@UNHURRIED
@given(amounts, st.decimals(min_value=Decimal("0.0001"), max_value=Decimal(100), places=4))
def test_both_sides_of_an_exchange_fit_the_rate_as_far_as_it_is_written(amount, rate):
    gained = (amount * rate).quantize(Decimal("0.01"))
    if gained > 0:
        check_rate(amount=amount, gained=gained, rate=rate)
        with pytest.raises(InvalidInput, match="comes to"):
            check_rate(amount=amount, gained=gained + amount * Decimal("0.0001") + Decimal("0.02"), rate=rate)
    for wrong in ({"amount": Decimal(0)}, {"gained": Decimal(0)}, {"rate": Decimal(0)}):
        with pytest.raises(InvalidInput, match="more than nothing"):
            check_rate(**{"amount": amount, "gained": max(gained, Decimal(1)), "rate": rate} | wrong)


Ledger.TestCase.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestLedger = Ledger.TestCase

told = st.builds(
    Told,
    payment_id=st.sampled_from([None, UUID(int=1), UUID(int=2)]),
    state=st.sampled_from([state.value for state in PaymentState]),
    amount=amounts,
)


@UNHURRIED
@given(st.lists(told, max_size=12))
def test_what_is_told_never_comes_to_less_than_nothing(lines):
    found = totals(lines)
    assert min(found.granted, found.paid, found.returned, found.left) >= 0
    assert found.left == found.granted - found.paid


@UNHURRIED
@given(st.lists(told, max_size=8))
def test_telling_the_same_line_twice_changes_nothing(lines):
    assert totals([line for line in lines for _twice in range(2)]) == totals(lines)


def test_a_payment_that_was_receipted_after_it_was_paid_counts_once():
    first = UUID(int=1)
    lines = [Told(None, "approved", Decimal(300)), Told(first, "paid", Decimal(100))]
    assert totals([*lines, Told(first, "receipted", Decimal(100))]).left == 200
    assert totals([*lines, Told(first, "returned", Decimal(100))]).left == 300


def test_a_share_of_nothing_is_refused_by_its_own_rule():
    with pytest.raises(InvalidInput):
        share([], purpose="medical", amount=Decimal(1), currency="AZN")
