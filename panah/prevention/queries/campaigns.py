"""Campaigns, with everything that stands on their page."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.errors import NotVisible, gettext_noop
from panah.country import places
from panah.country.observances import observance
from panah.organisations.models import Organisation
from panah.partnership.queries import projects
from panah.prevention.models import Audience, Campaign, Channel, Delivery, Material, Outreach, Placement, ScanDay
from panah.prevention.states import HANGING

PAYERS = ("funder", "co_funder")
MISSIONS = ("embassy", "own_embassy", "own_consulate")
# What is sent to an organisation out of a print run lies in its store; what it hands out of it is a line of its own.
TO_A_STORE = Q(batch__isnull=False, host__isnull=False)
NO_CAMPAIGN = gettext_noop("This campaign does not exist.")


class Phase(NamedTuple):
    """A phase and the project it belongs to."""

    id: UUID
    project_id: UUID


def campaigns(*, actor: Actor, state: str = "", year: int | None = None) -> QuerySet[Campaign]:
    """Return all campaigns with their counts, of one state or year where asked for."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found = Campaign.objects.all_for(actor).select_related("organisation", "project", "phase")
    if state:
        found = found.filter(state=state)
    if year:
        found = found.filter(year=year)
    counted: QuerySet[Campaign] = found.annotate(
        materials_count=_of(Material, "campaign", Count("pk")),
        given_count=_of(Delivery, "campaign", Sum("given_count", filter=~TO_A_STORE)),
        up_count=_of(Placement, "campaign", Count("pk"), state__in=HANGING),
        scans_count=_of(ScanDay, "placement__campaign", Sum("scan_count")),
    )
    return counted


def campaign(*, actor: Actor, slug: str) -> Campaign:
    """
    Return one campaign with its counts.

    :raises NotVisible: if there is none
    """
    found: Campaign | None = campaigns(actor=actor).filter(slug=slug).first()
    if found is None:
        raise NotVisible(NO_CAMPAIGN)
    return found


def campaign_to_change(*, actor: Actor, slug: str) -> Campaign:
    """
    Return a campaign of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    found: Campaign | None = Campaign.objects.own(actor).select_for_update(of=("self",)).filter(slug=slug).first()
    if found is None:
        raise NotVisible(NO_CAMPAIGN)
    return found


def audiences(*, actor: Actor, campaign: Campaign) -> QuerySet[Audience]:
    """Return whom a campaign wants to reach, diplomatic representations by name."""
    found: QuerySet[Audience] = Audience.objects.all_for(actor).filter(campaign=campaign)
    return found.select_related("member").order_by("group", "pk")


def channels(*, actor: Actor, campaign: Campaign) -> QuerySet[Channel]:
    """Return the outlets through which a campaign spoke."""
    found: QuerySet[Channel] = Channel.objects.all_for(actor).filter(campaign=campaign)
    return found.order_by("name")


def outreach(*, actor: Actor, campaign: Campaign | None = None) -> QuerySet[Outreach]:
    """Return visits to groups at risk, newest first by the caller's paging."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: QuerySet[Outreach] = Outreach.objects.all_for(actor).select_related("organisation", "campaign")
    return found.filter(campaign=campaign) if campaign else found


def outreach_sums(*, actor: Actor) -> dict[str, int]:
    """Return how many visits there were, and how many people, children and referrals."""
    return outreach(actor=actor).aggregate(
        visits=Count("pk"), people=Sum("people_count"), children=Sum("children_count"), referrals=Sum("referrals_count")
    )


def phase_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return every phase of every project, to choose from."""
    return [
        (str(phase.pk), f"{project.name(actor.language)}: {phase.label}")
        for project in projects(actor=actor).order_by("slug")
        for phase in project.phases.all()
    ]


def phase(*, actor: Actor, phase_id: UUID) -> Phase:
    """
    Return one phase with its project.

    :raises NotVisible: if there is none
    """
    for project in projects(actor=actor).filter(phases=phase_id):
        for one in project.phases.all():
            if one.pk == phase_id:
                return Phase(one.pk, project.pk)
    raise NotVisible(gettext_noop("This phase does not exist."))


def funders(*, actor: Actor, campaign: Campaign) -> list[str]:
    """Return the names of those who fund the campaign's project."""
    if campaign.project is None:
        return []
    rows = campaign.project.funding.filter(role__in=PAYERS).select_related("funder").order_by("pk")
    return [row.funder.name(actor.language) for row in rows]


def mission_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the diplomatic representations, those accredited here and our own abroad, to choose from."""
    rows = Organisation.objects.filter(kind__in=MISSIONS).order_by("sort_key")
    return [(str(row.pk), row.name(actor.language)) for row in rows]


def campaign_years(*, actor: Actor) -> list[int]:
    """Return the years that campaigns belong to, newest first."""
    years = Campaign.objects.all_for(actor).filter(year__isnull=False).values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def campaign_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the campaigns of the actor's organisation, to choose from."""
    return [(row.slug, str(row)) for row in Campaign.objects.own(actor).order_by("-pk")[:100]]


def observance_name(*, actor: Actor, campaign: Campaign) -> str:
    """Return the name of the day that a campaign commemorates."""
    return observance(campaign.observance).name(actor.language) if campaign.observance else ""


def district_names(*, actor: Actor, campaign: Campaign) -> list[str]:
    """Return the names of the districts in which a campaign is held."""
    return [places.division(code).name(actor.language) for code in campaign.divisions]


def _of(model: type, path: str, figure: Count | Sum, **only: object) -> Subquery:
    rows = model.objects.filter(**{path: OuterRef("pk")}, **only).order_by().values(path)  # type: ignore[attr-defined]
    return Subquery(rows.annotate(figure=figure).values("figure")[:1])
