"""Who is on call: kept by the supervisor of the line."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.core.db import wait_for
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.helpline import queries
from panah.helpline.models import OnCall
from panah.helpline.rules import Shift, check_shift


@transaction.atomic
def set_oncall(*, actor: Actor, account_id: UUID, line: int, starts_at: datetime, ends_at: datetime) -> OnCall:
    """
    Put somebody of the own line on call.

    :raises NotPermitted: if the actor does not keep the roster
    :raises NotVisible: if nobody such works at the actor's line
    :raises InvalidInput: if the time is impossible, or the place or the person is taken then
    """
    check(actor, Permission.HELPLINE_ROSTER_KEEP)
    if account_id not in {person.id for person in queries.line_people(actor=actor)}:
        raise NotVisible(gettext_noop("Nobody such works at your line."))
    wait_for(f"helpline roster {actor.organisation_id} {actor.wall}")
    shift = Shift(account_id, line, starts_at, ends_at)
    check_shift(shift, others=queries.shifts(actor=actor), now=clock.now())
    oncall = OnCall(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        account_id=account_id,
        line=line,
        starts_at=starts_at,
        ends_at=ends_at,
        set_by_id=actor.id,
    )
    oncall.save(force_insert=True)
    log.record(actor=actor, event=Event.HELPLINE_ONCALL_SET, subject=oncall, account=account_id, line=line)
    return oncall


@transaction.atomic
def end_oncall(*, actor: Actor, oncall_id: UUID) -> OnCall:
    """
    Take somebody off the roster.

    :raises NotPermitted: if the actor does not keep the roster
    :raises NotVisible: if the actor's line has no such entry
    :raises WrongState: if it was taken off before, or is over
    """
    check(actor, Permission.HELPLINE_ROSTER_KEEP)
    oncall = queries.oncall_to_change(actor=actor, oncall_id=oncall_id)
    if oncall.taken_off_at is not None or oncall.ends_at <= clock.now():
        raise WrongState(gettext_noop("This entry of the roster is over already."))
    oncall.taken_off_at = clock.now()
    oncall.save(update_fields=["taken_off_at"])
    log.record(actor=actor, event=Event.HELPLINE_ONCALL_ENDED, subject=oncall, account=oncall.account_id)
    return oncall
