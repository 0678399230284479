"""A campaign's page as plain words in one language: published for everybody."""

from typing import Any

from django.utils.translation import gettext, override

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.country import observances, parameters, places, provenance
from panah.prevention.models import Campaign, Material, Version
from panah.prevention.models.placement import Delivery, Placement
from panah.prevention.queries.campaigns import audiences, campaign, channels
from panah.prevention.states import HANGING, VersionState
from panah.published.rules import Words
from panah.published.sources import source_blocks


def campaign_words(*, actor: Actor, slug: str, language: str) -> Words:
    """
    Return the page of a campaign in one language, made of its records.

    :raises NotVisible: if there is no such campaign
    """
    shown = campaign(actor=actor, slug=slug)
    materials = list(shown.materials.prefetch_related("versions", "deliveries", "placements").order_by("pk"))
    with override(language):
        main = [
            *_purpose(shown, language),
            *_audiences(actor, shown, language),
            *_materials(materials, language),
            *_places(materials, language),
            *_channels(actor, shown, language),
            *_sources(actor, shown, materials, language),
        ]
        body = {"head": _head(shown, language), "main": main, "side": _side(shown, language)}
        if shown.project:
            body["related"] = [{"kind": "project", "slug": shown.project.slug}]
        return Words(_in(shown, "title", language), "", body)


def campaign_sources(*, actor: Actor, slug: str, language: str) -> list[dict[str, Any]]:
    """Return where the facts of a loaded campaign come from: stated with the sentence, or inferred with the reason."""
    words = campaign_words(actor=actor, slug=slug, language=language)
    return [block for block in words.body["main"] if block["kind"] == "sources"]


def _in(record: Any, stem: str, language: str) -> str:
    return str(getattr(record, f"{stem}_{language}") or getattr(record, f"{stem}_en"))


def _head(shown: Campaign, language: str) -> dict[str, Any]:
    day = observances.observance(shown.observance).name(language) if shown.observance else ""
    year = str(shown.year or "")
    state = code_list("campaign_state").label(shown.state, language)
    return {"tag": state, "line": " · ".join(part for part in (day, year) if part)}


def _purpose(shown: Campaign, language: str) -> list[dict[str, Any]]:
    paragraphs = [text for text in (_in(shown, "goal", language), _in(shown, "message", language)) if text]
    return [{"kind": "text", "title": gettext("What it is for"), "paragraphs": paragraphs}] if paragraphs else []


def _audiences(actor: Actor, shown: Campaign, language: str) -> list[dict[str, Any]]:
    labels = code_list("audience")
    entries = [{"text": labels.label(each.group, language)} for each in audiences(actor=actor, campaign=shown)]
    return [{"kind": "list", "title": gettext("Whom it speaks to"), "entries": entries}] if entries else []


def _materials(materials: list[Material], language: str) -> list[dict[str, Any]]:
    kinds, names = code_list("campaign_material"), code_list("language")
    rows = []
    for material in materials:
        known = sorted({row.language for row in material.versions.all() if _is_known(row)})
        spoken = ", ".join(names.label(code, language) for code in known)
        rows.append(
            [_in(material, "title", language), kinds.label(material.kind, language), spoken, _shows(material, language)]
        )
    head = [gettext("Material"), gettext("Kind"), gettext("Languages"), gettext("What it shows")]
    return [{"kind": "table", "title": gettext("Materials"), "head": head, "rows": rows}] if rows else []


def _is_known(version: Version) -> bool:
    """Test if the public reads of a version: it is approved, or a source tells of it and we have no words of it."""
    words = (version.headline, version.subline, version.body, version.signs)
    return version.state == VersionState.APPROVED or not any(words)


def _shows(material: Material, language: str) -> str:
    forms, violence = code_list("exploitation_form"), code_list("violence_shown")
    parts = [forms.label(code, language) for code in material.exploitation_forms]
    if material.violence_shown and material.violence_shown != ["none"]:
        shown = ", ".join(violence.label(code, language) for code in material.violence_shown)
        parts.append(gettext("violence: %(kinds)s") % {"kinds": shown})
    return ", ".join(parts)


def _places(materials: list[Material], language: str) -> list[dict[str, Any]]:
    rows = []
    for material in materials:
        hanging = [row for row in material.placements.all() if row.state in HANGING]
        spots: list[Delivery | Placement] = [*material.deliveries.all(), *hanging]
        where = ", ".join(dict.fromkeys(_where(spot, language) for spot in spots))
        if where:
            rows.append([_in(material, "title", language), where])
    head = [gettext("Material"), gettext("Where")]
    return (
        [{"kind": "table", "title": gettext("Where it is spread and displayed"), "head": head, "rows": rows}]
        if rows
        else []
    )


def _where(spot: Delivery | Placement, language: str) -> str:
    if spot.venue:
        return places.venue(spot.venue).name(language)
    return code_list("distribution_site").label(spot.site, language)


def _channels(actor: Actor, shown: Campaign, language: str) -> list[dict[str, Any]]:
    kinds, found = code_list("media_channel"), channels(actor=actor, campaign=shown)
    entries = [{"text": channel.name or kinds.label(channel.kind, language)} for channel in found]
    return [{"kind": "list", "title": gettext("Channels"), "entries": entries}] if entries else []


def _sources(actor: Actor, shown: Campaign, materials: list[Material], language: str) -> list[dict[str, Any]]:
    parts: list[Any] = [
        part
        for material in materials
        for part in (*material.versions.all(), *material.deliveries.all(), *material.placements.all())
    ]
    subjects = [
        shown,
        *([shown.phase] if shown.phase else []),
        *audiences(actor=actor, campaign=shown),
        *channels(actor=actor, campaign=shown),
        *materials,
        *parts,
    ]
    names = {material.pk: _in(material, "title", language) for material in materials}
    names |= {part.pk: names[part.material_id] for part in parts}
    return source_blocks(provenance.of(subjects, language=language), language, names=names)


def _side(shown: Campaign, language: str) -> list[dict[str, Any]]:
    facts = [{"label": gettext("Helpline"), "value": parameters.text("helpline_number", on=today())}]
    facts += [{"label": gettext("Organised by"), "value": shown.organisation.name(language)}]
    if shown.project:
        roles = code_list("funding_role")
        facts.append({"label": gettext("Project"), "value": shown.project.name(language)})
        if shown.phase:
            facts.append({"label": gettext("Phase"), "value": shown.phase.label})
        facts += [
            {"label": roles.label(each.role, language), "value": each.funder.full_name(language)}
            for each in shown.project.funding.select_related("funder__parent").order_by("pk")
        ]
    return [{"title": gettext("Campaign"), "tone": "teal", "facts": facts}]
