"""Rules of lists that leave as files: which there are, who may have them, how long they may be."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from panah.access.permissions import Permission
from panah.core.errors import InvalidInput, NotPermitted, gettext_noop
from panah.country.parameters import number

MOST_ROWS = 100_000
ROWS_ALONE = 50  # a longer list needs a second person, and so does any that names somebody


class ListKind(StrEnum):
    """What a list is of."""

    PAYMENTS = "payments"
    CASES = "cases"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Needed:
    """Who may ask for a list, who may decide on it, and who may have it with names; nobody where that is empty."""

    asks: Permission
    reads: Permission
    names: Permission | None


LIST_NEEDS: dict[ListKind, Needed] = {
    ListKind.PAYMENTS: Needed(
        Permission.PROTECTION_PAYMENT_DRAFT, Permission.PROTECTION_PAYMENT_READ, Permission.PROTECTION_PAYEE_SHOW
    ),
    ListKind.CASES: Needed(
        Permission.PROTECTION_CASE_ASSIGN, Permission.PROTECTION_CASE_READ, Permission.PROTECTION_PERSON_SHOW
    ),
    # A house keeps no names.
    ListKind.STAYS: Needed(Permission.PROTECTION_STAY_ADMIT, Permission.PROTECTION_SHELTER_READ, None),
}


def kept_for(on: date) -> timedelta:
    """Return how long a list that was made is offered, by the country pack."""
    return timedelta(hours=number("list_kept_hours", on=on))


def needs_second_person(*, row_count: int, with_names: bool) -> bool:
    """Test if a list that leaves as a file must be approved by somebody else."""
    return with_names or row_count > ROWS_ALONE


def may_have(permissions: Collection[Permission], *, kind: ListKind, with_names: bool) -> bool:
    """Test if somebody with these permissions may have such a list as a file."""
    needed = LIST_NEEDS[kind]
    if not {Permission.PROTECTION_LIST_EXPORT, needed.asks} <= set(permissions):
        return False
    return not with_names or needed.names in permissions


def check_may_have(permissions: Collection[Permission], *, kind: ListKind, with_names: bool) -> None:
    """
    Let somebody have such a list as a file.

    :raises NotPermitted: if their role does not make it, or does not see the names
    """
    if not may_have(permissions, kind=kind, with_names=with_names):
        raise NotPermitted(gettext_noop("Your role does not allow this list."))


def check_may_decide(permissions: Collection[Permission], *, kind: ListKind) -> None:
    """
    Let somebody decide that such a list leaves.

    :raises NotPermitted: if they may not read what it is made of
    """
    if LIST_NEEDS[kind].reads not in permissions:
        raise NotPermitted(gettext_noop("Your role does not allow this list."))


def check_length(row_count: int) -> None:
    """
    Allow the length of a list.

    :raises InvalidInput: if it is empty or too long
    """
    if not row_count:
        raise InvalidInput(gettext_noop("Nothing fits these filters. The list would be empty."))
    if row_count > MOST_ROWS:
        raise InvalidInput(gettext_noop("These are more than %(most)s lines. Choose fewer."), most=MOST_ROWS)
