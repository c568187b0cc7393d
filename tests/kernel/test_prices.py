"""Amounts held against a price, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sozdesk.kernel.prices import right_amount


@pytest.mark.parametrize(
    ("amount", "price", "count", "wanted"),
    [
        (90_000, 50_000, Fraction(1), 50_000),
        (50_000, 50_000, Fraction(1), None),
        (46_456, 90_000, Fraction(16, 31), None),  # 464.516 is 464.52, rounded up 464.55
        (46_457, 90_000, Fraction(16, 31), 46_452),
        (6, 1, Fraction(1, 2), 1),  # half a Rappen is a whole one
        (-90_000, 50_000, Fraction(-1), None),
    ],
)
def test_only_what_is_above_price_times_units_has_another_right_amount(
    amount: int, price: int, count: Fraction, wanted: int | None
) -> None:
    assert right_amount(amount, price, count) == wanted
