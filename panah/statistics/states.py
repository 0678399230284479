"""What may follow what. A snapshot that was taken stays as it is for ever."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class SnapshotState(StrEnum):
    REQUESTED = "requested"
    TAKEN = "taken"
    FAILED = "failed"


SNAPSHOT_MOVES: dict[SnapshotState, frozenset[SnapshotState]] = {
    SnapshotState.REQUESTED: frozenset({SnapshotState.TAKEN, SnapshotState.FAILED}),
    SnapshotState.TAKEN: frozenset(),
    SnapshotState.FAILED: frozenset(),
}


def move_snapshot(now: SnapshotState, to: SnapshotState) -> SnapshotState:
    """
    Return the state after the move.

    :raises WrongState: if it cannot follow
    """
    if to not in SNAPSHOT_MOVES[now]:
        raise WrongState(gettext_noop("This snapshot is finished."))
    return to
