"""Making materials: words in each language, reviews, print."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, gettext_noop
from panah.core.installation import is_demo
from panah.country import parameters
from panah.prevention import queries
from panah.prevention.models import Material, Review, Version
from panah.prevention.rules import DIGNITY
from panah.printing.materials import Layout, Motif, Sheet, sheet_pdf

LAYOUTS = {"poster": Layout.POSTER, "billboard": Layout.POSTER}
PRINTED_KINDS = frozenset({"brochure", "leaflet", "poster", "billboard", "card"})


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
    violence = list(violence_shown)
    if "none" in violence and len(violence) > 1:
        raise InvalidInput(gettext_noop("Name the violence shown, or say that none is."), field="violence_shown")
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
def write_version(
    *,
    actor: Actor,
    material_id: UUID,
    language: str,
    headline: str = "",
    subline: str = "",
    signs_title: str = "",
    signs: Iterable[str] = (),
    has_captions: bool | None = None,
    printed_count: int | None = None,
    printed_on: date | None = None,
) -> Version:
    """
    Write a material's words in one language, or write them anew.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such material
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    version: Version
    version, _created = Version.objects.own(actor).update_or_create(
        material=material,
        language=language,
        defaults={
            "organisation_id": material.organisation_id,
            "headline": headline,
            "subline": subline,
            "signs_title": signs_title,
            "signs": [sign for sign in signs if sign],
            "has_captions": has_captions,
            "printed_count": printed_count,
            "printed_on": printed_on,
        },
    )
    log.record(actor=actor, event=Event.PREVENTION_VERSION_WRITTEN, subject=version, language=language)
    return version


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
) -> Review:
    """
    Record a dignity review or a pre-test. A review stands for good; a later one takes its place.

    :raises NotPermitted: if the actor may not review, or made the material and reviews its dignity
    :raises NotVisible: if the actor's organisation has no such material
    :raises InvalidInput: if a part is larger than its whole
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
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
        is_passed=is_passed,
        held_by_id=actor.id,
        audience=audience,
        asked_count=asked_count,
        understood_count=understood_count,
        accepted_count=accepted_count,
        remarks=remarks,
    )
    review.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_MATERIAL_REVIEWED, subject=review, kind=kind, is_passed=is_passed)
    return review


@transaction.atomic
def print_sheet(*, actor: Actor, version_id: UUID, code: str = "") -> bytes:
    """
    Make the print-ready PDF of a version, with the helpline's number and a placement's code.

    :raises NotPermitted: if the actor may not read campaigns
    :raises NotVisible: if there is no such version
    :raises InvalidInput: if it has no motif to print
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    version = queries.version(actor=actor, version_id=version_id)
    material = version.material
    if not material.motif or material.kind not in PRINTED_KINDS:
        raise InvalidInput(gettext_noop("This material is not printed here."))
    placement = queries.placement_of_version(actor=actor, version=version)
    code = code or (placement.code if placement else "")
    made = sheet_pdf(
        Sheet(
            layout=LAYOUTS.get(material.kind, Layout.LEAFLET),
            motif=Motif(material.motif),
            language=version.language,
            headline=version.headline,
            subline=version.subline,
            signs_title=version.signs_title,
            signs=tuple(version.signs),
            number=parameters.text("helpline_number", on=today()),
            address=f"{_public_address()}/p/{code}" if code else f"{_public_address()}/",
            publisher=version.organisation.name(version.language),
            is_specimen=is_demo(),
        )
    )
    log.record(actor=actor, event=Event.PREVENTION_SHEET_PRINTED, subject=version, language=version.language)
    return made


def _public_address() -> str:
    return str(settings.PANAH_PUBLIC_ADDRESS).rstrip("/")
