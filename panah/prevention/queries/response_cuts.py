"""Output and exposure of a campaign by week, material, place or district; never with a call or a report."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes.catalogue import code_list
from panah.core.errors import gettext_noop
from panah.core.formats import day_text
from panah.core.text import sort_key
from panah.country import places
from panah.organisations.models import Organisation
from panah.prevention.models import Campaign, Delivery, Material, Placement, ScanDay
from panah.prevention.queries.campaigns import TO_A_STORE
from panah.prevention.rules import Share
from panah.prevention.rules.cuts import DISTRICT, MATERIAL, PLACES, SILENT, VENUE, WEEK, smallest_at
from panah.prevention.states import HANGING

Key = tuple[Any, ...]
# For each cut the columns that tell its rows apart: of the ledger and the placements, and the same of the scans.
COLUMNS: dict[str, tuple[str, ...]] = {
    WEEK: ("week",),
    MATERIAL: ("material_id",),
    VENUE: ("site", "venue", "host_id"),
    DISTRICT: ("division",),
}
HEADINGS = {
    WEEK: gettext_noop("Week from"),
    MATERIAL: gettext_noop("Material"),
    VENUE: gettext_noop("Place"),
    DISTRICT: gettext_noop("District"),
}
WEEKS = {Delivery: "delivered_on", Placement: "up_on", ScanDay: "scanned_on"}


@dataclass(frozen=True, slots=True)
class CutRow:
    """One week, material, place or district: what went there, what hangs there, how often it was scanned."""

    label: str
    given: int
    placed: int
    scans: int
    smallest: int | None = None  # the smallest rise of reports for 1,000 scans that could be seen here


@dataclass(frozen=True, slots=True)
class Cut:
    """A campaign cut in one way, and why the lines are silent in it."""

    by: str
    rows: list[CutRow]
    silent: str
    base: int | None  # reports for 1,000 scans, as far as they are shown: what a rise is measured from
    is_of_places: bool

    @property
    def heading(self) -> str:
        """What stands above the names of the rows."""
        return gettext(HEADINGS[self.by])

    @property
    def placed_heading(self) -> str:
        return gettext("Put up") if self.by == WEEK else gettext("Places now")


def response_cut(
    *,
    actor: Actor,
    campaign: Campaign,
    by: str = WEEK,
    material: str = "",
    division: str = "",
    share: Share | None = None,
) -> Cut:
    """
    Return what a campaign gave out, put up and had scanned, cut in one way.

    :param share: reports for each scan as they are shown, from which a rise is measured at a place
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    only = (campaign, material, division)
    given = Delivery.objects.all_for(actor).exclude(TO_A_STORE)
    figures = {
        "given": _sums(_wanted(given, *only), by, Sum("given_count")),
        "placed": _sums(_placed(_wanted(Placement.objects.all_for(actor), *only), by), by, Count("pk")),
        "scans": _sums(_wanted(ScanDay.objects.filter(placement__campaign=campaign), *only), by, Sum("scan_count")),
    }
    keys = {key for found in figures.values() for key, count in found.items() if count}
    label = _labels(actor, campaign, by, keys)
    total = sum(figures["scans"].values())
    rows = []
    for key in _ordered(by, keys, label):
        scans = figures["scans"].get(key, 0)
        least = smallest_at(share, scans=scans, elsewhere=total - scans) if by in PLACES else None
        rows.append(
            CutRow(
                label(key),
                figures["given"].get(key, 0),
                figures["placed"].get(key, 0),
                scans,
                None if least is None else round(least * 1000),
            )
        )
    base = None if share is None else round(share.value * 1000)
    return Cut(by, rows, gettext(SILENT[by]), base, by in PLACES)


def cut_choices(*, actor: Actor, campaign: Campaign) -> list[tuple[str, str]]:
    """Return the districts that a campaign's ledger or placements name, to choose from."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    placed = Placement.objects.all_for(actor).filter(campaign=campaign).order_by()
    given = Delivery.objects.all_for(actor).filter(campaign=campaign).order_by()
    codes = set(placed.values_list("division", flat=True).union(given.values_list("division", flat=True))) - {""}
    return places.choices([places.division(code) for code in codes], actor.language)


def _wanted(rows: QuerySet[Any], campaign: Campaign, material: str, division: str) -> QuerySet[Any]:
    at = "placement__" if rows.model is ScanDay else ""
    only = {"campaign": campaign, "material_id": material, "division": division}
    return rows.filter(**{f"{at}{name}": value for name, value in only.items() if value})


def _placed(rows: QuerySet[Any], by: str) -> QuerySet[Any]:
    return rows.exclude(up_on=None) if by == WEEK else rows.filter(state__in=HANGING)


def _sums(rows: QuerySet[Any], by: str, figure: Sum | Count) -> dict[Key, int]:
    at = "placement__" if rows.model is ScanDay else ""
    if by == WEEK:
        rows, columns = rows.annotate(week=TruncWeek(WEEKS[rows.model])), COLUMNS[WEEK]
    else:
        columns = tuple(f"{at}{name}" for name in COLUMNS[by])
    summed = rows.order_by().values(*columns).annotate(figure=figure).values_list(*columns, "figure")
    return {tuple(key): count or 0 for *key, count in summed}


def _labels(actor: Actor, campaign: Campaign, by: str, keys: Iterable[Key]) -> Callable[[Key], str]:
    language = actor.language
    if by == WEEK:
        return lambda key: day_text(key[0], language) if key[0] else gettext("Day not recorded")
    if by == DISTRICT:
        return lambda key: places.division(key[0]).name(language) if key[0] else gettext("District not named")
    if by == MATERIAL:
        names = {row.pk: str(row) for row in Material.objects.all_for(actor).filter(campaign=campaign)}
        return lambda key: names[key[0]]
    hosts = Organisation.objects.in_bulk({key[2] for key in keys if key[2]})
    return lambda key: _place(key, hosts, language)


def _place(key: Key, hosts: Mapping[UUID, Organisation], language: str) -> str:
    site, venue, host = key
    kind = code_list("distribution_site").label(site, language)
    if venue:
        return f"{places.venue(venue).name(language)} ({kind})"
    return f"{hosts[host].name(language)} ({kind})" if host else kind


def _ordered(by: str, keys: Iterable[Key], label: Callable[[Key], str]) -> list[Key]:
    if by == WEEK:
        return sorted(keys, key=lambda key: key[0] or date.min, reverse=True)
    return sorted(keys, key=lambda key: sort_key(label(key)))
