"""What a map says, before it is drawn: one fill per municipality, and the legend with its counts.

The screen and the picture for files are drawn from the same content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SHADES = 6
"""Shades of the ramp, and so the most classes that a map can have."""


class Texture(StrEnum):
    """Patterns of municipalities without a value, told apart without colours."""

    DIAGONAL = "diagonal"
    DOTS = "dots"
    LINES = "lines"


Fill = int | Texture
"""A shade of the ramp counted from 0 (light) to 5, or a pattern."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """«901 bis 950» with the number of its municipalities; ``falling`` = with the minus sign."""

    fill: Fill
    words: str
    count: int
    falling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choropleth:
    """One map in words and fills."""

    title: str
    """«Mietzinsgrenzwerte 2027, 1 Person, netto pro Monat»."""
    name: str
    """Which of several maps beside each other: «1 Person»."""
    facts: str
    """«61 von 86 Gemeinden mit Angabe»."""
    unit: str
    """Head of the legend: «CHF pro Monat, 1 Person (Anzahl Gemeinden)»."""
    fills: Mapping[int, Fill]
    """BFS number → fill; a shape that is not here stays blank."""
    falling: frozenset[int] = frozenset()
    """BFS numbers with a minus sign: colour alone must not say it."""
    labels: Mapping[int, str]
    """BFS number → «Liestal: 870» or «Liestal: noch keine Angabe»."""
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...] = ()


def shades(number: int) -> tuple[int, ...]:
    """Shades for ``number`` classes (at most six), spread over the whole ramp."""
    if number <= 1:
        return (2,) * number
    return tuple(round(place * (SHADES - 1) / (number - 1)) for place in range(number))
