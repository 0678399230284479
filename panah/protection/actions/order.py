"""Help ordered from a provider: ordered by the holder, confirmed by the provider, taken into the case."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.queries import SAVES_LIFE, check_may_share
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import HOME, now, today
from panah.core.db import wait_for
from panah.core.errors import WrongState, gettext_noop
from panah.core.ids import new_id, reference
from panah.country.parameters import number
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.organisations.queries import organisation_by_id
from panah.protection import queries
from panah.protection.actions.service import record_service
from panah.protection.models import Delivery, ServiceOrder
from panah.protection.queries import order as order_queries
from panah.protection.queries.consent import consent_for
from panah.protection.rules.consent import check_told
from panah.protection.rules.order import SERVICE_OUTCOMES, check_delivery, check_order, provider_wall
from panah.protection.states import HELPED, OrderState, move_order


@transaction.atomic
def order_service(
    *,
    actor: Actor,
    case_id: UUID,
    service: str,
    provider_id: UUID,
    wanted_on: date,
    goal_id: UUID | None = None,
    words: str = "",
) -> ServiceOrder:
    """
    Order one service from a provider: a number and the service, no name.

    :raises NotPermitted: if the actor may not record help
    :raises NotVisible: if the actor's organisation holds no such case, or there is no such provider
    :raises WrongState: if nobody has presumed the person trafficked yet, the case has ended, or is restricted
    :raises InvalidInput: if that body gives no help or is the own one, the day has passed, or consent is missing
    """
    check(actor, Permission.PROTECTION_SERVICE_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    body = organisation_by_id(organisation_id=provider_id)
    if case.status not in HELPED:
        raise WrongState(gettext_noop("Record the presumption first. Services are open from that moment on."))
    is_own = body.pk == actor.organisation_id
    check_order(kind=body.kind, focus=body.focus_areas, is_own=is_own, wanted_on=wanted_on, today=today())
    saves_life = queries.override_to_tell(actor=actor, case_id=case_id, ground=SAVES_LIFE, recipient_id=body.pk)
    check_may_share(actor=actor, case_id=case_id, basis=SAVES_LIFE if saves_life else "")
    consent = consent_for(actor=actor, case_id=case_id, body=body)
    check_told(is_consented=consent is not None, has_duty=saves_life, field="provider_id")
    days = number("delivery_confirm_days", on=today())
    order = ServiceOrder(
        id=new_id(),
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=body.pk,
        to_wall=provider_wall(body.kind),
        sent_by_id=actor.id,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=reference("Y", year=today().year),
        case_id=case.pk,
        consent_id=consent.id if consent else None,
        consent_ends_on=consent.expires_on if consent else None,
        goal_id=goal_id,
        service=service,
        language=case.person.language,
        wanted_on=wanted_on,
        due_at=datetime.combine(wanted_on + timedelta(days=days), time(23, 59, 59), tzinfo=HOME),
    )
    seal(order, words=words.strip())
    order.save(force_insert=True)
    event = Event.PROTECTION_ORDER_SENT
    log.record(actor=actor, event=event, subject=order, case_id=case.pk, service=service, to_organisation=body.pk)
    return order


@transaction.atomic
def withdraw_order(*, actor: Actor, order_id: UUID) -> ServiceOrder:
    """
    Take an order back.

    :raises NotPermitted: if the actor may not record help
    :raises NotVisible: if the actor's organisation sent no such order
    :raises WrongState: if it has ended
    """
    check(actor, Permission.PROTECTION_SERVICE_RECORD)
    order_queries.order_sent_to_change(actor=actor, order_id=order_id)
    wait_for(f"order {order_id}")
    order = order_queries.order_sent_to_change(actor=actor, order_id=order_id)
    move_order(order.state, OrderState.WITHDRAWN)
    order.withdrawn_at = now()
    order.save(update_fields=["withdrawn_at"])
    log.record(actor=actor, event=Event.PROTECTION_ORDER_WITHDRAWN, subject=order, case_id=order.case_id)
    return order


@transaction.atomic
def stop_orders(*, actor: Actor, case_id: UUID, permission: Permission, consent_id: UUID | None = None) -> int:
    """
    Take back the open orders of a case that rest on a consent: on this one, or on any. What saves a life goes on.

    :raises NotPermitted: if the actor may not do what stops them
    """
    check(actor, permission)
    stopped = order_queries.orders_on_consent(actor=actor, case_id=case_id, consent_id=consent_id)
    for order in stopped:
        wait_for(f"order {order.pk}")
        order.withdrawn_at = now()
        order.save(update_fields=["withdrawn_at"])
        log.record(actor=actor, event=Event.PROTECTION_ORDER_WITHDRAWN, subject=order, case_id=case_id)
    return len(stopped)


@transaction.atomic
def confirm_delivery(
    *, actor: Actor, order_id: UUID, outcome: OrderState, on: date, cost: Decimal | None = None
) -> Delivery:
    """
    Say as the provider what became of an order: given, given in part, not given, or the person did not come.

    :raises NotPermitted: if the actor may not confirm services
    :raises NotVisible: if no such order came to the actor's organisation
    :raises WrongState: if it has ended
    :raises InvalidInput: if the day cannot be right, or something cost money that was not given
    """
    check(actor, Permission.PROTECTION_DELIVERY_CONFIRM)
    order_queries.order_for_us(actor=actor, order_id=order_id)
    wait_for(f"order {order_id}")
    order = order_queries.order_for_us(actor=actor, order_id=order_id)
    move_order(order.state, outcome)
    check_delivery(outcome=outcome, on=on, ordered_on=order.sent_at.astimezone(HOME).date(), cost=cost, today=today())
    delivery = Delivery.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=order.from_organisation_id,
        to_wall=order.from_wall,
        sent_by_id=actor.id,
        order=order,
        case_id=order.case_id,
        service=order.service,
        outcome=outcome,
        on=on,
        cost=cost,
    )
    log.record(actor=actor, event=Event.PROTECTION_DELIVERY_CONFIRMED, subject=delivery, outcome=outcome, on=on)
    return delivery


@transaction.atomic
def note_delivery(*, actor: Actor, order_id: UUID) -> ServiceOrder:
    """
    Take the last confirmation of an order into the case: what was given stands among its help from then on.

    After the end of the case it is only taken note of.

    :raises NotPermitted: if the actor may not record help
    :raises NotVisible: if the actor's organisation sent no such order
    :raises WrongState: if there is nothing new to take note of
    """
    check(actor, Permission.PROTECTION_SERVICE_RECORD)
    order = order_queries.order_sent_to_change(actor=actor, order_id=order_id)
    last = order.last
    if last is None or last.pk == order.noted_id:
        raise WrongState(gettext_noop("There is nothing new to take note of."))
    order.noted_id = last.pk
    order.save(update_fields=["noted_id"])
    outcome = SERVICE_OUTCOMES.get(OrderState(last.outcome))
    # A case that has ended takes note and records nothing more: otherwise this would wait for ever.
    if outcome is not None and queries.case(actor=actor, case_id=order.case_id).status in HELPED:
        record_service(
            actor=actor,
            case_id=order.case_id,
            service=order.service,
            outcome=outcome,
            on=last.on,
            provider_id=order.to_organisation_id,
            cost=last.cost,
        )
    event = Event.PROTECTION_DELIVERY_NOTED
    log.record(actor=actor, event=event, subject=order, case_id=order.case_id, outcome=last.outcome)
    return order


@transaction.atomic
def show_order(*, actor: Actor, order_id: UUID) -> tuple[ServiceOrder, str]:
    """
    Return an order with the words for the provider, to either end. Each look is logged.

    :raises NotPermitted: if the actor may not read orders
    :raises NotVisible: if there is no such order for this actor
    """
    check(actor, Permission.PROTECTION_ORDER_READ)
    order = order_queries.order(actor=actor, order_id=order_id)
    log.record(actor=actor, event=Event.PROTECTION_ORDER_READ, subject=order, case_id=order.case_id)
    return order, unseal(order, "words")["words"]
