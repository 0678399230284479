"""Calling back: a number is shown and logged, an attempt is noted, and what is over is deleted."""

from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import ledger, log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core import clock
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.jobs import enqueue
from panah.crypto.fields import unseal
from panah.helpline import queries
from panah.helpline.models import Callback, CallbackAttempt
from panah.helpline.rules import check_attempt
from panah.helpline.states import CallbackState, move_callback

ENDS = {"reached": CallbackState.DONE, "unsafe": CallbackState.STOPPED}


@transaction.atomic
def read_callback(*, actor: Actor, callback_id: UUID) -> tuple[Callback, str | None]:
    """
    Return a call-back with its safe way, and log that it was read. Without a passkey the way is None.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if the actor's line has no such call-back
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    callback = queries.callback(actor=actor, callback_id=callback_id)
    is_kept = callback.way is not None
    way = unseal(callback, "way")["way"] if is_kept and actor.may(Permission.HELPLINE_WORDS_READ) else None
    log.record(actor=actor, event=Event.HELPLINE_CALLBACK_READ, subject=callback, groups=("identity",) if way else ())
    return callback, way


@transaction.atomic
def attempt_callback(*, actor: Actor, callback_id: UUID, result: str, outside_reason: str = "") -> Callback:
    """
    Note that somebody tried to call back. Reached or unsafe, it is over, and the number is deleted.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if the actor's line has no such call-back
    :raises InvalidInput: if there is no such result, or no reason outside the safe hours
    :raises WrongState: if it is over already
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    callback = queries.callback_to_change(actor=actor, callback_id=callback_id)
    move_callback(CallbackState(callback.state), CallbackState.DONE)
    if result not in code_list("callback_result"):
        raise InvalidInput(gettext_noop("Say whether the caller was reached."), field="result")
    now = clock.now()
    reason = check_attempt(window=queries.window(actor=actor, callback=callback), outside_reason=outside_reason)
    held: dict[str, Any] = {"organisation_id": actor.organisation_id, "wall": actor.wall, "callback": callback}
    tried = CallbackAttempt(**held, result=result, outside_reason=reason, made_by_id=actor.id, made_at=now)
    CallbackAttempt.objects.bulk_create([tried])
    if result in ENDS:
        callback.state = move_callback(CallbackState(callback.state), ENDS[result])
        callback.way, callback.ended_on = None, clock.today()
        callback.save(update_fields=["state", "way", "ended_on"])
        # No session touches keys: a job destroys it.
        enqueue("helpline.erase_way", callback_id=callback.pk, account_id=actor.id)
    facts: dict[str, Any] = {"result": result, "outside": reason or None}
    log.record(actor=actor, event=Event.HELPLINE_CALLBACK_TRIED, subject=callback, **facts)
    return callback


@transaction.atomic
def erase_way(*, actor: Actor, callback_id: UUID) -> bool:
    """
    Destroy the key of a number whose call-back is over; return whether there was one. Only a job may.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if the actor's line has no such call-back
    :raises WrongState: if it still waits
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    callback = queries.callback_to_change(actor=actor, callback_id=callback_id)
    if callback.key_id is None or callback.state == CallbackState.WAITING:
        raise WrongState(f"call-back {callback_id} still waits")
    is_gone = bool(ledger.erase_keys([callback.key_id]))
    if is_gone:
        log.record(actor=actor, event=Event.HELPLINE_CALLBACK_ERASED, subject=callback)
    return is_gone
