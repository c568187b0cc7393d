"""Which measures are silent: just below, at and just above a year."""

from __future__ import annotations

from datetime import date

import pytest
from measure_examples import measure, status

from sozdesk.features.strategy import rules


@pytest.mark.parametrize(
    ("as_of", "silent"),
    [(date(2026, 6, 30), False), (date(2026, 7, 1), True)],
    ids=["365 days", "366 days"],
)
def test_a_measure_is_silent_after_365_days_without_an_entry(as_of, silent):
    row = measure("1.3", status=status(as_of=date(2025, 6, 30)))
    assert rules.is_silent(row, as_of) is silent


def test_without_any_entry_a_measure_is_new_and_not_silent():
    assert not rules.is_silent(measure("1.3", None), date(2028, 12, 31))


@pytest.mark.parametrize("state", ["implemented", "closed"])
def test_what_is_done_may_be_silent_for_ever(state):
    row = measure("1.1", state, status=status(state, as_of=date(2025, 1, 1)))
    assert not rules.is_silent(row, date(2028, 12, 31))
