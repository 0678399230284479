"""Interpreters of the line: kept by the supervisor, called by whoever needs one."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import ledger, log
from panah.audit.events import Event
from panah.core import clock
from panah.core.errors import WrongState, gettext_noop
from panah.core.jobs import enqueue
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.helpline import queries
from panah.helpline.models import Interpreter
from panah.helpline.rules import check_interpreter


@transaction.atomic
def keep_interpreter(
    *,
    actor: Actor,
    name: str,
    number: str,
    languages: Sequence[str],
    into: Sequence[str],
    sex: str,
    from_hour: int,
    until_hour: int,
    is_by_phone: bool = True,
    vetted_on: date | None = None,
) -> Interpreter:
    """
    Put an interpreter on the roster of the line.

    :raises NotPermitted: if the actor does not keep the roster
    :raises InvalidInput: if the hours are impossible, or the day of vetting lies ahead
    """
    check(actor, Permission.HELPLINE_ROSTER_KEEP)
    check_interpreter(from_hour=from_hour, until_hour=until_hour, vetted_on=vetted_on, today=clock.today())
    interpreter = Interpreter(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        languages=list(languages),
        into=list(into),
        sex=sex,
        vetted_on=vetted_on,
        from_hour=from_hour,
        until_hour=until_hour,
        is_by_phone=is_by_phone,
        kept_by_id=actor.id,
    )
    seal(interpreter, name=name, number=number)
    Interpreter.objects.bulk_create([interpreter])
    log.record(actor=actor, event=Event.HELPLINE_INTERPRETER_KEPT, subject=interpreter)
    return interpreter


@transaction.atomic
def correct_interpreter(
    *,
    actor: Actor,
    interpreter_id: UUID,
    name: str,
    number: str,
    languages: Sequence[str],
    into: Sequence[str],
    sex: str,
    from_hour: int,
    until_hour: int,
    is_by_phone: bool = True,
    vetted_on: date | None = None,
) -> Interpreter:
    """
    Correct what the roster says of an interpreter. The log keeps that it was done, never what stood there before.

    :raises NotPermitted: if the actor does not keep the roster, or has not signed in with a passkey
    :raises NotVisible: if the actor's line has no such interpreter
    :raises WrongState: if they were taken off
    :raises InvalidInput: if the hours are impossible, or the day of vetting lies ahead
    """
    check(actor, Permission.HELPLINE_ROSTER_KEEP)
    check(actor, Permission.HELPLINE_WORDS_READ)
    interpreter = queries.interpreter_to_change(actor=actor, interpreter_id=interpreter_id)
    _check_on_roster(interpreter)
    check_interpreter(from_hour=from_hour, until_hour=until_hour, vetted_on=vetted_on, today=clock.today())
    interpreter.languages, interpreter.into, interpreter.sex = list(languages), list(into), sex
    interpreter.from_hour, interpreter.until_hour = from_hour, until_hour
    interpreter.is_by_phone, interpreter.vetted_on = is_by_phone, vetted_on
    seal(interpreter, name=name, number=number)
    interpreter.save()
    log.record(actor=actor, event=Event.HELPLINE_INTERPRETER_CORRECTED, subject=interpreter)
    return interpreter


@transaction.atomic
def read_interpreter(*, actor: Actor, interpreter_id: UUID) -> tuple[Interpreter, dict[str, str] | None]:
    """
    Return an interpreter with name and number, and log that they were read. Without a passkey they are None.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if the actor's line has no such interpreter
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    interpreter = queries.interpreter(actor=actor, interpreter_id=interpreter_id)
    words = unseal(interpreter, "name", "number") if actor.may(Permission.HELPLINE_WORDS_READ) else None
    log.record(
        actor=actor,
        event=Event.HELPLINE_INTERPRETER_READ,
        subject=interpreter,
        groups=("identity",) if words else (),
    )
    return interpreter, words


@transaction.atomic
def end_interpreter(*, actor: Actor, interpreter_id: UUID) -> Interpreter:
    """
    Take an interpreter off the roster: name and number are deleted, and a job destroys their key.

    :raises NotPermitted: if the actor does not keep the roster
    :raises NotVisible: if the actor's line has no such interpreter
    :raises WrongState: if it was done before
    """
    check(actor, Permission.HELPLINE_ROSTER_KEEP)
    interpreter = queries.interpreter_to_change(actor=actor, interpreter_id=interpreter_id)
    _check_on_roster(interpreter)
    interpreter.left_on, interpreter.name, interpreter.number = clock.today(), None, None
    interpreter.save(update_fields=["left_on", "name", "number"])
    log.record(actor=actor, event=Event.HELPLINE_INTERPRETER_ENDED, subject=interpreter)
    enqueue("helpline.erase_interpreter", interpreter_id=interpreter.pk, account_id=actor.id)
    return interpreter


@transaction.atomic
def erase_interpreter(*, actor: Actor, interpreter_id: UUID) -> bool:
    """
    Destroy the key of an interpreter who was taken off; return whether there was one. Only a job may.

    :raises NotPermitted: if the actor does not keep the roster
    :raises NotVisible: if the actor's line has no such interpreter
    :raises WrongState: if they are on the roster
    """
    check(actor, Permission.HELPLINE_ROSTER_KEEP)
    interpreter = queries.interpreter_to_change(actor=actor, interpreter_id=interpreter_id)
    if interpreter.left_on is None:
        raise WrongState(f"interpreter {interpreter_id} is on the roster")
    is_gone = bool(ledger.erase_keys(key for key in (interpreter.key_id,) if key))
    if is_gone:
        log.record(actor=actor, event=Event.HELPLINE_INTERPRETER_ERASED, subject=interpreter)
    return is_gone


def _check_on_roster(interpreter: Interpreter) -> None:
    """
    Allow a change of an interpreter who is still there.

    :raises WrongState: if they were taken off
    """
    if interpreter.left_on is not None:
        raise WrongState(gettext_noop("This interpreter was taken off before."))
