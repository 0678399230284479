"""Online posts with their newest reading, and what media wrote."""

from datetime import date

from django.db.models import QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.prevention.models import Campaign, Mention, PostReading

MOST = 500


def posts(*, actor: Actor, campaign: Campaign) -> list[PostReading]:
    """Return each post of a campaign with its newest reading, the newest post first."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = PostReading.objects.all_for(actor).filter(campaign=campaign)
    newest = rows.order_by("network", "address", "-read_on").distinct("network", "address")[:MOST]
    return sorted(newest, key=lambda row: (row.posted_on, row.address), reverse=True)


def mentions(*, actor: Actor, campaign: Campaign) -> QuerySet[Mention]:
    """Return what media wrote about a campaign, the newest first."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: QuerySet[Mention] = Mention.objects.all_for(actor).filter(campaign=campaign)
    return found.order_by("-published_on", "-pk")[:MOST]


def addresses_read(*, actor: Actor, campaign: Campaign, network: str, read_on: date) -> set[str]:
    """Return the posts of a network that were read on a day."""
    rows = PostReading.objects.own(actor).filter(campaign=campaign, network=network, read_on=read_on)
    return set(rows.values_list("address", flat=True))
