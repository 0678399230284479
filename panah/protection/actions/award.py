"""Aid: an officer prepares the application, two members of the committee decide, the fund pays in parts."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.actions._ledger import new_payment, tell
from panah.protection.models import Award, Payment
from panah.protection.queries.fund import AwardView
from panah.protection.rules import NOTHING, check_amount, check_payee
from panah.protection.states import AwardState, PaymentState, move_award

OTHER_MEMBER = gettext_noop("Somebody else must do this: nobody decides on what they prepared or decided already.")


@transaction.atomic
def prepare_award(*, actor: Actor, request_id: UUID, amount: Decimal, note: str = "") -> Award:
    """
    Put an application before the committee, with the amount that is proposed.

    :raises NotPermitted: if the actor may not prepare payments
    :raises NotVisible: if the application was not sent to the actor's organisation
    :raises WrongState: if it is no application for aid, or was prepared already
    :raises InvalidInput: if the amount is nothing, or more than was asked for
    """
    check(actor, Permission.PROTECTION_PAYMENT_DRAFT)
    request = queries.money_request_to_answer(actor=actor, request_id=request_id)
    if request.kind != "aid":
        raise WrongState(gettext_noop("The allowance is due without a committee. Prepare the payment."))
    if not queries.may_draft(actor=actor, request=request):
        raise WrongState(gettext_noop("This application was prepared already."))
    check_amount(amount)
    if amount > request.amount:
        raise InvalidInput(gettext_noop("This is more than was asked for."), field="amount")
    award = Award(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        request=request,
        case_id=request.case_id,
        person_id=request.person_id,
        reference=request.reference,
        purpose=request.purpose,
        amount=amount,
        currency=request.currency,
        state=AwardState.PREPARED,
        prepared_by_id=actor.id,
    )
    seal(award, note=note.strip())
    award.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_AWARD_PREPARED, subject=award, case_id=award.case_id)
    return award


@transaction.atomic
def look_at_award(*, actor: Actor, award_id: UUID) -> AwardView:
    """
    Return an award with its note, and log that it was read.

    :raises NotPermitted: if the actor may not read payments
    :raises NotVisible: if there is none
    """
    check(actor, Permission.PROTECTION_PAYMENT_READ)
    view = queries.award_view(actor=actor, award_id=award_id)
    groups = (FieldGroup.CASE,) if view.note else ()
    log.record(
        actor=actor, event=Event.PROTECTION_AWARD_READ, subject=view.award, case_id=view.award.case_id, groups=groups
    )
    return view


@transaction.atomic
def grant_award(*, actor: Actor, award_id: UUID) -> Award:
    """
    Agree to aid as a member of the committee. It is granted when two members have agreed; neither prepared it.

    :raises NotPermitted: if the actor is no member of the committee
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such aid at the actor's organisation
    :raises WrongState: if the actor prepared it or agreed already, it was withdrawn, or it was decided on
    """
    check(actor, Permission.PROTECTION_AID_DECIDE)
    award = queries.award_to_change(actor=actor, award_id=award_id)
    state = move_award(AwardState(award.state), AwardState.GRANTED)
    if actor.id in (award.prepared_by_id, award.first_member_id) or award.ended_on:
        raise WrongState(OTHER_MEMBER)
    if award.request is not None and award.request.withdrawn_at is not None:
        raise WrongState(gettext_noop("The one who asked has withdrawn the application."))
    if award.first_member_id is None:
        award.first_member_id = actor.id
    else:
        award.second_member_id, award.state, award.decided_on = actor.id, state, today()
        tell(actor, award.request, state=PaymentState.APPROVED, amount=award.amount, on=today())
    award.save(update_fields=["first_member_id", "second_member_id", "state", "decided_on"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_AWARD_AGREED,
        subject=award,
        case_id=award.case_id,
        state=award.state,
    )
    return award


@transaction.atomic
def reject_award(*, actor: Actor, award_id: UUID, reason: str) -> Award:
    """
    Refuse aid as a member of the committee, for a coded reason: granting needs two, so one who refuses decides.

    :raises NotPermitted: if the actor is no member of the committee
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such aid at the actor's organisation
    :raises WrongState: if the actor prepared it, or it was decided on
    """
    check(actor, Permission.PROTECTION_AID_DECIDE)
    award = queries.award_to_change(actor=actor, award_id=award_id)
    award.state = move_award(AwardState(award.state), AwardState.REJECTED)
    if actor.id == award.prepared_by_id:
        raise WrongState(OTHER_MEMBER)
    award.refused_by_id, award.refusal, award.decided_on = actor.id, reason, today()
    award.save(update_fields=["state", "refused_by_id", "refusal", "decided_on"])
    tell(actor, award.request, state=PaymentState.REJECTED, amount=award.amount, on=today())
    log.record(actor=actor, event=Event.PROTECTION_AWARD_REJECTED, subject=award, case_id=award.case_id, reason=reason)
    return award


@transaction.atomic
def end_award(*, actor: Actor, award_id: UUID) -> Award:
    """
    End aid before all of it was paid: what is left goes back to the fund.

    :raises NotPermitted: if the actor may not prepare payments
    :raises NotVisible: if there is no such aid at the actor's organisation
    :raises WrongState: if it was not granted, or a payment of it still waits
    """
    check(actor, Permission.PROTECTION_PAYMENT_DRAFT)
    award = queries.award_to_change(actor=actor, award_id=award_id)
    award.state = move_award(AwardState(award.state), AwardState.ENDED)
    if queries.waiting_payments(actor=actor, award=award).exists():
        raise WrongState(gettext_noop("A payment of this aid still waits. Pay it or cancel it first."))
    award.ended_on = today()
    award.save(update_fields=["state", "ended_on"])
    tell(actor, award.request, state=PaymentState.CANCELLED, amount=award.placed, on=today())
    log.record(actor=actor, event=Event.PROTECTION_AWARD_ENDED, subject=award, case_id=award.case_id)
    return award


@transaction.atomic
def resume_award(*, actor: Actor, award_id: UUID) -> Award:
    """
    Take up aid again that was ended too soon: the committee's decision still holds.

    :raises NotPermitted: if the actor is no member of the committee
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such aid at the actor's organisation
    :raises WrongState: if it was not ended
    """
    check(actor, Permission.PROTECTION_AID_DECIDE)
    award = queries.award_to_change(actor=actor, award_id=award_id)
    if award.state != AwardState.ENDED:
        raise WrongState(gettext_noop("This aid was not ended."))
    award.state, award.ended_on = move_award(AwardState.ENDED, AwardState.GRANTED), None
    award.save(update_fields=["state", "ended_on"])
    tell(actor, award.request, state=PaymentState.APPROVED, amount=award.amount, on=today())
    log.record(actor=actor, event=Event.PROTECTION_AWARD_RESUMED, subject=award, case_id=award.case_id)
    return award


@transaction.atomic
def place_payment(
    *,
    actor: Actor,
    award_id: UUID,
    amount: Decimal,
    method: str,
    payee: str = "self",
    payee_name: str = "",
    payee_account: str = "",
) -> Payment:
    """
    Prepare the payment of all or a part of granted aid. The parts never come to more than was granted.

    :raises NotPermitted: if the actor may not prepare payments
    :raises NotVisible: if there is no such aid at the actor's organisation
    :raises WrongState: if it was not granted
    :raises InvalidInput: if the amount is nothing or more than is left, or somebody else receives it and is not named
    """
    check(actor, Permission.PROTECTION_PAYMENT_DRAFT)
    award = queries.award_to_change(actor=actor, award_id=award_id)
    if award.state != AwardState.GRANTED or award.request is None:
        raise WrongState(gettext_noop("Only aid that two members have granted is paid."))
    check_amount(amount)
    check_payee(payee=payee, name=payee_name)
    left = max(award.amount - award.placed, NOTHING)
    if amount > left:
        raise InvalidInput(
            gettext_noop("Only %(left)s %(currency)s of what was granted are left."),
            field="amount",
            left=str(left),
            currency=award.currency,
        )
    payment = new_payment(actor, award.request, method=method, payee=payee)
    payment.award, payment.amount, payment.currency = award, amount, award.currency
    payment.state, payment.approved_on = PaymentState.APPROVED, award.decided_on
    payment.approved_by_id, payment.second_approved_by_id = award.first_member_id, award.second_member_id
    seal(payment, payee_name=payee_name.strip(), payee_account=payee_account.strip())
    payment.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_PAYMENT_DRAFTED, subject=payment, case_id=payment.case_id)
    return payment
