"""Where no material stands."""

from collections.abc import Callable

import pytest

from panah.access.policy import Actor
from panah.core.clock import today
from panah.country.places import Division, Venue
from panah.prevention import actions, queries
from panah.prevention.rules.gaps import division_gap, venue_gap
from tests.support import DeskClient


def division(code: str, kind: str) -> Division:
    return Division(code, kind, {"en": code}, None, None, "")


def test_a_share_is_a_hundred_only_when_nothing_is_missing() -> None:
    venues = [Venue(f"v-{number}", "metro", {"en": ""}, None, None, "AZ-BA", None) for number in range(201)]
    standing = {venue.code for venue in venues}
    assert venue_gap("metro", venues, standing).percent == 100
    almost = venue_gap("metro", venues, standing - {"v-7"})
    assert (almost.percent, almost.covered, [one.code for one in almost.missing]) == (99, 200, ["v-7"])
    assert venue_gap("metro", [], set()).percent == 0


def test_a_district_of_a_city_reaches_the_city_and_no_other_place() -> None:
    places = [
        *(division("AZ-BA", "city"), division("AZ-BAL", "district"), division("AZ-GA", "city")),
        *(division("AZ-BA-YAS", "city_district"), division("AZ-NX", "republic")),
    ]
    gap = division_gap(places, {"AZ-BA-YAS", ""})
    assert (gap.of, [one.code for one in gap.missing]) == (3, ["AZ-BAL", "AZ-GA"])


@pytest.mark.django_db
def test_only_what_hangs_at_a_named_place_closes_a_gap(
    sign_in: Callable[..., Actor], desk_client: Callable[..., DeskClient]
) -> None:
    officer = sign_in("campaign_officer", organisation="iom-az")
    before = {gap.kind: (gap.covered, gap.of) for gap in queries.gaps(actor=officer)}
    assert (before["border_crossing"], before["airport"]) == ((0, 10), (0, 6))
    actions.open_campaign(actor=officer, slug="gaps", title_en="Gaps")
    poster = actions.add_material(actor=officer, slug="gaps", kind="poster", title_en="A window")
    for site, venue in (("border_crossing", ""), ("border_crossing", "border-any"), ("airport", "airport-ganja")):
        actions.record_placement(actor=officer, material_id=poster.pk, site=site, venue=venue, up_on=today())
    gone = actions.record_placement(
        actor=officer, material_id=poster.pk, site="metro", venue="metro-sahil", up_on=today()
    )
    actions.take_down(actor=officer, placement_id=gone.pk, down_on=today())
    after = {gap.kind: gap for gap in queries.gaps(actor=officer, campaign="gaps")}
    assert {kind: gap.covered for kind, gap in after.items()} == {
        "border_crossing": 0,
        "airport": 1,
        "metro": 0,
        "district": 1,
    }
    assert not queries.gaps(actor=officer, campaign="none")[1].covered
    client = desk_client("donor", organisation="iom-az", language="en")
    page = client.get("/prevention/placements/gaps/?campaign=gaps").content.decode()
    assert "Zagatala International Airport" in page
    assert "Ganja International Airport" not in page
    assert 'data-lat="41.5622" data-lon="46.6672" data-name="Zagatala International Airport"' in page
    assert client.get("/prevention/placements/country.json")["Content-Type"] == "application/geo+json"
    stranger = desk_client("case_manager", organisation="vac")
    for address in ("gaps/", "country.json"):
        assert stranger.get(f"/prevention/placements/{address}").status_code == 403
