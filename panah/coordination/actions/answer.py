"""A referral from the receiver's side: acknowledged, accepted, declined, taken up, completed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_not_paused
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.coordination import queries
from panah.coordination.actions._letter import seal_letter
from panah.coordination.models import Referral, ReferralReply, SignalOutcome
from panah.coordination.rules import check_outcome
from panah.coordination.states import ReferralState, move_referral
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.protection import actions as protection_actions
from panah.protection import queries as protection
from panah.protection.rules import PersonDetails

ANSWER = Permission.COORDINATION_REFERRAL_ANSWER


@transaction.atomic
def acknowledge_referral(*, actor: Actor, referral_id: UUID) -> ReferralReply:
    """
    Tell the sender that the referral has arrived. The clock goes on until it is answered.

    :raises NotPermitted: if the actor may not answer referrals
    :raises NotVisible: if no such referral came to the actor's organisation
    :raises WrongState: if it was acknowledged, answered or withdrawn before
    """
    check(actor, ANSWER)
    referral = queries.referral_for_us_to_change(actor=actor, referral_id=referral_id)
    move_referral(referral.state, ReferralState.RECEIVED)
    reply = _reply_to(actor, referral)
    reply.save()
    log.record(actor=actor, event=Event.COORDINATION_REFERRAL_RECEIVED, subject=referral)
    return reply


@transaction.atomic
def accept_referral(*, actor: Actor, referral_id: UUID, note: str = "") -> ReferralReply:
    """
    Take a referral. The receiver's own record follows by `take_up_referral`.

    :raises NotPermitted: if the actor may not answer referrals
    :raises NotVisible: if no such referral came to the actor's organisation
    :raises WrongState: if it was answered or withdrawn before
    """
    check(actor, ANSWER)
    reply = _answer(actor, referral_id, ReferralState.ACCEPTED, note=note)
    log.record(actor=actor, event=Event.COORDINATION_REFERRAL_ACCEPTED, subject=reply.referral)
    return reply


@transaction.atomic
def decline_referral(*, actor: Actor, referral_id: UUID, reason: str, note: str = "") -> ReferralReply:
    """
    Refuse a referral, with the reason, which the sender reads.

    :raises NotPermitted: if the actor may not answer referrals
    :raises NotVisible: if no such referral came to the actor's organisation
    :raises WrongState: if it was answered or withdrawn before
    """
    check(actor, ANSWER)
    reply = _answer(actor, referral_id, ReferralState.DECLINED, note=note, reason=reason)
    log.record(actor=actor, event=Event.COORDINATION_REFERRAL_DECLINED, subject=reply.referral, reason=reason)
    return reply


@transaction.atomic
def take_up_referral(*, actor: Actor, referral_id: UUID) -> UUID:
    """
    Make the receiver's own record of an accepted referral, and return its id: an inquiry, or a case.

    What the grant opens of the person is copied; what it does not open is asked again, or left out.

    :raises NotPermitted: if the actor may not open inquiries or cases
    :raises NotVisible: if no such referral came to the actor's organisation
    :raises WrongState: if it is not accepted, was taken up before, or its purpose needs no record here
    """
    check(actor, ANSWER)
    referral = queries.referral_for_us_to_change(actor=actor, referral_id=referral_id)
    reply = queries.answer_to_change(actor=actor, referral=referral)
    if reply is None or referral.state != ReferralState.ACCEPTED or reply.taken_up_on is not None:
        raise WrongState(gettext_noop("This referral is not waiting to be taken up."))
    check_not_paused(referral.paused_at)
    if referral.purpose == "identification":
        record_id = _open_inquiry(actor, referral)
    elif referral.purpose in ("assistance", "transfer"):
        record_id = _open_case(actor, referral)
    else:
        raise WrongState(gettext_noop("This referral needs no record of its own here."))
    reply.taken_up_on = today()
    reply.save(update_fields=["taken_up_on"])
    log.record(actor=actor, event=Event.COORDINATION_REFERRAL_TAKEN_UP, subject=referral)
    return record_id


@transaction.atomic
def complete_referral(*, actor: Actor, referral_id: UUID, completed_on: date) -> ReferralReply:
    """
    Tell the sender that what was asked is done.

    :raises NotPermitted: if the actor may not answer referrals
    :raises NotVisible: if no such referral came to the actor's organisation
    :raises WrongState: if it is not accepted, was completed before, or nobody said what came of its signal or status
    :raises InvalidInput: if the day lies in the future
    """
    check(actor, ANSWER)
    referral = queries.referral_for_us_to_change(actor=actor, referral_id=referral_id)
    move_referral(referral.state, ReferralState.COMPLETED)
    if referral.signal_id is not None and not hasattr(referral, "outcome"):
        raise WrongState(gettext_noop("Tell the sender first what came of the signal."))
    if referral.purpose == "identification" and referral.case_id is not None:
        _check_decided(actor, referral.case_id)
    if completed_on > today():
        raise InvalidInput(gettext_noop("This day lies in the future."), field="completed_on")
    reply = _reply_to(actor, referral)
    reply.completed_on = completed_on
    reply.save(update_fields=["completed_on"])
    log.record(actor=actor, event=Event.COORDINATION_REFERRAL_COMPLETED, subject=referral, on=completed_on)
    return reply


def _check_decided(actor: Actor, case_id: UUID) -> None:
    # The sender waits for the decision: without it neither its clock ends nor the case.
    if not protection.has_decided(actor=actor, case_id=case_id):
        raise WrongState(gettext_noop("Decide on the person's status first: the sender waits for it."))


@transaction.atomic
def tell_outcome(*, actor: Actor, referral_id: UUID, outcome: str) -> SignalOutcome:
    """
    Tell the sender of a signal that the receiver presumes the person trafficked, or does not. No other word crosses.

    :raises NotPermitted: if the actor may not answer referrals
    :raises NotVisible: if no such referral came to the actor's organisation
    :raises WrongState: if it is about no signal, was not accepted, or the same was told before
    :raises InvalidInput: if it is neither
    """
    check(actor, ANSWER)
    referral = queries.referral_for_us_to_change(actor=actor, referral_id=referral_id)
    told = queries.outcome_to_change(actor=actor, referral=referral) or SignalOutcome(**_back(actor, referral))
    has_signal = referral.signal_id is not None
    check_outcome(outcome, has_signal=has_signal, state=referral.state, before=told.outcome)
    told.outcome, told.sent_at = outcome, now()
    told.save()
    log.record(actor=actor, event=Event.COORDINATION_OUTCOME_TOLD, subject=told, outcome=outcome)
    return told


def _answer(actor: Actor, referral_id: UUID, to: ReferralState, *, note: str, reason: str = "") -> ReferralReply:
    referral = queries.referral_for_us_to_change(actor=actor, referral_id=referral_id)
    move_referral(referral.state, to)
    if to == ReferralState.ACCEPTED:
        check_not_paused(referral.paused_at)
    reply = _reply_to(actor, referral)
    reply.answer, reply.answered_at, reply.decline_reason = to.value, now(), reason
    seal_letter(actor=actor, record=reply, words={"note": note})
    reply.save()
    return reply


def _reply_to(actor: Actor, referral: Referral) -> ReferralReply:
    found = queries.answer_to_change(actor=actor, referral=referral)
    return found or ReferralReply(**_back(actor, referral), received_at=now())


def _back(actor: Actor, referral: Referral) -> dict[str, Any]:
    """Return the ends of what goes back to the sender of a referral."""
    return {
        "referral": referral,
        "from_organisation_id": actor.organisation_id,
        "from_wall": actor.wall,
        "to_organisation_id": referral.from_organisation_id,
        "to_wall": referral.from_wall,
        "sent_by_id": actor.id,
    }


def _open_inquiry(actor: Actor, referral: Referral) -> UUID:
    inquiry = protection_actions.open_inquiry(
        actor=actor,
        # A first responder has no case: the inquiry is then about the signal, or the referral itself.
        case_id=referral.case_id or referral.signal_id or referral.pk,
        person_id=referral.person_id,
        holder_organisation_id=referral.from_organisation_id,
        holder_wall=Wall(referral.from_wall),
        referral_id=referral.pk,
        case_reference=referral.case_reference,
    )
    return inquiry.pk


def _open_case(actor: Actor, referral: Referral) -> UUID:
    known, details = queries.what_it_is_about(actor=actor, referral=referral), PersonDetails()
    if referral.case_id is not None:
        details = _person(actor, referral, referral.case_id)
    case = protection_actions.open_case(
        actor=actor,
        details=details,
        source=queries.source_of(actor=actor, referral=referral),
        forms=known.facts.get("forms", ()),
        country_of_exploitation=known.facts.get("country_of_exploitation", ""),
        person_id=referral.person_id,
        referral_id=referral.pk,
        told_band=referral.age_band,
    )
    return case.pk


def _person(actor: Actor, referral: Referral, case_id: UUID) -> PersonDetails:
    """Return what the sender's grant opens of the person; if it opens no identity, the age that was told."""
    try:
        protection.person(actor=actor, case_id=case_id)
    except NotVisible:
        return PersonDetails(age_band=referral.age_band)
    return protection_actions.show_person(actor=actor, case_id=case_id)
