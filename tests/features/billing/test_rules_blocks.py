"""Days outside of spans, by hand."""

from __future__ import annotations

from datetime import date

from sozdesk.features.billing.rules.blocks import EVER, outside
from sozdesk.features.billing.terms import Block

JANUARY = (date(2027, 1, 1), date(2027, 1, 31))
FEBRUARY = (date(2027, 2, 1), date(2027, 2, 28))


def test_between_spans_that_follow_one_another_there_is_no_day() -> None:
    assert list(outside([FEBRUARY, JANUARY], "ausserhalb")) == [
        Block(EVER[0], date(2026, 12, 31), "ausserhalb"),
        Block(date(2027, 3, 1), EVER[1], "ausserhalb"),
    ]
