"""Who sees where a house is, and who says who works there. Pure."""

from collections.abc import Collection
from uuid import UUID

from panah.core.errors import InvalidInput, NotPermitted, gettext_noop

FOCAL_POINT = "focal_point"
WORKS_IN_HOUSES = "shelter_manager"


def check_works_here(*, is_staff: bool) -> None:
    """
    Let only who works in a house see where it is, or send somebody there.

    :raises NotPermitted: if it is another house of the organisation
    """
    if not is_staff:
        raise NotPermitted(
            gettext_noop(
                "Only who works in this house sees its address. The focal point or the supervisor of your organisation "
                "keeps who that is."
            )
        )


def check_keeper(*, duties: Collection[str], is_supervisor: bool) -> None:
    """
    Let the focal point or a supervisor keep who works in which house.

    :raises NotPermitted: if somebody else would
    """
    if FOCAL_POINT not in duties and not is_supervisor:
        raise NotPermitted(gettext_noop("Only the focal point or a supervisor keeps who works in which house."))


def check_binding(*, keeper: UUID, worker: UUID, bound: Collection[UUID]) -> None:
    """
    Let somebody be bound to a house by another person, once.

    :raises InvalidInput: if they bind themselves, or work there already
    """
    if keeper == worker:
        raise InvalidInput(gettext_noop("Nobody opens a house to themselves. Ask another person."), field="worker_id")
    if worker in bound:
        raise InvalidInput(gettext_noop("This person works there already."), field="worker_id")
