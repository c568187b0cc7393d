"""A GeoJSON of municipalities → shapes on a plane, ready to be drawn. Standard library only.

Longitude × cos 47.45° (the middle of the canton) is true enough for 50 km; y grows downwards.
Coordinates are put into a box of :data:`LONGEST` units, so that whoever draws only scales.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from sozdesk.documents.untrusted import MAX_FILE
from sozdesk.kernel import german, places
from sozdesk.kernel.errors import ReturnFileError

LONGEST = 1000.0
"""The longer side of every map, in units."""
BFS_SOURCE = "Quelle: Bundesamt für Statistik (BFS), GEOSTAT"
"""Stands under every map whose file names no source of its own."""
MAX_SHAPES = 3_000
"""All municipalities of Switzerland are some 2'100."""
MAX_POINTS = 200_000
_STRETCH = math.cos(math.radians(47.45))
_EAST, _NORTH = (5.0, 11.0), (45.0, 48.5)
"""Switzerland in degrees, with some room around it."""

Point = tuple[float, float]
Line = tuple[Point, ...]
_Edge = tuple[Point, Point]


class MapFileError(ReturnFileError):
    """A map file that cannot be used; the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One municipality: closed rings (exclaves and holes too, even-odd), and where a label stands."""

    bfs_number: int
    name: str
    district: str
    rings: tuple[Line, ...]
    label: Point
    """Inside the shape."""


@dataclass(frozen=True, slots=True, eq=False)
class MunicipalMap:
    """All shapes, and the lines around districts and around the whole. Compared by identity."""

    shapes: tuple[Shape, ...]
    outlines: tuple[Line, ...]
    width: float
    height: float
    source: str
    """The line under the map: «Quelle: …»."""


def shipped_map() -> MunicipalMap:
    """The map that comes with the program."""
    return read_map(places.resource("map", "municipalities.geojson"))


def read_map(path: Path) -> MunicipalMap:
    """The map in a file, read once per state of the file; MapFileError says what is wrong."""
    try:
        found = path.stat()
        return _read(path, found.st_mtime_ns, found.st_size)
    except OSError:
        _refuse(f"«{path.name}» lässt sich nicht lesen.", "Prüfen Sie, ob die Datei noch da ist.")


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, size: int) -> MunicipalMap:
    if size > MAX_FILE:
        _refuse(f"«{path.name}» ist grösser als 5 MB.", "Vereinfachen Sie die Grenzen.")
    return parse_map(path.read_bytes())


def parse_map(content: bytes) -> MunicipalMap:
    """The map in the bytes of a GeoJSON file; MapFileError says what is wrong."""
    collection = _collection(content)
    towns = [_town(feature) for feature in collection["features"]]
    _check(towns)
    box = _Box(point for town in towns for ring in town.rings for point in ring)
    return MunicipalMap(
        shapes=tuple(box.shape(town) for town in towns),
        outlines=tuple(box.line(line) for line in _joined(_outline_edges(towns))),
        width=box.width,
        height=box.height,
        source=_source(collection),
    )


def neighbours(drawn: MunicipalMap, bfs_number: int) -> frozenset[int]:
    """Municipalities with a common border; a common corner makes no neighbour."""
    borders = {shape.bfs_number: frozenset(_edges(shape.rings)) for shape in drawn.shapes}
    own = borders.pop(bfs_number, frozenset())
    return frozenset(number for number, edges in borders.items() if own & edges)


# ------------------------------------------------------------------ reading


@dataclass(frozen=True, slots=True)
class _Town:
    """One feature as it stands in the file: rings in degrees."""

    bfs_number: int
    name: str
    district: str
    rings: tuple[Line, ...]


def _refuse(sentence: str, next_step: str = "Wählen Sie eine andere Datei.") -> NoReturn:
    raise MapFileError(sentence, next_step)


def _collection(content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        _refuse("Die Datei ist kein GeoJSON mit Gemeinden («FeatureCollection»).")
    if not 0 < len(found["features"]) <= MAX_SHAPES:
        _refuse(f"In der Karte müssen 1 bis {german.count(MAX_SHAPES)} Gemeinden stehen.")
    return found


def _town(feature: Any) -> _Town:
    known = feature.get("properties") if isinstance(feature, dict) else None
    known = known if isinstance(known, dict) else {}
    number, name, district = (known.get(key) for key in ("bfs_number", "name", "district"))
    if not isinstance(number, int) or isinstance(number, bool):
        _refuse(f"In der Karte fehlt bei «{name or '?'}» die BFS-Nummer («bfs_number»).")
    for key, text in (("name", name), ("district", district)):
        if not isinstance(text, str) or not german.clean(text):
            _refuse(f"In der Karte fehlt bei der BFS-Nummer {number} die Angabe «{key}».")
    return _Town(
        number, german.clean(str(name)), german.clean(str(district)), _rings(feature, name)
    )


def _rings(feature: Mapping[str, Any], name: Any) -> tuple[Line, ...]:
    geometry = feature.get("geometry")
    geometry = geometry if isinstance(geometry, dict) else {}
    parts: Any = geometry.get("coordinates")
    polygons: Any = {"Polygon": [parts], "MultiPolygon": parts}.get(str(geometry.get("type")), ())
    try:
        rings = [_ring(ring) for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, IndexError, OverflowError):
        rings = []
    if not rings or any(len(set(ring)) < 3 for ring in rings):
        _refuse(f"In der Karte hat «{name}» keine Fläche («Polygon» oder «MultiPolygon»).")
    return tuple(rings)


def _ring(points: Any) -> Line:
    ring = tuple((float(point[0]), float(point[1])) for point in points)
    return ring if ring[0] == ring[-1] else (*ring, ring[0])


def _check(towns: list[_Town]) -> None:
    numbers: set[int] = set()
    for town in towns:
        if town.bfs_number in numbers:
            _refuse(f"In der Karte steht die BFS-Nummer {town.bfs_number} zweimal.")
        numbers.add(town.bfs_number)
    points = [point for town in towns for ring in town.rings for point in ring]
    if len(points) > MAX_POINTS:
        _refuse(
            f"Die Karte hat mehr als {german.count(MAX_POINTS)} Punkte.",
            "Vereinfachen Sie die Grenzen.",
        )
    if not all(_in_switzerland(point) for point in points):
        _refuse(
            "Die Koordinaten der Karte sind keine Längen- und Breitengrade der Schweiz.",
            "Speichern Sie die Karte als GeoJSON in WGS84.",
        )


def _in_switzerland(point: Point) -> bool:
    """False for metres of the national grid, for swapped degrees, and for what is no number."""
    return _EAST[0] <= point[0] <= _EAST[1] and _NORTH[0] <= point[1] <= _NORTH[1]


def _source(collection: Mapping[str, Any]) -> str:
    given = collection.get("attribution")
    line = german.clean(given) if isinstance(given, str) else ""
    if not line:
        return BFS_SOURCE
    return line if line.startswith("Quelle") else f"Quelle: {line}"


# ------------------------------------------------------------------ the plane


class _Box:
    """Puts degrees into the box."""

    def __init__(self, points: Iterable[Point]) -> None:
        flat = [_flat(point) for point in points]
        self._left = min(x for x, _ in flat)
        self._top = min(y for _, y in flat)
        across = max(x for x, _ in flat) - self._left
        down = max(y for _, y in flat) - self._top
        self._scale = LONGEST / max(across, down, 1e-9)
        self.width, self.height = (
            max(round(side * self._scale, 1), 1.0) for side in (across, down)
        )

    def line(self, points: Iterable[Point]) -> Line:
        """Points of the box, to a tenth of a unit."""
        flat = (_flat(point) for point in points)
        return tuple(
            (round((x - self._left) * self._scale, 1), round((y - self._top) * self._scale, 1))
            for x, y in flat
        )

    def shape(self, town: _Town) -> Shape:
        """One municipality of the box."""
        rings = tuple(self.line(ring) for ring in town.rings)
        return Shape(town.bfs_number, town.name, town.district, rings, _label(rings))


def _flat(point: Point) -> Point:
    return point[0] * _STRETCH, -point[1]


def _label(rings: tuple[Line, ...]) -> Point:
    """The middle of the widest stretch inside the shape at half the height of its largest ring."""
    largest = max(rings, key=_area)
    heights = [y for _, y in largest]
    middle = (min(heights) + max(heights)) / 2
    crossings = sorted(_crossings(rings, middle))
    if len(crossings) < 2:
        return largest[0]
    left, right = max(zip(crossings[::2], crossings[1::2], strict=False), key=lambda x: x[1] - x[0])
    return round((left + right) / 2, 1), round(middle, 1)


def _area(ring: Line) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)))


def _crossings(rings: Iterable[Line], height: float) -> Iterator[float]:
    """Where the borders cross a height; an even number of places."""
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay <= height) != (by <= height):
                yield ax + (bx - ax) * (height - ay) / (by - ay)


# ------------------------------------------------------------------ outlines


def _outline_edges(towns: Iterable[_Town]) -> list[_Edge]:
    """Edges that belong to one municipality only, or to two districts; in the order of the file."""
    owners: dict[_Edge, list[str]] = {}
    for town in towns:
        for edge in _edges(town.rings):
            owners.setdefault(edge, []).append(town.district)
    return [edge for edge, found in owners.items() if len(found) == 1 or len(set(found)) > 1]


def _edges(rings: Iterable[Line]) -> Iterator[_Edge]:
    """The same edge for both sides of a border; rounding left some without a length."""
    for ring in rings:
        for start, end in pairwise(ring):
            if start != end:
                yield _undirected(start, end)


def _undirected(start: Point, end: Point) -> _Edge:
    return (start, end) if start <= end else (end, start)


def _joined(edges: list[_Edge]) -> Iterator[Line]:
    """Edges put end to end: each one drawn once, with clean joints."""
    at: dict[Point, list[_Edge]] = {}
    for edge in edges:
        for point in edge:
            at.setdefault(point, []).append(edge)
    left = dict.fromkeys(edges)
    while left:
        line = list(next(iter(left)))
        del left[line[0], line[1]]
        for _ in range(2):
            _go_on(line, at, left)
            line.reverse()
        yield tuple(line)


def _go_on(line: list[Point], at: Mapping[Point, list[_Edge]], left: dict[_Edge, None]) -> None:
    """Lengthen a line at its end as far as there are edges."""
    while edge := next((edge for edge in at[line[-1]] if edge in left), None):
        del left[edge]
        line.append(edge[1] if edge[0] == line[-1] else edge[0])
