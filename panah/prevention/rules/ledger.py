"""What a line of the distribution ledger may say, and what is in a store. Pure."""

from dataclasses import dataclass
from datetime import date

from panah.core.errors import InvalidInput, gettext_noop


@dataclass(frozen=True, slots=True)
class Stock:
    """What came into a store of one batch, and what went out of it."""

    came: int
    went: int

    @property
    def left(self) -> int:
        return self.came - self.went


def check_in_store(stock: Stock, wanted: int) -> None:
    """
    Allow items to leave a store.

    :raises InvalidInput: if there are not so many
    """
    if wanted > stock.left:
        raise InvalidInput(
            gettext_noop("There are only %(left)s in your store. Give out fewer, or record what was printed first."),
            field="given_count",
            left=max(stock.left, 0),
        )


def check_parts(
    *, given: int | None, received: int | None, used: int | None, left: int | None, damaged: int | None
) -> None:
    """
    Allow what was found of a delivery; what is not known is None, and nothing is compared with it.

    :raises InvalidInput: if a part is larger than its whole
    """
    if received is not None and given is not None and received > given:
        raise InvalidInput(gettext_noop("More arrived than was given."), field="received_count")
    whole = given if received is None else received
    if whole is not None and (used or 0) + (left or 0) + (damaged or 0) > whole:
        raise InvalidInput(gettext_noop("More is left than was given."), field="left_count")


def check_receipt(*, sent: int | None, received: int, damaged: int, sent_on: date | None, received_on: date) -> None:
    """
    Allow a receipt.

    :raises InvalidInput: if more arrived than was sent, more is damaged than arrived, or it arrived before it left
    """
    if sent is not None and received > sent:
        raise InvalidInput(gettext_noop("More arrived than was given."), field="received_count")
    if damaged > received:
        raise InvalidInput(gettext_noop("More is damaged than arrived."), field="damaged_count")
    if sent_on and received_on < sent_on:
        raise InvalidInput(gettext_noop("It cannot arrive before it was sent."), field="received_on")


def check_not_ahead(day: date, *, today: date, field: str) -> None:
    """
    Allow a day on which something was done.

    :raises InvalidInput: if it has not come yet
    """
    if day > today:
        raise InvalidInput(gettext_noop("This day has not come yet."), field=field)
