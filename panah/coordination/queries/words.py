"""The words of what was exchanged: each end opens them with its own key."""

import json
from typing import Any

from panah.access.policy import Actor
from panah.coordination.models import InformationRequest, OwnCopy, Referral, ReferralReply, RequestAnswer
from panah.core.errors import NotPermitted, gettext_noop
from panah.crypto.fields import unseal

Exchange = Referral | ReferralReply | InformationRequest | RequestAnswer


def words_of(*, actor: Actor, record: Exchange | None) -> dict[str, Any] | None:
    """
    Return what was written: the end that wrote it reads its own copy, the other end what was sealed to it.

    Words may name somebody: without a passkey they are None.
    """
    if not actor.sees_words:
        return None
    if record is None:
        return {}
    is_ours = record.from_organisation_id == actor.organisation_id and record.from_wall == actor.wall
    if not is_ours:
        return _parsed(unseal(record, "words")["words"])
    copy = OwnCopy.objects.own(actor).filter(subject_id=record.pk).first()
    return _parsed(unseal(copy, "words")["words"]) if copy else {}


def lines_asked(*, actor: Actor, request: InformationRequest) -> list[str]:
    """
    Return what a request asks, line by line, for whoever answers it.

    :raises NotPermitted: without a passkey, because the lines may name somebody
    """
    words = words_of(actor=actor, record=request)
    if words is None:
        raise NotPermitted(gettext_noop("What is asked may name somebody. Sign in with a passkey to answer it."))
    return list(words.get("asked", []))


def _parsed(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text) if text else {}
    return found
