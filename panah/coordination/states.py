"""The life of a referral and of an information request. The tables are the specification."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class ReferralState(StrEnum):
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


_R = ReferralState

# The receiver acknowledges, accepts, declines, completes; the sender withdraws.
REFERRAL_MOVES: dict[ReferralState, frozenset[ReferralState]] = {
    _R.SENT: frozenset({_R.RECEIVED, _R.ACCEPTED, _R.DECLINED, _R.WITHDRAWN}),
    _R.RECEIVED: frozenset({_R.ACCEPTED, _R.DECLINED, _R.WITHDRAWN}),
    _R.ACCEPTED: frozenset({_R.COMPLETED, _R.WITHDRAWN}),
    _R.DECLINED: frozenset(),
    _R.WITHDRAWN: frozenset(),
    _R.COMPLETED: frozenset(),
}


class RequestState(StrEnum):
    SENT = "sent"
    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_Q = RequestState

REQUEST_MOVES: dict[RequestState, frozenset[RequestState]] = {
    _Q.SENT: frozenset({_Q.ANSWERED, _Q.PARTLY_ANSWERED, _Q.REFUSED, _Q.WITHDRAWN}),
    _Q.ANSWERED: frozenset(),
    _Q.PARTLY_ANSWERED: frozenset(),
    _Q.REFUSED: frozenset(),
    _Q.WITHDRAWN: frozenset(),
}


class BreachState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


BREACH_MOVES: dict[BreachState, frozenset[BreachState]] = {
    BreachState.OPEN: frozenset({BreachState.CLOSED}),
    BreachState.CLOSED: frozenset(),
}


def move_referral(now: ReferralState, to: ReferralState) -> ReferralState:
    """
    Return `to`.

    :raises WrongState: if a referral cannot go from `now` to `to`
    """
    if to not in REFERRAL_MOVES[now]:
        raise WrongState(gettext_noop("This referral has gone on already. Open it again and look at its state."))
    return to


def move_request(now: RequestState, to: RequestState) -> RequestState:
    """
    Return `to`.

    :raises WrongState: if an information request cannot go from `now` to `to`
    """
    if to not in REQUEST_MOVES[now]:
        raise WrongState(gettext_noop("This request has been answered or withdrawn already."))
    return to


def move_breach(now: BreachState, to: BreachState) -> BreachState:
    """
    Return `to`.

    :raises WrongState: if a data breach cannot go from `now` to `to`
    """
    if to not in BREACH_MOVES[now]:
        raise WrongState(gettext_noop("This data breach is closed."))
    return to
