"""Opening and running a campaign; whom it speaks to and through what."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.prevention import queries
from panah.prevention.actions._public import take_ended
from panah.prevention.models import Audience, Campaign, Channel, Outreach
from panah.prevention.states import CampaignState, move_campaign

TEXTS = ("title_en", "title_az", "message_en", "message_az", "goal_en", "goal_az", "observance", "year")


@transaction.atomic
def open_campaign(
    *,
    actor: Actor,
    slug: str,
    title_en: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    phase_id: UUID | None = None,
    languages: Iterable[str] = (),
    divisions: Iterable[str] = (),
    state: CampaignState = CampaignState.DRAFT,
    **texts: Any,
) -> Campaign:
    """
    Open a campaign. A source may name no day: then `year` stands alone, or nothing.

    :param texts: title_az, message_en, message_az, goal_en, goal_az, observance, year
    :raises NotPermitted: if the actor may not open campaigns
    :raises InvalidInput: if the address is taken or it ends before it starts
    :raises NotVisible: if there is no such phase
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    if Campaign.objects.all_for(actor).filter(slug=slug).exists():
        raise InvalidInput(gettext_noop("Another campaign has this address."), field="slug")
    _check_days(starts_on, ends_on)
    phase = queries.phase(actor=actor, phase_id=phase_id) if phase_id else None
    texts.setdefault("year", starts_on.year if starts_on else None)
    campaign = Campaign(
        organisation_id=actor.organisation_id,
        slug=slug,
        title_en=title_en,
        starts_on=starts_on,
        ends_on=ends_on,
        phase_id=phase.id if phase else None,
        project_id=phase.project_id if phase else None,
        languages=list(languages),
        divisions=list(divisions),
        state=state,
        made_by_id=actor.id,
        **_known(texts),
    )
    campaign.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_CAMPAIGN_OPENED, subject=campaign)
    return campaign


@transaction.atomic
def change_campaign(
    *,
    actor: Actor,
    slug: str,
    starts_on: date | None,
    ends_on: date | None,
    languages: Iterable[str],
    divisions: Iterable[str],
    **texts: Any,
) -> Campaign:
    """
    Change the words, days, languages and districts of a campaign.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises InvalidInput: if it would end before it starts
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    _check_days(starts_on, ends_on)
    campaign.starts_on, campaign.ends_on = starts_on, ends_on
    campaign.languages, campaign.divisions = list(languages), list(divisions)
    for name, value in _known(texts).items():
        setattr(campaign, name, value)
    campaign.save()
    log.record(actor=actor, event=Event.PREVENTION_CAMPAIGN_CHANGED, subject=campaign)
    return campaign


@transaction.atomic
def take_campaign_step(*, actor: Actor, slug: str, to: str) -> Campaign:
    """
    Move a campaign to its next state.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises WrongState: if this step may not follow, or needs an evaluation that is not written
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    if to == CampaignState.EVALUATED:
        raise WrongState(gettext_noop("Write the evaluation: with it the campaign is evaluated."))
    campaign.state = move_campaign(CampaignState(campaign.state), CampaignState(to))
    campaign.save(update_fields=["state"])
    if campaign.state != CampaignState.RUNNING:
        take_ended(actor, campaign)
    log.record(actor=actor, event=Event.PREVENTION_CAMPAIGN_MOVED, subject=campaign, to=campaign.state)
    return campaign


@transaction.atomic
def add_audience(
    *,
    actor: Actor,
    slug: str,
    group: str,
    member_id: UUID | None = None,
    size_estimate: int | None = None,
    divisions: Iterable[str] = (),
) -> Audience:
    """
    Say whom a campaign wants to reach: a group, or one organisation of it such as a diplomatic representation.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises InvalidInput: if this audience is there already
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    if queries.audiences(actor=actor, campaign=campaign).filter(group=group, member_id=member_id).exists():
        raise InvalidInput(gettext_noop("This audience is there already."), field="group")
    audience = Audience(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        group=group,
        member_id=member_id,
        size_estimate=size_estimate,
        divisions=list(divisions),
    )
    audience.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_AUDIENCE_ADDED, subject=audience, group=group)
    return audience


@transaction.atomic
def add_channel(
    *,
    actor: Actor,
    slug: str,
    kind: str,
    name: str = "",
    language: str = "",
    address: str = "",
    reach_count: int | None = None,
    reach_on: date | None = None,
) -> Channel:
    """
    Record an outlet through which a campaign spoke, and the reach it reported.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    channel = Channel(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        kind=kind,
        name=name,
        language=language,
        address=address,
        reach_count=reach_count,
        reach_on=reach_on,
    )
    channel.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_CHANNEL_ADDED, subject=channel, kind=kind)
    return channel


@transaction.atomic
def record_outreach(
    *,
    actor: Actor,
    visited_on: date,
    activity: str,
    group: str,
    division: str,
    people_count: int,
    children_count: int | None = None,
    referrals_count: int = 0,
    campaign_slug: str = "",
) -> Outreach:
    """
    Record a visit to people at risk, in counts.

    :raises NotPermitted: if the actor may not record outreach
    :raises NotVisible: if there is no such campaign
    :raises InvalidInput: if a part is larger than its whole
    """
    check(actor, Permission.PREVENTION_OUTREACH_RECORD)
    campaign = queries.campaign(actor=actor, slug=campaign_slug) if campaign_slug else None
    for name, part in (("children_count", children_count), ("referrals_count", referrals_count)):
        if part is not None and part > people_count:
            raise InvalidInput(gettext_noop("This is more than all the people met."), field=name)
    outreach = Outreach(
        organisation_id=actor.organisation_id,
        visited_on=visited_on,
        activity=activity,
        group=group,
        division=division,
        people_count=people_count,
        children_count=children_count,
        referrals_count=referrals_count,
        campaign=campaign,
        project_id=campaign.project_id if campaign else None,
        recorded_by_id=actor.id,
    )
    outreach.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_OUTREACH_RECORDED, subject=outreach, group=group)
    return outreach


def _check_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise InvalidInput(gettext_noop("The campaign would end before it starts."), field="ends_on")


def _known(texts: dict[str, Any]) -> dict[str, Any]:
    strange = set(texts) - set(TEXTS)
    if strange:
        raise TypeError(f"a campaign has no {', '.join(sorted(strange))}")
    return texts
