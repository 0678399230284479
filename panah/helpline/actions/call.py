"""Calls: logged, read."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.helpline import queries
from panah.helpline.actions._caller import keep_wish, mark_caller
from panah.helpline.actions._ring import ring
from panah.helpline.models import Call
from panah.helpline.rules import Wish, caller_digits, check_call_length


@transaction.atomic
def log_call(
    *,
    actor: Actor,
    topic: str,
    disposition: str,
    heard_from: str = "not_asked",
    language: str = "",
    country: str = "",
    division: str = "",
    seconds: int | None = None,
    note: str = "",
    is_danger: bool = False,
    interpreter: str = "",
    number: str = "",
    wish: Wish | None = None,
    taken_from_id: UUID | None = None,
) -> Call:
    """
    Log a call. Where somebody is in danger now, it pages whoever is on call.

    The number leaves only a mark by which the caller is recognised for a time, and that only when it is given.

    :raises NotPermitted: if the actor may not log calls
    :raises InvalidInput: if no call lasts like that, or number or hours are impossible
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    call = Call(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        logged_by_id=actor.id,
        logged_at=clock.now(),
        topic=topic,
        disposition=disposition,
        heard_from=heard_from or "not_asked",
        language=language,
        country=country,
        interpreter=interpreter,
        division=division,
        seconds=None if seconds is None else check_call_length(seconds),
        taken_from_id=taken_from_id,
    )
    if note:
        call.key_id = new_record_key(organisation_id=actor.organisation_id, wall=actor.wall)
        seal(call, note=note)
    Call.objects.bulk_create([call])
    log.record(actor=actor, event=Event.HELPLINE_CALL_LOGGED, subject=call, topic=topic)
    if number:
        mark_caller(actor, call, number)
    if wish is not None:
        keep_wish(actor, call, wish)
    if is_danger:
        ring(actor, call=call)
    return call


@transaction.atomic
def read_call(*, actor: Actor, call_id: UUID) -> tuple[Call, str | None]:
    """
    Return a call with its note, and log that it was read. The note may name somebody: without a passkey it is None.

    :raises NotPermitted: if the actor may not log calls
    :raises NotVisible: if the actor's line has no such call
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    call = queries.call(actor=actor, call_id=call_id)
    words = queries.note(actor=actor, call_id=call_id) if actor.may(Permission.HELPLINE_WORDS_READ) else None
    log.record(actor=actor, event=Event.HELPLINE_CALL_READ, subject=call, groups=("identity",) if words else ())
    return call, words


@transaction.atomic
def recall_caller(*, actor: Actor, number: str) -> queries.Recalled:
    """
    Return how often a number called in the time for which marks live, and about what. Each question is logged.

    :raises NotPermitted: if the actor may not log calls
    :raises InvalidInput: if it is no telephone number
    """
    check(actor, Permission.HELPLINE_CALL_LOG)
    found = queries.recalled(actor=actor, digits=caller_digits(number))
    holder = actor.organisation_id
    log.record(actor=actor, event=Event.HELPLINE_CALLER_RECALLED, subject=None, holder=holder, times=found.times)
    return found
