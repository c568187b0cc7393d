"""Small maps drawn by hand, and what a map of them says."""

from __future__ import annotations

import json
from typing import Any

from sozdesk.documents.choropleth import Choropleth, LegendEntry, Texture
from sozdesk.documents.municipal_map import MunicipalMap, parse_map

STEP = 0.01
"""Edge of a square in degrees."""


def square(column: int, row: int) -> list[list[float]]:
    """Corners of a square, counted from the south-west, closed."""
    west, south = 7.6 + column * STEP, 47.4 + row * STEP
    east, north = 7.6 + (column + 1) * STEP, 47.4 + (row + 1) * STEP
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [[round(x, 6), round(y, 6)] for x, y in corners]


def feature(
    number: int, *rings: list[list[float]], name: str = "", district: str = "West"
) -> dict[str, Any]:
    properties = {"bfs_number": number, "name": name or f"Ort {number}", "district": district}
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(*features: Any, **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members}).encode()


def two_districts() -> bytes:
    """Four squares: 1 and 2 in the west (2 above 1), 3 and 4 in the east."""
    return geojson(
        feature(1, square(0, 0)),
        feature(2, square(0, 1)),
        feature(3, square(1, 0), district="Ost"),
        feature(4, square(1, 1), district="Ost"),
    )


def small_map() -> MunicipalMap:
    return parse_map(two_districts())


def content(**changes: Any) -> Choropleth:
    """Three municipalities with a value, one without."""
    usual: dict[str, Any] = {
        "title": "Mietzinsgrenzwerte 2027, 1 Person, netto pro Monat",
        "name": "1 Person",
        "facts": "3 von 4 Gemeinden",
        "unit": "CHF netto pro Monat, 1 Person (Anzahl Gemeinden)",
        "fills": {1: 0, 2: 5, 3: 5, 4: Texture.DIAGONAL},
        "labels": {1: "Ort 1: 850", 2: "Ort 2: 1'020", 4: "Ort 4: noch keine Angabe"},
        "legend": (
            LegendEntry(0, "bis 900", 1),
            LegendEntry(5, "über 900", 2),
            LegendEntry(Texture.DIAGONAL, "noch keine Angabe", 1),
        ),
        "notes": ("Beträge pro Jahr sind durch 12 geteilt.",),
    }
    return Choropleth(**usual | changes)
