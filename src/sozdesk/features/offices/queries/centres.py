"""Where the municipalities lie, for distances between them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from sozdesk.kernel import places
from sozdesk.kernel.municipality import Centre


@cache
def municipality_centres() -> Mapping[int, Centre]:
    """BFS number → centre of gravity of the municipality's area, computed from the shipped map.

    Source: generalised borders of the Bundesamt für Statistik (BFS), GEOSTAT, as in
    ``resources/map``; a centre may lie outside of the village.
    """
    path = places.database("reference", "municipality_centres.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            int(row["bfs_number"]): Centre(float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }
