"""What may follow what for a measure of the action plan."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class MeasureStatus(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    CONTINUOUS = "continuous"
    DELAYED = "delayed"
    DONE = "done"
    CANCELLED = "cancelled"


MEASURE_MOVES: dict[MeasureStatus, frozenset[MeasureStatus]] = {
    MeasureStatus.NOT_STARTED: frozenset(
        {
            MeasureStatus.IN_PROGRESS,
            MeasureStatus.CONTINUOUS,
            MeasureStatus.DELAYED,
            MeasureStatus.DONE,
            MeasureStatus.CANCELLED,
        }
    ),
    MeasureStatus.IN_PROGRESS: frozenset(
        {MeasureStatus.CONTINUOUS, MeasureStatus.DELAYED, MeasureStatus.DONE, MeasureStatus.CANCELLED}
    ),
    MeasureStatus.CONTINUOUS: frozenset({MeasureStatus.DONE, MeasureStatus.CANCELLED}),
    MeasureStatus.DELAYED: frozenset({MeasureStatus.IN_PROGRESS, MeasureStatus.DONE, MeasureStatus.CANCELLED}),
    MeasureStatus.DONE: frozenset({MeasureStatus.IN_PROGRESS}),
    MeasureStatus.CANCELLED: frozenset(),
}


def move_measure(now: MeasureStatus, to: MeasureStatus) -> MeasureStatus:
    """
    Return `to`.

    :raises WrongState: if a measure cannot go from `now` to `to`
    """
    if to != now and to not in MEASURE_MOVES[now]:
        raise WrongState(gettext_noop("A measure that is %(now)s cannot become %(to)s."), now=now, to=to)
    return to
