"""What the public sees of a material: its words, and papers to download and print."""

from typing import Any

from django.utils.translation import gettext, override

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes.catalogue import code_list
from panah.core.files import PDF
from panah.prevention.models import Design, Material, Recording, Version
from panah.prevention.queries.sheets import helpline_number, layouts, sheet
from panah.prevention.queries.videos import video_words
from panah.prevention.queries.visibility import sentences
from panah.prevention.rules.material import sections
from panah.printing.materials import home_pdf, too_long
from panah.published.rules import Download, Words

LANGUAGES = ("az", "en", "ru")


def public_versions(*, actor: Actor, material: Material) -> list[Version]:
    """Return the approved versions of a material in the languages of our pages."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Version.objects.all_for(actor).filter(material=material, state="approved", language__in=LANGUAGES)
    return list(rows.select_related("material__campaign__phase__project", "organisation").order_by("language"))


def version_words(*, actor: Actor, version: Version, film: Recording | None = None) -> Words:
    """Return the page of a material in the language of a version."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    shown, language = version.material, version.language
    with override(language):
        campaign = getattr(shown.campaign, f"title_{language}", "") or shown.campaign.title_en
        main: list[dict[str, Any]] = []
        if version.signs:
            title = version.signs_title or gettext("Signs to notice")
            main.append({"kind": "list", "title": title, "entries": [{"text": sign} for sign in version.signs]})
        for heading, told in sections(version.body):
            main.append({"kind": "text", "title": heading, "paragraphs": [told] if told else []})
        facts = [
            {"label": gettext("Helpline"), "value": helpline_number(actor=actor, outbound=False)},
            {"label": gettext("Organised by"), "value": version.organisation.name(language)},
            *({"label": gettext("Support"), "value": words} for words in sentences(actor=actor, version=version)),
        ]
        body = {
            "head": {"tag": code_list("campaign_material").label(shown.kind, language), "code": shown.kind},
            "main": main,
            "side": [{"title": campaign, "tone": "teal", "facts": facts}],
            "related": [{"kind": "campaign", "slug": shown.campaign.slug}],
        }
        if film is not None:
            body["video"] = video_words(actor=actor, recording=film, version=version)
        named = getattr(shown, f"title_{language}", "") or shown.title_en
        return Words(version.headline or named, version.subline, body)


def version_files(*, actor: Actor, version: Version) -> list[Download]:
    """Return the papers of a version, without the bleed that only a printing house needs, and its own design."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found = []
    for layout in layouts(actor=actor, version=version):
        made = sheet(actor=actor, version=version, layout=layout)
        if not too_long(made):
            found.append(Download(layout.value, PDF.code, home_pdf(made)))
    design = Design.objects.all_for(actor).filter(version=version).first()
    if design is not None:
        found.append(Download("", design.kind, bytes(design.content)))
    return found
