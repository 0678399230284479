from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event as Logged
from panah.core.clock import today
from panah.partnership import rules
from panah.partnership.actions._parts import make, optional_body, refuse_second
from panah.partnership.models import Adoption, MinutesItem
from panah.partnership.queries.events import event_to_change, follow_up_to_tick, practice


@transaction.atomic
def add_minutes_item(
    *,
    actor: Actor,
    slug: str,
    kind: str,
    text_en: str,
    text_az: str = "",
    owner: str = "",
    due_on: date | None = None,
) -> MinutesItem:
    """
    Record a challenge, a practice, a decision or a follow-up. A follow-up has an owner and a date.

    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if the actor's organisation keeps no such event
    :raises InvalidInput: if a follow-up has no owner or no date
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    rules.check_follow_up(kind=kind, owner=owner, due_on=due_on)
    item = make(
        MinutesItem,
        actor=actor,
        event=event,
        kind=kind,
        text_en=text_en,
        text_az=text_az,
        owner=optional_body(owner, field="owner"),
        due_on=due_on,
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_PART_ADDED, subject=item, event_id=event.id)
    return item


@transaction.atomic
def tick_follow_up(*, actor: Actor, item_id: UUID, outcome: str = "") -> MinutesItem:
    """
    Record that a follow-up is done. Its owner or the keeper of the event may.

    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if there is no such open follow-up for the actor's organisation
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    item = follow_up_to_tick(actor=actor, item_id=item_id)
    item.done_on, item.outcome = today(), outcome
    item.save(update_fields=["done_on", "outcome"])
    log.record(actor=actor, event=Logged.PARTNERSHIP_FOLLOW_UP_DONE, subject=item)
    return item


@transaction.atomic
def adopt_practice(*, actor: Actor, item_id: UUID, adopted_on: date) -> Adoption:
    """
    Record that the actor's organisation took over a practice.

    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if there is no such practice
    :raises InvalidInput: if it was adopted already
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    item = practice(actor=actor, item_id=item_id)
    refuse_second(Adoption.objects.filter(practice=item, body_id=actor.organisation_id), field="adopted_on")
    adoption = make(Adoption, actor=actor, practice=item, body_id=actor.organisation_id, adopted_on=adopted_on)
    log.record(actor=actor, event=Logged.PARTNERSHIP_PRACTICE_ADOPTED, subject=adoption)
    return adoption
