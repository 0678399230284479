"""The life of help that was ordered from a provider. The provider says what became of it; the holder takes it back."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class OrderState(StrEnum):
    ORDERED = "ordered"
    PARTLY = "partly"
    NOT_COME = "not_come"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    WITHDRAWN = "withdrawn"


_O = OrderState

# A part can be followed by the rest, and who did not come can come another day.
ORDER_MOVES: dict[OrderState, frozenset[OrderState]] = {
    _O.ORDERED: frozenset({_O.PARTLY, _O.NOT_COME, _O.DELIVERED, _O.NOT_DELIVERED, _O.WITHDRAWN}),
    _O.PARTLY: frozenset({_O.PARTLY, _O.NOT_COME, _O.DELIVERED, _O.NOT_DELIVERED, _O.WITHDRAWN}),
    _O.NOT_COME: frozenset({_O.PARTLY, _O.NOT_COME, _O.DELIVERED, _O.NOT_DELIVERED, _O.WITHDRAWN}),
    _O.DELIVERED: frozenset(),
    _O.NOT_DELIVERED: frozenset(),
    _O.WITHDRAWN: frozenset(),
}
ORDER_OPEN = frozenset({_O.ORDERED, _O.PARTLY, _O.NOT_COME})


def move_order(now: OrderState, to: OrderState) -> OrderState:
    """
    Return `to`.

    :raises WrongState: if an order cannot go from `now` to `to`
    """
    if to not in ORDER_MOVES[now]:
        raise WrongState(gettext_noop("This order has ended. Open it again and look at its state."))
    return to
