"""What may follow what when the time of a record has run out."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class ErasureState(StrEnum):
    """A proposal to erase what a case says of a person. A machine proposes, two persons approve, a job erases."""

    PROPOSED = "proposed"
    HALF_APPROVED = "half_approved"
    APPROVED = "approved"
    ERASED = "erased"
    REFUSED = "refused"


_E = ErasureState

ERASURE_MOVES: dict[ErasureState, frozenset[ErasureState]] = {
    _E.PROPOSED: frozenset({_E.HALF_APPROVED, _E.REFUSED}),
    # A legal hold takes approvals back; a case that is opened again ends its proposal, also an approved one.
    _E.HALF_APPROVED: frozenset({_E.APPROVED, _E.REFUSED, _E.PROPOSED}),
    _E.APPROVED: frozenset({_E.ERASED, _E.PROPOSED, _E.REFUSED}),
    _E.ERASED: frozenset(),
    _E.REFUSED: frozenset(),
}
WAITING = (_E.PROPOSED, _E.HALF_APPROVED, _E.APPROVED)


def move_erasure(now: ErasureState, to: ErasureState) -> ErasureState:
    """
    Return `to`.

    :raises WrongState: if a proposal cannot go from `now` to `to`
    """
    if to not in ERASURE_MOVES[now]:
        raise WrongState(gettext_noop("This proposal has been decided already."))
    return to
