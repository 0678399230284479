"""What stands on a printed sheet: a version's words, the number that its place needs, a code, who made and paid it."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotVisible, gettext_noop
from panah.core.installation import is_demo
from panah.country import parameters
from panah.prevention.models import Placement, Version
from panah.prevention.queries.materials import version as one_version
from panah.prevention.queries.pictures import sheet_logos, sheet_picture
from panah.prevention.queries.visibility import demands
from panah.prevention.rules.material import is_outbound, number_for, sections
from panah.printing.materials import PAGES, Layout, Motif, Sheet, sheet_png, too_long

LAYOUTS = {
    "leaflet": (Layout.LEAFLET, Layout.FOLDED),
    "poster": (Layout.POSTER, Layout.POSTER_A1),
    "billboard": (Layout.POSTER_A1,),
    "card": (Layout.CARD,),
    "brochure": (Layout.BROCHURE,),
}
FIELD_NAMES = {
    "headline": gettext_noop("Headline"),
    "subline": gettext_noop("Line under it"),
    "signs_title": gettext_noop("Heading of the signs"),
    "signs": gettext_noop("Signs to notice"),
    "body": gettext_noop("Longer text"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a version can be printed on: its pages, and the names of what does not fit on it."""

    layout: Layout
    pages: range
    too_long: list[str]


def sheet_papers(*, actor: Actor, version: Version) -> list[Paper]:
    """Return the papers on which a version can be printed here, each with what does not fit on it."""
    found = []
    for layout in layouts(actor=actor, version=version):
        missed = too_long(sheet(actor=actor, version=version, layout=layout))
        found.append(Paper(layout, range(1, PAGES.get(layout, 1) + 1), [FIELD_NAMES[field] for field in missed]))
    return found


def layouts(*, actor: Actor, version: Version) -> tuple[Layout, ...]:
    """Return the papers on which a version can be printed here; none where it has neither drawing nor picture."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return LAYOUTS.get(version.material.kind, ()) if version.material.motif or version.picture_id else ()


def sheet(*, actor: Actor, version: Version, layout: str = "", code: str = "") -> Sheet:
    """
    Return the sheet of a version, for a placement or for no place in particular.

    :raises NotVisible: if it has no placement with this code
    :raises InvalidInput: if it is not printed here, or not on such paper
    :raises WrongState: if its place needs a number that is not known
    """
    papers = layouts(actor=actor, version=version)
    if not papers:
        raise InvalidInput(gettext_noop("This material is not printed here."))
    if layout and layout not in papers:
        raise InvalidInput(gettext_noop("This material is not printed on such paper."))
    placement = _placement(actor, version, code) if code else None
    outbound = placement is not None and is_outbound(site=placement.site, is_mission=placement.host_id is not None)
    address = str(settings.PANAH_PUBLIC_ADDRESS).rstrip("/")
    return Sheet(
        layout=Layout(layout) if layout else papers[0],
        motif=Motif(version.material.motif or Motif.WINDOW),
        language=version.language,
        headline=version.headline,
        subline=version.subline,
        signs_title=version.signs_title,
        signs=tuple(version.signs),
        kinds=_kinds(version),
        sections=tuple(sections(version.body)),
        number=helpline_number(actor=actor, outbound=outbound),
        is_free=not outbound,
        address=f"{address}/p/{code}" if code else f"{address}/",
        publisher=version.organisation.name(version.language),
        supporters=_supporters(actor, version),
        is_specimen=is_demo(),
        picture=sheet_picture(actor=actor, version=version),
        logos=sheet_logos(actor=actor, version=version),
    )


def preview(*, actor: Actor, version_id: UUID, layout: str, page: int) -> bytes:
    """
    Return one page of a sheet as a picture; what is too long is marked on it.

    :raises NotVisible: if there is no such version, or the sheet has no such page
    :raises InvalidInput: if it is not printed here, or not on such paper
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    pages = sheet_png(sheet(actor=actor, version=one_version(actor=actor, version_id=version_id), layout=layout))
    if not 1 <= page <= len(pages):
        raise NotVisible(gettext_noop("This sheet has no such page."))
    return pages[page - 1]


def helpline_number(*, actor: Actor, outbound: bool) -> str:
    """
    Return the helpline's number as it must stand at a place.

    :raises WrongState: if it is needed in its international form, and that is not known
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    home = parameters.text("helpline_number", on=today())
    abroad = str(parameters.parameter("helpline_number_from_abroad", on=today()).value or "")
    return number_for(outbound=outbound, home=home, abroad=abroad)


def _placement(actor: Actor, version: Version, code: str) -> Placement:
    rows = Placement.objects.all_for(actor).filter(material_id=version.material_id, code=code)
    found: Placement | None = rows.filter(language__in=("", version.language)).first()
    if found is None:
        raise NotVisible(gettext_noop("This placement does not exist."))
    return found


def _supporters(actor: Actor, version: Version) -> tuple[str, ...]:
    """Return who must be named on what a project pays for: in the sentence it demands, or each with its part."""
    campaign, language = version.material.campaign, version.language
    if campaign.project is None:
        return ()
    roles = code_list("funding_role")
    found = demands(actor=actor, campaign=campaign, kind=version.material.kind) or []
    said = {row.funder.pk: row.sentences[language] for row in found if language in row.sentences}
    rows = campaign.project.funding.select_related("funder__parent").order_by("pk")
    others = [row for row in rows if row.funder_id not in said]
    return (*said.values(), *(f"{roles.label(row.role, language)}: {row.funder.full_name(language)}" for row in others))


def _kinds(version: Version) -> tuple[str, ...]:
    forms = code_list("exploitation_form")
    return tuple(forms.label(code, version.language) for code in version.material.exploitation_forms)
