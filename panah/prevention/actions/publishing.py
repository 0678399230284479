"""Putting a campaign's page before the public."""

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.prevention.models import Campaign
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
