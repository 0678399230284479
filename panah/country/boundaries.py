"""The country's outline and the lines between its districts, for maps: `map.json` of the pack. No Django here."""

import json
from functools import cache
from typing import Any

from panah.country import tables

Ring = tuple[tuple[float, float], ...]  # latitude, longitude


@cache
def geojson() -> bytes:
    """Return the file as it is (GeoJSON)."""
    return (tables.PACK / "map.json").read_bytes()


@cache
def outline() -> tuple[Ring, ...]:
    """Return the rings of the country's outline, its holes among them."""
    (country,) = (one for one in _features() if one["properties"]["kind"] == "country")
    polygons = country["geometry"]["coordinates"]
    return tuple(tuple((lat, lon) for lon, lat in ring) for polygon in polygons for ring in polygon)


def _features() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(geojson())["features"]
    return found
