"""Moving a concern, for the actions that do it and log it."""

from panah.concerns.rules import STAFF_ABUSE
from panah.core import clock
from panah.helpline.models import Concern
from panah.helpline.states import STILL_OPEN, ConcernState, move_concern


def move_on(concern: Concern, to: ConcernState) -> None:
    """Move a concern where the table allows, and save it."""
    concern.state = move_concern(ConcernState(concern.state), to, is_abuse=concern.topic == STAFF_ABUSE)
    concern.closed_on = None if to in STILL_OPEN else clock.today()
    concern.save(update_fields=["state", "closed_on"])
