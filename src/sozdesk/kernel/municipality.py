"""The municipality as everybody sees it: one frozen row, found by its BFS number."""

from __future__ import annotations

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
