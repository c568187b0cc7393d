"""Words of the map: its classes, and what stands in the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sozdesk.kernel.german import short_amount

CHANGE_CLASSES = (
    "-5,0 % oder tiefer",
    "-4,9 bis -0,1 %",
    "gleich",
    "+0,1 bis +2,5 %",
    "+2,6 bis +5,0 %",
    "über +5,0 %",
)
"""In the order of the limits in ``rules.CHANGE_LIMITS``."""
ALL_AMOUNTS = "alle Beträge"
"""The one class where there are no limits."""


def class_words(limits: Sequence[int]) -> tuple[str, ...]:
    """«bis 850», «851 bis 900», «über 900» for limits in Rappen."""
    if not limits:
        return (ALL_AMOUNTS,)
    middle = [
        f"{short_amount(_above(low))} bis {short_amount(high)}" for low, high in pairwise(limits)
    ]
    return (f"bis {short_amount(limits[0])}", *middle, f"über {short_amount(limits[-1])}")


def _above(limit: int) -> int:
    """Where the next class begins: with the next franc, else with the next Rappen."""
    return limit + (1 if limit % 100 else 100)


def proposed_from(year: int) -> str:
    """Where classes come from that nobody has set."""
    return f"Klassen vorgeschlagen nach den Werten von {year}."
