"""Online posts and what the networks say about them; what media wrote."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, gettext_noop
from panah.prevention import queries
from panah.prevention.models import Campaign, Mention, PostReading
from panah.prevention.queries.posts import addresses_read
from panah.prevention.rules.posts import DAY_FIRST, FIGURES, Post, read_posts, read_table


@transaction.atomic
def record_reading(
    *,
    actor: Actor,
    slug: str,
    network: str,
    address: str,
    posted_on: date,
    read_on: date,
    title: str = "",
    language: str = "",
    **figures: int | None,
) -> PostReading:
    """
    Record what a network says about a post on a day.

    :param figures: reach_count, views_count, completed_count, clicks_count; one that is not told is not there
    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises InvalidInput: if it was read that day already, before it was posted, or on a day to come
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    if posted_on > read_on:
        raise InvalidInput(gettext_noop("It was posted after the day of the reading."), field="read_on")
    _check_day(read_on)
    if address in addresses_read(actor=actor, campaign=campaign, network=network, read_on=read_on):
        raise InvalidInput(gettext_noop("This post was read that day already."), field="read_on")
    post = Post(address, title, posted_on, {field: figures.get(field) for field in FIGURES})
    reading = _reading(campaign, post, network=network, language=language, read_on=read_on)
    reading.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_READING_RECORDED, subject=campaign, network=network)
    return reading


@transaction.atomic
def import_posts(
    *,
    actor: Actor,
    slug: str,
    text: str,
    columns: Mapping[str, int],
    network: str,
    read_on: date,
    language: str = "",
    dates: str = DAY_FIRST,
) -> tuple[int, int]:
    """
    Take over an export of a network, all of it or nothing, and return how many are new and how many stood already.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises InvalidInput: if anything in the file cannot be read
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    _check_day(read_on)
    posts, faults = read_posts(read_table(text), columns, dates=dates, read_on=read_on)
    if faults:
        raise InvalidInput(gettext_noop("Nothing was imported: mend the rows named below first."))
    known = addresses_read(actor=actor, campaign=campaign, network=network, read_on=read_on)
    new = [post for post in posts if post.address not in known]
    PostReading.objects.own(actor).bulk_create(
        [_reading(campaign, post, network=network, language=language, read_on=read_on) for post in new]
    )
    log.record(actor=actor, event=Event.PREVENTION_POSTS_IMPORTED, subject=campaign, network=network, count=len(new))
    return len(new), len(posts) - len(new)


@transaction.atomic
def add_mention(
    *,
    actor: Actor,
    slug: str,
    outlet: str,
    kind: str,
    published_on: date,
    title: str,
    tone: str,
    number_named: str,
    dignity_kept: str,
    address: str = "",
) -> Mention:
    """
    Note what media published about a campaign.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises InvalidInput: if the day has not come
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    if published_on > today():
        raise InvalidInput(gettext_noop("This day has not come yet."), field="published_on")
    mention = Mention(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        outlet=outlet,
        kind=kind,
        published_on=published_on,
        title=title,
        address=address,
        tone=tone,
        number_named=number_named,
        dignity_kept=dignity_kept,
    )
    mention.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_MENTION_ADDED, subject=mention, tone=tone)
    return mention


def _check_day(read_on: date) -> None:
    if read_on > today():
        raise InvalidInput(gettext_noop("This day has not come yet."), field="read_on")


def _reading(campaign: Campaign, post: Post, *, network: str, language: str, read_on: date) -> PostReading:
    organisation_id: UUID = campaign.organisation_id
    return PostReading(
        organisation_id=organisation_id,
        campaign=campaign,
        network=network,
        address=post.address,
        title=post.title,
        language=language,
        posted_on=post.posted_on,
        read_on=read_on,
        **post.figures,
    )
