"""The municipalities as shipped, before any file is open."""

from __future__ import annotations

import csv

from sozdesk.kernel import german, places
from sozdesk.kernel.municipality import Municipality


def municipalities() -> tuple[Municipality, ...]:
    """All municipalities of the canton in German order."""
    with places.database("reference", "municipalities.csv").open(encoding="utf-8") as file:
        rows = [
            Municipality(int(row["bfs_number"]), row["name"], row["short_name"], row["district"])
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda row: german.sort_key(row.short_name)))
