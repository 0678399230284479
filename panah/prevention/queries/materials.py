"""Materials, their versions and reviews."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum
from django.utils.safestring import mark_safe

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country import parameters
from panah.prevention.models import Batch, Campaign, Delivery, Material, Review, ScanDay, Version
from panah.prevention.queries.campaigns import TO_A_STORE
from panah.prevention.rules import DIGNITY, headline_lines
from panah.prevention.rules.material import review_holds
from panah.prevention.states import VersionState
from panah.printing.materials import GROUNDS, Motif, motif_svg, motif_words

PRE_TEST = "pre_test"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of the materials of a campaign."""

    given: dict[UUID, int]
    scans: dict[UUID, int]
    printed: dict[UUID, int]


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A material as it stands on the campaign's page."""

    material: Material
    versions: list[Version]
    reviews: dict[str, Review]
    given: int | None
    scans: int
    printed: int | None

    @property
    def picture(self) -> dict[str, Any] | None:
        """The drawn material in small: its motif, its words and its colours."""
        if not self.material.motif or self.first is None:
            return None
        return {
            "shapes": mark_safe(motif_svg(self.material.motif)),  # noqa: S308 - our own drawings only
            "words": motif_words(self.material.motif, self.first.language),
            "lines": headline_lines(self.first.headline),
            "subline": self.first.subline,
            "language": self.first.language,
            "colours": GROUNDS[Motif(self.material.motif)],
            "number": parameters.text("helpline_number", on=today()),
        }

    @property
    def is_dignified(self) -> bool:
        return DIGNITY in self.reviews and self.reviews[DIGNITY].is_passed and not self.is_changed

    @property
    def is_changed(self) -> bool:
        """Whether its dignity review was of something else than what is shown now."""
        return DIGNITY in self.reviews and DIGNITY not in _holding(self.material, self.versions, self.reviews)

    @property
    def languages(self) -> str:
        return ", ".join(dict.fromkeys(version.language for version in self.versions))

    @property
    def first(self) -> Version | None:
        return self.versions[0] if self.versions else None


def materials(*, actor: Actor, campaign: Campaign) -> list[MaterialRow]:
    """Return the materials of a campaign with their versions and newest reviews."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found = _with_parts(actor).filter(campaign=campaign).order_by("pk")
    figures = _figures(actor, campaign)
    return [_row(actor, material, figures) for material in found]


def material(*, actor: Actor, material_id: UUID) -> MaterialRow:
    """
    Return one material with its versions and newest reviews.

    :raises NotVisible: if there is none
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found = _with_parts(actor).select_related("campaign").filter(pk=material_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This material does not exist."))
    return _row(actor, found, _figures(actor, found.campaign))


def material_to_change(*, actor: Actor, material_id: UUID) -> Material:
    """
    Return a material of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    rows = Material.objects.own(actor).select_for_update(of=("self",)).select_related("campaign")
    found: Material | None = rows.filter(pk=material_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This material does not exist."))
    return found


def newest_reviews(*, actor: Actor, material: Material) -> dict[str, Review]:
    """Return the review of each kind that was entered last, whatever day it names."""
    rows = Review.objects.all_for(actor).filter(material=material).order_by("pk")
    return {row.kind: row for row in rows}


def reviews_holding(*, actor: Actor, material: Material, reviews: Mapping[str, Review]) -> set[str]:
    """Return the kinds of review that were of what is shown now."""
    return _holding(material, Version.objects.all_for(actor).filter(material=material), reviews)


def _holding(material: Material, versions: Iterable[Version], reviews: Mapping[str, Review]) -> set[str]:
    # Words and designs ask for a look at their dignity; the audience is asked again only if something else is shown.
    worded = [row.worded_at for row in versions if row.state == VersionState.APPROVED and row.worded_at]
    seen = [*worded, material.changed_at] if material.changed_at else worded
    changed = {DIGNITY: max(seen, default=None)}
    return {
        kind
        for kind, review in reviews.items()
        if review_holds(entered_at=review.entered_at, changed_at=changed.get(kind, material.changed_at))
    }


def version(*, actor: Actor, version_id: UUID) -> Version:
    """
    Return one language version with its material.

    :raises NotVisible: if there is none
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Version.objects.all_for(actor).select_related("material__campaign__project", "organisation", "picture")
    found: Version | None = rows.defer("picture__content").filter(pk=version_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This version does not exist."))
    return found


def version_to_change(*, actor: Actor, version_id: UUID) -> Version:
    """
    Return a version of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    rows = Version.objects.own(actor).select_for_update(of=("self",)).select_related("material__campaign")
    found: Version | None = rows.filter(pk=version_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This version does not exist."))
    return found


def version_of(*, actor: Actor, material: Material, version_id: UUID) -> Version:
    """
    Return one version of a material.

    :raises NotVisible: if the material has no such version
    """
    found: Version | None = Version.objects.all_for(actor).filter(material=material, pk=version_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This version does not exist."))
    return found


def approved_languages(*, actor: Actor, material_id: UUID) -> set[str]:
    """Return the languages in which a version of a material is approved."""
    rows = Version.objects.all_for(actor).filter(material_id=material_id, state="approved")
    return set(rows.values_list("language", flat=True))


def version_reviews(*, actor: Actor, version: Version) -> list[Review]:
    """Return what was said of one version, the newest first."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return list(Review.objects.all_for(actor).filter(version=version).order_by("-held_on", "-pk"))


def material_choices(*, actor: Actor, campaign: Campaign) -> list[tuple[str, str]]:
    """Return the materials of a campaign, to choose from."""
    rows = Material.objects.all_for(actor).filter(campaign=campaign).order_by("pk")
    return [(str(row.pk), str(row)) for row in rows]


def _with_parts(actor: Actor) -> QuerySet[Material]:
    versions = Version.objects.all_for(actor).order_by("language", "-number")
    reviews = Review.objects.all_for(actor).order_by("pk")
    found: QuerySet[Material] = Material.objects.all_for(actor).prefetch_related(
        Prefetch("versions", queryset=versions), Prefetch("reviews", queryset=reviews)
    )
    return found


def _row(actor: Actor, material: Material, figures: Figures) -> MaterialRow:
    # The version in the reader's language stands first: it is the one drawn.
    versions = sorted(
        material.versions.all(),
        key=lambda row: (row.language != actor.language, row.language, row.state == "superseded", -row.number),
    )
    # A print run is counted once, by its own record; a source that knows of none may name a number with the words.
    printed = figures.printed.get(material.pk) or sum(row.printed_count or 0 for row in versions)
    return MaterialRow(
        material=material,
        versions=versions,
        reviews={row.kind: row for row in material.reviews.all()},
        given=figures.given.get(material.pk),
        scans=figures.scans.get(material.pk, 0),
        printed=printed or None,
    )


def _figures(actor: Actor, campaign: Campaign) -> Figures:
    given = Delivery.objects.all_for(actor).filter(campaign=campaign).exclude(TO_A_STORE)
    return Figures(
        given=_sums(given, "material_id", "given_count"),
        scans=_sums(ScanDay.objects.filter(placement__campaign=campaign), "placement__material_id", "scan_count"),
        printed=_sums(Batch.objects.all_for(actor).filter(campaign=campaign), "material_id", "printed_count"),
    )


def _sums(rows: QuerySet[Any], by: str, figure: str) -> dict[UUID, int]:
    summed = rows.order_by().values(by).annotate(figure=Sum(figure)).values_list(by, "figure")
    return {key: value for key, value in summed if value is not None}
