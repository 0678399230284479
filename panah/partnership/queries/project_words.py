"""A project's page as plain words in one language."""

from typing import Any

from django.utils.translation import gettext, override

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core import formats
from panah.country import provenance
from panah.partnership.queries.projects import IndicatorRow, ProjectPage, project_page
from panah.published.rules import Words
from panah.published.sources import source_blocks


def project_words(*, actor: Actor, slug: str, language: str) -> Words:
    """
    Return the page of a project in one language, made of its records.

    :raises NotVisible: if there is no such project
    """
    shown = project_page(actor=actor, slug=slug, language=language)
    with override(language):
        body = {"head": _head(shown, language), "main": _main(shown, language), "side": _side(shown, language)}
        return Words(shown.project.name(language), "", body)


def _head(page: ProjectPage, language: str) -> dict[str, Any]:
    line = gettext("Run by %(body)s") % {"body": page.project.organisation.name(language)}
    return {"tag": page.project.acronym or gettext("Project"), "line": line}


def _main(page: ProjectPage, language: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    if page.project.objective(language):
        blocks.append(
            {"kind": "text", "title": gettext("Overall objective"), "paragraphs": [page.project.objective(language)]}
        )
    if page.phases:
        statuses = code_list("project_phase_status")
        entries = [{"text": phase.label, "detail": statuses.label(phase.status, language)} for phase in page.phases]
        blocks.append({"kind": "list", "title": gettext("Phases"), "entries": entries})
    if page.indicators:
        blocks.append(_results(page.indicators, language))
    if page.events:
        entries = [
            {"text": event.title(language), "detail": formats.day_text(event.starts_on, language)}
            for event in page.events
        ]
        blocks.append({"kind": "list", "title": gettext("Events"), "entries": entries})
    subjects = [page.project, *page.phases, *page.funding]
    names = {each.id: each.funder.name(language) for each in page.funding}
    return [*blocks, *source_blocks(provenance.of(subjects, language=language), language, names=names)]


def _results(rows: list[IndicatorRow], language: str) -> dict[str, Any]:
    head = [gettext("Indicator"), gettext("Baseline"), gettext("Target"), gettext("Newest value")]
    cells = [
        [
            row.name,
            formats.number_text(row.indicator.baseline.normalize(), language),
            formats.number_text(row.indicator.target.normalize(), language),
            formats.number_text(row.newest.value.normalize(), language) if row.newest else gettext("no value yet"),
        ]
        for row in rows
    ]
    return {"kind": "table", "title": gettext("Results"), "head": head, "rows": cells}


def _side(page: ProjectPage, language: str) -> list[dict[str, Any]]:
    roles = code_list("funding_role")
    facts = []
    for each in page.funding:
        share = f" ({formats.number_text(each.share.normalize(), language)} %)" if each.share else ""
        facts.append({"label": roles.label(each.role, language), "value": f"{each.funder.full_name(language)}{share}"})
    if page.project.beneficiary:
        facts.append({"label": gettext("For whom"), "value": page.project.beneficiary.name(language)})
    return [{"title": gettext("Funding"), "tone": "teal", "facts": facts}] if facts else []
