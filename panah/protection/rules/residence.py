"""Rules of the residence permit of a foreign person. Pure. Nothing here decides about help."""

from dataclasses import dataclass
from datetime import date

from panah.core.errors import InvalidInput, gettext_noop
from panah.protection.rules.case import check_day
from panah.protection.states import RESIDENCE_LIVE, ResidenceState

NEEDS_REASON = frozenset({ResidenceState.REFUSED, ResidenceState.REVOKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitStep:
    """One step of a permit: its day, and what belongs to it. `address` says where the residence is registered."""

    on: date
    until_on: date | None = None
    ground: str = ""
    reason: str = ""
    address: str = ""


def check_foreign(*, citizenship: str, own: str) -> None:
    """
    Accept a residence track: citizens need no permit; whoever's citizenship is not known may need one.

    :raises InvalidInput: if the person is a citizen
    """
    if citizenship == own:
        raise InvalidInput(gettext_noop("Citizens need no permission to stay."))


def check_step(step: PermitStep, *, to: ResidenceState, since: date | None, until: date | None, today: date) -> None:
    """
    Accept a step of a permit.

    :param since: the day of the step before; :param until: until when the permit holds now

    :raises InvalidInput: if a day cannot be right, or the ground, the end or the reason is missing
    """
    check_day(step.on, today=today, not_before=since, field="on")
    if to in RESIDENCE_LIVE:
        if to is ResidenceState.GRANTED and not step.ground:
            raise InvalidInput(gettext_noop("Choose on which ground the permit was granted."), field="ground")
        if step.until_on is None or step.until_on <= max(step.on, until or step.on):
            raise InvalidInput(gettext_noop("Write until when: a day after the present end."), field="until_on")
    if to in NEEDS_REASON and not step.reason:
        raise InvalidInput(gettext_noop("Choose the reason."), field="reason")
