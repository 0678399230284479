"""The words of what was exchanged: each end opens them with its own key."""

import json
from typing import Any

from panah.access.policy import Actor
from panah.coordination.models import InformationRequest, OwnCopy, Referral, ReferralReply, RequestAnswer
from panah.crypto.fields import unseal

Exchange = Referral | ReferralReply | InformationRequest | RequestAnswer


def words_of(*, actor: Actor, record: Exchange | None) -> dict[str, Any]:
    """Return what was written: the end that wrote it reads its own copy, the other end what was sealed to it."""
    if record is None:
        return {}
    is_ours = record.from_organisation_id == actor.organisation_id and record.from_wall == actor.wall
    if not is_ours:
        return _parsed(unseal(record, "words")["words"])
    copy = OwnCopy.objects.own(actor).filter(subject_id=record.pk).first()
    return _parsed(unseal(copy, "words")["words"]) if copy else {}


def _parsed(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text) if text else {}
    return found
