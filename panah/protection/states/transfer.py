"""The life of a case's transfer to another organisation, and of the wish to take one over."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class TransferState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SETTLED = "settled"


_T = TransferState

# The receiver accepts or declines; the sender withdraws, and settles what was accepted; the clock lets it expire.
TRANSFER_MOVES: dict[TransferState, frozenset[TransferState]] = {
    _T.PROPOSED: frozenset({_T.ACCEPTED, _T.DECLINED, _T.WITHDRAWN, _T.EXPIRED}),
    _T.ACCEPTED: frozenset({_T.SETTLED}),
    _T.DECLINED: frozenset(),
    _T.WITHDRAWN: frozenset(),
    _T.EXPIRED: frozenset(),
    _T.SETTLED: frozenset(),
}
TRANSFER_OPEN = frozenset({_T.PROPOSED, _T.ACCEPTED})


class WishState(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


_W = WishState

# The holder answers by proposing a transfer, or refuses; whoever asked takes the wish back.
WISH_MOVES: dict[WishState, frozenset[WishState]] = {
    _W.WAITING: frozenset({_W.ANSWERED, _W.REFUSED, _W.WITHDRAWN, _W.EXPIRED}),
    _W.ANSWERED: frozenset(),
    _W.REFUSED: frozenset(),
    _W.WITHDRAWN: frozenset(),
    _W.EXPIRED: frozenset(),
}


def move_transfer(now: TransferState, to: TransferState) -> TransferState:
    """
    Return `to`.

    :raises WrongState: if a transfer cannot go from `now` to `to`
    """
    if to not in TRANSFER_MOVES[now]:
        raise WrongState(gettext_noop("This transfer has gone on already. Open it again and look at its state."))
    return to


def move_wish(now: WishState, to: WishState) -> WishState:
    """
    Return `to`.

    :raises WrongState: if a wish cannot go from `now` to `to`
    """
    if to not in WISH_MOVES[now]:
        raise WrongState(gettext_noop("This was answered or taken back already. Open the case again and look."))
    return to
