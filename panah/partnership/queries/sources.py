"""Where the loaded facts of a page come from, as blocks of words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from panah.codes.catalogue import code_list
from panah.country.provenance import Why


def _fields() -> dict[str, str]:
    return {
        "name": gettext("Name"),
        "acronym": gettext("Short name"),
        "objective": gettext("Objective"),
        "beneficiary": gettext("For whom"),
        "label": gettext("Phase"),
        "phase": gettext("Phase"),
        "project": gettext("Project"),
        "funder": gettext("Funder"),
        "role": gettext("Role"),
        "kind": gettext("Kind"),
        "title": gettext("Title"),
        "theme": gettext("Theme"),
        "purpose": gettext("Purpose"),
        "starts_on": gettext("Date"),
        "year": gettext("Year"),
        "division": gettext("Place"),
        "venue": gettext("Venue"),
        "languages": gettext("Languages"),
        "body": gettext("Organisation"),
        "group": gettext("Group"),
        "detail": gettext("Detail"),
        "attended": gettext("Took part"),
        "speaker": gettext("Speaker"),
        "post": gettext("Post"),
        "summary": gettext("What was said"),
        "value": gettext("Number"),
        "text": gettext("Text"),
        "pillar": gettext("Direction"),
        "position": gettext("Order"),
    }


def source_blocks(sources: dict[UUID, list[Why]], language: str) -> list[dict[str, Any]]:
    """Return what was inferred, in sight, and what is stated, folded up; nothing for records made at a desk."""
    every = [why for each in sources.values() for why in each]
    inferred = [why for why in every if why.is_inferred]
    stated = [why for why in every if not why.is_inferred]
    labels, fields = code_list("fact_basis"), _fields()
    blocks: list[dict[str, Any]] = []
    if every:
        documents = sorted({why.document_name for why in every})
        title = gettext("Where this comes from")
        blocks.append({"kind": "list", "title": title, "entries": [{"text": name} for name in documents]})
    if inferred:
        entries = [{"text": f"{fields.get(why.field, why.field)}: {why.said}"} for why in _once(inferred)]
        blocks.append({"kind": "list", "title": labels.label("inferred", language), "entries": entries})
    if stated:
        entries = [
            {
                "field": fields.get(why.field, why.field),
                "basis": labels.label("stated", language),
                "said": f"“{why.said}”",
                "where": gettext("%(document)s, sentence %(number)s")
                % {"document": why.document, "number": why.sentence},
            }
            for why in _once(stated)
        ]
        blocks.append(
            {"kind": "sources", "title": gettext("Stated in the document, sentence by sentence"), "entries": entries}
        )
    return blocks


def _once(reasons: Iterable[Why]) -> list[Why]:
    return sorted(set(reasons), key=lambda why: (why.sentence or 0, why.field, why.said))
