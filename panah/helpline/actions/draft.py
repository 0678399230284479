"""Signals that were begun: saved and taken up again by whoever wrote them, by nobody else."""

import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.helpline import queries
from panah.helpline.models import SignalDraft


@transaction.atomic
def save_draft(*, actor: Actor, answers: Mapping[str, str], draft_id: UUID | None = None) -> SignalDraft:
    """
    Keep what was answered so far, whether or not it is complete.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor wrote no such draft
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    draft = queries.draft(actor=actor, draft_id=draft_id) if draft_id else _new(actor)
    draft.saved_at = clock.now()
    seal(draft, words=json.dumps(dict(answers), ensure_ascii=False))
    draft.save()
    log.record(actor=actor, event=Event.HELPLINE_DRAFT_SAVED, subject=draft)
    return draft


@transaction.atomic
def open_draft(*, actor: Actor, draft_id: UUID) -> dict[str, str]:
    """
    Return what was answered so far, to whoever wrote it.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor wrote no such draft
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    draft = queries.draft(actor=actor, draft_id=draft_id)
    found: dict[str, str] = json.loads(unseal(draft, "words")["words"])
    log.record(actor=actor, event=Event.HELPLINE_DRAFT_OPENED, subject=draft, groups=("identity",))
    return found


@transaction.atomic
def drop_draft(*, actor: Actor, draft_id: UUID) -> None:
    """
    Remove a draft: it was sent, or is not wanted any more.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor wrote no such draft
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    draft = queries.draft(actor=actor, draft_id=draft_id)
    log.record(actor=actor, event=Event.HELPLINE_DRAFT_DROPPED, subject=draft)
    draft.delete()


def _new(actor: Actor) -> SignalDraft:
    return SignalDraft(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        made_by_id=actor.id,
    )
