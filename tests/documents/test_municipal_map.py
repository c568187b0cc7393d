"""The map file: shapes, outlines of districts, and what is wrong with a file that cannot be used."""

from __future__ import annotations

import csv
import json
import math
import pickle
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from map_examples import STEP, feature, geojson, small_map, square, two_districts

from sozdesk.documents.municipal_map import (
    BFS_SOURCE,
    MAX_SHAPES,
    MapFileError,
    MunicipalMap,
    Shape,
    neighbours,
    parse_map,
    read_map,
    shipped_map,
)
from sozdesk.kernel import places


def shape(drawn: MunicipalMap, number: int) -> Shape:
    return next(one for one in drawn.shapes if one.bfs_number == number)


def is_inside(one: Shape, point: tuple[float, float]) -> bool:
    """Even-odd rule, worked out here once more."""
    x, y = point
    crossed = 0
    for ring in one.rings:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossed += 1
    return crossed % 2 == 1


def edges(drawn: MunicipalMap) -> set[frozenset[tuple[float, float]]]:
    return {frozenset(pair) for line in drawn.outlines for pair in pairwise(line)}


# ------------------------------------------------------------------ the shipped map


def test_the_shipped_map_has_the_86_municipalities_of_the_official_list() -> None:
    with places.database("reference", "municipalities.csv").open(encoding="utf-8") as file:
        official = {
            (int(row["bfs_number"]), row["name"], row["district"]) for row in csv.DictReader(file)
        }
    drawn = {(one.bfs_number, one.name, one.district) for one in shipped_map().shapes}
    assert len(drawn) == 86
    assert drawn == official


def test_the_shipped_map_names_its_source_and_lies_beside_its_licence() -> None:
    assert shipped_map().source == "Quelle: Bundesamt für Statistik (BFS), GEOSTAT"
    raw = json.loads(places.resource("map", "municipalities.geojson").read_text("utf-8"))
    assert raw["attribution"] == shipped_map().source
    licence = places.resource("map", "LICENSE.md").read_text("utf-8")
    assert "not** under the Apache-2.0" in licence
    assert "bfs_number" in licence


def test_it_is_as_wide_as_it_is_in_nature() -> None:
    """7.326244 to 7.961844 degrees east (times cos 47.45°), 47.338296 to 47.56439 north."""
    drawn = shipped_map()
    ratio = (47.56439 - 47.338296) / ((7.961844 - 7.326244) * math.cos(math.radians(47.45)))
    assert drawn.width == 1000
    assert drawn.height == pytest.approx(1000 * ratio, abs=0.1)


def test_every_label_stands_in_its_own_municipality() -> None:
    astray = [one.name for one in shipped_map().shapes if not is_inside(one, one.label)]
    assert astray == []


def test_the_canton_is_north_up() -> None:
    drawn = shipped_map()
    allschwil, langenbruck = shape(drawn, 2762), shape(drawn, 2886)
    assert allschwil.label[1] < langenbruck.label[1]
    assert allschwil.label[0] < langenbruck.label[0]


def test_the_outline_of_the_canton_is_closed() -> None:
    """Every corner of an outline is met by an even number of edges, or lies on a district."""
    ends = [line[0] for line in shipped_map().outlines] + [
        line[-1] for line in shipped_map().outlines
    ]
    corners = [point for line in shipped_map().outlines for point in line[1:-1]]
    assert all(ends.count(end) + corners.count(end) >= 2 for end in ends)


# ------------------------------------------------------------------ outlines by hand


def test_lines_are_drawn_around_districts_and_the_whole_only() -> None:
    """2 × 2 squares: eight outer edges, two between west and east, none between 1 and 2."""
    drawn = small_map()
    west, middle, east = 0.0, drawn.width / 2, drawn.width
    top, centre, bottom = 0.0, drawn.height / 2, drawn.height
    west, middle, east, top, centre, bottom = (
        round(value, 1) for value in (west, middle, east, top, centre, bottom)
    )
    wanted = {
        frozenset(pair)
        for pair in (
            ((west, top), (middle, top)),
            ((middle, top), (east, top)),
            ((west, bottom), (middle, bottom)),
            ((middle, bottom), (east, bottom)),
            ((west, top), (west, centre)),
            ((west, centre), (west, bottom)),
            ((east, top), (east, centre)),
            ((east, centre), (east, bottom)),
            ((middle, top), (middle, centre)),
            ((middle, centre), (middle, bottom)),
        )
    }
    assert edges(drawn) == wanted
    assert sum(len(line) - 1 for line in drawn.outlines) == 10


def test_edges_without_a_length_are_skipped() -> None:
    ring = square(0, 0)
    doubled = [ring[0], ring[0], *ring[1:]]
    assert edges(parse_map(geojson(feature(1, doubled)))) == edges(
        parse_map(geojson(feature(1, ring)))
    )


def test_an_exclave_belongs_to_its_municipality() -> None:
    drawn = parse_map(geojson(feature(1, square(0, 0), square(5, 0)), feature(2, square(2, 0))))
    assert len(shape(drawn, 1).rings) == 2
    assert is_inside(shape(drawn, 1), shape(drawn, 1).label)


def test_a_ring_that_is_not_closed_is_closed() -> None:
    drawn = parse_map(geojson(feature(1, square(0, 0)[:-1])))
    assert shape(drawn, 1).rings[0][0] == shape(drawn, 1).rings[0][-1]


def test_a_map_can_go_to_another_process() -> None:
    drawn = small_map()
    again = pickle.loads(pickle.dumps(drawn))
    assert (again.shapes, again.outlines) == (drawn.shapes, drawn.outlines)


# ------------------------------------------------------------------ sources


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (None, BFS_SOURCE),
        ("", BFS_SOURCE),
        (17, BFS_SOURCE),
        ("Quelle: swisstopo", "Quelle: swisstopo"),
        (" Amt für Geoinformation\nBL ", "Quelle: Amt für Geoinformation BL"),
    ],
)
def test_the_source_line_is_that_of_the_file_or_of_the_bfs(given: Any, line: str) -> None:
    assert parse_map(geojson(feature(1, square(0, 0)), attribution=given)).source == line


# ------------------------------------------------------------------ files that cannot be used


def refused(content: bytes) -> str:
    with pytest.raises(MapFileError) as error:
        parse_map(content)
    return error.value.sentence


def changed(**properties: Any) -> bytes:
    one = feature(1, square(0, 0))
    one["properties"] = {**one["properties"], **properties}
    return geojson(one)


@pytest.mark.parametrize(
    "content", [b"", b"kein json", b"[]", b'{"features": 3}', b"\xff\xfe", b"[" * 200_000]
)
def test_what_is_no_geojson_is_said(content: bytes) -> None:
    assert refused(content) == "Die Datei ist kein GeoJSON mit Gemeinden («FeatureCollection»)."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (geojson(), "In der Karte müssen 1 bis 3'000 Gemeinden stehen."),
        (
            geojson(*[feature(1, square(0, 0))] * (MAX_SHAPES + 1)),
            "In der Karte müssen 1 bis 3'000 Gemeinden stehen.",
        ),
        (
            changed(bfs_number="2761"),
            "In der Karte fehlt bei «Ort 1» die BFS-Nummer («bfs_number»).",
        ),
        (changed(bfs_number=True), "In der Karte fehlt bei «Ort 1» die BFS-Nummer («bfs_number»)."),
        (geojson(None), "In der Karte fehlt bei «?» die BFS-Nummer («bfs_number»)."),
        (changed(name=" "), "In der Karte fehlt bei der BFS-Nummer 1 die Angabe «name»."),
        (changed(district=None), "In der Karte fehlt bei der BFS-Nummer 1 die Angabe «district»."),
        (
            geojson(feature(1, square(0, 0)), feature(1, square(1, 0))),
            "In der Karte steht die BFS-Nummer 1 zweimal.",
        ),
        (
            geojson(feature(1, [[2_620_000.0, 1_260_000.0], [2_620_001.0, 1_260_000.0], [2, 3]])),
            "Die Koordinaten der Karte sind keine Längen- und Breitengrade der Schweiz.",
        ),
        (
            geojson(feature(1, [[47.4, 7.6], [47.5, 7.6], [47.5, 7.7]])),
            "Die Koordinaten der Karte sind keine Längen- und Breitengrade der Schweiz.",
        ),
        (
            geojson(feature(1, [[math.nan, 47.0], [7.0, 47.0], [7.0, 48.0]])),
            "Die Koordinaten der Karte sind keine Längen- und Breitengrade der Schweiz.",
        ),
    ],
)
def test_what_is_wrong_with_a_map_is_said_in_one_sentence(content: bytes, sentence: str) -> None:
    assert refused(content) == sentence


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [7.6, 47.4]},
        {"type": "Polygon", "coordinates": None},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "Polygon", "coordinates": [[[7.6, 47.4], [7.7, 47.4], [7.6, 47.4]]]},
        {"type": "Polygon", "coordinates": [[[10**400, 1], [7.7, 47.4], [7.6, 47.5]]]},
        {"type": "MultiPolygon", "coordinates": 3},
    ],
)
def test_a_municipality_without_an_area_is_named(geometry: Any) -> None:
    one = {**feature(1, square(0, 0)), "geometry": geometry}
    assert refused(geojson(one)) == (
        "In der Karte hat «Ort 1» keine Fläche («Polygon» oder «MultiPolygon»)."
    )


def test_too_many_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sozdesk.documents.municipal_map.MAX_POINTS", 19)
    assert refused(two_districts()) == "Die Karte hat mehr als 19 Punkte."


@given(st.binary(max_size=300))
def test_any_bytes_are_a_map_or_a_sentence(content: bytes) -> None:
    with pytest.raises(MapFileError):
        parse_map(content)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["Polygon", "MultiPolygon", [7.6, 47.4]]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["bfs_number", "name", "district", "type", "coordinates", "properties"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


def sentence_or_map(content: bytes) -> str:
    """Why it is refused, empty for a map."""
    try:
        return "" if parse_map(content).shapes else "nothing"
    except MapFileError as error:
        return error.sentence


@given(st.lists(VALUES, max_size=3), VALUES, VALUES)
def test_any_features_are_a_map_or_a_sentence(
    features: list[Any], geometry: Any, source: Any
) -> None:
    half = {**feature(1, square(0, 0)), "geometry": geometry}
    for found in ([*features, half], [half], features):
        content = json.dumps({"features": found, "attribution": source}).encode()
        said = sentence_or_map(content)
        assert said == "" or said.endswith(".")


DEGREES = st.tuples(st.floats(5, 11), st.floats(45, 48.5))


@given(st.lists(DEGREES, min_size=3, max_size=8, unique=True))
def test_any_ring_of_points_can_be_drawn(points: list[tuple[float, float]]) -> None:
    drawn = parse_map(geojson(feature(1, [list(point) for point in points])))
    assert max(drawn.width, drawn.height) == 1000
    for line in (*drawn.shapes[0].rings, *drawn.outlines, (drawn.shapes[0].label,)):
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in line)


# ------------------------------------------------------------------ reading files


def test_a_file_is_read_once_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "karte.geojson"
    path.write_bytes(two_districts())
    first = read_map(path)
    assert read_map(path) is first
    path.write_bytes(geojson(feature(1, square(0, 0))))
    assert len(read_map(path).shapes) == 1


def test_a_file_that_is_gone_or_too_big_is_said(tmp_path: Path) -> None:
    with pytest.raises(MapFileError, match=r"«weg\.geojson» lässt sich nicht lesen"):
        read_map(tmp_path / "weg.geojson")
    with pytest.raises(MapFileError, match="lässt sich nicht lesen"):
        read_map(tmp_path)
    big = tmp_path / "gross.geojson"
    big.write_bytes(b" " * (5 * 1024 * 1024 + 1))
    with pytest.raises(MapFileError, match=r"«gross\.geojson» ist grösser als 5 MB"):
        read_map(big)


def test_the_edge_of_the_example_is_what_it_says() -> None:
    assert STEP == 0.01
    assert small_map().height > small_map().width * 1.4  # a degree east is shorter: 1 / 0.676


# ------------------------------------------------------------------ neighbours


def test_neighbours_have_a_border_in_common_and_not_only_a_corner() -> None:
    drawn = small_map()
    assert neighbours(drawn, 1) == {2, 3}  # 4 touches a corner
    assert neighbours(drawn, 4) == {2, 3}
    assert neighbours(drawn, 99) == frozenset()


def test_a_municipality_in_two_parts_has_the_neighbours_of_both() -> None:
    drawn = parse_map(
        geojson(
            feature(1, square(0, 0), square(4, 0)),
            feature(2, square(5, 0)),
            feature(3, square(0, 1)),
        )
    )
    assert neighbours(drawn, 1) == {2, 3}


def test_the_shipped_map_knows_the_neighbours_of_bretzwil_in_the_canton() -> None:
    assert neighbours(shipped_map(), 2883) == {2889, 2893}  # Lauwil and Reigoldswil
