"""The goals of an individual plan, and what a supervisor is asked to approve."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class GoalState(StrEnum):
    """A goal of the individual plan."""

    OPEN = "open"
    PARTLY_MET = "partly_met"
    MET = "met"
    DROPPED = "dropped"


# A life changes: what was met may be lost again, and what was dropped may be wanted after all.
GOAL_MOVES: dict[GoalState, frozenset[GoalState]] = {
    GoalState.OPEN: frozenset({GoalState.PARTLY_MET, GoalState.MET, GoalState.DROPPED}),
    GoalState.PARTLY_MET: frozenset({GoalState.OPEN, GoalState.MET, GoalState.DROPPED}),
    GoalState.MET: frozenset({GoalState.OPEN}),
    GoalState.DROPPED: frozenset({GoalState.OPEN}),
}


class ApprovalState(StrEnum):
    """What a supervisor is asked to approve. A new question stands beside an old one."""

    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


APPROVAL_MOVES: dict[ApprovalState, frozenset[ApprovalState]] = {
    ApprovalState.WAITING: frozenset({ApprovalState.APPROVED, ApprovalState.RETURNED, ApprovalState.WITHDRAWN}),
    ApprovalState.APPROVED: frozenset(),
    ApprovalState.RETURNED: frozenset(),
    ApprovalState.WITHDRAWN: frozenset(),
}


def move_goal(now: GoalState, to: GoalState) -> GoalState:
    """
    Return `to`.

    :raises WrongState: if a goal cannot go from `now` to `to`
    """
    if to not in GOAL_MOVES[now]:
        raise WrongState(gettext_noop("This goal stands there already, or has to be opened again first."))
    return to


def move_approval(now: ApprovalState, to: ApprovalState) -> ApprovalState:
    """
    Return `to`.

    :raises WrongState: if an approval cannot go from `now` to `to`
    """
    if to not in APPROVAL_MOVES[now]:
        raise WrongState(gettext_noop("This was decided or withdrawn already."))
    return to
