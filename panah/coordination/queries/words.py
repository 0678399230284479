"""The words of what was exchanged: each end opens them with its own key."""

import json
from typing import Any
from uuid import UUID

from panah.access.policy import Actor
from panah.coordination.models import (
    InformationRequest,
    OwnCopy,
    Referral,
    ReferralReply,
    RequestAnswer,
    StoryAnswer,
    StoryReview,
)
from panah.core.errors import NotPermitted, gettext_noop
from panah.crypto.fields import unseal, unseal_kept

Exchange = Referral | ReferralReply | InformationRequest | RequestAnswer | StoryReview | StoryAnswer


def words_of(*, actor: Actor, record: Exchange | None) -> dict[str, Any] | None:
    """
    Return what was written: the end that wrote it reads its own copy, the other end what was sealed to it.

    Words may name somebody: without a passkey they are None.
    """
    if not actor.sees_words:
        return None
    if record is None:
        return {}
    # The words of a story that was taken back are gone; its review is still answered and closed.
    opened = unseal_kept if isinstance(record, StoryReview | StoryAnswer) else unseal
    if not _is_ours(actor, record):
        return _parsed(opened(record, "words")["words"])
    copy = OwnCopy.objects.own(actor).filter(subject_id=record.pk).first()
    return _parsed(opened(copy, "words")["words"]) if copy else {}


def words_to_us(*, actor: Actor, record: StoryAnswer) -> dict[str, Any]:
    """Return the passages of the actor's own story that are to be changed. They name nobody, so no passkey is asked."""
    return _parsed(unseal_kept(record, "words")["words"]) if record.key_id else {}


def keys_of_words(*, actor: Actor, referral: Referral) -> list[UUID]:
    """
    Return the keys of what was written in a referral, as far as it ends with a case of the actor's organisation.

    That is what came to it and its own copies; what it sent ends too, unless the receiver made a case of its own of it.
    """
    reply: ReferralReply | None = getattr(referral, "reply", None)
    written = [record for record in (referral, reply) if record is not None]
    copies = OwnCopy.objects.own(actor).filter(subject_id__in=[record.pk for record in written])
    keys = list(copies.values_list("key_id", flat=True))
    is_theirs = reply is not None and reply.taken_up_on is not None
    for record in written:
        if _is_ours(actor, record) and is_theirs:
            continue
        keys.append(record.key_id)
    return [key for key in keys if key is not None]


def lines_asked(*, actor: Actor, request: InformationRequest) -> list[str]:
    """
    Return what a request asks, line by line, for whoever answers it.

    :raises NotPermitted: without a passkey, because the lines may name somebody
    """
    words = words_of(actor=actor, record=request)
    if words is None:
        raise NotPermitted(gettext_noop("What is asked may name somebody. Sign in with a passkey to answer it."))
    return list(words.get("asked", []))


def _is_ours(actor: Actor, record: Exchange) -> bool:
    return bool(record.from_organisation_id == actor.organisation_id and record.from_wall == actor.wall)


def _parsed(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text) if text else {}
    return found
