"""A referral from the sender's side: sent, read, withdrawn, its answer noted."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from panah.access.actions import give_grant, withdraw_grant
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.queries import check_may_share
from panah.access.walls import FieldGroup, Wall
from panah.audit import log
from panah.audit.events import Event
from panah.coordination import queries
from panah.coordination.actions._letter import seal_letter
from panah.coordination.models import Referral
from panah.coordination.rules import (
    NOT_CONFIRMED,
    PRESUMED,
    REFERRAL_WALLS,
    basis_of,
    check_body,
    check_groups,
    check_help_only,
    check_without_case,
    referral_due,
    waits_to_be_noted,
)
from panah.coordination.states import ReferralState, move_referral
from panah.core.clock import now, today
from panah.core.errors import WrongState, gettext_noop
from panah.core.ids import new_id, reference
from panah.country.parameters import number
from panah.helpline import actions as helpline_actions
from panah.helpline import queries as helpline
from panah.helpline.rules import check_not_concerned
from panah.helpline.states import SignalState
from panah.organisations.models import Organisation
from panah.protection import actions as protection_actions
from panah.protection import queries as protection
from panah.protection.rules.child import OLDEST_CHILD
from panah.protection.rules.consent import check_basis

SEND = Permission.COORDINATION_REFERRAL_SEND


class Subject(NamedTuple):
    """What a referral is about: the sender's case, the sender's signal, or nothing but its words."""

    person_id: UUID
    case_id: UUID | None = None
    case_reference: str = ""
    signal_id: UUID | None = None
    age_band: str = ""

    @property
    def record_id(self) -> UUID | None:
        return self.case_id or self.signal_id


@transaction.atomic
def send_referral(
    *,
    actor: Actor,
    to_organisation_id: UUID,
    purpose: str,
    basis: str,
    note: str,
    expires_on: date,
    asked: Collection[str] = (),
    groups: Collection[str] = (FieldGroup.CASE,),
    is_urgent: bool = False,
    case_id: UUID | None = None,
    signal_id: UUID | None = None,
    consent_id: UUID | None = None,
    agreed: str = "",
) -> Referral:
    """
    Refer somebody to another organisation, and open to it what it needs of the case or signal, for a time.

    A case is told of with the person's consent, or by a recorded duty above it; access ends with either. Of a signal,
    `agreed` is what the person said before there was a case; where nobody agrees, the basis is a duty above consent.

    :raises NotPermitted: if the actor may not send referrals
    :raises StepUpNeeded: if it opens a case or signal and the actor's last sign-in is older than five minutes
    :raises NotVisible: if there is no such body, or the actor's organisation holds no such case or signal
    :raises WrongState: if the case or signal cannot be referred now or again, or the person had sharing restricted
    :raises InvalidInput: if that body does not do this or is whom the report is about, neither consent nor duty is
        there, or it takes over 90 days
    """
    check(actor, SEND)
    body = queries.body_to_refer_to(actor=actor, organisation_id=to_organisation_id)
    subject = _subject(actor, case_id=case_id, signal_id=signal_id, basis=basis, purpose=purpose)
    check_groups(opened := frozenset(FieldGroup(group) for group in groups))
    check_body(purpose=purpose, kind=body.kind)
    if signal_id is not None:
        basis = _told(actor, body, signal_id=signal_id, purpose=purpose, basis=basis, agreed=agreed, note=note)
    rests_on, until = _ground(actor, body, basis=basis, subject=subject, consent_id=consent_id)
    referral = Referral(
        **_ends(actor, body, purpose),
        id=new_id(),
        reference=reference("R", year=today().year),
        purpose=purpose,
        basis=basis,
        consent_id=rests_on,
        agreed=agreed,
        asked=sorted(asked),
        is_urgent=is_urgent,
        due_at=referral_due(sent_at=now(), hours=number("referral_answer_hours", on=today())),
        **subject._asdict(),
    )
    referral.grant_id = _open_to(actor, referral, subject, groups=opened, ends=(expires_on, until))
    seal_letter(actor=actor, record=referral, words={"note": note})
    referral.save(force_insert=True)
    _mark_sent(actor, referral)
    log.record(
        actor=actor,
        event=Event.COORDINATION_REFERRAL_SENT,
        subject=referral,
        groups=sorted(opened) if referral.grant_id else (),
        purpose=purpose,
        grant_id=referral.grant_id,
    )
    return referral


def _ends(actor: Actor, body: Organisation, purpose: str) -> dict[str, Any]:
    return {
        "from_organisation_id": actor.organisation_id,
        "from_wall": actor.wall,
        "to_organisation_id": body.pk,
        "to_wall": REFERRAL_WALLS[purpose],
        "sent_by_id": actor.id,
    }


def _told(
    actor: Actor, body: Organisation, *, signal_id: UUID, purpose: str, basis: str, agreed: str, note: str
) -> str:
    """Return on what a signal is told of, once this body may learn of it for this purpose."""
    check_not_concerned(body.pk, helpline.bodies_concerned(actor=actor, signal_id=signal_id))
    check_help_only(agreed=agreed, purpose=purpose)
    return basis_of(agreed=agreed, ground=basis, reason=note)


def _ground(
    actor: Actor, body: Organisation, *, basis: str, subject: Subject, consent_id: UUID | None
) -> tuple[UUID | None, date | None]:
    """Return the consent that a referral of a case rests on, or None for a duty above it, with the last day of it."""
    case_id = subject.case_id
    if case_id is None:
        if subject.signal_id is None:
            check_without_case(basis=basis)
        return None, None
    consent = queries.consent_to_tell(actor=actor, case_id=case_id, consent_id=consent_id, body=body)
    duty = protection.override_until(actor=actor, case_id=case_id, ground=basis, recipient_id=body.pk)
    check_basis(basis=basis, is_consented=consent is not None, is_overridden=duty is not None)
    return (consent.id, consent.expires_on) if consent is not None and basis == "consent" else (None, duty)


def _subject(actor: Actor, *, case_id: UUID | None, signal_id: UUID | None, basis: str, purpose: str) -> Subject:
    if case_id is not None:
        case = protection.case_to_change(actor=actor, case_id=case_id)
        check_may_share(actor=actor, case_id=case_id, basis=basis)
        band = protection.band_of(actor=actor, case=case)
        return Subject(case.person_id, case_id=case.pk, case_reference=case.reference, age_band=band)
    if signal_id is not None:
        signal = helpline.signal_to_change(actor=actor, signal_id=signal_id)
        if queries.referrals_out(actor=actor, signal_id=signal_id).filter(purpose=purpose).exists():
            raise WrongState(gettext_noop("This signal is referred for that already. Wait for the answer."))
        band = OLDEST_CHILD if signal.is_child == "yes" else ""
        return Subject(new_id(), case_reference=signal.reference, signal_id=signal.pk, age_band=band)
    return Subject(new_id())


def _open_to(
    actor: Actor, referral: Referral, subject: Subject, *, groups: frozenset[FieldGroup], ends: tuple[date | None, ...]
) -> UUID | None:
    """Open what the referral needs, until the first of the days on which it ends."""
    if subject.record_id is None or not groups:
        return None
    grant = give_grant(
        actor=actor,
        case_id=subject.record_id,
        to_organisation_id=referral.to_organisation_id,
        to_wall=Wall(referral.to_wall),
        groups=groups,
        purpose=referral.purpose,
        basis=referral.basis,
        expires_on=min(day for day in ends if day is not None),
        permission=SEND,
        consent_id=referral.consent_id,
    )
    return grant.pk


def _mark_sent(actor: Actor, referral: Referral) -> None:
    if referral.signal_id is not None:
        signal = helpline.signal_to_change(actor=actor, signal_id=referral.signal_id)
        keeps_clock = queries.keeps_clock(actor=actor, signal_id=referral.signal_id)
        if signal.state != SignalState.HANDED_OVER and not keeps_clock:
            helpline_actions.move_signal_on(actor=actor, signal_id=referral.signal_id, state=SignalState.HANDED_OVER)
    if referral.case_id is not None and referral.purpose == "identification":
        protection_actions.mark_case_referred(actor=actor, case_id=referral.case_id)


def _mark_failed(actor: Actor, referral: Referral) -> None:
    """Put the case or signal back to where it stood before, and end what the referral opened."""
    if referral.grant_id is not None and queries.grant_is_live(actor=actor, grant_id=referral.grant_id):
        withdraw_grant(actor=actor, grant_id=referral.grant_id, permission=SEND)
    if referral.signal_id is not None:
        signal = helpline.signal_to_change(actor=actor, signal_id=referral.signal_id)
        keeps_clock = queries.keeps_clock(actor=actor, signal_id=referral.signal_id)
        if signal.state == SignalState.HANDED_OVER and keeps_clock:
            helpline_actions.move_signal_on(actor=actor, signal_id=referral.signal_id, state=SignalState.OPEN)
    is_asked = referral.purpose == "identification" and not queries.is_referred_besides(actor=actor, referral=referral)
    if referral.case_id is not None and is_asked:
        protection_actions.mark_case_not_referred(actor=actor, case_id=referral.case_id)


@transaction.atomic
def look_at_referral(*, actor: Actor, referral_id: UUID) -> Referral:
    """
    Return a referral, and log that it was read; both ends can see that later.

    :raises NotPermitted: if the actor may not read referrals
    :raises NotVisible: if there is none for this actor
    """
    check(actor, Permission.COORDINATION_REFERRAL_READ)
    referral = queries.referral(actor=actor, referral_id=referral_id)
    log.record(
        actor=actor,
        event=Event.COORDINATION_REFERRAL_READ,
        subject=referral,
        case_id=referral.case_id or referral.signal_id,
        groups=(FieldGroup.CASE,),
    )
    return referral


@transaction.atomic
def withdraw_referral(*, actor: Actor, referral_id: UUID) -> Referral:
    """
    Take a referral back, and end at once what it opened.

    :raises NotPermitted: if the actor may not send referrals
    :raises NotVisible: if the actor's organisation sent no such referral
    :raises WrongState: if it was declined, withdrawn or completed before
    """
    check(actor, SEND)
    referral = queries.referral_sent_to_change(actor=actor, referral_id=referral_id)
    move_referral(referral.state, ReferralState.WITHDRAWN)
    referral.withdrawn_at = now()
    referral.save(update_fields=["withdrawn_at"])
    _mark_failed(actor, referral)
    log.record(actor=actor, event=Event.COORDINATION_REFERRAL_WITHDRAWN, subject=referral)
    return referral


@transaction.atomic
def stop_referrals(*, actor: Actor, consent_id: UUID) -> list[Referral]:
    """
    Take back every referral that rests on a consent which was withdrawn. Both ends find it among their work.

    :raises NotPermitted: if the actor may not send referrals
    """
    check(actor, SEND)
    stopped = queries.referrals_on_consent(actor=actor, consent_id=consent_id)
    for referral in stopped:
        referral.withdrawn_at, referral.withdrawn_because = now(), "consent_withdrawn"
        referral.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _mark_failed(actor, referral)
        log.record(
            actor=actor,
            event=Event.COORDINATION_REFERRAL_WITHDRAWN,
            subject=referral,
            because=referral.withdrawn_because,
        )
    return stopped


@transaction.atomic
def note_answer(*, actor: Actor, referral_id: UUID) -> Referral:
    """
    Note that a referral was declined: the case or signal stands as before, and the receiver sees it no more.

    :raises NotPermitted: if the actor may not send referrals
    :raises NotVisible: if the actor's organisation sent no such referral
    :raises WrongState: if it was not declined, or this was noted before
    """
    check(actor, SEND)
    referral = queries.referral_sent_to_change(actor=actor, referral_id=referral_id)
    if referral.state != ReferralState.DECLINED or referral.noted_at is not None:
        raise WrongState(gettext_noop("There is nothing to note: open the referral again and look at its state."))
    referral.noted_at = now()
    referral.save(update_fields=["noted_at"])
    _mark_failed(actor, referral)
    log.record(actor=actor, event=Event.COORDINATION_REFERRAL_NOTED, subject=referral)
    return referral


@transaction.atomic
def note_outcome(*, actor: Actor, referral_id: UUID) -> Referral:
    """
    Take over what the receiver of a signal found: the signal moves with it, and whoever wrote hears that it has ended.

    Presumed by one receiver is presumed; not confirmed it is when nobody else has it any more.

    :raises NotPermitted: if the actor may not send referrals
    :raises NotVisible: if the actor's organisation sent no such referral
    :raises WrongState: if nothing was found yet, or this was noted before
    """
    check(actor, SEND)
    referral = queries.referral_sent_to_change(actor=actor, referral_id=referral_id)
    told = getattr(referral, "outcome", None)
    if told is None or not waits_to_be_noted(told_at=told.sent_at, noted_at=referral.noted_at):
        raise WrongState(gettext_noop("There is nothing to note: open the referral again and look at its state."))
    referral.noted_at = now()
    referral.save(update_fields=["noted_at"])
    _follow(actor, referral, told.outcome)
    log.record(actor=actor, event=Event.COORDINATION_REFERRAL_NOTED, subject=referral, outcome=told.outcome)
    return referral


def _follow(actor: Actor, referral: Referral, outcome: str) -> None:
    """Move the signal of a referral as its receiver said."""
    signal_id = referral.signal_id
    if signal_id is None:
        return
    state = helpline.signal_to_change(actor=actor, signal_id=signal_id).state
    others = queries.referrals_out(actor=actor, signal_id=signal_id)
    if outcome == PRESUMED and state != SignalState.PRESUMED:
        helpline_actions.move_signal_on(actor=actor, signal_id=signal_id, state=SignalState.PRESUMED)
    if outcome == NOT_CONFIRMED and state == SignalState.HANDED_OVER and not others.exists():
        helpline_actions.move_signal_on(actor=actor, signal_id=signal_id, state=SignalState.REJECTED)
