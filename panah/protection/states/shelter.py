from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class PlaceState(StrEnum):
    """A request for a place in a shelter. The shelter's answer moves it, the asker's withdrawal, or time."""

    WAITING = "waiting"
    ELIGIBLE = "eligible"
    HELD = "held"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    LEFT = "left"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


_P = PlaceState

PLACE_MOVES: dict[PlaceState, frozenset[PlaceState]] = {
    # In the night nobody waits for a hold: a place may be given at once.
    _P.WAITING: frozenset({_P.ELIGIBLE, _P.HELD, _P.ACCEPTED, _P.DECLINED, _P.WITHDRAWN}),
    _P.ELIGIBLE: frozenset({_P.HELD, _P.ACCEPTED, _P.DECLINED, _P.WITHDRAWN}),
    # A hold ends by itself, and the place is free again; the request goes on.
    _P.HELD: frozenset({_P.ACCEPTED, _P.EXPIRED, _P.ELIGIBLE, _P.DECLINED, _P.WITHDRAWN}),
    _P.EXPIRED: frozenset({_P.ELIGIBLE, _P.HELD, _P.ACCEPTED, _P.DECLINED, _P.WITHDRAWN}),
    _P.ACCEPTED: frozenset({_P.LEFT}),
    _P.LEFT: frozenset(),
    _P.DECLINED: frozenset(),
    _P.WITHDRAWN: frozenset(),
}
# What a shelter has yet to answer.
PLACE_OPEN = frozenset({_P.WAITING, _P.ELIGIBLE, _P.HELD, _P.EXPIRED})


class PresenceState(StrEnum):
    """Where somebody of the house is today, as far as the house has to know it."""

    PRESENT = "present"
    OUT = "out"
    ABSENT = "absent"


PRESENCE_MOVES: dict[PresenceState, frozenset[PresenceState]] = {
    PresenceState.PRESENT: frozenset({PresenceState.OUT, PresenceState.ABSENT}),
    PresenceState.OUT: frozenset({PresenceState.PRESENT, PresenceState.ABSENT}),
    PresenceState.ABSENT: frozenset({PresenceState.PRESENT, PresenceState.OUT}),
}


class IncidentState(StrEnum):
    """Something that happened in a house: open until somebody has seen to it."""

    OPEN = "open"
    SETTLED = "settled"


INCIDENT_MOVES: dict[IncidentState, frozenset[IncidentState]] = {
    IncidentState.OPEN: frozenset({IncidentState.SETTLED}),
    # What comes back is opened again.
    IncidentState.SETTLED: frozenset({IncidentState.OPEN}),
}


class TransportState(StrEnum):
    """A task to bring somebody to a shelter. Only while it is live does the address exist for the one who drives."""

    AHEAD = "ahead"
    LIVE = "live"
    OVER = "over"
    ENDED = "ended"


TRANSPORT_MOVES: dict[TransportState, frozenset[TransportState]] = {
    TransportState.AHEAD: frozenset({TransportState.LIVE, TransportState.ENDED}),
    TransportState.LIVE: frozenset({TransportState.OVER, TransportState.ENDED}),
    TransportState.OVER: frozenset(),
    TransportState.ENDED: frozenset(),
}


def move_place(now: PlaceState, to: PlaceState) -> PlaceState:
    """
    Return `to`.

    :raises WrongState: if a request for a place cannot go from `now` to `to`
    """
    if to not in PLACE_MOVES[now]:
        raise WrongState(gettext_noop("This request for a place has been answered or withdrawn already."))
    return to


def move_presence(now: PresenceState, to: PresenceState) -> PresenceState:
    """
    Return `to`.

    :raises WrongState: if nothing would change
    """
    if to not in PRESENCE_MOVES[now]:
        raise WrongState(gettext_noop("This is what the list says already."))
    return to


def move_incident(now: IncidentState, to: IncidentState) -> IncidentState:
    """
    Return `to`.

    :raises WrongState: if an incident cannot go from `now` to `to`
    """
    if to not in INCIDENT_MOVES[now]:
        raise WrongState(gettext_noop("Somebody has done this already. Open the page again."))
    return to


def move_transport(now: TransportState, to: TransportState) -> TransportState:
    """
    Return `to`.

    :raises WrongState: if a transport task cannot go from `now` to `to`
    """
    if to not in TRANSPORT_MOVES[now]:
        raise WrongState(gettext_noop("This transport task has ended already."))
    return to
