"""Who may approve that a record is erased, or that a hold on it ends. Pure."""

from uuid import UUID

from panah.core.errors import NotPermitted, WrongState, gettext_noop
from panah.protection.states import ENDED
from panah.protection.states.retention import ErasureState


def check_approver(*, is_officer: bool, is_supervisor: bool) -> None:
    """
    Let the data-protection officer, a supervisor or the focal point of the organisation approve.

    :raises NotPermitted: if somebody else would
    """
    if not is_officer and not is_supervisor:
        raise NotPermitted(gettext_noop("Only the data-protection officer, a supervisor or a focal point may approve."))


def check_second(*, person: UUID, is_officer: bool, first: UUID | None, first_is_officer: bool) -> None:
    """
    Let a second person approve; one of the two is the data-protection officer.

    :raises WrongState: if it is the same person again, or neither is the officer
    """
    if first == person:
        raise WrongState(gettext_noop("You approved this yourself. A second person has to."))
    if not is_officer and not first_is_officer:
        raise WrongState(gettext_noop("One of the two has to be the data-protection officer."))


def check_ended(status: str) -> None:
    """
    Let only the record of an ended case be erased.

    :raises WrongState: if the case is open
    """
    if status not in ENDED:
        raise WrongState(gettext_noop("This case is open again: its record is needed. Keep it."))


def check_undecided(state: str) -> None:
    """
    Let nobody alone keep what two persons approved to erase; opening the case again does, or a hold.

    :raises WrongState: if two persons approved the erasure
    """
    if state == ErasureState.APPROVED:
        raise WrongState(gettext_noop("This proposal has been decided already."))
