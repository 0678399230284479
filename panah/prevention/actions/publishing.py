"""Putting campaigns and materials before the public, and taking materials back."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.core.jobs import enqueue
from panah.prevention import queries
from panah.prevention.actions._film import put_pieces
from panah.prevention.actions._public import put_on_pages, take_from_pages
from panah.prevention.models import Campaign, Material
from panah.prevention.queries.campaign_words import campaign_words
from panah.prevention.queries.campaigns import campaign_to_change
from panah.published.actions import publish_page

LANGUAGES = ("az", "en")


@transaction.atomic
def publish_campaign(*, actor: Actor, slug: str) -> Campaign:
    """
    Put the page of a campaign before the public, in Azerbaijani and English.

    :raises NotPermitted: if the actor may not change campaigns or publish
    :raises NotVisible: if the actor's organisation has no such campaign
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = campaign_to_change(actor=actor, slug=slug)
    words = {language: campaign_words(actor=actor, slug=slug, language=language) for language in LANGUAGES}
    publish_page(actor=actor, kind="campaign", slug=slug, words=words, shown_on=campaign.starts_on or today())
    log.record(actor=actor, event=Event.PREVENTION_CAMPAIGN_PUBLISHED, subject=campaign)
    return campaign


@transaction.atomic
def publish_material(*, actor: Actor, material_id: UUID, is_kept: bool = False) -> Material:
    """
    Put a material before the public to download and print: the approved version of each language.

    :param is_kept: it stays when the campaign has ended
    :raises NotPermitted: if the actor may not make materials or publish
    :raises NotVisible: if the actor's organisation has no such material
    :raises WrongState: if it has not passed its reviews, no version is approved, the campaign does not run, or what
        stands on it may not be shown
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    put_on_pages(actor, material, is_kept=is_kept)
    log.record(actor=actor, event=Event.PREVENTION_MATERIAL_PUBLISHED, subject=material, is_kept=is_kept)
    return material


@transaction.atomic
def unpublish_material(*, actor: Actor, material_id: UUID) -> Material:
    """
    Take a material from our pages: page, downloads and search show nothing of it at the next request.

    :raises NotPermitted: if the actor may not make materials or publish
    :raises NotVisible: if the actor's organisation has no such material
    :raises WrongState: if it is not there
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    if material.published_on is None:
        raise WrongState(gettext_noop("This material is not on our pages."))
    take_from_pages(actor, material)
    log.record(actor=actor, event=Event.PREVENTION_MATERIAL_UNPUBLISHED, subject=material)
    return material


@transaction.atomic
def show_recording(*, actor: Actor, material_id: UUID) -> Material:
    """
    Put the next pieces of a material's film on our pages, and ask for the next ones as long as some are missing.

    :raises NotPermitted: if the actor may not make materials or publish
    :raises NotVisible: if the actor's organisation has no such material
    :raises WrongState: if it was taken from our pages meanwhile
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    film = queries.kept_recording(actor=actor, material=material)
    if material.published_on is None or film is None:
        raise WrongState(gettext_noop("This material is not on our pages."))
    if not put_pieces(actor, material, film):
        enqueue("prevention.show_recording", material_id=material.pk, account_id=actor.id)
    log.record(actor=actor, event=Event.PREVENTION_MATERIAL_PUBLISHED, subject=material)
    return material
