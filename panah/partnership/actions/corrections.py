"""Correcting what a record says because its source does: a loaded file was put right."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from panah.access.models import Register
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event as Logged
from panah.core.changes import bring_up_to_date
from panah.core.errors import InvalidInput, NotVisible, gettext_noop
from panah.partnership.actions._parts import body_of
from panah.partnership.models import Phase, Project

BODIES = frozenset({"body", "funder", "owner", "beneficiary"})


@transaction.atomic
def correct_record(*, actor: Actor, record: Register, values: Mapping[str, Any]) -> list[str]:
    """
    Bring an event, a project or a part of one up to date with its source, and return the names of what changed.

    :param values: by column; organisations by code, a project by its slug, a phase by its label
    :raises NotPermitted: if the actor may not change events and projects
    :raises NotVisible: if another organisation keeps the record
    :raises InvalidInput: if an organisation, project or phase is not known
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    check(actor, Permission.PARTNERSHIP_PROJECT_CHANGE)
    if record.organisation_id != actor.organisation_id:
        raise NotVisible(f"{record._meta.label} {record.pk}")
    changed = bring_up_to_date(record, _resolved(values))
    if changed:
        log.record(actor=actor, event=Logged.PARTNERSHIP_RECORD_CORRECTED, subject=record)
    return changed


def _resolved(values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(values)
    for name in BODIES & found.keys():
        found[name] = body_of(found[name], field=name)
    if "phase" in found:
        found["phase"] = Phase.objects.filter(label=found["phase"], project__slug=found.get("project", "")).first()
        if found["phase"] is None:
            raise InvalidInput(gettext_noop("The project has no such phase."), field="phase")
    if "project" in found:
        found["project"] = Project.objects.filter(slug=found["project"]).first()
        if found["project"] is None:
            raise InvalidInput(gettext_noop("There is no such project."), field="project")
    return found
