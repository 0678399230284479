"""What is done in the criminal case against a group, and what is then said of the group."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, gettext_noop
from panah.core.ids import new_id, reference
from panah.prosecution import queries
from panah.prosecution.models import CriminalGroup, Disposition, Investigation, InvestigationStep
from panah.prosecution.rules import (
    CORRECTIONS,
    check_day,
    check_has_open_case,
    check_not_disposed,
    check_trigger,
)
from panah.prosecution.states import DISPOSITIONS, GroupKind, InvestigationState, move_investigation


@transaction.atomic
def open_investigation(*, actor: Actor, group_id: UUID, article: str, reported_on: date) -> Investigation:
    """
    Register a report against a group: no complaint by a victim is needed.

    :raises NotPermitted: if the actor may not open investigations
    :raises NotVisible: if the actor's organisation holds no such group
    :raises InvalidInput: if the day lies in the future
    """
    check(actor, Permission.PROSECUTION_INVESTIGATION_OPEN)
    group = queries.group_to_change(actor=actor, group_id=group_id)
    check_day(reported_on, today=today(), field="reported_on")
    investigation = Investigation.objects.create(
        id=new_id(),
        organisation_id=group.organisation_id,
        wall=group.wall,
        key_id=group.key_id,
        group=group,
        reference=reference("CC", year=reported_on.year),
        article=article,
        state_on=reported_on,
        reported_on=reported_on,
        opened_by_id=actor.id,
    )
    _keep_step(actor, investigation)
    log.record(
        actor=actor,
        event=Event.PROSECUTION_INVESTIGATION_OPENED,
        subject=investigation,
        case_id=group.pk,
        article=article,
    )
    return investigation


@transaction.atomic
def move_investigation_on(
    *, actor: Actor, investigation_id: UUID, state: str, taken_on: date, article: str = ""
) -> Investigation:
    """
    Record the next step of a criminal case; reclassification names the new article.

    :raises NotPermitted: if the actor may not change investigations
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case cannot take that step
    :raises InvalidInput: if the day lies in the future or before the last step, or the new article is missing
    """
    check(actor, Permission.PROSECUTION_INVESTIGATION_CHANGE)
    investigation = queries.investigation_to_change(actor=actor, investigation_id=investigation_id)
    to = move_investigation(InvestigationState(investigation.state), InvestigationState(state))
    check_day(taken_on, today=today(), not_before=investigation.state_on, field="taken_on")
    if to is InvestigationState.RECLASSIFIED and article in ("", investigation.article):
        raise InvalidInput(gettext_noop("Choose the new article."), field="article")
    investigation.state, investigation.state_on = to, taken_on
    investigation.article = article or investigation.article
    investigation.save(update_fields=["state", "state_on", "article"])
    _keep_step(actor, investigation)
    log.record(
        actor=actor,
        event=Event.PROSECUTION_INVESTIGATION_MOVED,
        subject=investigation,
        case_id=investigation.group_id,
        state=to,
        on=taken_on,
    )
    return investigation


@transaction.atomic
def record_disposition(*, actor: Actor, group_id: UUID, stage: str, disposed_on: date) -> Disposition:
    """
    Say that the group was dealt with: a network prevented, another group neutralised. Neither means convicted.

    :raises NotPermitted: if the actor may not record dispositions
    :raises NotVisible: if the actor's organisation holds no such group
    :raises WrongState: if the group has a disposition that stands, or no criminal case against it was opened
    :raises InvalidInput: if a group is not counted from this stage, or the day lies in the future
    """
    check(actor, Permission.PROSECUTION_DISPOSITION_RECORD)
    group = queries.group_to_change(actor=actor, group_id=group_id)
    standing = queries.standing_disposition(actor=actor, group=group)
    check_not_disposed(is_disposed=standing is not None)
    check_has_open_case(queries.case_states(actor=actor, group=group))
    check_trigger(stage)
    check_day(disposed_on, today=today(), field="disposed_on")
    disposition = Disposition.objects.create(
        organisation_id=group.organisation_id,
        wall=group.wall,
        key_id=group.key_id,
        group=group,
        kind=DISPOSITIONS[GroupKind(group.kind)],
        disposed_on=disposed_on,
        stage=stage,
        recorded_on=today(),
        recorded_by_id=actor.id,
    )
    _log_disposition(actor, Event.PROSECUTION_DISPOSITION_RECORDED, group, disposition)
    return disposition


@transaction.atomic
def correct_disposition(*, actor: Actor, group_id: UUID, correction: str) -> Disposition:
    """
    Take a disposition out of the count, with the reason; it stays on the page.

    :raises NotPermitted: if the actor may not record dispositions
    :raises NotVisible: if the actor's organisation holds no such group, or the group has no disposition that stands
    :raises InvalidInput: if this is no reason for a correction
    """
    check(actor, Permission.PROSECUTION_DISPOSITION_RECORD)
    group = queries.group_to_change(actor=actor, group_id=group_id)
    disposition = queries.disposition_to_correct(actor=actor, group=group)
    if correction not in CORRECTIONS:
        raise InvalidInput(gettext_noop("Choose why it is corrected."), field="correction")
    disposition.corrected_on, disposition.corrected_by_id = today(), actor.id
    disposition.correction = correction
    disposition.save(update_fields=["corrected_on", "corrected_by_id", "correction"])
    _log_disposition(actor, Event.PROSECUTION_DISPOSITION_CORRECTED, group, disposition)
    return disposition


def _keep_step(actor: Actor, investigation: Investigation) -> None:
    InvestigationStep.objects.create(
        organisation_id=investigation.organisation_id,
        wall=investigation.wall,
        key_id=investigation.key_id,
        group_id=investigation.group_id,
        investigation=investigation,
        state=investigation.state,
        article=investigation.article,
        taken_on=investigation.state_on,
        recorded_by_id=actor.id,
    )


def _log_disposition(actor: Actor, event: Event, group: CriminalGroup, disposition: Disposition) -> None:
    log.record(
        actor=actor,
        event=event,
        subject=disposition,
        case_id=group.pk,
        kind=disposition.kind,
        stage=disposition.stage,
        on=disposition.disposed_on,
        correction=disposition.correction or None,
    )
