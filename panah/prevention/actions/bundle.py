"""Sheets for every place of a material: asked for at once, made by jobs part by part, kept sealed for one day."""

from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import WrongState, gettext_noop
from panah.core.jobs import enqueue
from panah.crypto.fields import seal_bytes
from panah.crypto.records import new_record_key
from panah.prevention import queries
from panah.prevention.actions._printable import check_sheet
from panah.prevention.models import Bundle, BundlePart, Placement
from panah.prevention.rules.bundle import PART, check_count
from panah.printing.materials import Sheet, sheet_pdf


@transaction.atomic
def ask_bundle(*, actor: Actor, version_id: UUID, layout: str) -> Bundle:
    """
    Ask for the sheets of a version for every place that it hangs at or is planned for, each with its own code.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if there is no such version
    :raises InvalidInput: if it is not printed on such paper, is too long for it, or there are too many places
    :raises WrongState: if it may not be printed now, or there is no place for it
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    version = queries.version(actor=actor, version_id=version_id)
    placements = list(queries.to_print(actor=actor, version=version))
    check_count(len(placements))
    sheets = queries.sheets_for(actor=actor, version=version, layout=layout, placements=placements)
    for one in {made.number: made for made in sheets}.values():  # what differs besides is as long on each
        check_sheet(actor, version, one)
    bundle: Bundle = Bundle.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        version=version,
        layout=sheets[0].layout.value,
        placement_ids=[one.pk for one in placements],
        asked_by_id=actor.id,
    )
    enqueue("prevention.make_bundle", bundle_id=bundle.pk, account_id=actor.id)
    log.record(actor=actor, event=Event.PREVENTION_BUNDLE_ASKED, subject=bundle, count=len(placements))
    return bundle


@transaction.atomic
def make_bundle_part(*, actor: Actor, bundle_id: UUID) -> int:
    """
    Make the next sheets of a bundle, ask for those after them, and return how many it has. Only a job does.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such bundle
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    bundle = queries.bundle_to_change(actor=actor, bundle_id=bundle_id)
    wanted = bundle.placement_ids[bundle.made_count : bundle.made_count + PART]
    if wanted:
        version = queries.version(actor=actor, version_id=bundle.version_id)
        placements = queries.placements_of(actor=actor, placement_ids=wanted)
        sheets = queries.sheets_for(actor=actor, version=version, layout=bundle.layout, placements=placements)
        _keep(bundle, list(zip(placements, sheets, strict=True)))
        bundle.made_count += len(wanted)
        if bundle.made_count == len(bundle.placement_ids):
            bundle.ready_at = now()
        else:
            enqueue("prevention.make_bundle", bundle_id=bundle.pk, account_id=actor.id)
        bundle.save(update_fields=["made_count", "ready_at"])
    log.record(actor=actor, event=Event.PREVENTION_BUNDLE_MADE, subject=bundle, count=bundle.made_count)
    return bundle.made_count


@transaction.atomic
def continue_bundle(*, actor: Actor, bundle_id: UUID) -> Bundle:
    """
    Let a bundle be made on from where it stopped, such as after its worker died. What is made is kept.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such bundle
    :raises WrongState: if it did not stop
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    bundle = queries.bundle_to_change(actor=actor, bundle_id=bundle_id)
    if not queries.bundle(actor=actor, bundle_id=bundle_id).is_stuck:
        raise WrongState(gettext_noop("These sheets did not stop being made."))
    bundle.asked_at = now()
    bundle.save(update_fields=["asked_at"])
    enqueue("prevention.make_bundle", bundle_id=bundle.pk, account_id=actor.id)
    left = len(bundle.placement_ids) - bundle.made_count
    log.record(actor=actor, event=Event.PREVENTION_BUNDLE_ASKED, subject=bundle, count=left)
    return bundle


@transaction.atomic
def fetch_bundle(*, actor: Actor, bundle_id: UUID) -> bytes:
    """
    Return the sheets of a bundle as one archive.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such bundle
    :raises WrongState: if it is not ready, its day is over, or the version may not be printed any more
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    row = queries.bundle(actor=actor, bundle_id=bundle_id)
    if row.is_over:
        raise WrongState(gettext_noop("These sheets could be fetched for one day. Ask for them again."))
    if row.bundle.ready_at is None:
        raise WrongState(gettext_noop("These sheets are still being made."))
    version = queries.version(actor=actor, version_id=row.bundle.version_id)
    check_sheet(actor, version)
    log.record(actor=actor, event=Event.PREVENTION_BUNDLE_FETCHED, subject=row.bundle, count=row.total)
    return queries.bundle_file(actor=actor, bundle=row.bundle)


def _keep(bundle: Bundle, sheets: list[tuple[Placement, Sheet]]) -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for number, (placement, sheet) in enumerate(sheets, start=bundle.made_count + 1):
            name = f"{number:04}-{placement.code}-{placement.venue or placement.site}.pdf"
            archive.writestr(name, sheet_pdf(sheet))
    part = BundlePart(
        organisation_id=bundle.organisation_id,
        wall=bundle.wall,
        key_id=bundle.key_id,
        bundle=bundle,
        number=bundle.made_count // PART + 1,
    )
    seal_bytes(part, "content", made.getvalue())
    part.save(force_insert=True)
