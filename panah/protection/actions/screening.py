"""Screening for signs: the answers are kept with what the rule says of them. Somebody else decides."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.protection import queries
from panah.protection.actions._family import tell_shelters
from panah.protection.models import Screening
from panah.protection.rules import SCREENING_LISTS, answered, check_answers, check_day, check_looked_at, reading
from panah.protection.states import ENDED


@transaction.atomic
def screen(
    *, actor: Actor, case_id: UUID, indicator_list: str, screened_on: date, answers: dict[str, str]
) -> Screening:
    """
    Record the answers to one list of signs. It can be done again at any time, and moves nothing by itself.

    :raises NotPermitted: if the actor may not screen
    :raises NotVisible: if the actor's organisation holds no such case, or there is no such list
    :raises WrongState: if the case has ended
    :raises InvalidInput: if nothing was answered, or the day cannot be right
    """
    check(actor, Permission.PROTECTION_SCREENING_MAKE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if indicator_list not in SCREENING_LISTS:
        raise NotVisible(f"list {indicator_list}")
    if case.status in ENDED:
        raise WrongState(gettext_noop("This case has ended. Open it again first."))
    check_day(screened_on, today=today(), field="screened_on")
    check_looked_at(screened_on, opened_on=case.opened_on, field="screened_on")
    given = answered(answers)
    check_answers(given)
    read = reading(indicator_list, given)
    screening = Screening.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        screened_on=screened_on,
        indicator_list=indicator_list,
        answers=given,
        answered_count=read.answered_count,
        result=read.result,
        positive=list(read.positive),
        made_by_id=actor.id,
    )
    tell_shelters(actor, case)
    log.record(
        actor=actor,
        event=Event.PROTECTION_SCREENING_MADE,
        subject=screening,
        case_id=case.id,
        indicator_list=indicator_list,
        result=read.result,
    )
    return screening
