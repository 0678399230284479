"""Making materials, and what others say of them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, gettext_noop
from panah.prevention import queries
from panah.prevention.actions._public import take_from_pages
from panah.prevention.models import Material, Review
from panah.prevention.rules import DIGNITY
from panah.prevention.rules.ledger import check_not_ahead


@transaction.atomic
def add_material(
    *,
    actor: Actor,
    slug: str,
    kind: str,
    title_en: str,
    title_az: str = "",
    motif: str = "",
    exploitation_forms: Iterable[str] = (),
    violence_shown: Iterable[str] = (),
) -> Material:
    """
    Add a material to a campaign, and name what it shows.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises InvalidInput: if "none" is named beside a violence
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    violence = _violence(violence_shown)
    material = Material(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        kind=kind,
        title_en=title_en,
        title_az=title_az,
        motif=motif,
        exploitation_forms=list(exploitation_forms),
        violence_shown=violence,
        made_by_id=actor.id,
    )
    material.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_MATERIAL_ADDED, subject=material, kind=kind)
    return material


@transaction.atomic
def review_material(
    *,
    actor: Actor,
    material_id: UUID,
    kind: str,
    held_on: date,
    is_passed: bool,
    audience: str = "",
    asked_count: int | None = None,
    understood_count: int | None = None,
    accepted_count: int | None = None,
    remarks: str = "",
    version_id: UUID | None = None,
    stereotypes: str = "",
    changes_made: str = "",
) -> Review:
    """
    Record a dignity review or a pre-test; a later one takes its place. Not passed, it is gone from our pages.

    :raises NotPermitted: if the actor may not review, or made the material and reviews its dignity
    :raises NotVisible: if the actor's organisation has no such material, or the material no such version
    :raises InvalidInput: if a part is larger than its whole, or the day has not come yet
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    check_not_ahead(held_on, today=today(), field="held_on")
    tried = queries.version_of(actor=actor, material=material, version_id=version_id) if version_id else None
    if kind == DIGNITY and material.made_by_id == actor.id:
        raise NotPermitted(gettext_noop("Somebody other than its maker must review the material."))
    for name, part in (("understood_count", understood_count), ("accepted_count", accepted_count)):
        if part is not None and part > (asked_count or 0):
            raise InvalidInput(gettext_noop("This is more than all who were asked."), field=name)
    review = Review(
        organisation_id=material.organisation_id,
        material=material,
        kind=kind,
        held_on=held_on,
        entered_at=now(),
        is_passed=is_passed,
        held_by_id=actor.id,
        audience=audience,
        asked_count=asked_count,
        understood_count=understood_count,
        accepted_count=accepted_count,
        remarks=remarks,
        version=tried,
        stereotypes=stereotypes,
        changes_made=changes_made,
    )
    review.save(force_insert=True)
    if not is_passed:
        take_from_pages(actor, material)
    log.record(actor=actor, event=Event.PREVENTION_MATERIAL_REVIEWED, subject=review, kind=kind, is_passed=is_passed)
    return review


@transaction.atomic
def change_material(
    *,
    actor: Actor,
    material_id: UUID,
    title_en: str,
    title_az: str = "",
    motif: str = "",
    exploitation_forms: Iterable[str] = (),
    violence_shown: Iterable[str] = (),
) -> Material:
    """
    Change what a material is called and what it shows. Other violence or another motif asks for new reviews.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such material
    :raises InvalidInput: if "none" is named beside a violence
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    stood = (set(material.violence_shown), material.motif)
    material.title_en, material.title_az, material.motif = title_en, title_az, motif
    material.exploitation_forms, material.violence_shown = list(exploitation_forms), _violence(violence_shown)
    if (set(material.violence_shown), material.motif) != stood:
        material.changed_at = now()
        take_from_pages(actor, material)
    material.save()
    log.record(actor=actor, event=Event.PREVENTION_MATERIAL_CHANGED, subject=material)
    return material


def _violence(shown: Iterable[str]) -> list[str]:
    violence = list(shown)
    if "none" in violence and len(violence) > 1:
        raise InvalidInput(gettext_noop("Name the violence shown, or say that none is."), field="violence_shown")
    return violence
