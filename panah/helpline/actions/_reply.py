"""The answer to a hand-over; taken, it becomes a call of the own line."""

from panah.access.policy import Actor
from panah.crypto.fields import unseal
from panah.helpline.actions.call import log_call
from panah.helpline.models import Handover, HandoverAnswer


def reply_to(actor: Actor, handover: Handover, *, answer: str, reason: str = "") -> HandoverAnswer:
    """Answer a hand-over that has no answer yet. The caller logs it."""
    reply = HandoverAnswer(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=handover.from_organisation_id,
        to_wall=handover.from_wall,
        sent_by_id=actor.id,
        handover=handover,
        answer=answer,
        reason=reason if answer == "not_taken" else "",
    )
    reply.save(force_insert=True)
    if answer == "taken":
        passed = unseal(handover, "words")["words"]
        known = {"topic": handover.topic, "language": handover.language}
        log_call(actor=actor, **known, disposition="followup", note=passed, taken_from_id=handover.pk)
    return reply
