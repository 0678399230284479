"""Moving a concern, for the actions that do it and log it."""

from panah.core import clock
from panah.helpline.models import Concern
from panah.helpline.states import ConcernState, move_concern


def move_on(concern: Concern, to: ConcernState) -> None:
    """Move a concern where the table allows, and save it."""
    concern.state = move_concern(ConcernState(concern.state), to)
    concern.closed_on = None if to is ConcernState.OPENED else clock.today()
    concern.save(update_fields=["state", "closed_on"])
