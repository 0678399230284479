"""Payments: prepared by one, approved by another, paid once; what came back is in the ledger and can be paid again."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.crypto.fields import seal, unseal_kept
from panah.protection import queries
from panah.protection.actions._ledger import book_back, book_payment, new_payment, tell
from panah.protection.models import Payment
from panah.protection.rules import check_not_ahead, check_not_before, check_payee
from panah.protection.states import PaymentState, move_payment

OTHER_PERSON = gettext_noop("Somebody else must do this: nobody approves what they prepared or approved themselves.")
OTHER_THAN_PAYER = gettext_noop("Somebody else must do this: nobody takes back what they paid themselves.")
WITHDRAWN = gettext_noop("The one who asked has withdrawn the request. Cancel the payment.")
UNPAID = {
    PaymentState.MISSED: Event.PROTECTION_PAYMENT_MISSED,
    PaymentState.REFUSED: Event.PROTECTION_PAYMENT_REFUSED,
}


@transaction.atomic
def draft_payment(
    *,
    actor: Actor,
    request_id: UUID,
    method: str,
    payee: str = "self",
    payee_name: str = "",
    payee_account: str = "",
) -> Payment:
    """
    Prepare the payment of an allowance: the paying body's own record. It pays nothing yet.

    :raises NotPermitted: if the actor may not prepare payments
    :raises NotVisible: if the request was not sent to the actor's organisation
    :raises WrongState: if a payment was prepared already, or the committee decides first
    :raises InvalidInput: if somebody else receives the money and is not named
    """
    check(actor, Permission.PROTECTION_PAYMENT_DRAFT)
    request = queries.money_request_to_answer(actor=actor, request_id=request_id)
    if request.kind != "allowance":
        raise WrongState(gettext_noop("Aid is decided by the committee first. Prepare it for the committee."))
    if not queries.may_draft(actor=actor, request=request):
        raise WrongState(gettext_noop("A payment was prepared for this request already."))
    check_payee(payee=payee, name=payee_name)
    payment = new_payment(actor, request, method=method, payee=payee)
    seal(payment, payee_name=payee_name.strip(), payee_account=payee_account.strip())
    payment.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_DRAFTED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def approve_payment(*, actor: Actor, payment_id: UUID) -> Payment:
    """
    Approve an allowance as the second person. Approving is not paying.

    :raises NotPermitted: if the actor may not approve allowances
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if the actor prepared it, it was withdrawn, or it has gone on already
    """
    check(actor, Permission.PROTECTION_ALLOWANCE_APPROVE)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.APPROVED)
    if actor.id == payment.drafted_by_id:
        raise WrongState(OTHER_PERSON)
    _check_wanted(payment)
    payment.approved_by_id, payment.approved_on = actor.id, today()
    payment.save(update_fields=["approved_by_id", "state", "approved_on"])
    _tell(actor, payment, today())
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_APPROVED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def reject_payment(*, actor: Actor, payment_id: UUID) -> Payment:
    """
    Refuse an allowance; the one who asked is told.

    :raises NotPermitted: if the actor may not approve allowances
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it has gone on already
    """
    check(actor, Permission.PROTECTION_ALLOWANCE_APPROVE)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.REJECTED)
    payment.save(update_fields=["state"])
    _tell(actor, payment, today())
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_REJECTED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def pay(*, actor: Actor, payment_id: UUID, paid_on: date, receipt: str) -> Payment:
    """
    Record that the money was given, once, with the number of the signed receipt.

    :raises NotPermitted: if the actor may not pay
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it was not approved, the actor approved it, it was withdrawn, or it was paid already
    :raises InvalidInput: if the aid fund does not have the money for this purpose, or the day is to come
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.PAID)
    if actor.id in (payment.approved_by_id, payment.second_approved_by_id):
        raise WrongState(OTHER_PERSON)
    _check_wanted(payment)
    check_not_ahead(paid_on, today=today(), field="paid_on")
    check_not_before(paid_on, earlier=payment.approved_on, field="paid_on")
    book_payment(actor, payment, paid_on)
    payment.paid_on, payment.paid_by_id = paid_on, actor.id
    if receipt:
        seal(payment, receipt=receipt)
        payment.state = move_payment(PaymentState.PAID, PaymentState.RECEIPTED)
    payment.save(update_fields=["state", "paid_on", "paid_by_id", "receipt"])
    _tell(actor, payment, paid_on)
    log.record(
        actor=actor, event=Event.PROTECTION_PAYMENT_PAID, subject=payment, case_id=payment.case_id, paid_on=paid_on
    )
    return payment


@transaction.atomic
def sign_receipt(*, actor: Actor, payment_id: UUID, receipt: str) -> Payment:
    """
    Record the number of the receipt that was signed after the payment.

    :raises NotPermitted: if the actor may not pay
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it was not paid, or has its receipt
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.RECEIPTED)
    seal(payment, receipt=receipt)
    payment.save(update_fields=["state", "receipt"])
    _tell(actor, payment, today())
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_RECEIPTED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def leave_unpaid(*, actor: Actor, payment_id: UUID, outcome: str, missed_on: date) -> Payment:
    """
    Record that the person did not come for the money, or did not want it then. It can be paid as soon as they do.

    :raises NotPermitted: if the actor may not pay
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it is not waiting to be paid
    :raises InvalidInput: if the day is to come
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState(outcome))
    check_not_ahead(missed_on, today=today(), field="missed_on")
    payment.missed_on = missed_on
    payment.save(update_fields=["state", "missed_on"])
    _tell(actor, payment, missed_on)
    log.record(actor=actor, event=UNPAID[PaymentState(outcome)], subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def cancel_payment(*, actor: Actor, payment_id: UUID) -> Payment:
    """
    Give up a payment that was not made. Aid that was granted can still be paid by another one.

    :raises NotPermitted: if the actor may not prepare payments
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it was paid
    """
    check(actor, Permission.PROTECTION_PAYMENT_DRAFT)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.CANCELLED)
    payment.save(update_fields=["state"])
    _tell(actor, payment, today())
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_CANCELLED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def return_payment(*, actor: Actor, payment_id: UUID, returned_on: date) -> Payment:
    """
    Record that the bank, the post or the person sent the money back. The ledger has it again; it can be paid anew.

    :raises NotPermitted: if the actor may not pay
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it was not paid
    :raises InvalidInput: if the day is to come, or before the payment
    """
    check(actor, Permission.PROTECTION_PAYMENT_PAY)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.RETURNED)
    check_not_ahead(returned_on, today=today(), field="returned_on")
    check_not_before(returned_on, earlier=payment.paid_on, field="returned_on")
    payment.reversed_on, payment.reversed_by_id = returned_on, actor.id
    payment.save(update_fields=["state", "reversed_on", "reversed_by_id"])
    book_back(actor, payment, kind="return", on=returned_on)
    _tell(actor, payment, returned_on)
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_RETURNED, subject=payment, case_id=payment.case_id)
    return payment


@transaction.atomic
def reverse_payment(*, actor: Actor, payment_id: UUID, reason: str) -> Payment:
    """
    Take back, as a second person and for a reason, a payment that should not have been recorded as it was.

    :raises NotPermitted: if the actor may not reverse payments
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    :raises WrongState: if it was not paid, or the actor paid it
    """
    check(actor, Permission.PROTECTION_PAYMENT_REVERSE)
    payment = queries.payment_to_change(actor=actor, payment_id=payment_id)
    payment.state = move_payment(PaymentState(payment.state), PaymentState.REVERSED)
    if actor.id == payment.paid_by_id:
        raise WrongState(OTHER_THAN_PAYER)
    payment.reversed_on, payment.reversed_by_id, payment.reversal_reason = today(), actor.id, reason
    payment.save(update_fields=["state", "reversed_on", "reversed_by_id", "reversal_reason"])
    book_back(actor, payment, kind="reversal", on=today())
    _tell(actor, payment, today())
    log.record(
        actor=actor,
        event=Event.PROTECTION_PAYMENT_REVERSED,
        subject=payment,
        case_id=payment.case_id,
        reason=reason,
    )
    return payment


@transaction.atomic
def show_payee(*, actor: Actor, payment_id: UUID) -> dict[str, str]:
    """
    Show who receives the money, where it goes and the number of the receipt, to one person at a time, on record.

    :raises NotPermitted: if the actor may not see it
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such payment at the actor's organisation
    """
    check(actor, Permission.PROTECTION_PAYEE_SHOW)
    payment = queries.payment(actor=actor, payment_id=payment_id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_PAYEE_SHOWN,
        subject=payment,
        case_id=payment.case_id,
        groups=("identity",),
    )
    return unseal_kept(payment, "payee_name", "payee_account", "receipt")


def _check_wanted(payment: Payment) -> None:
    if payment.request is not None and payment.request.withdrawn_at is not None:
        raise WrongState(WITHDRAWN)


def _tell(actor: Actor, payment: Payment, on: date) -> None:
    tell(actor, payment.request, state=payment.state, amount=payment.amount, on=on, payment_id=payment.id)
