from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event as Logged
from panah.core.clock import today
from panah.core.errors import InvalidInput, gettext_noop
from panah.partnership import rules
from panah.partnership.actions._parts import body_of, free_slug, make, optional_body, refuse_second
from panah.partnership.models import Funding, Indicator, IndicatorValue, Phase, Project
from panah.partnership.queries.project_words import project_words
from panah.partnership.queries.projects import indicator_to_change, project_to_change
from panah.published.actions import publish_page

LANGUAGES = ("az", "en")


@transaction.atomic
def open_project(
    *,
    actor: Actor,
    name_en: str,
    name_az: str,
    acronym: str = "",
    objective_en: str = "",
    objective_az: str = "",
    beneficiary: str = "",
    slug: str = "",
) -> Project:
    """
    Put a project on record; the actor's organisation runs it.

    :raises NotPermitted: if the actor may not change projects
    :raises InvalidInput: if there is no such beneficiary
    """
    check(actor, Permission.PARTNERSHIP_PROJECT_CHANGE)
    project = make(
        Project,
        actor=actor,
        slug=slug or free_slug(Project, acronym or name_en),
        name_en=name_en,
        name_az=name_az,
        acronym=acronym,
        objective_en=objective_en,
        objective_az=objective_az,
        beneficiary=optional_body(beneficiary, field="beneficiary"),
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_PROJECT_OPENED, subject=project)
    return project


@transaction.atomic
def change_project(
    *,
    actor: Actor,
    slug: str,
    name_en: str,
    name_az: str,
    acronym: str = "",
    objective_en: str = "",
    objective_az: str = "",
    beneficiary: str = "",
) -> Project:
    """
    Change the names and the objective of a project.

    :raises NotPermitted: if the actor may not change projects
    :raises NotVisible: if the actor's organisation runs no such project
    :raises InvalidInput: if there is no such beneficiary
    """
    check(actor, Permission.PARTNERSHIP_PROJECT_CHANGE)
    project = project_to_change(actor=actor, slug=slug)
    project.name_en, project.name_az, project.acronym = name_en, name_az, acronym
    project.objective_en, project.objective_az = objective_en, objective_az
    project.beneficiary = optional_body(beneficiary, field="beneficiary")
    project.save()
    log.record(actor=actor, event=Logged.PARTNERSHIP_PROJECT_CHANGED, subject=project)
    return project


@transaction.atomic
def add_phase(
    *,
    actor: Actor,
    slug: str,
    label: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    status: str = "",
) -> Phase:
    """
    Add a phase to a project.

    :raises NotPermitted: if the actor may not change projects
    :raises NotVisible: if the actor's organisation runs no such project
    :raises InvalidInput: if the phase ends before it starts, or is there already
    """
    check(actor, Permission.PARTNERSHIP_PROJECT_CHANGE)
    project = project_to_change(actor=actor, slug=slug)
    rules.check_order(starts_on=starts_on, ends_on=ends_on)
    refuse_second(Phase.objects.filter(project=project, label=label), field="label")
    phase = make(Phase, actor=actor, project=project, label=label, starts_on=starts_on, ends_on=ends_on, status=status)
    log.record(actor=actor, event=Logged.PARTNERSHIP_PHASE_ADDED, subject=phase)
    return phase


@transaction.atomic
def add_funding(
    *,
    actor: Actor,
    slug: str,
    funder: str,
    role: str,
    share: Decimal | None = None,
    amount: Decimal | None = None,
    currency: str = "",
) -> Funding:
    """
    Record who pays for a project or works in it.

    :raises NotPermitted: if the actor may not change projects
    :raises NotVisible: if the actor's organisation runs no such project
    :raises InvalidInput: if the shares pass the whole, an amount has no currency, or the funder is there already
    """
    check(actor, Permission.PARTNERSHIP_PROJECT_CHANGE)
    project = project_to_change(actor=actor, slug=slug)
    body = body_of(funder, field="funder")
    refuse_second(Funding.objects.filter(project=project, funder=body, role=role), field="funder")
    rules.check_shares([*project.funding.values_list("share", flat=True), share])
    if amount is not None and not currency:
        raise InvalidInput(gettext_noop("Write the currency of the amount."), field="currency")
    funding = make(
        Funding, actor=actor, project=project, funder=body, role=role, share=share, amount=amount, currency=currency
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_FUNDING_ADDED, subject=funding, funder=body.id)
    return funding


@transaction.atomic
def define_indicator(
    *,
    actor: Actor,
    slug: str,
    code: str,
    level: str,
    name_en: str,
    name_az: str,
    definition: str,
    unit: str,
    baseline: Decimal,
    baseline_on: date,
    target: Decimal,
    target_on: date,
    source: str,
    owner: str,
) -> Indicator:
    """
    Add an indicator to a project's results chain; none without baseline, target, definition, source and owner.

    :raises NotPermitted: if the actor may not change indicators
    :raises NotVisible: if the actor's organisation runs no such project
    :raises InvalidInput: if something is missing, the dates are in the wrong order, or the code is there already
    """
    check(actor, Permission.PARTNERSHIP_INDICATOR_CHANGE)
    project = project_to_change(actor=actor, slug=slug)
    refuse_second(Indicator.objects.filter(project=project, code=code), field="code")
    if not definition.strip():
        raise InvalidInput(gettext_noop("Write what exactly is counted."), field="definition")
    if not source.strip():
        raise InvalidInput(gettext_noop("Write where the values come from."), field="source")
    if target_on < baseline_on:
        raise InvalidInput(gettext_noop("The target is before the baseline."), field="target_on")
    indicator = make(
        Indicator,
        actor=actor,
        project=project,
        code=code,
        level=level,
        name_en=name_en,
        name_az=name_az,
        definition=definition,
        unit=unit,
        baseline=baseline,
        baseline_on=baseline_on,
        target=target,
        target_on=target_on,
        source=source,
        owner=body_of(owner, field="owner"),
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_INDICATOR_DEFINED, subject=indicator)
    return indicator


@transaction.atomic
def add_value(*, actor: Actor, indicator_id: UUID, value: Decimal, measured_on: date, evidence: str) -> IndicatorValue:
    """
    Add a value to an indicator. Earlier values stay.

    :raises NotPermitted: if the actor may not change indicators
    :raises NotVisible: if the actor's organisation has no such indicator
    :raises InvalidInput: if the value was measured before the baseline or in the future
    """
    check(actor, Permission.PARTNERSHIP_INDICATOR_CHANGE)
    indicator = indicator_to_change(actor=actor, indicator_id=indicator_id)
    if measured_on < indicator.baseline_on:
        raise InvalidInput(gettext_noop("This day is before the baseline."), field="measured_on")
    if measured_on > today():
        raise InvalidInput(gettext_noop("This day is in the future."), field="measured_on")
    row = make(
        IndicatorValue,
        actor=actor,
        indicator=indicator,
        value=value,
        measured_on=measured_on,
        evidence=evidence,
        recorded_by_id=actor.id,
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_VALUE_ADDED, subject=row)
    return row


@transaction.atomic
def publish_project(*, actor: Actor, slug: str) -> Project:
    """
    Put the page of a project before the public, in Azerbaijani and English.

    :raises NotPermitted: if the actor may not change projects or publish
    :raises NotVisible: if the actor's organisation runs no such project
    """
    check(actor, Permission.PARTNERSHIP_PROJECT_CHANGE)
    project = project_to_change(actor=actor, slug=slug)
    words = {language: project_words(actor=actor, slug=slug, language=language) for language in LANGUAGES}
    starts = [phase.starts_on for phase in project.phases.all() if phase.starts_on]
    events = [event.starts_on for event in project.events.all()]
    publish_page(actor=actor, kind="project", slug=slug, words=words, shown_on=min([*starts, *events], default=today()))
    log.record(actor=actor, event=Logged.PARTNERSHIP_PROJECT_PUBLISHED, subject=project)
    return project
