"""Classes of the map: at most six, with rounded limits that stay the same over the years.

A class reaches up to its limit, inclusive; the last one has none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

MOST_LIMITS = 5
"""Make six classes."""
LEAST_VALUES = 10
"""Fewer values say nothing about the classes of a year."""
CHANGE_LIMITS = (-500, -1, 0, 250, 500)
"""Of the change to last year, hundredths of a percent: falls, no change, rises."""
_STEPS = (10_000, 5_000, 1_000)
"""Rappen: limits are full 100, 50 or 10 francs."""


def class_of(value: int, limits: Sequence[int]) -> int:
    """Number of the class, from 0; ``limits`` must rise."""
    return bisect_left(limits, value)


def proposed_limits(values: Iterable[int]) -> tuple[int, ...]:
    """Rounded limits that put about equally many values into each class; none is left empty.

    The coarsest step that makes six classes, else the one that makes most. The order of the values
    does not matter; without differences between them there are no limits.
    """
    ordered = sorted(values)
    best: tuple[int, ...] = ()
    for step in _STEPS:
        found = _rounded(ordered, step)
        if len(found) > len(best):
            best = found
    return best


def _rounded(ordered: Sequence[int], step: int) -> tuple[int, ...]:
    """Upper ends of sixths, rounded up to the step; without those that nothing lies above."""
    ends = (ordered[(len(ordered) * sixth - 1) // 6] for sixth in range(1, 6) if ordered)
    limits = {-(-end // step) * step for end in ends}
    return tuple(sorted(limit for limit in limits if limit < ordered[-1]))


def may_be_limits(limits: Sequence[int]) -> bool:
    """Whether these can be limits: one to five, above zero, rising."""
    rising = all(first < second for first, second in pairwise(limits))
    return 0 < len(limits) <= MOST_LIMITS and limits[0] > 0 and rising
