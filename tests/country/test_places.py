from datetime import date

import pytest

from panah.codes.catalogue import code_list
from panah.country import observances, places
from panah.country.tables import UnknownEntry


def test_the_country_has_its_districts_and_cities():
    kinds = [division.kind for division in places.divisions() if division.code.count("-") == 1]
    assert kinds.count("district") == 66
    assert kinds.count("city") == 11
    assert kinds.count("republic") == 1


def test_every_division_lies_in_an_economic_region_and_in_the_country():
    for division in places.divisions():
        assert division.region in places.regions()
        assert 38.3 < division.lat < 42.0
        assert 44.7 < division.lon < 50.5


def test_every_venue_has_a_listed_kind_and_a_known_division():
    for venue in places.venues():
        code_list("distribution_site").check(venue.kind)
        if venue.division:
            places.division(venue.division)


def test_the_capital_had_twenty_five_metro_stations_in_2019():
    stations = places.venues(kind="metro", on=date(2019, 10, 4))
    assert len([venue for venue in stations if venue.code != "metro-any"]) == 25
    assert places.venue("metro-28-may").name("ru") == "28 Мая"


def test_every_kind_of_venue_that_the_round_table_names_is_there():
    for kind in ("event", "border_crossing", "airport", "school", "public_place", "metro", "online"):
        assert places.venues(kind=kind), kind


def test_a_wrong_venue_code_gets_the_nearest_one():
    with pytest.raises(UnknownEntry, match="nearest: 'metro-sahil'"):
        places.venue("metro-sahıl2")


def test_names_are_offered_in_the_order_of_the_alphabet():
    names = [name for _, name in places.choices(places.divisions(), "az")]
    assert names.index("Daşkəsən") < names.index("Füzuli") < names.index("Xaçmaz") < names.index("İmişli")


def test_the_world_day_is_thirty_july():
    world_day = observances.observance("world_day_thb")
    assert world_day.in_year(2019) == date(2019, 7, 30)
    assert world_day.next_after(date(2019, 10, 4)) == date(2020, 7, 30)
    assert observances.observance("eu_day_thb").in_year(2019) == date(2019, 10, 18)


@pytest.mark.parametrize("observance", observances.observances(), ids=lambda o: o.code)
def test_every_observance_is_named_in_every_language(observance):
    assert all(observance.name(lang) for lang in ("en", "az", "ru"))
    assert observance.kind in code_list("observance_kind")
