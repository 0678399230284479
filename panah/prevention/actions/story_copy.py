"""Copies of a story outside our pages: listed, and chased when the consent ends."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, gettext_noop
from panah.prevention import queries
from panah.prevention.actions._stop import stop_elsewhere
from panah.prevention.models import StoryCopy


@transaction.atomic
def list_copy(
    *, actor: Actor, story_id: UUID, use: str, made_on: date, place: str = "", batch_id: UUID | None = None
) -> StoryCopy:
    """
    List a copy that left our pages, so that it can be chased when the consent ends.

    :raises NotPermitted: if the actor may not keep stories
    :param batch_id: the print run that carries it, if it is printed stock of ours
    :raises NotVisible: if there is no such story for this actor, or no such print run in its store
    :raises InvalidInput: if nobody says where it is
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    batch = queries.own_batch(actor=actor, batch_id=batch_id) if batch_id else None
    place = place or (str(batch) if batch else "")
    if not place:
        raise InvalidInput(
            gettext_noop("Write where the copy is, or choose the print run that carries it."), field="place"
        )
    copy = StoryCopy(
        organisation_id=story.organisation_id,
        wall=story.wall,
        story=story,
        use=use,
        place=place,
        batch=batch,
        made_on=made_on,
    )
    copy.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_COPY_LISTED, subject=copy, use=use)
    return copy


@transaction.atomic
def chase_copy(*, actor: Actor, copy_id: UUID, is_gone: bool) -> StoryCopy:
    """
    Record that a copy was asked back, or that it is gone. Who holds printed stock with it is told to stop.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such copy for this actor
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    copy = queries.copy_to_change(actor=actor, copy_id=copy_id)
    copy.asked_back_on = copy.asked_back_on or today()
    copy.gone_on = today() if is_gone else copy.gone_on
    copy.save(update_fields=["asked_back_on", "gone_on"])
    stop_elsewhere(actor, queries.story(actor=actor, story_id=copy.story_id))
    log.record(actor=actor, event=Event.PREVENTION_COPY_CHASED, subject=copy, is_gone=is_gone)
    return copy
