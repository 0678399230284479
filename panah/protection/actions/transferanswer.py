"""The transfer of a case from the receiver's side: taken by a case of its own, or declined."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_not_paused
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.db import wait_for
from panah.crypto.fields import unseal
from panah.protection import queries
from panah.protection.actions._along import take_assessment, take_care, take_goals, take_presumption
from panah.protection.actions.case import open_case
from panah.protection.actions.note import add_note
from panah.protection.actions.person import show_person
from panah.protection.models import CarriedDecision, Case, Transfer, TransferAnswer
from panah.protection.queries import transfer as transfer_queries
from panah.protection.rules import PersonDetails, lengths
from panah.protection.rules.transfer import carried_reflection, check_still_same, identification_runs, source_of
from panah.protection.states import CaseStatus, TransferState, move_case, move_transfer

ANSWER = Permission.PROTECTION_TRANSFER_ANSWER
# Facts of the sender's case that hold wherever it is led.
CARRIED = ("helped_on", "plan_on", "plan_reviewed_on", "unwilling_on")
DECIDED = ("outcome", "decided_on", "decision_id", "referred_on")


@transaction.atomic
def accept_transfer(*, actor: Actor, transfer_id: UUID) -> Case:
    """
    Take a case over: open one of the own organisation for the same person, with what the sender lets go along.

    Everything is sealed anew under the own key. Who leads a case for this person already goes on with that one: what
    comes along is filed there, and nothing that stands there is changed.

    :raises NotPermitted: if the actor may not take cases over, or not see who somebody is where identity goes along
    :raises NotVisible: if no such transfer came to the actor's organisation, or what it opened has ended
    :raises WrongState: if it was answered, withdrawn or has expired, or somebody decides on the person's status now
    """
    check(actor, ANSWER)
    transfer = _to_answer(actor, transfer_id, TransferState.ACCEPTED)
    told = _told_decision(actor, transfer)
    own = transfer_queries.own_case_of(actor=actor, person_id=transfer.person_id)
    case = _file_to(actor, transfer, own) if own else _take_over(actor, transfer)
    _keep_decision(actor, case_id=case.pk, told=told)
    _answer(actor, transfer, answer=TransferState.ACCEPTED.value, new_case_id=case.pk, new_reference=case.reference)
    # What was unsealed to be sealed anew was read: the holder sees which groups.
    event, opened = Event.PROTECTION_TRANSFER_ACCEPTED, tuple(transfer.groups)
    log.record(actor=actor, event=event, subject=transfer, groups=opened, new_case_id=case.pk)
    return case


@transaction.atomic
def decline_transfer(*, actor: Actor, transfer_id: UUID, reason: str) -> TransferAnswer:
    """
    Decline to take a case over, and say why. It stays with its holder, and the person loses nothing.

    :raises NotPermitted: if the actor may not take cases over
    :raises NotVisible: if no such transfer came to the actor's organisation
    :raises WrongState: if it was answered, withdrawn or has expired
    """
    check(actor, ANSWER)
    transfer = _to_answer(actor, transfer_id, TransferState.DECLINED)
    answer = _answer(actor, transfer, answer=TransferState.DECLINED.value, decline_reason=reason)
    log.record(actor=actor, event=Event.PROTECTION_TRANSFER_DECLINED, subject=transfer, reason=reason)
    return answer


def _to_answer(actor: Actor, transfer_id: UUID, to: TransferState) -> Transfer:
    transfer_queries.transfer_for_us(actor=actor, transfer_id=transfer_id)
    wait_for(f"transfer {transfer_id}")
    transfer = transfer_queries.transfer_for_us(actor=actor, transfer_id=transfer_id)
    move_transfer(transfer.state, to)
    if to == TransferState.ACCEPTED:
        check_not_paused(transfer.paused_at)
    return transfer


def _answer(actor: Actor, transfer: Transfer, **given: object) -> TransferAnswer:
    answer = TransferAnswer(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=transfer.from_organisation_id,
        to_wall=transfer.from_wall,
        sent_by_id=actor.id,
        transfer=transfer,
        case_id=transfer.case_id,
        answered_at=now(),
        **given,
    )
    answer.save(force_insert=True)
    return answer


def _told_decision(actor: Actor, transfer: Transfer) -> CarriedDecision | None:
    """
    Return the decision that was told with a transfer.

    :raises WrongState: if it is not the last one of the sender's case any more
    """
    told: CarriedDecision | None = CarriedDecision.objects.for_us(actor).filter(transfer=transfer).first()
    theirs = queries.case(actor=actor, case_id=transfer.case_id)
    runs = identification_runs(referred_on=theirs.referred_on, decided_on=theirs.decided_on, outcome=theirs.outcome)
    check_still_same(is_running=runs, told=told.decision_id if told else None, now=theirs.decision_id)
    return told


def _keep_decision(actor: Actor, *, case_id: UUID, told: CarriedDecision | None) -> None:
    """Let the own case stand where the decision put the person, unless it knows a later one."""
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if told is None or (case.decision_id is not None and case.decision_id >= told.decision_id):
        return
    for name in DECIDED:
        setattr(case, name, getattr(told, name))
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=[*DECIDED, "next_due_at", "next_due_kind"])


def _file_to(actor: Actor, transfer: Transfer, case: Case) -> Case:
    """Add to an own case what it lacks of what comes along, the open goals, and the words as a note."""
    theirs = queries.case(actor=actor, case_id=transfer.case_id)
    if case.presumed_on is not None or take_presumption(actor, case=case, theirs=theirs):
        take_goals(actor, case=case, theirs=theirs)
    has_assessment = next(iter(queries.assessments(actor=actor, case=case)), None) is not None
    if FieldGroup.HEALTH in transfer.groups and not has_assessment:
        take_assessment(actor, case=case, theirs=theirs)
    take_care(actor, case=case, theirs=theirs, transfer=transfer)
    words = unseal(transfer, "words")["words"]
    told = _("Transfer %(number)s was filed to this case.") % {"number": transfer.reference}
    add_note(actor=actor, case_id=case.pk, text=f"{told}\n\n{words}")
    return case


def _take_over(actor: Actor, transfer: Transfer) -> Case:
    theirs = queries.case(actor=actor, case_id=transfer.case_id)
    case = open_case(
        actor=actor,
        details=_person(actor, transfer),
        source=source_of(transfer.from_organisation.kind),
        forms=theirs.forms,
        country_of_exploitation=theirs.country_of_exploitation,
        person_id=transfer.person_id,
    )
    if take_presumption(actor, case=case, theirs=theirs):
        case = _carry_on(actor, case_id=case.pk, theirs=theirs)
        take_goals(actor, case=case, theirs=theirs)
    if FieldGroup.HEALTH in transfer.groups:
        take_assessment(actor, case=case, theirs=theirs)
    take_care(actor, case=case, theirs=theirs, transfer=transfer)
    return case


def _person(actor: Actor, transfer: Transfer) -> PersonDetails:
    """Return who the person is, as far as it goes along; the page of the transfer has said sex, age and language."""
    if FieldGroup.IDENTITY in transfer.groups:
        return show_person(actor=actor, case_id=transfer.case_id)
    return PersonDetails(sex=transfer.sex, age_band=transfer.age_band, language=transfer.language)


def _carry_on(actor: Actor, *, case_id: UUID, theirs: Case) -> Case:
    """Let the case stand where help stood: nobody waits again for what was done, decided or granted before."""
    case = queries.case_to_change(actor=actor, case_id=case_id)
    for name in CARRIED:
        setattr(case, name, getattr(theirs, name))
    runs = carried_reflection(began_on=theirs.reflection_from, ends_on=theirs.reflection_until, today=today())
    if runs:
        case.reflection_from, case.reflection_until = theirs.reflection_from, theirs.reflection_until
    to = CaseStatus.REFLECTION if runs else CaseStatus.ASSISTANCE
    case.status, case.status_on = move_case(CaseStatus(case.status), to), today()
    case.set_next_deadline(lengths(on=today()))
    case.save()
    return case
