"""Correcting what a record says because its source does: a loaded file was put right."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from panah.access.models import Register
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.changes import bring_up_to_date
from panah.core.errors import NotVisible


@transaction.atomic
def correct_record(*, actor: Actor, record: Register, values: Mapping[str, Any]) -> list[str]:
    """
    Bring a campaign or a part of one up to date with its source, and return the names of what changed.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if another organisation keeps the record
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    if record.organisation_id != actor.organisation_id:
        raise NotVisible(f"{record._meta.label} {record.pk}")
    changed = bring_up_to_date(record, values)
    if changed:
        log.record(actor=actor, event=Event.PREVENTION_RECORD_CORRECTED, subject=record)
    return changed
