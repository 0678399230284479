from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.errors import NotVisible, gettext_noop
from panah.partnership import rules
from panah.partnership.models import Event, Funding, Indicator, IndicatorValue, Phase, Project


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with its newest value and how far it has come."""

    indicator: Indicator
    name: str
    newest: IndicatorValue | None
    progress: int | None


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A project with everything its page shows."""

    project: Project
    phases: list[Phase]
    funding: list[Funding]
    indicators: list[IndicatorRow]
    events: list[Event]
    is_own: bool


def projects(*, actor: Actor) -> QuerySet[Project]:
    """Return all projects with their funders, newest first."""
    check(actor, Permission.PARTNERSHIP_PROJECT_READ)
    funding = Funding.objects.all_for(actor).select_related("funder__parent").order_by("id")
    found: QuerySet[Project] = (
        Project.objects.all_for(actor)
        .select_related("organisation")
        .prefetch_related(Prefetch("funding", queryset=funding), "phases")
    )
    return found


def project(*, actor: Actor, slug: str) -> Project:
    """
    Return one project.

    :raises NotVisible: if there is none
    """
    found = projects(actor=actor).filter(slug=slug).first()
    if found is None:
        raise NotVisible(gettext_noop("This project does not exist."))
    return found


def project_page(*, actor: Actor, slug: str, language: str) -> ProjectPage:
    """
    Return a project with its phases, funders, results and events.

    :raises NotVisible: if there is none
    """
    shown = project(actor=actor, slug=slug)
    return ProjectPage(
        project=shown,
        phases=sorted(shown.phases.all(), key=lambda phase: phase.label),
        funding=list(shown.funding.all()),
        indicators=[_row(indicator, language) for indicator in indicators(actor=actor, project_id=shown.id)],
        events=list(Event.objects.all_for(actor).filter(project=shown).order_by("-starts_on")),
        is_own=shown.organisation_id == actor.organisation_id,
    )


def indicators(*, actor: Actor, project_id: UUID) -> QuerySet[Indicator]:
    """Return the results chain of a project, each indicator with its values from the newest on."""
    check(actor, Permission.PARTNERSHIP_PROJECT_READ)
    values = IndicatorValue.objects.all_for(actor).order_by("-measured_on", "-id")
    found: QuerySet[Indicator] = (
        Indicator.objects.all_for(actor)
        .filter(project_id=project_id)
        .select_related("owner")
        .prefetch_related(Prefetch("values", queryset=values))
        .order_by("code")
    )
    return found


def project_to_change(*, actor: Actor, slug: str) -> Project:
    """
    Return a project of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation has none of this name
    """
    found: Project | None = Project.objects.own(actor).select_for_update().filter(slug=slug).first()
    if found is None:
        raise NotVisible(gettext_noop("This project does not exist."))
    return found


def indicator_to_change(*, actor: Actor, indicator_id: UUID) -> Indicator:
    """
    Return an indicator of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation has none of this id
    """
    found: Indicator | None = Indicator.objects.own(actor).select_for_update().filter(pk=indicator_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This indicator does not exist."))
    return found


def _row(indicator: Indicator, language: str) -> IndicatorRow:
    values = list(indicator.values.all())
    newest = values[0] if values else None
    value: Decimal | None = newest.value if newest else None
    return IndicatorRow(
        indicator,
        indicator.name(language),
        newest,
        rules.progress(baseline=indicator.baseline, target=indicator.target, value=value),
    )
