"""A design made elsewhere, as the file of a version: the same approval stands before its print."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import WrongState, gettext_noop
from panah.core.file_reader import open_one
from panah.prevention import queries
from panah.prevention.models import Design
from panah.prevention.rules.material import taken
from panah.prevention.states import VersionState


@transaction.atomic
def upload_design(
    *, actor: Actor, version_id: UUID, file: "UploadedFile[bytes]", has_number_abroad: bool = False
) -> Design:
    """
    Keep the finished file of a draft, or another one in its place; a photo loses where and when it was taken.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such version
    :raises WrongState: if the version is no draft any more
    :raises InvalidInput: if it is no file that is printed, or too large
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    version = queries.version_to_change(actor=actor, version_id=version_id)
    if version.state != VersionState.DRAFT:
        raise WrongState(gettext_noop("Only a draft takes another file. Write the next number first."))
    uploaded = file.read()
    kind, content = taken(uploaded, seen=open_one(uploaded, field="file"))
    design: Design
    design, _created = Design.objects.own(actor).update_or_create(
        version=version,
        defaults={
            "organisation_id": version.organisation_id,
            "kind": kind.code,
            "content": content,
            "made_by_id": actor.id,
            "has_number_abroad": has_number_abroad,
        },
    )
    # Who drew what was replaced is a maker still: what follows may be theirs but for one line.
    version.maker_ids, version.worded_at = [*version.makers | {actor.id}], now()
    version.save(update_fields=["maker_ids", "worded_at"])
    log.record(actor=actor, event=Event.PREVENTION_DESIGN_UPLOADED, subject=design, kind=kind.code)
    return design
