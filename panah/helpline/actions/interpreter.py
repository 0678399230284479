"""Interpreters of the line: kept by the supervisor, called by whoever needs one."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.core.errors import WrongState, gettext_noop
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
    Take an interpreter off the roster: name and number are deleted.

    :raises NotPermitted: if the actor does not keep the roster
    :raises NotVisible: if the actor's line has no such interpreter
    :raises WrongState: if it was done before
    """
    check(actor, Permission.HELPLINE_ROSTER_KEEP)
    interpreter = queries.interpreter_to_change(actor=actor, interpreter_id=interpreter_id)
    if interpreter.left_on is not None:
        raise WrongState(gettext_noop("This interpreter was taken off before."))
    interpreter.left_on, interpreter.name, interpreter.number = clock.today(), None, None
    interpreter.save(update_fields=["left_on", "name", "number"])
    log.record(actor=actor, event=Event.HELPLINE_INTERPRETER_ENDED, subject=interpreter)
    return interpreter
