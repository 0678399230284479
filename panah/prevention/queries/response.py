"""The response to a campaign: from what was given out to what the lines heard. No row of a line is read here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.country import parameters
from panah.prevention.models import Campaign, Material, ScanDay
from panah.prevention.queries.plan import money
from panah.prevention.rules import Share, Whisker, response, whisker
from panah.prevention.rules.heard import CALL, REPORT, Cell, Heard, between, cost_each, covers, heard, kinds_heard


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """What a kind of material may claim: its share with its interval, or nothing below the floor."""

    kind: str
    scans: int
    share: Share | None
    whisker: Whisker | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent in one currency, for each item, scan and relevant call that may be shown."""

    currency: str
    spent: Decimal
    item: Decimal | None
    scan: Decimal | None
    call: Decimal | None


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """The steps of the funnel that are not on the campaign already."""

    floor: int
    heard: list[Heard]
    costs: list[Cost]


def responses(*, actor: Actor, campaign: Campaign) -> list[ResponseRow]:
    """Return for each kind of material that was scanned what it may claim, over all campaigns."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    scanned = _scans_by_kind(campaign)
    everywhere = _scans_everywhere(scanned)
    shares: dict[str, Share | None] = {}
    for row in heard(_cells(), wanted={(REPORT, kind) for kind in scanned}):
        # A month below the floor is left out on both sides.
        scans = sum(everywhere.get((row.kind, month), 0) for month, _count in row.months)
        shares[row.kind] = response(reports=row.at_least, scans=scans, floor=_floor())
    top = max((share.high for share in shares.values() if share), default=1.0)
    return [
        ResponseRow(kind, scans, share, whisker(share, per=1000, top=top) if share else None)
        for kind, scans in scanned.items()
        for share in (shares.get(kind),)
    ]


def response_page(*, actor: Actor, campaign: Campaign) -> ResponsePage:
    """Return what a campaign's months, the lines and its money say together."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    kinds = set(Material.objects.all_for(actor).filter(campaign=campaign).values_list("kind", flat=True))
    cells, wanted = _cells(), kinds_heard(kinds)
    running = heard(between(cells, first=campaign.starts_on, last=campaign.ends_on), wanted=wanted)
    is_whole = covers(cells, first=campaign.starts_on, last=campaign.ends_on)
    calls = sum(row.at_least or 0 for row in running if row.unit == CALL) if is_whole else None
    given, scans = getattr(campaign, "given_count", None), getattr(campaign, "scans_count", None)
    costs = [
        Cost(
            row.currency,
            row.spent,
            cost_each(row.spent, given),
            cost_each(row.spent, scans),
            cost_each(row.spent, calls),
        )
        for row in money(actor=actor, campaign=campaign)
        if not row.cost
    ]
    return ResponsePage(_floor(), heard(cells, wanted=wanted), costs)


def _floor() -> int:
    return parameters.number("response_floor", on=today())


def _cells() -> list[Cell]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit, kind, month, heard FROM helpline_heard_of(%s)", [_floor()])
        return [(unit, kind, month, count) for unit, kind, month, count in cursor.fetchall()]


def _scans_by_kind(campaign: Campaign) -> dict[str, int]:
    rows = ScanDay.objects.filter(placement__campaign=campaign).values("placement__material__kind")
    summed = rows.annotate(scans=Sum("scan_count")).order_by("placement__material__kind")
    return dict(summed.values_list("placement__material__kind", "scans"))


def _scans_everywhere(kinds: dict[str, int]) -> dict[tuple[str, date], int]:
    rows = ScanDay.objects.filter(placement__material__kind__in=list(kinds))
    months = rows.annotate(month=TruncMonth("scanned_on")).values("placement__material__kind", "month")
    summed = months.annotate(scans=Sum("scan_count")).order_by()
    return {
        (kind, month): scans for kind, month, scans in summed.values_list("placement__material__kind", "month", "scans")
    }
