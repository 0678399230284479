"""A video that was shown to people who came: at an event, or at a local action of its campaign."""

from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.partnership.actions import add_agenda_item
from panah.prevention import queries
from panah.prevention.actions.recording import VIDEO
from panah.prevention.models import Material
from panah.prevention.queries.plan import entry_to_change

SCREENING, LOCAL_ACTION = "screening", "local_action"


@transaction.atomic
def record_screening(
    *, actor: Actor, material_id: UUID, viewer_count: int, event: str = "", entry_id: UUID | None = None
) -> Material:
    """
    Record how many people watched a video: as a part of an event's programme, or at a local action that was held.

    :param event: the slug of an event
    :raises NotPermitted: if the actor may not make materials or change events
    :raises NotVisible: if the actor's organisation has no such material, event or local action
    :raises WrongState: if the material is no video, or the local action was not held yet
    :raises InvalidInput: if not exactly one place is named, or the action belongs to another campaign
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    if material.kind != VIDEO:
        raise WrongState(gettext_noop("Only a material of the kind video clip has a film."))
    if bool(event) == bool(entry_id):
        raise InvalidInput(gettext_noop("Choose either an event or a local action."), field="event")
    if entry_id:
        _at_local_action(actor, material, entry_id, viewer_count)
    else:
        title_az = material.title_az or material.title_en
        shown: dict[str, Any] = {"material_id": material.pk, "viewer_count": viewer_count}
        add_agenda_item(actor=actor, slug=event, kind=SCREENING, title_en=material.title_en, title_az=title_az, **shown)
    log.record(actor=actor, event=Event.PREVENTION_SCREENING_RECORDED, subject=material, viewer_count=viewer_count)
    return material


def _at_local_action(actor: Actor, material: Material, entry_id: UUID, viewer_count: int) -> None:
    entry = entry_to_change(actor=actor, entry_id=entry_id)
    if entry.campaign_id != material.campaign_id or entry.kind != LOCAL_ACTION:
        raise InvalidInput(gettext_noop("Choose a local action of the same campaign."), field="entry_id")
    if entry.done_on is None:
        raise WrongState(gettext_noop("Record first that the local action was held."))
    entry.film, entry.viewer_count = material, viewer_count
    entry.save(update_fields=["film", "viewer_count"])
