"""What the funders of a campaign's project demand on a material, and what of it is missing."""

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes.catalogue import code_list
from panah.partnership import queries as partnership
from panah.partnership.queries.visibility import Demand
from panah.prevention.models import Campaign, Logo, Version
from panah.prevention.rules.picture import is_demanded_on


def demands(*, actor: Actor, campaign: Campaign, kind: str) -> list[Demand] | None:
    """Return what is demanded on a kind of material, in the order of the logos; None if the project keeps no rule."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    if campaign.project_id is None:
        return None
    kept = partnership.demands(actor=actor, project_id=campaign.project_id)
    return None if kept is None else [row for row in kept if is_demanded_on(kind, kinds=row.kinds)]


def sentences(*, actor: Actor, version: Version) -> list[str]:
    """Return the sentences of acknowledgement that stand on a version, in its language."""
    found = demands(actor=actor, campaign=version.material.campaign, kind=version.material.kind) or []
    return [row.sentences[version.language] for row in found if version.language in row.sentences]


def demands_missing(*, actor: Actor, version: Version) -> list[str]:
    """Return what a project's own rules demand on a version and is not there: logos, and sentences in its language."""
    found = demands(actor=actor, campaign=version.material.campaign, kind=version.material.kind) or []
    logos = Logo.objects.all_for(actor).filter(organisation_id=version.organisation_id)
    kept = set(logos.values_list("body", flat=True)) if found else set()
    words = code_list("language").label(version.language, actor.language)
    missing = [row.funder.name(actor.language) for row in found if row.funder.pk not in kept]
    unsaid = [row for row in found if row.sentences and version.language not in row.sentences]
    return missing + [f"{row.funder.name(actor.language)} ({words})" for row in unsaid]
