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
        "status": gettext("Status"),
        "state": gettext("Status"),
        "code": gettext("Figure"),
        "words": gettext("Words"),
        "film": gettext("Video clip"),
        "origin": gettext("How"),
        "site": gettext("Place"),
        "language": gettext("Language"),
        "exploitation_forms": gettext("Forms of exploitation shown"),
        "violence_shown": gettext("Violence shown"),
        "goal": gettext("Purpose"),
        "message": gettext("Message"),
        "observance": gettext("Day of observance"),
    }


def source_blocks(
    sources: dict[UUID, list[Why]], language: str, *, names: dict[UUID, str] | None = None
) -> list[dict[str, Any]]:
    """
    Return what was inferred, in sight, and what is stated, folded up; nothing for records made at a desk.

    :param names: what a record is called, where a field's name alone would not say of whom it speaks
    """
    every = [(_label(why, key, names or {}), why) for key, each in sources.items() for why in each]
    inferred = _once(pair for pair in every if pair[1].is_inferred)
    stated = _once(pair for pair in every if not pair[1].is_inferred)
    blocks: list[dict[str, Any]] = []
    if every:
        documents = sorted({why.document_name for _, why in every})
        title = gettext("Where this comes from")
        blocks.append({"kind": "list", "title": title, "entries": [{"text": name} for name in documents]})
    if inferred:
        entries = [{"text": f"{label}: {why.said}"} for label, why in inferred]
        title = gettext("Not said in the document: how we read it")
        blocks.append({"kind": "list", "title": title, "entries": entries})
    if stated:
        title = gettext("Stated in the document, sentence by sentence")
        basis = code_list("fact_basis").label("stated", language)
        blocks.append({"kind": "sources", "title": title, "entries": [_quotation(*pair, basis) for pair in stated]})
    return blocks


def _label(why: Why, key: UUID, names: dict[UUID, str]) -> str:
    field = _fields().get(why.field, why.field)
    return f"{names[key]}, {field}" if key in names else field


def _quotation(label: str, why: Why, basis: str) -> dict[str, str]:
    where = gettext("%(document)s, sentence %(number)s") % {"document": why.document, "number": why.sentence}
    return {"field": label, "basis": basis, "said": f"“{why.said}”", "where": where}


def _once(reasons: Iterable[tuple[str, Why]]) -> list[tuple[str, Why]]:
    return sorted(set(reasons), key=lambda pair: (pair[1].sentence or 0, pair[0], pair[1].said))
