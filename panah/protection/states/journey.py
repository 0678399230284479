"""What the driver of a transport task says on the way."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class JourneyState(StrEnum):
    WAITING = "waiting"
    SET_OUT = "set_out"
    NOT_FOUND = "not_found"
    ARRIVED = "arrived"


_J = JourneyState

# Who was not found may be found later; after the arrival nothing follows.
JOURNEY_MOVES: dict[JourneyState, frozenset[JourneyState]] = {
    _J.WAITING: frozenset({_J.SET_OUT, _J.NOT_FOUND, _J.ARRIVED}),
    _J.SET_OUT: frozenset({_J.NOT_FOUND, _J.ARRIVED}),
    _J.NOT_FOUND: frozenset({_J.SET_OUT, _J.ARRIVED}),
    _J.ARRIVED: frozenset(),
}


def move_journey(now: JourneyState, to: JourneyState) -> JourneyState:
    """
    Return `to`.

    :raises WrongState: if a journey cannot go from `now` to `to`
    """
    if to not in JOURNEY_MOVES[now]:
        raise WrongState(gettext_noop("You have said this already, or the person has arrived."))
    return to
