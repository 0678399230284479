"""Reviews of decisions, sanctions against the person, and what a person asks about their own record."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class ReviewState(StrEnum):
    """A review of a decision on status. The body that decides takes it up; a new decision ends it."""

    ASKED = "asked"
    TAKEN_UP = "taken_up"
    UPHELD = "upheld"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


_V = ReviewState

REVIEW_MOVES: dict[ReviewState, frozenset[ReviewState]] = {
    _V.ASKED: frozenset({_V.TAKEN_UP, _V.WITHDRAWN}),
    _V.TAKEN_UP: frozenset({_V.UPHELD, _V.CHANGED, _V.WITHDRAWN}),
    _V.UPHELD: frozenset(),
    _V.CHANGED: frozenset(),
    _V.WITHDRAWN: frozenset(),
}


class SanctionState(StrEnum):
    """A charge or penalty for what a person was made to do. The supervisor looks at each: nobody is left with it."""

    FLAGGED = "flagged"
    RAISED = "raised"
    DROPPED = "dropped"
    LIFTED = "lifted"
    REFUSED = "refused"
    UNRELATED = "unrelated"


_P = SanctionState

SANCTION_MOVES: dict[SanctionState, frozenset[SanctionState]] = {
    _P.FLAGGED: frozenset({_P.RAISED, _P.DROPPED, _P.LIFTED, _P.UNRELATED}),
    _P.RAISED: frozenset({_P.DROPPED, _P.LIFTED, _P.REFUSED}),
    _P.REFUSED: frozenset({_P.RAISED, _P.DROPPED, _P.LIFTED}),
    _P.DROPPED: frozenset(),
    _P.LIFTED: frozenset(),
    _P.UNRELATED: frozenset({_P.RAISED}),
}
# Where the sanction still weighs on the person.
SANCTION_OPEN = frozenset({_P.FLAGGED, _P.RAISED, _P.REFUSED})


class RightsState(StrEnum):
    """What a person asks about their own record: prepared by one, decided by another, handed over in safety."""

    ASKED = "asked"
    PREPARED = "prepared"
    GRANTED = "granted"
    REFUSED = "refused"
    DONE = "done"
    WITHDRAWN = "withdrawn"


_Q = RightsState

RIGHTS_MOVES: dict[RightsState, frozenset[RightsState]] = {
    _Q.ASKED: frozenset({_Q.PREPARED, _Q.WITHDRAWN}),
    # The officer may send it back to be prepared again.
    _Q.PREPARED: frozenset({_Q.GRANTED, _Q.REFUSED, _Q.ASKED, _Q.WITHDRAWN}),
    _Q.GRANTED: frozenset({_Q.DONE, _Q.WITHDRAWN}),
    # A refusal is handed over too, with the way to complain.
    _Q.REFUSED: frozenset({_Q.DONE}),
    _Q.DONE: frozenset(),
    _Q.WITHDRAWN: frozenset(),
}


def move_review(now: ReviewState, to: ReviewState) -> ReviewState:
    """
    Return `to`.

    :raises WrongState: if a review cannot go from `now` to `to`
    """
    if to not in REVIEW_MOVES[now]:
        raise WrongState(gettext_noop("This review has gone on already. Open it again and look at its state."))
    return to


def move_sanction(now: SanctionState, to: SanctionState) -> SanctionState:
    """
    Return `to`.

    :raises WrongState: if a sanction cannot go from `now` to `to`
    """
    if to not in SANCTION_MOVES[now]:
        raise WrongState(gettext_noop("This sanction has another state already. Open the case again and look."))
    return to


def move_rights(now: RightsState, to: RightsState) -> RightsState:
    """
    Return `to`.

    :raises WrongState: if a request cannot go from `now` to `to`
    """
    if to not in RIGHTS_MOVES[now]:
        raise WrongState(gettext_noop("This request has gone on already. Open it again and look at its state."))
    return to
