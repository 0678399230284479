"""Reading requests for money and payments: at the body that pays, and at the one who asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.core.errors import NotVisible
from panah.core.formats import money_text
from panah.core.work import WorkItem
from panah.country.parameters import amount as amount_of
from panah.organisations.models import Organisation
from panah.protection.models import Award, CarriedDecision, MoneyAnswer, MoneyRequest, Payment
from panah.protection.queries.last_decision import LastDecision, is_with_another, positive_decision
from panah.protection.rules import NOTHING, Told, Totals, may_be_paid_again, totals
from panah.protection.states import CAN_BE_PAID, OVER, PAID, AwardState, PaymentState, TransferState

FUND_KIND = "aid_fund"
NATIONAL = "AZN"
WITHIN = timedelta(days=2)  # our own aim; no act sets a time for paying
SHOWN = 50


def paying_organisations(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the bodies that pay allowances and aid."""
    return Organisation.objects.filter(kind=FUND_KIND, retired_on=None).order_by("sort_key")


def money_requests(*, actor: Actor) -> QuerySet[MoneyRequest]:
    """Return the requests that wait for a payment or for the committee to be prepared, the oldest first."""
    stopping = ~Q(state=PaymentState.RETURNED) & ~Q(state=PaymentState.REVERSED, reversal_reason__in=_again())
    paid = Payment.objects.own(actor).filter(stopping, kind="allowance").exclude(request=None)
    prepared = Award.objects.own(actor).exclude(request=None)
    waiting = MoneyRequest.objects.for_us(actor).filter(withdrawn_at=None)
    waiting = waiting.exclude(pk__in=paid.values("request_id")).exclude(pk__in=prepared.values("request_id"))
    return waiting.select_related("from_organisation").order_by("sent_at")


def _again() -> list[str]:
    reasons = ("wrong_amount", "wrong_payee", "entry_error", "duplicate", "not_entitled")
    return [code for code in reasons if may_be_paid_again(state=PaymentState.REVERSED, reversal_reason=code)]


def may_draft(*, actor: Actor, request: MoneyRequest) -> bool:
    """Test if a request still has no payment, or none but such as came back, and no aid prepared."""
    return money_requests(actor=actor).filter(pk=request.pk).exists()


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


def money_request_to_withdraw(*, actor: Actor, request_id: UUID) -> MoneyRequest:
    """
    Return one request that the actor's organisation sent, locked until the transaction ends.

    :raises NotVisible: if it sent none
    """
    request: MoneyRequest | None = (
        MoneyRequest.objects.sent_by_us(actor).select_for_update().filter(pk=request_id).first()
    )
    if request is None:
        raise NotVisible(f"money request {request_id}")
    return request


def money_of_case(*, actor: Actor, case_id: UUID) -> QuerySet[MoneyRequest]:
    """Return what the actor's organisation asked for in a case, with the answers, newest first."""
    asked = MoneyRequest.objects.sent_by_us(actor).filter(case_id=case_id)
    return asked.select_related("to_organisation").prefetch_related("answers").order_by("-sent_at")


def totals_of_request(*, actor: Actor, request: MoneyRequest) -> Totals:
    """Return what became of a request that the actor's organisation sent."""
    return _totals(MoneyAnswer.objects.visible_to(actor).filter(request=request))


def _totals(answers: Iterable[MoneyAnswer]) -> Totals:
    told = sorted(answers, key=lambda answer: (answer.sent_at, answer.id))
    return totals([Told(answer.payment_id, answer.state, answer.amount) for answer in told])


def is_over(*, actor: Actor, request: MoneyRequest) -> bool:
    """Test if a request came to nothing, so that another one may be sent. Its answers were fetched with it."""
    newest = request.newest_answer
    return newest is not None and newest.state in OVER - {PaymentState.RETURNED}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of a case, and what became of it."""

    request: MoneyRequest
    state: str
    totals: Totals
    can_withdraw: bool
    blocks_next: bool  # it came to nothing, and whoever leads the case now cannot ask before it is withdrawn

    @property
    def is_part(self) -> bool:
        """Test if some of what was granted is paid, and some is not."""
        return self.totals.paid > 0 and self.totals.left > 0


@dataclass(frozen=True, slots=True)
class MoneyStanding:
    """What stands on the money tab of a case: what was asked, what the person has, what is still due."""

    asked: list[Asked]
    decision: LastDecision | None
    allowance: Decimal | None
    granted: Decimal
    paid: Decimal
    returned: Decimal
    left: Decimal
    has_other_currency: bool


def live_allowance(*, actor: Actor, case_id: UUID, decision_id: UUID) -> MoneyRequest | None:
    """Return the request for the allowance of a decision that stands: not withdrawn, and not come to nothing."""
    asked = money_of_case(actor=actor, case_id=case_id).filter(decision_id=decision_id, withdrawn_at=None)
    return next((request for request in asked if not is_over(actor=actor, request=request)), None)


def is_allowance_taken(*, actor: Actor, case_id: UUID, decision: LastDecision) -> bool:
    """Test if the allowance of a decision was asked for and the request did not come to nothing, here or before."""
    return (
        live_allowance(actor=actor, case_id=case_id, decision_id=decision.id) is not None
        or decision.allowance_asked_on is not None
        or is_with_another(actor=actor, case_id=case_id, decision_id=decision.id, waits=False)
    )


def money_standing(*, actor: Actor, case_id: UUID) -> MoneyStanding:
    """Return what was asked for in a case, granted, paid and returned, and what is still due to the person."""
    decision = positive_decision(actor=actor, case_id=case_id)
    blocking = {request.pk for request in blocking_requests(actor=actor).filter(case_id=case_id)}
    rows = [_asked(request, blocking) for request in money_of_case(actor=actor, case_id=case_id)]
    # Currencies are never added: another one stands in the table alone, and the page says so.
    national = [row for row in rows if row.request.currency == NATIONAL]
    live = [row for row in national if row.request.withdrawn_at is None]
    due: Decimal | None = None
    if decision is not None:
        taken = is_allowance_taken(actor=actor, case_id=case_id, decision=decision)
        due = None if taken else amount_of("allowance", on=decision.decided_on)
    return MoneyStanding(
        asked=rows,
        decision=decision,
        allowance=due,
        granted=sum((row.totals.granted for row in national), NOTHING),
        paid=sum((row.totals.paid for row in national), NOTHING),
        returned=sum((row.totals.returned for row in national), NOTHING),
        left=sum((row.totals.left for row in live), NOTHING),
        has_other_currency=len(national) < len(rows),
    )


def blocking_requests(*, actor: Actor) -> QuerySet[MoneyRequest]:
    """Return the requests for an allowance by which a case was handed over as one that was asked for already."""
    told = CarriedDecision.objects.sent_by_us(actor).filter(
        allowance_asked_on__isnull=False, transfer__answer__answer=TransferState.ACCEPTED
    )
    asked = MoneyRequest.objects.sent_by_us(actor).filter(
        kind="allowance", withdrawn_at=None, decision_id__in=told.values("decision_id")
    )
    return asked.prefetch_related("answers").order_by("sent_at")


def blocking_work(*, actor: Actor) -> list[WorkItem]:
    """Return the requests that came to nothing, and that keep whoever leads the case now from asking."""
    if not actor.may(Permission.PROTECTION_AID_APPLY):
        return []
    return [
        WorkItem(
            kind="transfer",
            title=_("A request for the allowance came to nothing: let the next holder ask"),
            reference=request.reference,
            sender="",
            due_at=request.newest_answer.sent_at + WITHIN if request.newest_answer else None,
            url=reverse("protection:case_money", args=[request.case_id]),
            action=_("Withdraw"),
        )
        for request in blocking_requests(actor=actor)[:SHOWN]
        if is_over(actor=actor, request=request)
    ]


def _asked(request: MoneyRequest, blocking: set[UUID]) -> Asked:
    found = _totals(request.answers.all())
    newest = request.newest_answer
    state = newest.state if newest is not None else ""
    can_withdraw = request.withdrawn_at is None and not found.paid and state not in OVER
    blocks = request.pk in blocking and not found.paid and state in OVER - {PaymentState.RETURNED}
    return Asked(request, state, found, can_withdraw, blocks)


def payments(*, actor: Actor, state: str = "", kind: str = "", method: str = "") -> QuerySet[Payment]:
    """Return the actor's organisation's payments, newest first."""
    given = {name: value for name, value in (("state", state), ("kind", kind), ("method", method)) if value}
    return Payment.objects.own(actor).filter(**given).order_by("-drafted_at", "-id")


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


def earlier_allowances(*, actor: Actor, payment: Payment) -> QuerySet[Payment]:
    """Return other allowances of the same person, so that whoever approves sees them."""
    others = Payment.objects.own(actor).filter(person_id=payment.person_id, kind="allowance")
    return others.exclude(pk=payment.pk).order_by("-drafted_at")


def money_work(*, actor: Actor) -> Iterable[WorkItem]:
    """Return what waits at the paying body: requests to prepare, drafts to approve, aid to decide, money to pay."""
    items: list[WorkItem] = []
    if actor.may(Permission.PROTECTION_PAYMENT_PAY):
        items += [_request_item(actor, request) for request in money_requests(actor=actor)[:SHOWN]]
        waiting = Payment.objects.own(actor).filter(state__in=CAN_BE_PAID).order_by("drafted_at")
        items += [_payment_item(actor, row, _("Pay")) for row in waiting[:SHOWN]]
        items += [_rest_item(actor, award) for award in _not_placed(actor)[:SHOWN]]
    if actor.may(Permission.PROTECTION_ALLOWANCE_APPROVE):
        drafts = payments(actor=actor, state=PaymentState.DRAFTED).exclude(drafted_by_id=actor.id)
        items += [_payment_item(actor, row, _("Check and approve")) for row in drafts[:SHOWN]]
    if actor.may(Permission.PROTECTION_AID_DECIDE):
        aid = Award.objects.own(actor).filter(state=AwardState.PREPARED).exclude(prepared_by_id=actor.id)
        others = aid.exclude(first_member_id=actor.id).order_by("prepared_at")
        items += [_award_item(actor, row, _("Decide")) for row in others[:SHOWN]]
    return items


def _not_placed(actor: Actor) -> QuerySet[Award]:
    return Award.objects.own(actor).filter(state=AwardState.GRANTED, placed=0).order_by("decided_on")


def _request_item(actor: Actor, request: MoneyRequest) -> WorkItem:
    page = "protection:payment_draft" if request.kind == "allowance" else "protection:award_prepare"
    return WorkItem(
        kind="payment",
        title=_("Prepare a payment: %(amount)s") % {"amount": _sum(actor, request)},
        reference=request.reference,
        sender=request.from_organisation.name(actor.language),
        due_at=request.sent_at + WITHIN,
        url=reverse(page, args=[request.pk]),
        action=_("Prepare"),
    )


def _payment_item(actor: Actor, row: Payment, action: str) -> WorkItem:
    return WorkItem(
        kind="payment",
        title=_("%(action)s: %(amount)s") % {"action": action, "amount": _sum(actor, row)},
        reference=row.reference,
        sender="",
        due_at=row.drafted_at + WITHIN,
        url=reverse("protection:payment_read", args=[row.pk]),
        action=action,
    )


def _rest_item(actor: Actor, row: Award) -> WorkItem:
    return _award_item(actor, row, _("Prepare"))


def _award_item(actor: Actor, row: Award, action: str) -> WorkItem:
    return WorkItem(
        kind="payment",
        title=_("Aid: %(amount)s") % {"amount": _sum(actor, row)},
        reference=row.reference,
        sender="",
        due_at=row.prepared_at + WITHIN,
        url=reverse("protection:award_read", args=[row.pk]),
        action=action,
    )


def _sum(actor: Actor, row: Payment | Award | MoneyRequest) -> str:
    return money_text(row.amount, row.currency, actor.language)


@dataclass(frozen=True, slots=True)
class PaymentSteps:
    """What the actor may do to a payment now."""

    approve: bool
    pay: bool
    miss: bool
    cancel: bool
    receipt: bool
    give_back: bool
    reverse: bool
    show: bool
    print: bool


def steps_of_payment(*, actor: Actor, payment: Payment) -> PaymentSteps:
    """Return what the actor may do to a payment now; the actions decide again."""
    drafts, pays = actor.may(Permission.PROTECTION_PAYMENT_DRAFT), actor.may(Permission.PROTECTION_PAYMENT_PAY)
    is_draft, is_paid, waits = (
        payment.state == PaymentState.DRAFTED,
        payment.state in PAID,
        payment.state in CAN_BE_PAID,
    )
    approves = actor.may(Permission.PROTECTION_ALLOWANCE_APPROVE) and actor.id != payment.drafted_by_id
    is_other = actor.id not in (payment.approved_by_id, payment.second_approved_by_id)
    reverses = actor.may(Permission.PROTECTION_PAYMENT_REVERSE) and actor.id != payment.paid_by_id
    return PaymentSteps(
        approve=is_draft and approves,
        pay=waits and pays and is_other,
        miss=payment.state == PaymentState.APPROVED and pays,
        cancel=(is_draft or waits) and drafts,
        receipt=payment.state == PaymentState.PAID and pays,
        give_back=is_paid and pays,
        reverse=is_paid and reverses,
        show=actor.may(Permission.PROTECTION_PAYEE_SHOW),
        print=payment.approved_on is not None and drafts and payment.state not in OVER,
    )


def people_of_payment(*, actor: Actor, payment: Payment) -> list[tuple[str, str]]:
    """Return who prepared, approved, paid and took back, by name."""
    steps = [
        (_("Prepared by"), payment.drafted_by_id),
        (_("Approved by"), payment.approved_by_id),
        (_("Approved also by"), payment.second_approved_by_id),
        (_("Paid by"), payment.paid_by_id),
        (_("Recorded as come back by"), payment.reversed_by_id),
    ]
    known = names(actor=actor, ids=[person for _label, person in steps if person])
    return [(label, known.get(person, "")) for label, person in steps if person]
