"""A credible report about workers from abroad: who must investigate it, what they say, what came of it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core import clock
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.helpline import queries
from panah.helpline.models import DutyAnswer, DutyNotice, DutyToInvestigate
from panah.helpline.rules import Standing, check_done, check_not_concerned, is_owed


@transaction.atomic
def end_duty(*, actor: Actor, duty_id: UUID, outcome: str) -> DutyToInvestigate:
    """
    Say what came of a duty to investigate.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such duty
    :raises WrongState: if it has ended already
    :raises InvalidInput: if there is no such outcome
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    duty = queries.duty_to_change(actor=actor, duty_id=duty_id)
    if duty.ended_on is not None:
        raise WrongState(gettext_noop("The outcome of this duty is recorded already."))
    if outcome not in code_list("duty_outcome"):
        raise InvalidInput(gettext_noop("Say what came of it."), field="outcome")
    duty.outcome, duty.ended_on, duty.ended_by_id = outcome, clock.today(), actor.id
    duty.save(update_fields=["outcome", "ended_on", "ended_by_id"])
    log.record(actor=actor, event=Event.HELPLINE_DUTY_ENDED, subject=duty, outcome=outcome)
    return duty


@transaction.atomic
def send_duty(*, actor: Actor, duty_id: UUID, to_organisation_id: UUID) -> DutyNotice:
    """
    Tell the body that investigates that it must: codes and the clock, nothing of whoever reported.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such duty, or no such body investigates
    :raises WrongState: if it has ended, or a body has it already
    :raises InvalidInput: if the report is about staff of that body
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    duty = queries.duty_to_change(actor=actor, duty_id=duty_id)
    if to_organisation_id not in {body.id for body in queries.investigating(actor=actor)}:
        raise NotVisible(gettext_noop("There is no such record."))
    told = queries.notices_of(actor=actor, duty_id=duty.pk)
    if duty.ended_on is not None or not is_owed([notice.standing for notice in told]):
        raise WrongState(gettext_noop("A body has this duty already, or its outcome is recorded."))
    check_not_concerned(to_organisation_id, queries.bodies_concerned(actor=actor, signal_id=duty.signal_id))
    signal = queries.signal(actor=actor, signal_id=duty.signal_id)
    notice = DutyNotice(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.PROSECUTION,
        sent_by_id=actor.id,
        duty=duty,
        reference=signal.reference,
        opened_at=duty.opened_at,
        due_at=duty.due_at,
        exploitation_form=signal.exploitation_form,
        division=signal.division,
        workers_count=signal.workers_count,
    )
    notice.save(force_insert=True)
    log.record(actor=actor, event=Event.HELPLINE_DUTY_SENT, subject=notice, to=to_organisation_id)
    return notice


@transaction.atomic
def read_duty(*, actor: Actor, notice_id: UUID) -> DutyNotice:
    """
    Return a duty that the actor's body was told of, and log that it was read.

    :raises NotPermitted: if the actor may not answer for a duty to investigate
    :raises NotVisible: if no such duty came to the actor's body
    """
    check(actor, Permission.HELPLINE_DUTY_ANSWER)
    notice = queries.notice_for_us(actor=actor, notice_id=notice_id)
    log.record(actor=actor, event=Event.HELPLINE_DUTY_READ, subject=notice, groups=("case",))
    return notice


@transaction.atomic
def accept_duty(*, actor: Actor, notice_id: UUID) -> DutyAnswer:
    """
    Say that the actor's body takes a duty to investigate.

    :raises NotPermitted: if the actor may not answer for a duty to investigate
    :raises NotVisible: if no such duty came to the actor's body
    :raises WrongState: if it was taken before, or is done
    """
    check(actor, Permission.HELPLINE_DUTY_ANSWER)
    notice = queries.notice_for_us(actor=actor, notice_id=notice_id)
    if notice.standing is not Standing.WAITS:
        raise WrongState(gettext_noop("Your body has taken this duty already."))
    return _answer(actor, notice)


@transaction.atomic
def answer_duty(*, actor: Actor, notice_id: UUID, outcome: str, done_on: date | None) -> DutyAnswer:
    """
    Say what the actor's body did about a duty to investigate, and on which day.

    :raises NotPermitted: if the actor may not answer for a duty to investigate
    :raises NotVisible: if no such duty came to the actor's body
    :raises WrongState: if it was said before
    :raises InvalidInput: if there is no such outcome, no day, or the day lies ahead
    """
    check(actor, Permission.HELPLINE_DUTY_ANSWER)
    notice = queries.notice_for_us(actor=actor, notice_id=notice_id)
    if notice.standing not in (Standing.WAITS, Standing.ACCEPTED):
        raise WrongState(gettext_noop("What was done is recorded already."))
    check_done(outcome=outcome, done_on=done_on, known=code_list("duty_outcome").codes, today=clock.today())
    return _answer(actor, notice, outcome=outcome, done_on=done_on)


def _answer(actor: Actor, notice: DutyNotice, *, outcome: str = "", done_on: date | None = None) -> DutyAnswer:
    answer = DutyAnswer(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=notice.from_organisation_id,
        to_wall=notice.from_wall,
        sent_by_id=actor.id,
        notice=notice,
        outcome=outcome,
        done_on=done_on,
    )
    answer.save(force_insert=True)
    log.record(actor=actor, event=Event.HELPLINE_DUTY_ANSWERED, subject=answer, outcome=outcome or "accepted")
    return answer
