"""Reading orders of help and their confirmations, from both ends."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import now
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.core.work import WorkItem
from panah.organisations.models import Organisation
from panah.protection.models import ServiceOrder
from panah.protection.states import ORDER_OPEN

SHOWN = 20
NEWEST = ("-sent_at", "-id")


def _told(found: QuerySet[ServiceOrder]) -> QuerySet[ServiceOrder]:
    return found.select_related("from_organisation", "to_organisation").prefetch_related("deliveries")


def orders(*, actor: Actor, after: str | None = None) -> Page:
    """Return one page of the orders that came to the actor's organisation, the newest first."""
    return page(_told(ServiceOrder.objects.for_us(actor)), order=NEWEST, after=after)


def orders_of_case(*, actor: Actor, case_id: UUID) -> list[ServiceOrder]:
    """Return what the actor's organisation ordered in a case, the newest first."""
    found = _told(ServiceOrder.objects.sent_by_us(actor).filter(case_id=case_id))
    return list(found.order_by(*NEWEST))


def order(*, actor: Actor, order_id: UUID) -> ServiceOrder:
    """
    Return one order, to either end.

    :raises NotVisible: if there is none for this actor
    """
    return _one(_told(ServiceOrder.objects.visible_to(actor)), order_id)


def order_for_us(*, actor: Actor, order_id: UUID) -> ServiceOrder:
    """
    Return one order that came to the actor's organisation.

    :raises NotVisible: if there is none
    """
    return _one(_told(ServiceOrder.objects.for_us(actor)), order_id)


def order_sent_to_change(*, actor: Actor, order_id: UUID) -> ServiceOrder:
    """
    Return one order that the actor's organisation sent, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found = ServiceOrder.objects.sent_by_us(actor).select_for_update(of=("self",))
    return _one(found.prefetch_related("deliveries"), order_id)


def orders_on_consent(*, actor: Actor, case_id: UUID, consent_id: UUID | None) -> list[ServiceOrder]:
    """Return the open orders of a case that rest on this consent, or on any, locked until the transaction ends."""
    sent = ServiceOrder.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(case_id=case_id)
    resting = sent.filter(consent_id=consent_id) if consent_id else sent.exclude(consent_id=None)
    return [row for row in resting.prefetch_related("deliveries") if row.state in ORDER_OPEN]


def _one(found: QuerySet[ServiceOrder], order_id: UUID) -> ServiceOrder:
    row = found.filter(pk=order_id).first()
    if row is None:
        raise NotVisible(f"order {order_id}")
    return row


def goal_choices(*, actor: Actor, goals: list[dict[str, object]]) -> list[tuple[str, str]]:
    """Return the open goals of a plan which this actor was shown just now, as choices of a form."""
    needs, lang = code_list("need_domain"), language()
    return [(str(row["id"]), needs.label(str(row["need"]), lang)) for row in goals if row["state"] == "open"]


def order_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the orders that wait: for the provider to confirm, for the holder to take note of or to ask after."""
    if actor.may(Permission.PROTECTION_DELIVERY_CONFIRM):
        yield from _to_confirm(actor)
    if actor.may(Permission.PROTECTION_SERVICE_RECORD):
        yield from _of_ours(actor)


def _to_confirm(actor: Actor) -> Iterator[WorkItem]:
    waiting = _told(ServiceOrder.objects.for_us(actor).filter(withdrawn_at=None)).order_by("due_at", "id")
    for row in [row for row in waiting[: 5 * SHOWN] if row.state in ORDER_OPEN][:SHOWN]:
        title = _("Confirm: %(service)s") % {"service": _service(row)}
        yield _item(row, title, row.from_organisation, _("Confirm"), due_at=row.due_at)


def _of_ours(actor: Actor) -> Iterator[WorkItem]:
    mine = _told(ServiceOrder.objects.sent_by_us(actor).filter(withdrawn_at=None)).order_by("-sent_at", "-id")
    for row in mine[: 5 * SHOWN]:
        last = row.last
        if last is not None and last.pk != row.noted_id:
            state = code_list("order_state").label(last.outcome, language())
            yield _item(row, f"{_service(row)}: {state}", row.to_organisation, _("Take note"))
        elif row.state in ORDER_OPEN and row.due_at < now():
            title = _("Nobody has confirmed: ask after %(service)s") % {"service": _service(row)}
            yield _item(row, title, row.to_organisation, _("Open it"), due_at=row.due_at)


def _service(row: ServiceOrder) -> str:
    return code_list("service").label(row.service, language())


def _item(
    row: ServiceOrder, title: str, other: Organisation, action: str, *, due_at: datetime | None = None
) -> WorkItem:
    return WorkItem(
        kind="delivery",
        title=title,
        reference=row.reference,
        sender=other.name(language()),
        due_at=due_at,
        url=reverse("protection:order_read", args=[row.pk]),
        action=action,
    )
