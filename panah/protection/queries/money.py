"""Reading requests for money, payments, and the aid fund's ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.organisations.models import Organisation
from panah.protection.models import Decision, FundEntry, MoneyRequest, Payment
from panah.protection.states import Outcome, PaymentState

FUND_KIND = "aid_fund"
WITHIN = timedelta(days=2)  # our own aim; no act sets a time for paying
PAID = (PaymentState.PAID, PaymentState.RECEIPTED)


def paying_organisations(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the bodies that pay allowances and aid."""
    return Organisation.objects.filter(kind=FUND_KIND, retired_on=None).order_by("sort_key")


def positive_decision(*, actor: Actor, case_id: UUID) -> Decision | None:
    """Return the decision by which the person of a case is identified, if the newest one says so."""
    newest: Decision | None = (
        Decision.objects.for_us(actor).filter(case_id=case_id).order_by("-decided_on", "-sent_at").first()
    )
    return newest if newest is not None and newest.outcome == Outcome.IDENTIFIED else None


def money_requests(*, actor: Actor) -> QuerySet[MoneyRequest]:
    """Return the requests that the paying body has not drafted a payment for, the oldest first."""
    drafted = Payment.objects.own(actor).exclude(request=None).values("request_id")
    waiting = MoneyRequest.objects.for_us(actor).filter(withdrawn_at=None).exclude(pk__in=drafted)
    return waiting.select_related("from_organisation").order_by("sent_at")


def money_request_to_answer(*, actor: Actor, request_id: UUID) -> MoneyRequest:
    """
    Return one request that was sent to the actor's organisation.

    :raises NotVisible: if none was
    """
    request: MoneyRequest | None = (
        MoneyRequest.objects.for_us(actor)
        .select_related("from_organisation")
        .filter(pk=request_id, withdrawn_at=None)
        .first()
    )
    if request is None:
        raise NotVisible(f"money request {request_id}")
    return request


def money_of_case(*, actor: Actor, case_id: UUID) -> QuerySet[MoneyRequest]:
    """Return what the actor's organisation asked for in a case, with the answers, newest first."""
    asked = MoneyRequest.objects.sent_by_us(actor).filter(case_id=case_id)
    return asked.select_related("to_organisation").prefetch_related("answers").order_by("-sent_at")


def payments(*, actor: Actor, state: str | None = None) -> QuerySet[Payment]:
    """Return the actor's organisation's payments, newest first."""
    found = Payment.objects.own(actor)
    return (found.filter(state=state) if state else found).order_by("-drafted_at", "-id")


def payment(*, actor: Actor, payment_id: UUID) -> Payment:
    """
    Return one payment of the actor's organisation.

    :raises NotVisible: if there is none
    """
    found: Payment | None = Payment.objects.own(actor).filter(pk=payment_id).first()
    if found is None:
        raise NotVisible(f"payment {payment_id}")
    return found


def payment_to_change(*, actor: Actor, payment_id: UUID) -> Payment:
    """
    Return one payment, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found: Payment | None = Payment.objects.own(actor).select_for_update().filter(pk=payment_id).first()
    if found is None:
        raise NotVisible(f"payment {payment_id}")
    return found


def fund_balance(*, actor: Actor) -> Decimal:
    """Return what is left in the aid fund of the actor's organisation, in AZN."""
    total = FundEntry.objects.own(actor).aggregate(total=Sum("amount"))["total"]
    return total or Decimal(0)


def fund_entries(*, actor: Actor) -> QuerySet[FundEntry]:
    """Return the lines of the fund's ledger, newest first."""
    return FundEntry.objects.own(actor).order_by("-entered_on", "-id")


def money_work(*, actor: Actor) -> Iterable[WorkItem]:
    """Return what waits for somebody at the paying body: requests to draft, drafts to approve, approvals to pay."""
    items: list[WorkItem] = []
    if actor.may(Permission.PROTECTION_PAYMENT_PAY):
        items += [_request_item(actor, request) for request in money_requests(actor=actor)[:50]]
        items += [_payment_item(row, _("Pay")) for row in payments(actor=actor, state=PaymentState.APPROVED)[:50]]
    if actor.may(Permission.PROTECTION_ALLOWANCE_APPROVE) or actor.may(Permission.PROTECTION_AID_DECIDE):
        kind = "allowance" if actor.may(Permission.PROTECTION_ALLOWANCE_APPROVE) else "aid"
        drafts = payments(actor=actor, state=PaymentState.DRAFTED).filter(kind=kind)
        others = drafts.exclude(drafted_by_id=actor.id).exclude(approved_by_id=actor.id)
        items += [_payment_item(row, _("Check and approve")) for row in others[:50]]
    return items


def _request_item(actor: Actor, request: MoneyRequest) -> WorkItem:
    return WorkItem(
        kind="payment",
        title=_("Prepare a payment: %(amount)s AZN") % {"amount": f"{request.amount:.0f}"},
        reference=request.reference,
        sender=request.from_organisation.name(actor.language),
        due_at=request.sent_at + WITHIN,
        url=reverse("protection:payment_draft", args=[request.pk]),
        action=_("Prepare"),
    )


def _payment_item(row: Payment, action: str) -> WorkItem:
    return WorkItem(
        kind="payment",
        title=_("%(action)s: %(amount)s AZN") % {"action": action, "amount": f"{row.amount:.0f}"},
        reference=row.reference,
        sender="",
        due_at=row.drafted_at + WITHIN,
        url=reverse("protection:payment_read", args=[row.pk]),
        action=action,
    )


@dataclass(frozen=True, slots=True)
class PaymentSteps:
    """What the actor may do to a payment now."""

    approve: bool
    pay: bool
    reverse: bool


def steps_of_payment(*, actor: Actor, payment: Payment) -> PaymentSteps:
    """Return what the actor may do to a payment now; the actions decide again."""
    approving = (
        Permission.PROTECTION_ALLOWANCE_APPROVE if payment.kind == "allowance" else Permission.PROTECTION_AID_DECIDE
    )
    approvers = (payment.approved_by_id, payment.second_approved_by_id)
    is_other = actor.id not in (payment.drafted_by_id, *approvers)
    pays = actor.may(Permission.PROTECTION_PAYMENT_PAY)
    return PaymentSteps(
        approve=payment.state == PaymentState.DRAFTED and actor.may(approving) and is_other,
        pay=payment.state == PaymentState.APPROVED and pays and actor.id not in approvers,
        reverse=payment.state in PAID and pays,
    )


def people_of_payment(*, actor: Actor, payment: Payment) -> list[tuple[str, str]]:
    """Return who prepared, approved and paid, by name."""
    steps = [
        (_("Prepared by"), payment.drafted_by_id),
        (_("Approved by"), payment.approved_by_id),
        (_("Approved also by"), payment.second_approved_by_id),
        (_("Paid by"), payment.paid_by_id),
    ]
    known = names(actor=actor, ids=[person for _label, person in steps if person])
    return [(label, known.get(person, "")) for label, person in steps if person]
