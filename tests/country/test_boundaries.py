import json

from panah.country import boundaries, places


def holds(ring: boundaries.Ring, lat: float, lon: float) -> bool:
    crossed = False
    for (lat_a, lon_a), (lat_b, lon_b) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (lat_a > lat) != (lat_b > lat) and lon < (lon_b - lon_a) * (lat - lat_a) / (lat_b - lat_a) + lon_a:
            crossed = not crossed
    return crossed


def test_every_division_and_metro_station_lies_within_the_outline():
    stations = [venue for venue in places.venues(kind="metro") if venue.lat]
    outside = [
        place.code
        for place in (*places.divisions(), *stations)
        if sum(holds(ring, place.lat, place.lon) for ring in boundaries.outline()) != 1
    ]
    assert outside == ["AZ-AST"], "Astara lies on the border itself, and the line is drawn simpler than it is"
    assert not any(holds(ring, 40.18, 44.51) for ring in boundaries.outline()), "a town of another country"


def test_the_boundaries_are_light_say_where_they_come_from_and_name_no_district():
    content = boundaries.geojson()
    read = json.loads(content)
    assert len(content) < 40_000
    assert "Natural Earth" in read["source"] and "public domain" in read["source"]
    assert [one["properties"] for one in read["features"]] == [{"kind": "country"}, {"kind": "districts"}]
