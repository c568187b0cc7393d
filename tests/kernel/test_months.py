"""Days counted in months, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.kernel.months import in_months


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), Fraction(1)),
        (date(2026, 1, 1), date(2026, 12, 31), Fraction(12)),
        (date(2026, 2, 15), date(2026, 3, 14), Fraction(1)),
        (date(2026, 1, 16), date(2026, 1, 31), Fraction(16, 31)),
        (date(2026, 1, 1), date(2026, 2, 14), Fraction(3, 2)),
        (date(2026, 11, 15), date(2027, 2, 14), Fraction(3)),
        (date(2026, 1, 31), date(2026, 2, 27), Fraction(1)),
        (date(2028, 2, 1), date(2028, 2, 1), Fraction(1, 29)),
    ],
)
def test_days_are_counted_in_months_from_their_first(
    first: date, last: date, months: Fraction
) -> None:
    assert in_months(first, last) == months


@given(
    first=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    days=st.tuples(st.integers(0, 800), st.integers(1, 800)),
)
def test_more_days_are_more_of_a_month(first: date, days: tuple[int, int]) -> None:
    one = date.fromordinal(first.toordinal() + days[0])
    later = date.fromordinal(one.toordinal() + days[1])
    assert 0 < in_months(first, one) < in_months(first, later)
