"""Safety flags: raised with what to do, lowered when the danger is over."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.protection import queries
from panah.protection.models import Case, Flag
from panah.protection.rules import lengths


@transaction.atomic
def raise_flag(*, actor: Actor, case_id: UUID, kind: str, instruction: str) -> Flag:
    """
    Warn everybody who opens a case, and say what to do.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if this flag stands already
    :raises InvalidInput: if nobody is told what to do
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if kind in case.flags:
        raise WrongState(gettext_noop("This flag stands already. Lower it first, then raise it with new words."))
    if not instruction.strip():
        raise InvalidInput(gettext_noop("Write what to do: a warning alone helps nobody."), field="instruction")
    flag = Flag(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=case.key_id,
        case=case,
        kind=kind,
        raised_on=today(),
        raised_by_id=actor.id,
    )
    seal(flag, instruction=instruction)
    flag.save(force_insert=True)
    case.flags = sorted({*case.flags, kind})
    _save(case)
    log.record(actor=actor, event=Event.PROTECTION_FLAG_RAISED, subject=flag, kind=kind)
    return flag


@transaction.atomic
def lower_flag(*, actor: Actor, flag_id: UUID) -> Flag:
    """
    Take a flag down. That it stood, and who lowered it, remains.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such flag
    :raises WrongState: if it was lowered before
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    flag = queries.flag_to_change(actor=actor, flag_id=flag_id)
    if flag.lowered_at is not None:
        raise WrongState(gettext_noop("This flag was lowered before."))
    case = queries.case_to_change(actor=actor, case_id=flag.case_id)
    flag.lowered_at, flag.lowered_by_id = now(), actor.id
    flag.save(update_fields=["lowered_at", "lowered_by_id"])
    case.flags = sorted({*case.flags} - {flag.kind})
    _save(case)
    log.record(actor=actor, event=Event.PROTECTION_FLAG_LOWERED, subject=flag, kind=flag.kind)
    return flag


def _save(case: Case) -> None:
    """Keep the flags, and stop or start the clock of who is asked after a case was closed."""
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["flags", "next_due_at", "next_due_kind"])
