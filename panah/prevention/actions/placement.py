"""Hanging materials up, looking after them, taking them down; the ledger of what was given out."""

import secrets
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, gettext_noop
from panah.core.file_reader import open_one
from panah.core.files import KINDS, FileKind
from panah.country import parameters
from panah.crypto.fields import seal_bytes, unseal_bytes
from panah.crypto.records import new_record_key
from panah.prevention import queries
from panah.prevention.actions._printable import check_reviewed
from panah.prevention.models import Delivery, Placement, PlacementCheck
from panah.prevention.queries.sheets import helpline_number
from panah.prevention.rules.ledger import check_not_ahead, check_parts
from panah.prevention.rules.material import is_outbound
from panah.prevention.rules.placement import check_approved, check_day, look_again, state_found, taken_photo
from panah.prevention.rules.places import check_place, division_at
from panah.prevention.states import PlacementState, move_placement

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 6


@transaction.atomic
def place_material(
    *,
    actor: Actor,
    material_id: UUID,
    site: str,
    venue: str = "",
    host_id: UUID | None = None,
    division: str = "",
    language: str = "",
    quantity: int | None = None,
) -> Placement:
    """
    Plan a material for a place: a venue, an organisation, or a kind of place only. It gets a code of its own.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such material
    :raises WrongState: if the material has not passed its reviews, no version is approved, or it lies on the way abroad
        without a number to call
    :raises InvalidInput: if the venue is of another kind
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    check_reviewed(actor, material)
    approved = queries.approved_languages(actor=actor, material_id=material_id)
    check_approved(approved=approved, language=language)
    placement = _placement(actor, material_id, site, venue, host_id, division)
    hanging = {language} if language else approved
    if not queries.names_number_abroad(actor=actor, material_id=material_id, languages=hanging):
        helpline_number(actor=actor, outbound=is_outbound(site=site, is_mission=host_id is not None))
    placement.language, placement.quantity = language, quantity
    placement.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_PLACEMENT_PLANNED, subject=placement, site=site)
    return placement


@transaction.atomic
def record_placement(
    *,
    actor: Actor,
    material_id: UUID,
    site: str,
    venue: str = "",
    host_id: UUID | None = None,
    division: str = "",
    language: str = "",
    quantity: int | None = None,
    up_on: date | None = None,
    down_on: date | None = None,
) -> Placement:
    """
    Record where a material hung before it was kept here, as a source says it: days and numbers may be missing.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such material
    :raises InvalidInput: if the venue is of another kind, or it came down before it went up
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    queries.material_to_change(actor=actor, material_id=material_id)
    if up_on and down_on and down_on < up_on:
        raise InvalidInput(gettext_noop("It cannot come down before it went up."), field="down_on")
    placement = _placement(actor, material_id, site, venue, host_id, division)
    placement.language, placement.quantity = language, quantity
    placement.up_on, placement.down_on = up_on, down_on
    placement.state = PlacementState.DOWN if down_on else PlacementState.UP
    placement.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_PLACEMENT_PLANNED, subject=placement, site=site)
    return placement


@transaction.atomic
def put_up(*, actor: Actor, placement_id: UUID, up_on: date, file: "UploadedFile[bytes] | None" = None) -> Placement:
    """
    Record that a material hangs; from now on somebody looks after it. A photograph is its proof.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such placement
    :raises WrongState: if it hangs already, or no version of it is approved
    :raises InvalidInput: if the day has not come yet, or the file is no photograph
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    placement = queries.placement_to_change(actor=actor, placement_id=placement_id)
    state = move_placement(PlacementState(placement.state), PlacementState.UP)
    approved = queries.approved_languages(actor=actor, material_id=placement.material_id)
    check_approved(approved=approved, language=placement.language)
    check_not_ahead(up_on, today=today(), field="up_on")
    placement.state = state
    placement.up_on, placement.down_on, placement.has_photo = up_on, None, False
    _keep_check(actor, placement, found="up", on=up_on, file=file)
    log.record(actor=actor, event=Event.PREVENTION_PLACEMENT_MOVED, subject=placement, to=placement.state)
    return placement


@transaction.atomic
def check_placement(
    *, actor: Actor, placement_id: UUID, checked_on: date, found: str, file: "UploadedFile[bytes] | None" = None
) -> Placement:
    """
    Record what somebody found who went and looked: it hangs, it is damaged, it is gone. A photograph is the proof.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such placement
    :raises WrongState: if it does not hang by what we know
    :raises InvalidInput: if the day has not come yet or lies before it was hung up, or the file is no photograph
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    placement = queries.placement_to_change(actor=actor, placement_id=placement_id)
    placement.state = state_found(PlacementState(placement.state), found)
    check_day(checked_on, up_on=placement.up_on, today=today(), field="checked_on")
    placement.checked_on = checked_on
    placement.down_on = checked_on if placement.state == PlacementState.DOWN else None
    _keep_check(actor, placement, found=found, on=checked_on, file=file)
    log.record(actor=actor, event=Event.PREVENTION_PLACEMENT_CHECKED, subject=placement, found=found)
    return placement


@transaction.atomic
def open_photo(*, actor: Actor, check_id: UUID) -> tuple[FileKind, bytes]:
    """
    Return the photograph of a check. Each opening is logged: somebody may stand in it.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such check, or it has no photograph
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    found = queries.check_with_photo(actor=actor, check_id=check_id)
    content = unseal_bytes(found, "photo")
    log.record(actor=actor, event=Event.PREVENTION_PHOTO_OPENED, subject=found)
    return KINDS[found.photo_kind], content


@transaction.atomic
def take_down(*, actor: Actor, placement_id: UUID, down_on: date) -> Placement:
    """
    Record that a material was taken down.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such placement
    :raises WrongState: if it does not hang
    :raises InvalidInput: if the day has not come yet, or it came down before it went up
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    placement = queries.placement_to_change(actor=actor, placement_id=placement_id)
    check_day(down_on, up_on=placement.up_on, today=today(), field="down_on")
    placement.state = move_placement(PlacementState(placement.state), PlacementState.DOWN)
    placement.down_on, placement.check_due_on = down_on, None
    placement.save()
    log.record(actor=actor, event=Event.PREVENTION_PLACEMENT_MOVED, subject=placement, to=placement.state)
    return placement


@transaction.atomic
def record_delivery(
    *,
    actor: Actor,
    material_id: UUID,
    site: str,
    venue: str = "",
    host_id: UUID | None = None,
    event_id: UUID | None = None,
    division: str = "",
    language: str = "",
    delivered_on: date | None = None,
    given_count: int | None = None,
    left_count: int | None = None,
    damaged_count: int | None = None,
) -> Delivery:
    """
    Add a line to the distribution ledger. What is not known stays empty; empty is not zero.

    :raises NotPermitted: if the actor may not place materials
    :raises NotVisible: if the actor's organisation has no such material
    :raises InvalidInput: if the venue is of another kind, or more is left than was given
    """
    check(actor, Permission.PREVENTION_PLACEMENT_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    check_parts(given=given_count, received=None, used=None, left=left_count, damaged=damaged_count)
    delivery = Delivery(
        organisation_id=material.organisation_id,
        campaign_id=material.campaign_id,
        material=material,
        site=site,
        venue=check_place(site, venue),
        host_id=host_id,
        event_id=event_id,
        division=division or division_at(venue),
        language=language,
        delivered_on=delivered_on,
        given_count=given_count,
        left_count=left_count,
        damaged_count=damaged_count,
    )
    delivery.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_DELIVERY_RECORDED, subject=delivery, site=site)
    return delivery


def _keep_check(
    actor: Actor, placement: Placement, *, found: str, on: date, file: "UploadedFile[bytes] | None"
) -> None:
    """Save what was found at a placement, and when somebody looks next."""
    content = file.read() if file else b""
    photo = taken_photo(content, seen=open_one(content, field="file")) if file else None
    every_days = parameters.number("placement_check_days", on=today())
    placement.check_due_on = look_again(PlacementState(placement.state), seen_on=on, every_days=every_days)
    placement.has_photo = placement.has_photo or photo is not None
    placement.save()
    row = PlacementCheck(
        organisation_id=placement.organisation_id,
        wall=actor.wall,
        placement=placement,
        checked_on=on,
        found=found,
        checked_by_id=actor.id,
    )
    if photo:
        row.photo_kind = photo[0].code
        row.key_id = new_record_key(organisation_id=placement.organisation_id, wall=actor.wall)
        seal_bytes(row, "photo", photo[1])
    row.save(force_insert=True)


def _placement(
    actor: Actor, material_id: UUID, site: str, venue: str, host_id: UUID | None, division: str
) -> Placement:
    material = queries.material_to_change(actor=actor, material_id=material_id)
    return Placement(
        organisation_id=material.organisation_id,
        campaign_id=material.campaign_id,
        material=material,
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        site=site,
        venue=check_place(site, venue),
        host_id=host_id,
        division=division or division_at(venue),
    )
