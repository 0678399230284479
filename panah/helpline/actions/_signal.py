"""What follows of a signal at once, for the actions that make or correct one and log it."""

from datetime import datetime

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.country.parameters import period
from panah.helpline import queries
from panah.helpline.actions._ring import ring, tell_desk
from panah.helpline.models import DutyToInvestigate, Signal


def warn(actor: Actor, signal: Signal, *, words: str) -> None:
    """Let somebody hear of danger now: the own desk where it can take an alarm, else the line that answers always."""
    if actor.may(Permission.HELPLINE_ALARM_TAKE):
        ring(actor, signal=signal)
    else:
        tell_desk(actor, signal, words=words)


def owe_investigation(actor: Actor, signal: Signal, *, since: datetime) -> None:
    """Open the duty to investigate a credible report about workers from abroad, unless it was opened before."""
    if queries.duty_of(actor=actor, signal_id=signal.pk) is not None:
        return
    duty = DutyToInvestigate(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        signal=signal,
        opened_at=since,
        due_at=since + period("duty_to_investigate_days", on=clock.today()),
    )
    DutyToInvestigate.objects.bulk_create([duty])
    log.record(actor=actor, event=Event.HELPLINE_DUTY_OPENED, subject=duty)
