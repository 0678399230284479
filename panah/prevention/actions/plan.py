"""What a campaign has to do and when, what it costs, and what came of it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.prevention import queries
from panah.prevention.models import BudgetLine, Campaign, PlanEntry
from panah.prevention.queries.plan import entry_to_change, steps_taken
from panah.prevention.rules.campaign import check_amount, check_done, check_entry, check_evaluation
from panah.prevention.states import CampaignState, move_campaign


@transaction.atomic
def plan_entry(
    *,
    actor: Actor,
    slug: str,
    kind: str,
    responsible_id: UUID,
    due_on: date,
    title: str = "",
    division: str = "",
) -> PlanEntry:
    """
    Plan one of the five steps or a local action: who does it, and by when.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises InvalidInput: if the step is planned already, or a local action has no name or district
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    taken = steps_taken(actor=actor, campaign=campaign)
    check_entry(kind=kind, title=title, division=division, taken=taken)
    entry = PlanEntry(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        kind=kind,
        title=title,
        responsible_id=responsible_id,
        division=division,
        due_on=due_on,
    )
    entry.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_ENTRY_PLANNED, subject=entry, kind=kind)
    return entry


@transaction.atomic
def finish_entry(*, actor: Actor, entry_id: UUID, done_on: date, people_count: int | None = None) -> PlanEntry:
    """
    Record that an entry of the plan was done, and how many came.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such entry
    :raises WrongState: if it is done
    :raises InvalidInput: if the day has not come
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    entry = entry_to_change(actor=actor, entry_id=entry_id)
    check_done(done_on=done_on, today=today(), is_done=entry.done_on is not None)
    entry.done_on, entry.done_by_id, entry.people_count = done_on, actor.id, people_count
    entry.save(update_fields=["done_on", "done_by_id", "people_count"])
    log.record(actor=actor, event=Event.PREVENTION_ENTRY_DONE, subject=entry, kind=entry.kind)
    return entry


@transaction.atomic
def enter_money(
    *,
    actor: Actor,
    slug: str,
    side: str,
    cost: str,
    amount: Decimal,
    currency: str,
    entered_on: date,
    funder_id: UUID | None = None,
    note: str = "",
) -> BudgetLine:
    """
    Enter money that is planned or was spent. Nothing stops spending above the plan: it is shown.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises InvalidInput: if it is nothing
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    check_amount(amount)
    line = BudgetLine(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        side=side,
        cost=cost,
        amount=amount,
        currency=currency,
        funder_id=funder_id,
        entered_on=entered_on,
        note=note,
    )
    line.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_BUDGET_ENTERED, subject=line, side=side, cost=cost)
    return line


@transaction.atomic
def evaluate_campaign(*, actor: Actor, slug: str, reached: str, unknown: str) -> Campaign:
    """
    Write what a campaign reached and what cannot be said about it; with that it is evaluated.

    :raises NotPermitted: if the actor may not change campaigns
    :raises NotVisible: if the actor's organisation has no such campaign
    :raises WrongState: if it has not ended
    :raises InvalidInput: if one of both is not answered
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    campaign.state = move_campaign(CampaignState(campaign.state), CampaignState.EVALUATED)
    check_evaluation(reached=reached, unknown=unknown)
    campaign.reached, campaign.unknown, campaign.evaluated_on = reached, unknown, today()
    campaign.save(update_fields=["state", "reached", "unknown", "evaluated_on"])
    log.record(actor=actor, event=Event.PREVENTION_CAMPAIGN_EVALUATED, subject=campaign)
    return campaign
