"""The municipality as everybody sees it: one frozen row, found by its BFS number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality; ``official_name`` is the BFS spelling («Aesch (BL)»)."""

    bfs_number: int
    official_name: str
    short_name: str
    district: str
    valid_from: date | None = None
    valid_to: date | None = None
    """Last day, inclusive; None while it exists."""
    address: str = ""
    """Postal address in lines (street, postcode and place); empty until somebody enters it."""


@dataclass(frozen=True, slots=True)
class Centre:
    """Where a municipality lies: degrees (WGS84)."""

    latitude: float
    longitude: float


_KILOMETRES_PER_DEGREE = 111.19
"""Of a great circle on a globe with a radius of 6'371 km."""
_STRETCH = math.cos(math.radians(47.45))
"""Length of a degree from west to east in the middle of the canton, to one from south to north."""


def kilometres(one: Centre, other: Centre) -> int:
    """The straight line between two centres in whole kilometres; true enough for 100 km."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * _STRETCH
    return round(math.hypot(north, east) * _KILOMETRES_PER_DEGREE)
