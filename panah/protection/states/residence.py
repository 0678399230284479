"""The way of a foreign person to a residence permit. No help waits for it."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class ResidenceState(StrEnum):
    INFORMED = "informed"
    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"
    EXTENDED = "extended"
    REVOKED = "revoked"
    EXPIRED = "expired"


_R = ResidenceState

# The clock alone lets a permit expire. After a refusal, a revocation or an expiry the person can apply anew.
RESIDENCE_MOVES: dict[ResidenceState, frozenset[ResidenceState]] = {
    _R.INFORMED: frozenset({_R.APPLIED}),
    _R.APPLIED: frozenset({_R.GRANTED, _R.REFUSED}),
    _R.GRANTED: frozenset({_R.EXTENDED, _R.REVOKED, _R.EXPIRED}),
    _R.EXTENDED: frozenset({_R.EXTENDED, _R.REVOKED, _R.EXPIRED}),
    _R.REFUSED: frozenset({_R.APPLIED}),
    _R.REVOKED: frozenset({_R.APPLIED}),
    _R.EXPIRED: frozenset({_R.APPLIED}),
}
RESIDENCE_LIVE = frozenset({_R.GRANTED, _R.EXTENDED})


def move_residence(now: ResidenceState, to: ResidenceState) -> ResidenceState:
    """
    Return `to`.

    :raises WrongState: if the permit cannot go from `now` to `to`
    """
    if to not in RESIDENCE_MOVES[now]:
        raise WrongState(gettext_noop("The permit cannot take this step from where it stands."))
    return to


def begin_residence(to: ResidenceState) -> ResidenceState:
    """
    Return `to`, the first step: the person was told of the right, or has applied already.

    :raises WrongState: if it is another step
    """
    return to if to is ResidenceState.INFORMED else move_residence(ResidenceState.INFORMED, to)
