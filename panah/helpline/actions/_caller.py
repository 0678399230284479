"""What a call leaves behind when the caller wants it: a wish to be called back, a mark that dies."""

from typing import Any

from panah.access.policy import Actor
from panah.core import clock
from panah.crypto.blind import passing_tags
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.helpline.models import Call, Callback, CallerKey, CallerTag
from panah.helpline.rules import Wish, caller_digits, check_wish

TAGS = "caller tags"


def keep_wish(actor: Actor, call: Call, wish: Wish) -> None:
    """Keep the safe way to call back, sealed under a key of its own."""
    check_wish(wish)
    callback = Callback(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        call=call,
        from_hour=wish.from_hour,
        until_hour=wish.until_hour,
        asked_at=call.logged_at,
    )
    seal(callback, way=wish.way)
    Callback.objects.bulk_create([callback])


def mark_caller(actor: Actor, call: Call, number: str) -> None:
    """Mark a call with the tag of its number under the key of the day."""
    digits, key = caller_digits(number), _key_of_today(actor)
    (tag,) = passing_tags([key.key_id], digits).values()
    held: dict[str, Any] = {"organisation_id": actor.organisation_id, "wall": actor.wall}
    CallerTag.objects.bulk_create([CallerTag(**held, caller_key=key, call=call, tag=tag)])


def _key_of_today(actor: Actor) -> CallerKey:
    day, own = clock.today(), CallerKey.objects.own(actor)
    if not own.filter(made_on=day).exists():
        held: dict[str, Any] = {"organisation_id": actor.organisation_id, "wall": actor.wall}
        made = CallerKey(**held, made_on=day, key_id=new_record_key(**held, purpose=TAGS))
        # Two calls may come here at once: one key wins, both use it.
        CallerKey.objects.bulk_create([made], ignore_conflicts=True)
    key: CallerKey = own.get(made_on=day)
    return key
