"""Where no material stands: border crossings, airports, metro stations, districts."""

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.country import places
from panah.prevention.models import Campaign, Placement
from panah.prevention.rules.gaps import SITES, Gap, division_gap, venue_gap
from panah.prevention.states import HANGING


def gaps(*, actor: Actor, campaign: str = "") -> list[Gap]:
    """
    Return how far each kind of place is covered by what hangs now, of one campaign where asked for.

    A placement that names only a kind of place closes no gap.
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Placement.objects.all_for(actor).filter(state__in=HANGING).exclude(venue="")
    if campaign:
        rows = rows.filter(campaign__slug=campaign)
    standing = set(rows.values_list("venue", flat=True))
    # Without a division a venue of the country pack is a kind of place in general ("not named").
    venues = [venue for venue in places.venues(on=today()) if venue.division]
    reached = {venue.division for venue in venues if venue.code in standing}
    found = [venue_gap(site, [venue for venue in venues if venue.kind == site], standing) for site in SITES]
    return [*found, division_gap(places.divisions(), reached)]


def campaigns_hanging(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the campaigns of which something hangs, to choose from."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    placed = Placement.objects.all_for(actor).filter(state__in=HANGING).values("campaign")
    return [(row.slug, str(row)) for row in Campaign.objects.all_for(actor).filter(pk__in=placed).order_by("-pk")]
