"""
The end of a record. A nightly job proposes; two persons approve, one of them the data-protection officer; a job
destroys the record's key, and with it every name, contact and word. Figures stay: they name nobody. A backup made
before still holds the key; the ledger outside the database says so, and a restored key is destroyed at the next start.
"""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_fresh
from panah.access.roles import Duty
from panah.audit import ledger, log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import WrongState, gettext_noop
from panah.core.jobs import enqueue
from panah.matching.actions import forget_person
from panah.protection import queries
from panah.protection.models import Erasure, LegalHold, Person
from panah.protection.queries.retention import (
    erasure_to_change,
    erasure_with_case_to_change,
    hold_to_change,
    is_held,
    keys_of_case,
)
from panah.protection.rules import check_day
from panah.protection.rules.retention import check_approver, check_ended, check_second, check_undecided
from panah.protection.states import ENDED
from panah.protection.states.retention import WAITING, ErasureState, move_erasure


@transaction.atomic
def approve_erasure(*, actor: Actor, erasure_id: UUID) -> Erasure:
    """
    Approve that a record is erased. With the second approval a job destroys its key.

    :raises NotPermitted: if the actor is neither the data-protection officer nor who leads
    :raises StepUpNeeded: if the actor's last sign-in is older than five minutes
    :raises NotVisible: if the actor's organisation has no such proposal
    :raises WrongState: if the case is open or held, the proposal decided, or the same person approves twice
    """
    check(actor, Permission.PROTECTION_ERASURE_DECIDE)
    erasure, case = erasure_with_case_to_change(actor=actor, erasure_id=erasure_id)
    is_officer = _check_deciding(actor)
    if case is not None:
        check_ended(case.status)
    if is_held(actor=actor, case_id=erasure.case_id):
        raise WrongState(gettext_noop("A legal hold stands on this case. Nothing of it is erased."))
    if erasure.state == ErasureState.PROPOSED:
        erasure.state = move_erasure(ErasureState(erasure.state), ErasureState.HALF_APPROVED)
        erasure.first_by_id, erasure.first_at, erasure.first_is_officer = actor.id, now(), is_officer
    else:
        check_second(
            person=actor.id,
            is_officer=is_officer,
            first=erasure.first_by_id,
            first_is_officer=erasure.first_is_officer,
        )
        erasure.state = move_erasure(ErasureState(erasure.state), ErasureState.APPROVED)
        erasure.second_by_id = actor.id
        enqueue("protection.erase", erasure_id=erasure.pk, account_id=actor.id)
    erasure.save(update_fields=["state", "first_by_id", "first_at", "first_is_officer", "second_by_id"])
    log.record(actor=actor, event=Event.PROTECTION_ERASURE_APPROVED, subject=erasure, case_id=erasure.case_id)
    return erasure


@transaction.atomic
def refuse_erasure(*, actor: Actor, erasure_id: UUID) -> Erasure:
    """
    Keep a record although its time has run out. It is proposed again after half a year.

    :raises NotPermitted: if the actor is neither the data-protection officer nor who leads
    :raises StepUpNeeded: if the actor's last sign-in is older than five minutes
    :raises NotVisible: if the actor's organisation has no such proposal
    :raises WrongState: if the proposal has been decided
    """
    check(actor, Permission.PROTECTION_ERASURE_DECIDE)
    erasure = erasure_to_change(actor=actor, erasure_id=erasure_id)
    _check_deciding(actor)
    check_undecided(erasure.state)
    erasure.state = move_erasure(ErasureState(erasure.state), ErasureState.REFUSED)
    erasure.ended_at = now()
    erasure.save(update_fields=["state", "ended_at"])
    log.record(actor=actor, event=Event.PROTECTION_ERASURE_REFUSED, subject=erasure, case_id=erasure.case_id)
    return erasure


@transaction.atomic
def erase_record(*, actor: Actor, erasure_id: UUID) -> bool:
    """
    Destroy the keys of an approved record, and return whether one was destroyed now. Only a job may.

    Nothing is destroyed while the case is open or a hold stands on it.

    :raises NotPermitted: if the actor may not approve erasures
    :raises NotVisible: if the actor's organisation has no such proposal
    """
    check(actor, Permission.PROTECTION_ERASURE_DECIDE)
    erasure, case = erasure_with_case_to_change(actor=actor, erasure_id=erasure_id)
    is_stopped = case is not None and case.status not in ENDED
    if erasure.state != ErasureState.APPROVED or is_stopped or is_held(actor=actor, case_id=erasure.case_id):
        return False
    if case is None:
        return _erase_key(actor, erasure)
    people = list(Person.objects.own(actor).filter(case_id=case.pk).values_list("pk", flat=True))
    # Told outside the database first: two persons have approved it, and a backup made until now still holds the key.
    ledger.append([(ledger.PERSON, person_id) for person_id in people], on=today())
    destroyed = ledger.erase_keys(keys_of_case(actor=actor, case=case))
    for person_id in people:
        forget_person(organisation_id=case.organisation_id, subject_id=person_id)
    _end(erasure)
    log.record(actor=actor, event=Event.PROTECTION_CASE_ERASED, subject=erasure, case_id=case.pk, count=destroyed)
    enqueue("coordination.erase_words", case_id=case.pk, account_id=actor.id)
    return bool(destroyed)


def _erase_key(actor: Actor, erasure: Erasure) -> bool:
    """Destroy the key of a record that is no case, after telling the ledger outside the database."""
    destroyed = ledger.erase_keys(key for key in (erasure.other_key_id,) if key is not None)
    _end(erasure)
    log.record(actor=actor, event=Event.PROTECTION_RECORD_ERASED, subject=erasure, retention=erasure.retention)
    return bool(destroyed)


def _end(erasure: Erasure) -> None:
    erasure.state = move_erasure(ErasureState(erasure.state), ErasureState.ERASED)
    erasure.ended_at = now()
    erasure.save(update_fields=["state", "ended_at"])


@transaction.atomic
def hold_erasure(*, actor: Actor, erasure_id: UUID, basis: str, held_on: date) -> LegalHold:
    """
    Hold a record whose time has run out: it is not erased, and approvals that were given are taken back.

    :raises NotPermitted: if the actor may not decide on the end of records
    :raises NotVisible: if the actor's organisation has no such proposal
    :raises WrongState: if it was decided before, or is held already
    :raises InvalidInput: if the day has not come yet
    """
    check(actor, Permission.PROTECTION_ERASURE_DECIDE)
    erasure = erasure_to_change(actor=actor, erasure_id=erasure_id)
    check_day(held_on, today=today(), field="held_on")
    if erasure.state in (ErasureState.ERASED, ErasureState.REFUSED):
        raise WrongState(gettext_noop("This proposal has been decided already."))
    if is_held(actor=actor, case_id=erasure.case_id):
        raise WrongState(gettext_noop("A legal hold stands on this case already."))
    hold = _hold(actor, erasure.case_id, erasure.case_reference, basis=basis, held_on=held_on)
    log.record(actor=actor, event=Event.PROTECTION_HOLD_PLACED, subject=hold, case_id=erasure.case_id, basis=basis)
    return hold


@transaction.atomic
def place_hold(*, actor: Actor, case_id: UUID, basis: str, held_on: date) -> LegalHold:
    """
    Hold a record: nothing of it is erased, and approvals that were given are taken back.

    :raises NotPermitted: if the actor may not hold records
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if it is held already
    :raises InvalidInput: if the day has not come yet
    """
    check(actor, Permission.PROTECTION_HOLD_PLACE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    check_day(held_on, today=today(), field="held_on")
    if is_held(actor=actor, case_id=case_id):
        raise WrongState(gettext_noop("A legal hold stands on this case already."))
    hold = _hold(actor, case_id, case.reference, basis=basis, held_on=held_on)
    log.record(actor=actor, event=Event.PROTECTION_HOLD_PLACED, subject=hold, case_id=case_id, basis=basis)
    return hold


def _hold(actor: Actor, case_id: UUID, reference: str, *, basis: str, held_on: date) -> LegalHold:
    hold: LegalHold = LegalHold.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        case_id=case_id,
        case_reference=reference,
        basis=basis,
        held_on=held_on,
        held_by_id=actor.id,
    )
    waiting = Erasure.objects.own(actor).filter(case_id=case_id, state__in=[state.value for state in WAITING])
    waiting.update(
        state=ErasureState.PROPOSED, first_by_id=None, first_at=None, first_is_officer=False, second_by_id=None
    )
    return hold


@transaction.atomic
def release_hold(*, actor: Actor, hold_id: UUID) -> LegalHold:
    """
    Release a hold. It ends when a second person releases it too; one of the two is the data-protection officer.

    :raises NotPermitted: if the actor is neither the data-protection officer nor who leads
    :raises StepUpNeeded: if the actor's last sign-in is older than five minutes
    :raises NotVisible: if the actor's organisation has no such hold
    :raises WrongState: if it was released, or the same person releases it twice
    """
    check(actor, Permission.PROTECTION_ERASURE_DECIDE)
    hold = hold_to_change(actor=actor, hold_id=hold_id)
    is_officer = _check_deciding(actor)
    if hold.released_at is not None:
        raise WrongState(gettext_noop("This hold was released before."))
    if hold.release_by_id is None:
        hold.release_by_id, hold.release_is_officer = actor.id, is_officer
    else:
        check_second(
            person=actor.id,
            is_officer=is_officer,
            first=hold.release_by_id,
            first_is_officer=hold.release_is_officer,
        )
        hold.released_by_id, hold.released_at = actor.id, now()
    hold.save(update_fields=["release_by_id", "release_is_officer", "released_by_id", "released_at"])
    log.record(actor=actor, event=Event.PROTECTION_HOLD_RELEASED, subject=hold, case_id=hold.case_id)
    return hold


def _check_deciding(actor: Actor) -> bool:
    """Let the actor decide on the end of a record, and return whether it is the data-protection officer."""
    check_fresh(actor)
    is_officer = Duty.DATA_PROTECTION_OFFICER in actor.duties
    leads = actor.may(Permission.PROTECTION_CASE_ASSIGN) or Duty.FOCAL_POINT in actor.duties
    check_approver(is_officer=is_officer, is_supervisor=leads)
    return is_officer
