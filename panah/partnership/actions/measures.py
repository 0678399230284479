from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event as Logged
from panah.partnership import rules
from panah.partnership.actions._parts import body_of, make, refuse_second
from panah.partnership.models import Measure, MeasureExecutor
from panah.partnership.queries.measures import measure_to_change
from panah.partnership.states import MeasureStatus, move_measure


@transaction.atomic
def plan_measure(
    *,
    actor: Actor,
    plan: str,
    number: str,
    pillar: str,
    text_en: str,
    text_az: str,
    lead: str,
    executors: Iterable[str] = (),
    starts_on: date | None = None,
    due_on: date | None = None,
) -> Measure:
    """
    Add a measure to the national action plan, under one P.

    :raises NotPermitted: if the actor may not change the plan
    :raises InvalidInput: if the number is taken, a body is not known, or the end is before the start
    """
    check(actor, Permission.PARTNERSHIP_MEASURE_CHANGE)
    rules.check_order(starts_on=starts_on, ends_on=due_on)
    refuse_second(Measure.objects.filter(plan=plan, number=number), field="number")
    measure = make(
        Measure,
        actor=actor,
        plan=plan,
        number=number,
        pillar=pillar,
        text_en=text_en,
        text_az=text_az,
        lead=body_of(lead, field="lead"),
        starts_on=starts_on,
        due_on=due_on,
    )
    for code in executors:
        make(MeasureExecutor, actor=actor, measure=measure, body=body_of(code, field="executors"))
    log.record(actor=actor, event=Logged.PARTNERSHIP_MEASURE_PLANNED, subject=measure)
    return measure


@transaction.atomic
def change_measure(
    *,
    actor: Actor,
    measure_id: UUID,
    pillar: str,
    text_en: str,
    text_az: str,
    lead: str,
    starts_on: date | None = None,
    due_on: date | None = None,
) -> Measure:
    """
    Change the wording, the lead or the dates of a measure.

    :raises NotPermitted: if the actor may not change the plan
    :raises NotVisible: if there is no such measure for the actor's organisation
    :raises InvalidInput: if the lead is not known, or the end is before the start
    """
    check(actor, Permission.PARTNERSHIP_MEASURE_CHANGE)
    measure = measure_to_change(actor=actor, measure_id=measure_id)
    rules.check_order(starts_on=starts_on, ends_on=due_on)
    measure.pillar, measure.text_en, measure.text_az = pillar, text_en, text_az
    measure.lead = body_of(lead, field="lead")
    measure.starts_on, measure.due_on = starts_on, due_on
    measure.save()
    log.record(actor=actor, event=Logged.PARTNERSHIP_MEASURE_PLANNED, subject=measure)
    return measure


@transaction.atomic
def report_measure(
    *, actor: Actor, measure_id: UUID, status: str, done_on: date | None = None, evidence: str = ""
) -> Measure:
    """
    Report how far a measure is; one that is done has a date and evidence.

    :raises NotPermitted: if the actor may not change the plan
    :raises NotVisible: if there is no such measure for the actor's organisation
    :raises WrongState: if the measure cannot go to that status
    :raises InvalidInput: if date or evidence is missing
    """
    check(actor, Permission.PARTNERSHIP_MEASURE_CHANGE)
    measure = measure_to_change(actor=actor, measure_id=measure_id)
    to = move_measure(MeasureStatus(measure.status), MeasureStatus(status))
    rules.check_done(is_done=to is MeasureStatus.DONE, done_on=done_on, evidence=evidence)
    measure.status, measure.done_on, measure.evidence = to, done_on, evidence
    measure.save(update_fields=["status", "done_on", "evidence"])
    log.record(actor=actor, event=Logged.PARTNERSHIP_MEASURE_REPORTED, subject=measure, status=to)
    return measure
