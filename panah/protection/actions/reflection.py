"""The recovery and reflection period: on request, without condition, beside whatever else happens in the case."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.country.parameters import number
from panah.protection import queries
from panah.protection.models import Case, Notice
from panah.protection.rules import check_day, lengths, reflection_ends
from panah.protection.states import CASE_MOVES, CaseStatus, move_case


@transaction.atomic
def begin_reflection(*, actor: Actor, case_id: UUID, asked_on: date) -> Case:
    """
    Let the reflection period run from the day on which the person asked for it. Nothing else is asked of them.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if nobody presumes trafficking yet, or the period was granted before
    :raises InvalidInput: if the day has not come yet or is before the presumption
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.presumed_on is None:
        raise WrongState(gettext_noop("Record the presumption first: one sign is enough, and it opens this at once."))
    if case.reflection_from is not None:
        raise WrongState(gettext_noop("The reflection period was granted before."))
    check_day(asked_on, today=today(), not_before=case.presumed_on, field="asked_on")
    case.reflection_from = asked_on
    case.reflection_until = reflection_ends(began_on=asked_on, days=number("reflection_days", on=asked_on))
    if CaseStatus.REFLECTION in CASE_MOVES[CaseStatus(case.status)]:
        case.status = move_case(CaseStatus(case.status), CaseStatus.REFLECTION)
        case.status_on = today()
    case.set_next_deadline(lengths(on=today()))
    case.save(
        update_fields=["status", "status_on", "reflection_from", "reflection_until", "next_due_at", "next_due_kind"]
    )
    log.record(actor=actor, event=Event.PROTECTION_REFLECTION_BEGUN, subject=case, until=case.reflection_until)
    return case


@transaction.atomic
def give_notice(*, actor: Actor, case_id: UUID, kind: str, language: str, way: str, given_on: date) -> Notice:
    """
    Record that the person was given the notice of the beginning or the end of the reflection period.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if there is no reflection period in this case
    :raises InvalidInput: if the day cannot be right
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.reflection_from is None:
        raise WrongState(gettext_noop("There is no reflection period in this case yet."))
    check_day(given_on, today=today(), not_before=case.reflection_from, field="given_on")
    notice = Notice(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        kind=kind,
        language=language,
        way=way,
        given_on=given_on,
        given_by_id=actor.id,
    )
    notice.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_NOTICE_GIVEN, subject=notice, case_id=case.pk, kind=kind)
    return notice
