"""An amount held against a price times units."""

from __future__ import annotations

from fractions import Fraction
from math import floor

_ROUNDED = 4
"""Rappen that rounding to five Rappen adds at most."""


def right_amount(amount: int, price: int, count: Fraction) -> int | None:
    """Price × units in Rappen, rounded half up, if ``amount`` is above it; None if it is not.

    An amount that was rounded up to five Rappen is not above.
    """
    wanted = floor(price * count + Fraction(1, 2))
    return wanted if amount > wanted + _ROUNDED else None
