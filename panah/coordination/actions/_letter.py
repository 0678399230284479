"""Words that cross organisations: sealed to the other end, with a copy under the writer's own key."""

import json
from typing import Any

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
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key

Exchange = Referral | ReferralReply | InformationRequest | RequestAnswer | StoryReview | StoryAnswer


def seal_letter(*, actor: Actor, record: Exchange, words: dict[str, Any]) -> None:
    """Seal what the actor writes into a record that is saved afterwards; keep the actor's own copy."""
    if not any(words.values()):
        return
    text = json.dumps(words, ensure_ascii=False)
    record.key_id = new_record_key(organisation_id=record.to_organisation_id, wall=record.to_wall)
    seal(record, words=text)
    copy = OwnCopy(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        subject_id=record.pk,
    )
    seal(copy, words=text)
    copy.save(force_insert=True)
