"""The criminal track, and what may be said of a group. The tables are the specification."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class InvestigationState(StrEnum):
    REPORTED = "reported"
    REGISTERED = "registered"
    OPENED = "opened"
    SUSPECT_IDENTIFIED = "suspect_identified"
    ARRESTED = "arrested"
    CHARGED = "charged"
    IN_COURT = "in_court"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    TERMINATED = "terminated"
    RECLASSIFIED = "reclassified"
    APPEALED = "appealed"
    FINAL = "final"


_S = InvestigationState

INVESTIGATION_MOVES: dict[InvestigationState, frozenset[InvestigationState]] = {
    _S.REPORTED: frozenset({_S.REGISTERED, _S.OPENED}),
    _S.REGISTERED: frozenset({_S.OPENED, _S.TERMINATED}),
    _S.OPENED: frozenset({_S.SUSPECT_IDENTIFIED, _S.ARRESTED, _S.CHARGED, _S.RECLASSIFIED, _S.TERMINATED}),
    _S.SUSPECT_IDENTIFIED: frozenset({_S.ARRESTED, _S.CHARGED, _S.RECLASSIFIED, _S.TERMINATED}),
    _S.ARRESTED: frozenset({_S.CHARGED, _S.RECLASSIFIED, _S.TERMINATED}),
    _S.CHARGED: frozenset({_S.IN_COURT, _S.RECLASSIFIED, _S.TERMINATED}),
    # A case taken to a lesser article goes on from where it stood; the move itself is what reports ask for.
    _S.RECLASSIFIED: frozenset({_S.CHARGED, _S.IN_COURT, _S.CONVICTED, _S.ACQUITTED, _S.TERMINATED}),
    _S.IN_COURT: frozenset({_S.CONVICTED, _S.ACQUITTED, _S.RECLASSIFIED, _S.TERMINATED}),
    _S.CONVICTED: frozenset({_S.APPEALED, _S.FINAL}),
    _S.ACQUITTED: frozenset({_S.APPEALED, _S.FINAL}),
    _S.TERMINATED: frozenset({_S.OPENED, _S.APPEALED, _S.FINAL}),
    _S.APPEALED: frozenset({_S.CONVICTED, _S.ACQUITTED, _S.TERMINATED, _S.RECLASSIFIED}),
    _S.FINAL: frozenset(),
}
# Before it is opened there is no criminal case on which a disposition could rest.
NOT_OPENED = frozenset({_S.REPORTED, _S.REGISTERED})
# After these, a disposition that rested on the case needs a correction.
CLEARED = frozenset({_S.ACQUITTED, _S.TERMINATED})


class GroupKind(StrEnum):
    """Exclusive: a group is one of them."""

    NETWORK = "network"
    ORGANISED_GROUP = "organised_group"
    CRIMINAL_GROUP = "criminal_group"


class DispositionKind(StrEnum):
    PREVENTED = "prevented"
    NEUTRALISED = "neutralised"


# The operation of a network is prevented; a group is neutralised. Neither means convicted.
DISPOSITIONS: dict[GroupKind, DispositionKind] = {
    GroupKind.NETWORK: DispositionKind.PREVENTED,
    GroupKind.ORGANISED_GROUP: DispositionKind.NEUTRALISED,
    GroupKind.CRIMINAL_GROUP: DispositionKind.NEUTRALISED,
}


def move_investigation(now: InvestigationState, to: InvestigationState) -> InvestigationState:
    """
    Return `to`.

    :raises WrongState: if an investigation cannot go from `now` to `to`
    """
    if to not in INVESTIGATION_MOVES[now]:
        raise WrongState(gettext_noop("This investigation cannot take that step from its present state."))
    return to
