"""The one-time allowance and the aid fund: asked for by the case's holder, paid by two persons of the paying body."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.db import wait_for
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.country.parameters import amount as amount_of
from panah.country.parameters import parameter
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.models import FundEntry, MoneyAnswer, MoneyRequest, Payment
from panah.protection.rules import is_eligible_for_allowance
from panah.protection.states import PaymentState, move_payment

OTHER_PERSON = gettext_noop("Somebody else must do this: nobody approves what they prepared or approved themselves.")


@transaction.atomic
def request_allowance(*, actor: Actor, case_id: UUID, to_organisation_id: UUID) -> MoneyRequest:
    """
    Ask for the one-time allowance. Entitlement follows identification alone, never a shelter or cooperation.

    The amount is the one that held on the day of the decision.

    :raises NotPermitted: if the actor may not ask for allowances
    :raises NotVisible: if there is no such case for this actor, or no such paying body
    :raises WrongState: if the person has not been identified, or it was asked for already
    """
    check(actor, Permission.PROTECTION_ALLOWANCE_REQUEST)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    decision = queries.positive_decision(actor=actor, case_id=case_id)
    if not is_eligible_for_allowance(is_identified=decision is not None) or decision is None:
        raise WrongState(gettext_noop("The allowance follows identification. There is no positive decision yet."))
    asked = queries.money_of_case(actor=actor, case_id=case_id).filter(decision_id=decision.id, withdrawn_at=None)
    if asked.exists():
        raise WrongState(gettext_noop("The one-time allowance was asked for already."))
    request = _ask(
        actor,
        case,
        to_organisation_id,
        kind="allowance",
        amount=amount_of("allowance", on=decision.decided_on),
        decision_id=decision.id,
        decided_on=decision.decided_on,
        basis=parameter("allowance", on=decision.decided_on).source[:200],
    )
    log.record(
        actor=actor,
        event=Event.PROTECTION_ALLOWANCE_REQUESTED,
        subject=request,
        case_id=case.id,
        to_organisation=to_organisation_id,
    )
    return request


@transaction.atomic
def apply_for_aid(
    *, actor: Actor, case_id: UUID, to_organisation_id: UUID, purpose: str, amount: Decimal
) -> MoneyRequest:
    """
    Apply to the aid fund. Open to a presumed person too, and whether or not the person cooperates with anybody.

    :raises NotPermitted: if the actor may not apply for aid
    :raises NotVisible: if there is no such case for this actor, or no such fund
    :raises InvalidInput: if the amount is not more than nothing
    """
    check(actor, Permission.PROTECTION_AID_APPLY)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if amount <= 0:
        raise InvalidInput(gettext_noop("Write how much is needed, in manat."), field="amount")
    request = _ask(actor, case, to_organisation_id, kind="aid", purpose=purpose, amount=amount)
    log.record(
        actor=actor,
        event=Event.PROTECTION_AID_APPLIED,
        subject=request,
        case_id=case.id,
        to_organisation=to_organisation_id,
        purpose_code=purpose,
    )
    return request


@transaction.atomic
def draft_payment(*, actor: Actor, request_id: UUID, method: str) -> Payment:
    """
    Prepare the payment of a request: the paying body's own record. It pays nothing yet.

    :raises NotPermitted: if the actor may not prepare payments
    :raises NotVisible: if the request was not sent to the actor's organisation
    :raises WrongState: if a payment was prepared already
    """
    check(actor, Permission.PROTECTION_PAYMENT_DRAFT)
    request = queries.money_request_to_answer(actor=actor, request_id=request_id)
    if Payment.objects.own(actor).filter(request=request).exists():
        raise WrongState(gettext_noop("A payment was prepared for this request already."))
    payment = Payment.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        request=request,
        case_id=request.case_id,
        person_id=request.person_id,
        reference=request.reference,
        kind=request.kind,
        purpose=request.purpose,
        amount=request.amount,
        currency=request.currency,
        decision_id=request.decision_id,
        state=PaymentState.DRAFTED,
        method=method,
        drafted_by_id=actor.id,
    )
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_DRAFTED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def approve_payment(*, actor: Actor, payment_id: UUID) -> Payment:
    """
    Approve an allowance as the second person, or aid as one of two committee members.

    :raises NotPermitted: if the actor may not approve this kind of money
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if the actor prepared or approved it, or it has gone on already
    """
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    is_allowance = payment.kind == "allowance"
    check(actor, Permission.PROTECTION_ALLOWANCE_APPROVE if is_allowance else Permission.PROTECTION_AID_DECIDE)
    state = move_payment(PaymentState(payment.state), PaymentState.APPROVED)
    if actor.id in (payment.drafted_by_id, payment.approved_by_id):
        raise WrongState(OTHER_PERSON)
    if payment.approved_by_id is None:
        payment.approved_by_id = actor.id
    else:
        payment.second_approved_by_id = actor.id
    if is_allowance or payment.second_approved_by_id:
        payment.state = state
        payment.approved_on = today()
        _tell(actor, payment)
    payment.save(update_fields=["approved_by_id", "second_approved_by_id", "state", "approved_on"])
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_APPROVED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def reject_payment(*, actor: Actor, payment_id: UUID) -> Payment:
    """
    Refuse a payment; the one who asked is told.

    :raises NotPermitted: if the actor may not approve this kind of money
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it has gone on already
    """
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    is_allowance = payment.kind == "allowance"
    check(actor, Permission.PROTECTION_ALLOWANCE_APPROVE if is_allowance else Permission.PROTECTION_AID_DECIDE)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.REJECTED)
    payment.save(update_fields=["state"])
    _tell(actor, payment)
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_REJECTED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def pay(*, actor: Actor, payment_id: UUID, paid_on: date, receipt: str) -> Payment:
    """
    Record that the money was given, once, with the number of the signed receipt.

    :raises NotPermitted: if the actor may not pay
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if two persons have not approved it, or it was paid already
    :raises InvalidInput: if the aid fund does not have the money, or the day is to come
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.PAID)
    if actor.id in (payment.approved_by_id, payment.second_approved_by_id):
        raise WrongState(OTHER_PERSON)
    if paid_on > today():
        raise InvalidInput(gettext_noop("The day of payment cannot lie ahead."), field="paid_on")
    if payment.kind == "aid":
        _take_from_fund(actor, payment, paid_on)
    payment.paid_on, payment.paid_by_id = paid_on, actor.id
    if receipt:
        seal(payment, receipt=receipt)
        payment.state = move_payment(PaymentState.PAID, PaymentState.RECEIPTED)
    payment.save(update_fields=["state", "paid_on", "paid_by_id", "receipt"])
    _tell(actor, payment)
    log.record(
        actor=actor, event=Event.PROTECTION_PAYMENT_PAID, subject=payment, case_id=payment.case_id, paid_on=paid_on
    )
    return payment


@transaction.atomic
def reverse_payment(*, actor: Actor, payment_id: UUID) -> Payment:
    """
    Record that money came back or should never have gone; the person can then be paid again.

    :raises NotPermitted: if the actor may not pay
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it was not paid
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.REVERSED)
    payment.reversed_on = today()
    payment.save(update_fields=["state", "reversed_on"])
    if payment.kind == "aid":
        _enter(actor, kind="reversal", amount=payment.amount, on=today(), payment=payment)
    _tell(actor, payment)
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_REVERSED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def add_to_fund(*, actor: Actor, kind: str, amount: Decimal, entered_on: date) -> FundEntry:
    """
    Enter a donation or a budget line in the aid fund's ledger.

    :raises NotPermitted: if the actor may not keep the ledger
    :raises InvalidInput: if the amount is not more than nothing
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    if amount <= 0:
        raise InvalidInput(gettext_noop("Write an amount of more than nothing."), field="amount")
    entry = _enter(actor, kind=kind, amount=amount, on=entered_on, payment=None)
    log.record(actor=actor, event=Event.PROTECTION_FUND_ENTERED, subject=entry, kind=kind)
    return entry


def _ask(actor: Actor, case: object, to_organisation_id: UUID, **asked: object) -> MoneyRequest:
    if not queries.paying_organisations(actor=actor).filter(pk=to_organisation_id).exists():
        raise NotVisible(f"paying organisation {to_organisation_id}")
    return MoneyRequest.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.PROTECTION,
        sent_by_id=actor.id,
        case_id=case.id,  # type: ignore[attr-defined]
        person_id=case.person_id,  # type: ignore[attr-defined]
        reference=case.reference,  # type: ignore[attr-defined]
        **asked,
    )


def _tell(actor: Actor, payment: Payment) -> None:
    """Answer the request: the paying body's line, readable by the one who asked."""
    request = payment.request
    if request is None:
        return
    MoneyAnswer.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=request.from_organisation_id,
        to_wall=request.from_wall,
        sent_by_id=actor.id,
        sent_at=now(),
        request=request,
        case_id=payment.case_id,
        kind=payment.kind,
        state=payment.state,
        amount=payment.amount,
        happened_on=payment.reversed_on or payment.paid_on or today(),
    )


def _take_from_fund(actor: Actor, payment: Payment, on: date) -> None:
    """Take the amount from the ledger; two payments at once meet at the fund's lock."""
    wait_for(f"fund {actor.organisation_id}")
    if queries.fund_balance(actor=actor) < payment.amount:
        raise InvalidInput(gettext_noop("The fund does not have this money. Enter what came in first."))
    _enter(actor, kind="payment", amount=-payment.amount, on=on, payment=payment)


def _enter(actor: Actor, *, kind: str, amount: Decimal, on: date, payment: Payment | None) -> FundEntry:
    return FundEntry.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        kind=kind,
        amount=amount,
        payment=payment,
        entered_on=on,
        entered_by_id=actor.id,
    )
