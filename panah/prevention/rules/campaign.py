"""What a campaign has spent of what it planned, and when it may be called evaluated. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from panah.core.errors import InvalidInput, WrongState, gettext_noop

STEPS = ("analysis", "design", "development", "implementation", "evaluation")
LOCAL_ACTION = "local_action"
PLANNED, SPENT = "planned", "spent"
LEAST_WORDS = 40  # characters of each half of an evaluation: less says nothing

Line = tuple[str, str, str, Decimal]  # currency, cost, side, amount


@dataclass(frozen=True, slots=True)
class Balance:
    """Money of one kind of cost in one currency; `cost` is empty in the sum."""

    currency: str
    cost: str
    planned: Decimal
    spent: Decimal

    @property
    def over(self) -> Decimal:
        """What was spent above what was planned; nothing is hidden by another kind of cost that was cheaper."""
        return max(Decimal(0), self.spent - self.planned)


def balances(lines: Iterable[Line]) -> list[Balance]:
    """Return the sums of each kind of cost, and of each currency at its end. Currencies are never added up."""
    sums: dict[tuple[str, str], dict[str, Decimal]] = {}
    for currency, cost, side, amount in lines:
        for key in ((currency, cost), (currency, "")):
            sums.setdefault(key, {PLANNED: Decimal(0), SPENT: Decimal(0)})[side] += amount
    order = sorted(sums, key=lambda key: (key[0], not key[1], key[1]))
    return [Balance(*key, sums[key][PLANNED], sums[key][SPENT]) for key in order]


def check_amount(amount: Decimal) -> None:
    """
    Allow an amount; less than zero sets a line right.

    :raises InvalidInput: if it is nothing
    """
    if amount == 0:
        raise InvalidInput(gettext_noop("Write an amount; less than zero sets an earlier line right."), field="amount")


def check_entry(*, kind: str, title: str, division: str, taken: Iterable[str]) -> None:
    """
    Allow an entry of the plan.

    :raises InvalidInput: if the step is planned already, or a local action has no name or district
    """
    if kind != LOCAL_ACTION and kind in taken:
        raise InvalidInput(gettext_noop("This step is planned already."), field="kind")
    if kind == LOCAL_ACTION and not title.strip():
        raise InvalidInput(gettext_noop("Say what will be done."), field="title")
    if kind == LOCAL_ACTION and not division:
        raise InvalidInput(gettext_noop("A local action belongs to a district."), field="division")


def check_done(*, done_on: date, today: date, is_done: bool) -> None:
    """
    Allow an entry to be called done.

    :raises WrongState: if it is done
    :raises InvalidInput: if the day has not come
    """
    if is_done:
        raise WrongState(gettext_noop("This is done already."))
    if done_on > today:
        raise InvalidInput(gettext_noop("This day has not come yet."), field="done_on")


def check_evaluation(*, reached: str, unknown: str) -> None:
    """
    Allow an evaluation that answers both what was reached and what cannot be said.

    :raises InvalidInput: if one of them is not answered
    """
    for name, words in (("reached", reached), ("unknown", unknown)):
        if len(words.strip()) < LEAST_WORDS:
            raise InvalidInput(gettext_noop("Answer this in a sentence or two."), field=name)
