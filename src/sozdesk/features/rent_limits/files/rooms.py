"""Which rooms suit which household: a dated proposal with its source, changed freely on the page."""

from __future__ import annotations

import csv
from datetime import date

from sozdesk.features.rent_limits.terms import Category, RoomRange, RoomTable
from sozdesk.kernel import places
from sozdesk.kernel.dated import on


def room_table(day: date) -> RoomTable:
    """The ranges that hold on ``day``; before the first ones those."""
    tables = _tables()
    return on(day, tables) or tables[0]


def _tables() -> tuple[RoomTable, ...]:
    path = places.database("reference", "room_ranges.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = sorted({row["valid_from"] for row in rows})
    return tuple(
        RoomTable(
            valid_from=date.fromisoformat(day),
            ranges=tuple(_range(row) for row in rows if row["valid_from"] == day),
            source=next(row["source"] for row in rows if row["valid_from"] == day),
        )
        for day in days
    )


def _range(row: dict[str, str]) -> RoomRange:
    least, most = (round(float(row[key]) * 10) for key in ("rooms_from", "rooms_to"))
    return RoomRange(Category(row["size"]), least, most)
