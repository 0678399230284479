"""The presumption: the fact on which all help hangs."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import WrongState, gettext_noop
from panah.core.jobs import enqueue
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.actions._family import tell_shelters
from panah.protection.models import Presumption
from panah.protection.rules import answered, check_day, check_grounds, check_looked_at, lengths
from panah.protection.states import BEFORE_PRESUMPTION, ENDED, CaseStatus, move_case


@transaction.atomic
def presume(
    *,
    actor: Actor,
    case_id: UUID,
    presumed_on: date,
    body: str,
    indicator_list: str,
    answers: dict[str, str],
    grounds: str = "",
    is_carried: bool = False,
) -> Presumption:
    """
    Record that a body presumes the person trafficked. Services are open from then on; the police are not asked.

    A later presumption stands beside the first one and moves nothing.

    :param is_carried: it was made in the case of whoever led it before, which was opened long ago

    :raises NotPermitted: if the actor may not presume
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the case has ended
    :raises InvalidInput: if nothing was ticked and nothing written, or the day cannot be right
    """
    check(actor, Permission.PROTECTION_PRESUMPTION_MAKE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if case.status in ENDED:
        raise WrongState(gettext_noop("This case has ended. Open it again first."))
    check_day(presumed_on, today=today(), field="presumed_on")
    if not is_carried:
        check_looked_at(presumed_on, opened_on=case.opened_on, field="presumed_on")
    check_grounds(answers, grounds=grounds)
    if case.status in BEFORE_PRESUMPTION or case.presumed_on is None:
        case.status = move_case(CaseStatus(case.status), CaseStatus.PRESUMED)
        at = now() if presumed_on == today() else None
        case.status_on, case.presumed_on, case.presumed_at = today(), presumed_on, at
        case.set_next_deadline(lengths(on=today()))
        case.save(update_fields=["status", "status_on", "presumed_on", "presumed_at", "next_due_at", "next_due_kind"])
    presumption = Presumption(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        presumed_on=presumed_on,
        body=body,
        indicator_list=indicator_list,
        answers=answered(answers),
        made_by_id=actor.id,
    )
    seal(presumption, grounds=grounds)
    presumption.save(force_insert=True)
    tell_shelters(actor, case)
    if case.referral_id is not None:
        # Whoever sent the signal hears of it; referrals lie in the room above.
        enqueue("coordination.tell_outcome", referral_id=case.referral_id, outcome="presumed", account_id=actor.id)
    event = Event.PROTECTION_PRESUMPTION_MADE
    log.record(actor=actor, event=event, subject=presumption, case_id=case.id, body=body, presumed_on=presumed_on)
    return presumption
