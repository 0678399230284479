"""What may stand in the directory of services, and for how long a confirmation holds. Pure."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from panah.core.errors import InvalidInput
from panah.published.rules import OfferDetails, check_offer, confirmed_until, fresh_since, is_sheltered

LEGAL = OfferDetails(
    service="legal", languages=("az",), days="weekdays", from_hour=9, until_hour=18, capacity="free", phone="012 000"
)
SHELTER = replace(LEGAL, service="shelter", phone="")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"until_hour": 9}, "until_hour"),
        ({"until_hour": 25}, "until_hour"),
        ({"phone": "ask Nar"}, "phone"),
        ({"phone": ""}, "phone"),
    ],
)
def test_impossible_hours_and_a_service_that_nobody_could_reach_are_refused(change, field):
    with pytest.raises(InvalidInput) as refused:
        check_offer(replace(LEGAL, **change), sheltered=False)
    assert refused.value.field == field
    check_offer(replace(LEGAL, phone="", address="Street 1"), sheltered=False)


@pytest.mark.parametrize("name", ["division", "phone", "web", "address", "note_az", "note_en", "note_ru"])
def test_nothing_by_which_a_shelter_could_be_found_is_taken(name):
    with pytest.raises(InvalidInput) as refused:
        check_offer(replace(SHELTER, **{name: "1"}), sheltered=True)
    assert refused.value.field == name
    check_offer(SHELTER, sheltered=True)


def test_what_a_shelter_offers_is_as_hidden_as_the_shelter():
    assert is_sheltered(service="shelter", organisation_kind="ngo")
    assert is_sheltered(service="psychological", organisation_kind="shelter")
    assert not is_sheltered(service="psychological", organisation_kind="ngo")


def test_a_confirmation_holds_to_the_end_of_its_last_day():
    assert fresh_since(today=date(2026, 11, 22), confirm_days=90) == date(2026, 8, 24)
    ends = confirmed_until(confirmed_on=date(2026, 8, 24), confirm_days=90)
    assert ends == datetime(2026, 11, 22, 20, tzinfo=UTC)
