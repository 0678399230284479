"""Compensation and legal aid: what the person was told, who helps, what was claimed, awarded and received."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import Claim, ClaimPayment
from panah.protection.queries.compensation import claim_payment_to_change
from panah.protection.rules import check_amount, check_not_ahead, check_not_before
from panah.protection.rules.money import after_receipt, after_reversal, check_claimed
from panah.protection.states import CompensationState, move_compensation

S = CompensationState


@transaction.atomic
def open_claim(*, actor: Actor, case_id: UUID, source: str, informed_on: date, note: str = "") -> Claim:
    """
    Record that a person was told of the right to compensation from one source. It claims nothing yet.

    :raises NotPermitted: if the actor may not keep claims
    :raises NotVisible: if there is no such case for this actor
    :raises WrongState: if a claim against this source is under way
    :raises InvalidInput: if the day is to come
    """
    check(actor, Permission.PROTECTION_CLAIM_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_not_ahead(informed_on, today=today(), field="informed_on")
    if queries.has_open_claim(actor=actor, case_id=case_id, source=source):
        raise WrongState(gettext_noop("Compensation from this source is under way already."))
    claim = Claim(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        source=source,
        state=S.INFORMED,
        informed_on=informed_on,
        opened_by_id=actor.id,
    )
    if note.strip():
        seal(claim, note=note.strip())
    claim.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_CLAIM_OPENED, subject=claim, case_id=case.id, source=source)
    return claim


@transaction.atomic
def assign_legal_aid(*, actor: Actor, claim_id: UUID, lawyer_id: UUID, legal_aid_on: date) -> Claim:
    """
    Record the organisation whose lawyer helps the person, free of charge.

    :raises NotPermitted: if the actor may not keep claims
    :raises NotVisible: if there is no such claim for this actor, or no such organisation
    :raises WrongState: if the claim is past this step
    :raises InvalidInput: if the day is to come, or before the person was told
    """
    check(actor, Permission.PROTECTION_CLAIM_CHANGE)
    claim = queries.claim_to_change(actor=actor, claim_id=claim_id)
    claim.state = move_compensation(S(claim.state), S.LEGAL_AID)
    _check_day(legal_aid_on, claim.informed_on, "legal_aid_on")
    if not queries.lawyers(actor=actor).filter(pk=lawyer_id).exists():
        raise NotVisible(f"organisation {lawyer_id}")
    claim.lawyer_id, claim.legal_aid_on = lawyer_id, legal_aid_on
    claim.save(update_fields=["state", "lawyer", "legal_aid_on"])
    _log(actor, claim)
    return claim


@transaction.atomic
def claim_compensation(*, actor: Actor, claim_id: UUID, amount: Decimal, currency: str, claimed_on: date) -> Claim:
    """
    Record that the person, or the lawyer for them, claimed an amount. A refused claim can be claimed again.

    :raises NotPermitted: if the actor may not keep claims
    :raises NotVisible: if there is no such claim for this actor
    :raises WrongState: if it was claimed already
    :raises InvalidInput: if the amount is nothing, or the day is to come or before the person was told
    """
    check(actor, Permission.PROTECTION_CLAIM_CHANGE)
    claim = queries.claim_to_change(actor=actor, claim_id=claim_id)
    claim.state = move_compensation(S(claim.state), S.CLAIMED)
    check_amount(amount)
    _check_day(claimed_on, claim.refused_on or claim.legal_aid_on or claim.informed_on, "claimed_on")
    claim.claimed_amount, claim.currency, claim.claimed_on = amount, currency, claimed_on
    claim.refused_on = None
    claim.save(update_fields=["state", "claimed_amount", "currency", "claimed_on", "refused_on"])
    _log(actor, claim)
    return claim


@transaction.atomic
def award_compensation(*, actor: Actor, claim_id: UUID, amount: Decimal, awarded_on: date) -> Claim:
    """
    Record what was awarded, in the currency of the claim.

    :raises NotPermitted: if the actor may not keep claims
    :raises NotVisible: if there is no such claim for this actor
    :raises WrongState: if it was not claimed, or decided already
    :raises InvalidInput: if the amount is nothing, or the day is to come or before the claim
    """
    check(actor, Permission.PROTECTION_CLAIM_CHANGE)
    claim = queries.claim_to_change(actor=actor, claim_id=claim_id)
    check_claimed(claim.state)
    claim.state = move_compensation(S(claim.state), S.AWARDED)
    check_amount(amount)
    _check_day(awarded_on, claim.claimed_on, "awarded_on")
    claim.awarded_amount, claim.awarded_on = amount, awarded_on
    claim.save(update_fields=["state", "awarded_amount", "awarded_on"])
    _log(actor, claim)
    return claim


@transaction.atomic
def receive_compensation(*, actor: Actor, claim_id: UUID, amount: Decimal, received_on: date) -> Claim:
    """
    Record an amount that the person has effectively received: a part, or the last part, of what was awarded.

    :raises NotPermitted: if the actor may not keep claims
    :raises NotVisible: if there is no such claim for this actor
    :raises WrongState: if nothing was awarded, or all of it was received
    :raises InvalidInput: if it comes to more than was awarded, or the day is to come or before the award
    """
    check(actor, Permission.PROTECTION_CLAIM_CHANGE)
    claim = queries.claim_to_change(actor=actor, claim_id=claim_id)
    move_compensation(S(claim.state), S.PAID_FULL)
    _check_day(received_on, claim.awarded_on, "received_on")
    awarded, received = claim.awarded_amount or Decimal(0), claim.received_amount
    claim.state = after_receipt(awarded=awarded, received=received, amount=amount)
    claim.received_amount = received + amount
    claim.save(update_fields=["state", "received_amount"])
    payment = ClaimPayment.objects.create(
        organisation_id=claim.organisation_id,
        wall=claim.wall,
        key_id=claim.key_id,
        case_id=claim.case_id,
        claim=claim,
        amount=amount,
        currency=claim.currency,
        received_on=received_on,
        recorded_by_id=actor.id,
    )
    log.record(
        actor=actor, event=Event.PROTECTION_CLAIM_RECEIVED, subject=payment, case_id=claim.case_id, state=claim.state
    )
    return claim


@transaction.atomic
def reverse_receipt(*, actor: Actor, claim_payment_id: UUID) -> Claim:
    """
    Take back a receipt that was mistyped: with a line of its own, the first one is never changed.

    :raises NotPermitted: if the actor may not keep claims
    :raises NotVisible: if there is no such receipt at the actor's organisation
    :raises WrongState: if it was taken back before, or takes one back itself
    """
    check(actor, Permission.PROTECTION_CLAIM_CHANGE)
    claim, payment = claim_payment_to_change(actor=actor, claim_payment_id=claim_payment_id)
    if payment.reverses_id is not None or ClaimPayment.objects.own(actor).filter(reverses=payment).exists():
        raise WrongState(gettext_noop("This receipt was taken back before."))
    after = after_reversal(received=claim.received_amount, amount=payment.amount)
    claim.state = move_compensation(S(claim.state), after)
    claim.received_amount -= payment.amount
    claim.save(update_fields=["state", "received_amount"])
    line = ClaimPayment.objects.create(
        organisation_id=claim.organisation_id,
        wall=claim.wall,
        key_id=claim.key_id,
        case_id=claim.case_id,
        claim=claim,
        amount=-payment.amount,
        currency=payment.currency,
        received_on=payment.received_on,
        recorded_by_id=actor.id,
        reverses=payment,
    )
    log.record(
        actor=actor, event=Event.PROTECTION_CLAIM_REVERSED, subject=line, case_id=claim.case_id, state=claim.state
    )
    return claim


@transaction.atomic
def refuse_compensation(*, actor: Actor, claim_id: UUID, refused_on: date) -> Claim:
    """
    Record that compensation was refused, or that an award was overturned on appeal. An appeal claims again.

    :raises NotPermitted: if the actor may not keep claims
    :raises NotVisible: if there is no such claim for this actor
    :raises WrongState: if it was not claimed, or something of the award was received
    :raises InvalidInput: if the day is to come or before the claim or the award
    """
    check(actor, Permission.PROTECTION_CLAIM_CHANGE)
    claim = queries.claim_to_change(actor=actor, claim_id=claim_id)
    claim.state = move_compensation(S(claim.state), S.REFUSED)
    _check_day(refused_on, claim.awarded_on or claim.claimed_on, "refused_on")
    # An award that was overturned is none: nothing of it is counted. The log keeps that it was made.
    claim.refused_on, claim.awarded_on, claim.awarded_amount = refused_on, None, None
    claim.save(update_fields=["state", "refused_on", "awarded_on", "awarded_amount"])
    _log(actor, claim)
    return claim


@transaction.atomic
def decline_compensation(*, actor: Actor, claim_id: UUID) -> Claim:
    """
    Record that the person does not wish to claim. They may change their mind at any time; help goes on.

    :raises NotPermitted: if the actor may not keep claims
    :raises NotVisible: if there is no such claim for this actor
    :raises WrongState: if something was awarded already
    """
    check(actor, Permission.PROTECTION_CLAIM_CHANGE)
    claim = queries.claim_to_change(actor=actor, claim_id=claim_id)
    claim.state = move_compensation(S(claim.state), S.DECLINED)
    claim.save(update_fields=["state"])
    _log(actor, claim)
    return claim


def _check_day(day: date, earlier: date | None, field: str) -> None:
    check_not_ahead(day, today=today(), field=field)
    check_not_before(day, earlier=earlier, field=field)


def _log(actor: Actor, claim: Claim) -> None:
    log.record(actor=actor, event=Event.PROTECTION_CLAIM_MOVED, subject=claim, case_id=claim.case_id, state=claim.state)
