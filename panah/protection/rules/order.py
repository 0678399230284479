"""Rules of help that is ordered from a provider, and of its confirmation. Pure."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from panah.access.walls import Wall
from panah.core.errors import InvalidInput, gettext_noop
from panah.protection.rules.case import check_day
from panah.protection.rules.consent import POLICING, check_not_foreign
from panah.protection.states import ORDER_OPEN, OrderState

# Who works behind the same wall answers there; everybody else through the liaison officer.
INSIDE = frozenset({"assistance_centre", "ngo", "ngo_coalition"})
# Who gives help that can be ordered. Courts, donors, media, missions and the police give none.
SERVICE_KINDS = INSIDE | {
    "shelter",
    "helpline",
    "aid_fund",
    "health_facility",
    "educational_institution",
    "ministry",
    "ministry_department",
    "state_service",
    "state_committee",
    "state_agency",
    "regional_office",
    "local_executive",
    "international_organisation",
    "io_mission",
}
# What a confirmation means among the services of the case; nothing is recorded of what was not given.
SERVICE_OUTCOMES: dict[OrderState, str] = {OrderState.DELIVERED: "completed", OrderState.PARTLY: "accepted"}


def provider_wall(kind: str) -> Wall:
    """Return behind which wall a body of this kind answers an order."""
    return Wall.PROTECTION if kind in INSIDE else Wall.COORDINATION


def check_order(*, kind: str, focus: Collection[str] = (), is_own: bool, wanted_on: date, today: date) -> None:
    """
    Accept an order.

    :raises InvalidInput: if that body gives no help or is the own organisation, or the day has passed
    """
    check_not_foreign(kind, field="provider_id")
    if kind not in SERVICE_KINDS or POLICING in focus:
        raise InvalidInput(gettext_noop("This body gives no help that can be ordered."), field="provider_id")
    if is_own:
        raise InvalidInput(gettext_noop("What your own organisation gives is recorded as help."), field="provider_id")
    if wanted_on < today:
        raise InvalidInput(gettext_noop("This day has passed. Choose a day from today on."), field="wanted_on")


def check_delivery(*, outcome: OrderState, on: date, ordered_on: date, cost: Decimal | None, today: date) -> None:
    """
    Accept a confirmation.

    :raises InvalidInput: if the day has not come or lies before the order, or something cost money that was not given
    """
    check_day(on, today=today, not_before=ordered_on, field="on")
    if cost is not None and cost < 0:
        raise InvalidInput(gettext_noop("A cost is not below zero."), field="cost")
    if cost and outcome not in SERVICE_OUTCOMES:
        raise InvalidInput(gettext_noop("What was not given has no cost here: leave it empty."), field="cost")


def order_state(*, is_withdrawn: bool, last: str, has_ended: bool = False) -> OrderState:
    """Return where an order stands: its last confirmation counts. With the consent behind it an open one ends."""
    stands = OrderState(last) if last else OrderState.ORDERED
    return OrderState.WITHDRAWN if is_withdrawn or (has_ended and stands in ORDER_OPEN) else stands
