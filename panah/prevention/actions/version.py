"""A material's words in each language: written, translated back, approved, printed."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, gettext_noop
from panah.prevention import queries
from panah.prevention.actions._film import check_film
from panah.prevention.actions._printable import check_acknowledged, check_picture, check_sheet
from panah.prevention.actions._public import refresh_pages
from panah.prevention.models import Picture, Version
from panah.prevention.queries.sheets import sheet
from panah.prevention.rules.material import check_may_approve, check_may_translate_back
from panah.prevention.rules.picture import check_holds
from panah.prevention.states import VersionState, move_version
from panah.printing.materials import sheet_pdf


@transaction.atomic
def write_version(
    *,
    actor: Actor,
    material_id: UUID,
    language: str,
    translated_from: str = "",
    headline: str = "",
    subline: str = "",
    signs_title: str = "",
    signs: Iterable[str] = (),
    body: str = "",
    picture_id: UUID | None = None,
    has_captions: bool | None = None,
    printed_count: int | None = None,
    printed_on: date | None = None,
) -> Version:
    """
    Write a material's words in one language. Only a draft is written over: what others looked at gets a successor.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such material, or no such picture
    :raises WrongState: if the picture may not be shown any more
    :raises InvalidInput: if it is translated from its own language
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    if translated_from == language:
        raise InvalidInput(gettext_noop("A text is not translated from its own language."), field="translated_from")
    version = _draft(actor, material_id, language)
    version.maker_ids = [*version.makers | {actor.id}]
    version.organisation_id, version.written_by_id, version.worded_at = material.organisation_id, actor.id, now()
    version.translated_from, version.headline, version.subline = translated_from, headline, subline
    version.signs_title, version.signs, version.body = signs_title, [sign for sign in signs if sign], body
    version.picture = _picture(actor, picture_id)
    version.has_captions, version.printed_count, version.printed_on = has_captions, printed_count, printed_on
    version.save()
    log.record(actor=actor, event=Event.PREVENTION_VERSION_WRITTEN, subject=version, language=language)
    return version


def _picture(actor: Actor, picture_id: UUID | None) -> Picture | None:
    if picture_id is None:
        return None
    picture = queries.picture_to_change(actor=actor, picture_id=picture_id)
    check_holds(withdrawn_on=picture.withdrawn_on, consent_until=picture.consent_until, today=today())
    return picture


def _draft(actor: Actor, material_id: UUID, language: str) -> Version:
    rows = Version.objects.own(actor).filter(material_id=material_id, language=language)
    newest: Version | None = rows.order_by("-number").first()
    if newest is None:
        return Version(material_id=material_id, language=language)
    if newest.state == VersionState.DRAFT:
        return newest
    if newest.state == VersionState.BACK_TRANSLATED:
        newest.state = move_version(VersionState.BACK_TRANSLATED, VersionState.SUPERSEDED)
        newest.save(update_fields=["state"])
    return Version(material_id=material_id, language=language, number=newest.number + 1)


@transaction.atomic
def translate_version_back(*, actor: Actor, version_id: UUID, back_translation: str) -> Version:
    """
    Record what a translation says, put back into the language it came from by somebody who did not make it.

    :raises NotPermitted: if the actor may not make materials, or wrote the translation
    :raises NotVisible: if the actor's organisation has no such version
    :raises InvalidInput: if it is no translation
    :raises WrongState: if it is no draft any more
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    version = queries.version_to_change(actor=actor, version_id=version_id)
    check_may_translate_back(translated_from=version.translated_from, makers=version.makers, translator=actor.id)
    version.state = move_version(VersionState(version.state), VersionState.BACK_TRANSLATED)
    version.back_translation, version.back_translated_by_id = back_translation, actor.id
    version.save()
    log.record(actor=actor, event=Event.PREVENTION_VERSION_TRANSLATED_BACK, subject=version, language=version.language)
    return version


@transaction.atomic
def approve_version(*, actor: Actor, version_id: UUID) -> Version:
    """
    Approve a version for print; the one approved before in this language is superseded.

    :raises NotPermitted: if the actor may not make materials, or wrote it
    :raises NotVisible: if the actor's organisation has no such version
    :raises WrongState: if it is a translation that nobody translated back, or was approved already,
        its picture may not be shown any more, its video has no captions in this language, or what a funder demands on
        it is missing
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    version = queries.version_to_change(actor=actor, version_id=version_id)
    material = queries.material_to_change(actor=actor, material_id=version.material_id)  # one approval at a time
    state = move_version(VersionState(version.state), VersionState.APPROVED)
    check_may_approve(
        translated_from=version.translated_from,
        back_translation=version.back_translation,
        makers={*version.makers, queries.design_maker(actor=actor, version_id=version_id)},
        approver=actor.id,
    )
    check_picture(actor, version)
    check_film(actor, version)
    check_acknowledged(actor, version)
    before = Version.objects.own(actor).filter(
        material_id=version.material_id, language=version.language, state=VersionState.APPROVED
    )
    before.update(state=VersionState.SUPERSEDED)
    version.state, version.approved_by_id, version.approved_on = state, actor.id, today()
    version.save()
    log.record(actor=actor, event=Event.PREVENTION_VERSION_APPROVED, subject=version, language=version.language)
    refresh_pages(actor, material)
    return version


@transaction.atomic
def print_sheet(*, actor: Actor, version_id: UUID, layout: str = "", code: str = "") -> bytes:
    """
    Make the print-ready PDF of a version, with the helpline's number and the code of a placement, or of none.

    :raises NotPermitted: if the actor may not read campaigns
    :raises NotVisible: if there is no such version, or it has no placement with this code
    :raises InvalidInput: if it has no motif to print, or its words are too long for the paper
    :raises WrongState: if nobody approved it, it has not passed its reviews, its place needs a number that is not
        known, its picture may not be shown any more, or a logo that must stand on it is missing
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    version = queries.version(actor=actor, version_id=version_id)
    made = sheet(actor=actor, version=version, layout=layout, code=code)
    check_sheet(actor, version, made)
    printed = sheet_pdf(made)
    log.record(actor=actor, event=Event.PREVENTION_SHEET_PRINTED, subject=version, language=version.language)
    return printed
