from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from panah.core.errors import InvalidInput, NotPermitted, NotVisible
from panah.partnership import actions, queries
from panah.partnership.models import Indicator
from tests.partnership.support import INDICATOR, project
from tests.support import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(sign_in):
    return sign_in("project_officer", organisation="iom-az")


def test_a_project_has_several_funders_with_their_shares(officer):
    slug = project(officer).slug
    actions.add_funding(actor=officer, slug=slug, funder="eu", role="funder", share=Decimal(80))
    actions.add_funding(actor=officer, slug=slug, funder="iom-development-fund", role="co_funder", share=Decimal(20))
    page = queries.project_page(actor=officer, slug=slug, language="en")
    assert [(each.funder.code, each.share) for each in page.funding] == [("eu", 80), ("iom-development-fund", 20)]


def test_shares_of_more_than_the_whole_are_refused(officer):
    slug = project(officer).slug
    actions.add_funding(actor=officer, slug=slug, funder="eu", role="funder", share=Decimal(80))
    with pytest.raises(InvalidInput):
        actions.add_funding(actor=officer, slug=slug, funder="us-inl", role="funder", share=Decimal(30))


def test_an_amount_needs_its_currency(officer):
    with pytest.raises(InvalidInput):
        actions.add_funding(actor=officer, slug=project(officer).slug, funder="eu", role="funder", amount=Decimal(5))


@pytest.mark.parametrize("missing", ["definition", "source"])
def test_an_indicator_without_definition_or_source_is_refused(officer, missing):
    slug = project(officer).slug
    with pytest.raises(InvalidInput) as caught:
        actions.define_indicator(actor=officer, slug=slug, **{**INDICATOR, missing: "  "})
    assert caught.value.field == missing


@pytest.mark.parametrize("missing", ["baseline", "target", "owner_id", "source"])
def test_the_database_refuses_an_incomplete_indicator(officer, missing):
    row = actions.define_indicator(actor=officer, slug=project(officer).slug, **INDICATOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(pk=row.pk).update(**{missing: "" if missing == "source" else None})


def test_the_newest_value_says_how_far_an_indicator_has_come(officer):
    slug = project(officer).slug
    indicator = actions.define_indicator(actor=officer, slug=slug, **INDICATOR)
    for value, day in ((Decimal(30), date(2018, 6, 1)), (Decimal(50), date(2019, 6, 1))):
        actions.add_value(actor=officer, indicator_id=indicator.id, value=value, measured_on=day, evidence="register")
    row = queries.project_page(actor=officer, slug=slug, language="en").indicators[0]
    assert (row.newest.value, row.progress) == (50, 50)


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2999, 1, 1)])
def test_a_value_before_the_baseline_or_in_the_future_is_refused(officer, day):
    indicator = actions.define_indicator(actor=officer, slug=project(officer).slug, **INDICATOR)
    with pytest.raises(InvalidInput):
        actions.add_value(
            actor=officer, indicator_id=indicator.id, value=Decimal(1), measured_on=day, evidence="register"
        )


def test_a_donor_reads_a_project_and_changes_nothing(officer, sign_in):
    slug = project(officer).slug
    donor = sign_in("donor", organisation="eu")
    assert queries.project(actor=donor, slug=slug).slug == slug
    with pytest.raises(NotPermitted):
        actions.add_phase(actor=donor, slug=slug, label="Phase I")


def test_another_organisation_cannot_change_the_project(officer, sign_in):
    slug = project(officer).slug
    with pytest.raises(NotVisible):
        actions.add_phase(actor=sign_in("project_officer", organisation="eu"), slug=slug, label="Phase I")
    again(officer)
    actions.add_phase(actor=officer, slug=slug, label="Phase I")


def test_a_phase_stands_once(officer):
    slug = project(officer).slug
    actions.add_phase(actor=officer, slug=slug, label="Phase I")
    with pytest.raises(InvalidInput):
        actions.add_phase(actor=officer, slug=slug, label="Phase I")
