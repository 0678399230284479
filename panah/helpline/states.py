"""The life of a written concern and of a signal. The tables are the specification; the diagrams are made from them."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class ConcernState(StrEnum):
    OPENED = "opened"
    SIGNAL = "signal"
    INFORMATION = "information"
    NOT_TRAFFICKING = "not_trafficking"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    REFERRED = "referred"
    INQUIRY = "inquiry"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    PASSED_ON = "passed_on"


# A report that nobody opened is no concern yet: it is a sealed envelope in the register of the public's door.
# A concern that was set aside can be taken up again, because the reporter may write more.
CONCERN_MOVES: dict[ConcernState, frozenset[ConcernState]] = {
    ConcernState.OPENED: frozenset(
        {
            ConcernState.SIGNAL,
            ConcernState.INFORMATION,
            ConcernState.NOT_TRAFFICKING,
            ConcernState.DUPLICATE,
            ConcernState.SPAM,
            ConcernState.REFERRED,
            ConcernState.INQUIRY,
        }
    ),
    ConcernState.SIGNAL: frozenset(),
    ConcernState.INFORMATION: frozenset({ConcernState.OPENED}),
    ConcernState.NOT_TRAFFICKING: frozenset({ConcernState.OPENED}),
    ConcernState.DUPLICATE: frozenset({ConcernState.OPENED}),
    # Set aside, never shut out: whoever wrote it can write more, and it can be taken up again.
    ConcernState.SPAM: frozenset({ConcernState.OPENED}),
    # Handed over to another line with the reporter's consent; not taken there, it is taken up again.
    ConcernState.REFERRED: frozenset({ConcernState.OPENED}),
    # Abuse by staff has its own course: it is inquired into, and the inquiry has an outcome.
    ConcernState.INQUIRY: frozenset({ConcernState.CONFIRMED, ConcernState.NOT_CONFIRMED, ConcernState.PASSED_ON}),
    ConcernState.CONFIRMED: frozenset(),
    ConcernState.NOT_CONFIRMED: frozenset({ConcernState.INQUIRY}),
    ConcernState.PASSED_ON: frozenset({ConcernState.INQUIRY}),
}
# What else an opened report of abuse by staff may become, and what is an open question still.
OF_ABUSE_ONLY = frozenset({ConcernState.INQUIRY})
NOT_OF_ABUSE = frozenset(
    {
        ConcernState.SIGNAL,
        ConcernState.INFORMATION,
        ConcernState.NOT_TRAFFICKING,
        ConcernState.SPAM,
        ConcernState.REFERRED,
    }
)
STILL_OPEN = frozenset({ConcernState.OPENED, ConcernState.INQUIRY})
# Whoever wrote what was set aside heard that the work has ended; everybody else is owed an answer, whatever came of it.
SET_ASIDE = frozenset({ConcernState.NOT_TRAFFICKING, ConcernState.DUPLICATE, ConcernState.SPAM})


class SignalState(StrEnum):
    OPEN = "open"
    HANDED_OVER = "handed_over"
    PRESUMED = "presumed"
    REJECTED = "rejected"
    INFORMATION = "information"


SIGNAL_MOVES: dict[SignalState, frozenset[SignalState]] = {
    SignalState.OPEN: frozenset(
        {SignalState.HANDED_OVER, SignalState.PRESUMED, SignalState.REJECTED, SignalState.INFORMATION}
    ),
    # The receiver answers: presumed, or not, or it refuses the referral and the signal is open again.
    SignalState.HANDED_OVER: frozenset({SignalState.PRESUMED, SignalState.REJECTED, SignalState.OPEN}),
    SignalState.PRESUMED: frozenset(),
    # A receiver that presumes later is believed, whatever was thought of the signal before.
    SignalState.REJECTED: frozenset({SignalState.OPEN, SignalState.PRESUMED}),
    SignalState.INFORMATION: frozenset({SignalState.OPEN, SignalState.PRESUMED}),
}
# What a desk says of its own signal. Once it is referred for identification, only its receiver or its withdrawal moves
# it; a referral for help alone leaves it open, unless the person wants no more. Presumed is said by the receiver.
SIGNAL_BY_HAND: dict[SignalState, frozenset[SignalState]] = {
    SignalState.OPEN: frozenset({SignalState.INFORMATION, SignalState.REJECTED}),
    SignalState.HANDED_OVER: frozenset(),
    SignalState.PRESUMED: frozenset(),
    SignalState.REJECTED: frozenset({SignalState.OPEN}),
    SignalState.INFORMATION: frozenset({SignalState.OPEN}),
}
# The receiver did not confirm it: a code of `signal_rejection` that no desk chooses by hand.
BY_RECEIVER = "by_receiver"


def concern_moves(now: ConcernState, *, is_abuse: bool) -> frozenset[ConcernState]:
    """Return where a concern may go: abuse by staff is never set aside as something else, only inquired into."""
    return CONCERN_MOVES[now] - (NOT_OF_ABUSE if is_abuse else OF_ABUSE_ONLY)


class CallbackState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    STOPPED = "stopped"
    LAPSED = "lapsed"


# The caller was reached; calling was not safe; or nobody reached them in the time for which a number is kept.
CALLBACK_MOVES: dict[CallbackState, frozenset[CallbackState]] = {
    CallbackState.WAITING: frozenset({CallbackState.DONE, CallbackState.STOPPED, CallbackState.LAPSED}),
    CallbackState.DONE: frozenset(),
    CallbackState.STOPPED: frozenset(),
    CallbackState.LAPSED: frozenset(),
}


def move_callback(now: CallbackState, to: CallbackState) -> CallbackState:
    """
    Return `to`.

    :raises WrongState: if the call-back is over already
    """
    if to not in CALLBACK_MOVES[now]:
        raise WrongState(gettext_noop("This call-back is over already. Its number was deleted."))
    return to


def move_concern(now: ConcernState, to: ConcernState, *, is_abuse: bool = False) -> ConcernState:
    """
    Return `to`.

    :raises WrongState: if a concern cannot go from `now` to `to`
    """
    if to not in concern_moves(now, is_abuse=is_abuse):
        raise WrongState(gettext_noop("This concern cannot be moved there from its present state."))
    return to


def move_signal(now: SignalState, to: SignalState) -> SignalState:
    """
    Return `to`.

    :raises WrongState: if a signal cannot go from `now` to `to`
    """
    if to not in SIGNAL_MOVES[now]:
        raise WrongState(gettext_noop("This signal cannot be moved there from its present state."))
    return to
