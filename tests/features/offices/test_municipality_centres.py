"""Where municipalities lie: the file beside the map, and distances beside those on a paper map."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from sozdesk.features.offices.queries import municipality_centres
from sozdesk.kernel import places
from sozdesk.kernel.municipality import Centre, kilometres

NUMBERS = {
    "Liestal": 2829,
    "Sissach": 2861,
    "Laufen": 2787,
    "Gelterkinden": 2846,
    "Waldenburg": 2895,
    "Allschwil": 2762,
}


def km(one, other):
    centres = municipality_centres()
    return kilometres(centres[NUMBERS[one]], centres[NUMBERS[other]])


@pytest.mark.parametrize(
    ("one", "other", "measured"),
    [
        # between the villages, by the kilometre grid of the national map (LV95)
        ("Liestal", "Sissach", 6.3),
        ("Sissach", "Gelterkinden", 3.9),
        ("Liestal", "Laufen", 19.0),
        ("Liestal", "Waldenburg", 11.3),
        ("Allschwil", "Liestal", 16.0),
    ],
)
def test_distances_are_those_of_a_map_but_for_where_a_municipality_has_its_middle(
    one, other, measured
):
    assert abs(km(one, other) - measured) <= 2
    assert km(one, other) == km(other, one)


def test_a_municipality_is_no_way_from_itself():
    assert km("Sissach", "Sissach") == 0


def test_one_minute_of_latitude_is_a_nautical_mile():
    assert kilometres(Centre(47.0, 7.5), Centre(48.0, 7.5)) == 111


def test_every_municipality_of_the_map_has_its_centre_of_gravity():
    """Computed here once more from the borders, with the formula of the surveyors (Gauss)."""
    path = places.resource("map", "municipalities.geojson")
    features = json.loads(path.read_text("utf-8"))["features"]
    centres = municipality_centres()
    assert len(centres) == len(features) == 86
    for feature in features:
        centre = centres[feature["properties"]["bfs_number"]]
        longitude, latitude = gravity(feature["geometry"])
        assert centre.longitude == pytest.approx(longitude, abs=1e-4)
        assert centre.latitude == pytest.approx(latitude, abs=1e-4)


def gravity(geometry):
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    area = east = north = 0.0
    for outer, *holes in polygons:
        for ring, sign in [(outer, 1), *((hole, -1) for hole in holes)]:
            parts = [ring_part(a, b, ring[0]) for a, b in pairwise(ring)]
            turned = sign if sum(part[0] for part in parts) > 0 else -sign
            area += turned * sum(part[0] for part in parts)
            east += turned * sum(part[1] for part in parts)
            north += turned * sum(part[2] for part in parts)
    return east / (3 * area), north / (3 * area)


def ring_part(a, b, origin):
    """Twice a triangle's area with the corner, and its moments times three, around the origin."""
    (ax, ay), (bx, by), (ox, oy) = a, b, origin
    cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
    return cross, cross * (ax + bx + ox), cross * (ay + by + oy)
