"""A campaign's five steps, its local actions, its money, and everything that has a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.core.text import sort_key
from panah.country import places
from panah.organisations.queries import organisations
from panah.prevention.models import BudgetLine, Campaign, PlanEntry, Round, Survey
from panah.prevention.rules.campaign import LOCAL_ACTION, STEPS, Balance, balances

MOST = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps, planned or not."""

    kind: str
    entry: PlanEntry | None

    @property
    def is_late(self) -> bool:
        return self.entry is not None and self.entry.done_on is None and self.entry.due_on < today()


@dataclass(frozen=True, slots=True)
class Day:
    """Something that has a day, for the calendar."""

    on: date
    title: str
    kind: str
    place: str
    url: str
    campaign: str
    is_done: bool

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.on < today()


def plan(*, actor: Actor, campaign: Campaign) -> list[Step]:
    """Return the five steps in their order, planned or not."""
    entries = {row.kind: row for row in _entries(actor).filter(campaign=campaign).exclude(kind=LOCAL_ACTION)}
    return [Step(kind, entries.get(kind)) for kind in STEPS]


def local_actions(*, actor: Actor, campaign: Campaign) -> list[tuple[PlanEntry, str]]:
    """Return what is done in the districts, with the name of each, by day."""
    rows = _entries(actor).filter(campaign=campaign, kind=LOCAL_ACTION).order_by("due_on", "pk")[:MOST]
    return [(row, places.division(row.division).name(actor.language)) for row in rows]


def money(*, actor: Actor, campaign: Campaign) -> list[Balance]:
    """Return what was planned and spent, by kind of cost and currency."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = BudgetLine.objects.all_for(actor).filter(campaign=campaign)
    return balances(rows.values_list("currency", "cost", "side", "amount"))


def budget_lines(*, actor: Actor, campaign: Campaign) -> QuerySet[BudgetLine]:
    """Return every line, the newest first."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: QuerySet[BudgetLine] = BudgetLine.objects.all_for(actor).filter(campaign=campaign).select_related("funder")
    return found.order_by("-entered_on", "-pk")[:MOST]


def steps_taken(*, actor: Actor, campaign: Campaign) -> set[str]:
    """Return the steps that are planned already."""
    return set(_entries(actor).filter(campaign=campaign).values_list("kind", flat=True))


def entry_to_change(*, actor: Actor, entry_id: UUID) -> PlanEntry:
    """
    Return an entry of the plan of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    rows = PlanEntry.objects.own(actor).select_for_update(of=("self",)).select_related("campaign")
    found: PlanEntry | None = rows.filter(pk=entry_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This entry of the plan does not exist."))
    return found


def due_entries(*, actor: Actor, until: date) -> QuerySet[PlanEntry]:
    """Return what the actor's organisation has to do by a day."""
    rows: QuerySet[PlanEntry] = PlanEntry.objects.own(actor).filter(done_on=None, due_on__lte=until)
    return rows.select_related("campaign").order_by("due_on", "pk")


def entry_title(*, actor: Actor, entry: PlanEntry) -> str:
    """Return what an entry is called on a page."""
    return entry.title or code_list("campaign_entry").label(entry.kind, actor.language)


def organisation_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the organisations, to choose from."""
    rows = [(str(row.pk), row.name(actor.language)) for row in organisations()]
    return sorted(rows, key=lambda row: sort_key(row[1]))


def calendar(*, actor: Actor, year: int) -> list[Day]:
    """Return everything of all campaigns that has a day in a year: first and last days, plan, surveys. By day."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    inside = (date(year, 1, 1), date(year, 12, 31))
    days = [*_campaign_days(actor, inside), *_plan_days(actor, inside), *_survey_days(actor, inside)]
    return sorted(days, key=lambda day: (day.on, day.title))


def _campaign_days(actor: Actor, inside: tuple[date, date]) -> list[Day]:
    found = []
    for field, word in (
        ("starts_on", gettext("First day of a campaign")),
        ("ends_on", gettext("Last day of a campaign")),
    ):
        for row in Campaign.objects.all_for(actor).filter(**{f"{field}__range": inside})[:MOST]:
            on = getattr(row, field)
            found.append(Day(on, str(row), word, "", _page(row), str(row), on <= today()))
    return found


def _plan_days(actor: Actor, inside: tuple[date, date]) -> list[Day]:
    # On the day it was done; until then on the day it is due.
    in_year = Q(done_on__range=inside) | Q(done_on=None, due_on__range=inside)
    return [
        Day(
            row.done_on or row.due_on,
            entry_title(actor=actor, entry=row),
            gettext("Local action") if row.kind == LOCAL_ACTION else gettext("Step"),
            places.division(row.division).name(actor.language) if row.division else "",
            _page(row.campaign),
            str(row.campaign),
            row.done_on is not None,
        )
        for row in _entries(actor).filter(in_year).select_related("campaign")[:MOST]
    ]


def _survey_days(actor: Actor, inside: tuple[date, date]) -> list[Day]:
    held = Round.objects.all_for(actor).filter(held_on__range=inside).select_related("survey__campaign")[:MOST]
    due = Survey.objects.all_for(actor).filter(next_due_on__range=inside).select_related("campaign")[:MOST]
    word = gettext("Round of a survey")
    return [
        *(
            Day(row.held_on, str(row.survey), word, "", _survey(row.survey), str(row.survey.campaign), True)
            for row in held
        ),
        *(Day(row.next_due_on, str(row), word, "", _survey(row), str(row.campaign), False) for row in due),
    ]


def _page(campaign: Campaign) -> str:
    return reverse("prevention:campaign_show", args=[campaign.slug])


def _survey(survey: Survey) -> str:
    return reverse("prevention:survey_show", args=[survey.pk])


def _entries(actor: Actor) -> QuerySet[PlanEntry]:
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: QuerySet[PlanEntry] = PlanEntry.objects.all_for(actor).select_related("responsible")
    return found
