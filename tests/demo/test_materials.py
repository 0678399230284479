"""The campaign of the second document in the demonstration: made here, on the map, and nothing more claimed of it."""

import pytest

from panah.core.db import unforced
from panah.demo import logins, materials
from panah.demo.places import Places
from panah.demo.rows import secured_tables
from panah.demo.today import Today
from panah.exchange import sources
from panah.organisations.models import Organisation
from panah.prevention import queries
from tests.exchange.test_documents import SOURCES, shown
from tests.support import as_owner, sign_in


@pytest.mark.django_db
def test_the_campaign_of_2019_has_its_papers_and_places_and_its_page_claims_none_of_them(settings, tmp_path):
    settings.VAR = tmp_path
    with as_owner():
        sources.load([SOURCES], say=lambda words: None)
        accounts = logins.add_logins()
        bodies = {one.code: one for one in Organisation.objects.all()}
        with unforced(*secured_tables()):
            materials.play(Today(Places(bodies, accounts, logins.second_member())))
    officer = sign_in("campaign_officer", organisation="iom-az")
    campaign = queries.campaign(actor=officer, slug=materials.CAMPAIGN)
    assert campaign.state == "ended"
    approved = {
        (row.material.kind, version.language)
        for row in queries.materials(actor=officer, campaign=campaign)
        for version in row.versions
        if version.state == "approved"
    }
    assert approved == {(kind, each) for kind in ("brochure", "leaflet", "poster") for each in ("az", "en")}
    spots = queries.placements(actor=officer, campaign=campaign).spots
    sites = [spot.placement.site for spot in spots if spot.at and spot.placement.down_on]
    counted = {site: sites.count(site) for site in ("metro", "airport", "border_crossing", "school")}
    assert counted == {"metro": 25, "airport": 3, "border_crossing": 4, "school": 4}
    page = shown("campaign", materials.CAMPAIGN)
    assert "Ended" in page and "When it ended is not said." in page
    assert [spot.name for spot in spots if spot.placement.down_on and spot.name in page] == []
